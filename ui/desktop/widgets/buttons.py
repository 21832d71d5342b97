"""Buttons with names for readers, icons in the theme's colour, no accidental shortcuts."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.desktop.core import icons, theme
from ui.desktop.widgets.labels import plain_tip, set_property


def literal(text: str) -> str:
    """Text in which ``&`` is an ampersand and no shortcut."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """A push button.

    Args:
        kind: ``main`` (one per page), ``plain``, ``link`` or ``danger``.
    """

    def __init__(
        self, text: str, name: str, *, kind: str = "plain", icon: str = "", described: str = ""
    ) -> None:
        super().__init__(literal(text))
        self._icon = icon
        self._kind = kind
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setAccessibleName(described or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._tint()

    def on_click(self, slot: Callable[[], object]) -> "Button":
        """Call this when pressed."""
        self.clicked.connect(lambda *_: slot())
        return self

    def set_words(self, text: str) -> None:
        """Another text, also for readers."""
        self.setText(literal(text))
        self.setAccessibleName(text)

    def set_icon(self, icon: str) -> None:
        """Another drawing."""
        self._icon = icon
        self._tint()

    def set_kind(self, kind: str) -> None:
        """Another weight among the buttons."""
        self._kind = kind
        set_property(self, "kind", kind)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tint the icon anew."""
        super().changeEvent(event)
        if theme.is_restyle(event) or event.type() is QEvent.Type.EnabledChange:
            self._tint()

    def _tint(self) -> None:
        if not self._icon:
            return
        tokens = theme.current()
        colors = {"main": tokens.on_accent, "link": tokens.accent, "danger": tokens.bad}
        color = colors.get(self._kind, tokens.text_2) if self.isEnabled() else tokens.text_3
        self.setIcon(icons.icon(self._icon, color, 18))
        self.setIconSize(QSize(18, 18))


class IconButton(QToolButton):
    """A small button that is only an icon; its name is the tool tip."""

    def __init__(self, icon: str, described: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(18, 18))
        self.describe(described)
        self._tint()

    def describe(self, described: str) -> None:
        """What it does, for hovering and for readers."""
        plain_tip(self, described)
        self.setAccessibleName(described)

    def set_icon(self, icon: str) -> None:
        """Another drawing."""
        self._icon = icon
        self._tint()

    def on_click(self, slot: Callable[[], object]) -> "IconButton":
        """Call this when pressed."""
        self.clicked.connect(lambda *_: slot())
        return self

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tint anew."""
        super().changeEvent(event)
        if theme.is_restyle(event):
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icons.icon(self._icon, theme.current().text_2, 18))
