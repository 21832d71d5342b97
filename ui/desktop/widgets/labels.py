"""Labels that never read markup. Every text of the window is made here."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.desktop.core.format import Figure, Moment

# Qt takes a tool tip for HTML if it looks like it; without this character it cannot.
_TIP_SAFE = str.maketrans("<>", "\u2039\u203a")


def safe_tip(text: str) -> str:
    """A text that no tool tip takes for markup."""
    return text.translate(_TIP_SAFE)


def plain_tip(widget: QWidget, text: str) -> None:
    """A tool tip that stays text."""
    widget.setToolTip(safe_tip(text))


def restyle(widget: QWidget) -> None:
    """Let the stylesheet see a changed property."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the stylesheet selects by."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


class Label(QLabel):
    """Plain text in a role of the type scale, in a tone.

    Args:
        role: ``hint label body strong section answer big figure mono``.
        tone: ``ok bad warn unknown soft quiet`` or empty.
    """

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Another colour."""
        set_property(self, "tone", tone)

    def selectable(self) -> "Label":
        """Let people mark and copy the text."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self


class ElidedLabel(Label):
    """One line that gives way with an ellipsis; the whole text is one hover away."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "") -> None:
        self._whole = text
        super().__init__(text, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)

    def set_whole(self, text: str) -> None:
        """Another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Cut to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        plain_tip(self, self._whole if shown != self._whole else "")


class FigureLabel(Label):
    """A number, right-aligned; all its decimals one hover away."""

    def __init__(self, figure: Figure | None = None, role: str = "figure") -> None:
        super().__init__("", role)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if figure is not None:
            self.set_figure(figure)

    def set_figure(self, figure: Figure) -> None:
        """Another number."""
        self.setText(figure.shown)
        plain_tip(self, f"{figure.full} {figure.unit}".strip())
        self.setAccessibleName(f"{figure.full} {figure.unit}".strip())


class MomentLabel(Label):
    """A time; in full with its zone on hover."""

    def set_moment(self, moment: Moment) -> None:
        """Another time."""
        self.setText(moment.shown)
        plain_tip(self, moment.full)
