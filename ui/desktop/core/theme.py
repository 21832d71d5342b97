"""Colours, type and the one stylesheet, in a light and a dark form.

The palette is our own on top of Fusion: Qt's own dark scheme has no effect where no desktop
tells it (offscreen, bare X11). The system's scheme is only the default.
"""

from dataclasses import dataclass, fields
from enum import Enum
from string import Template
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.desktop.core.resources import resource


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, by what they are for."""

    bg: str
    surface: str
    raised: str
    border: str
    text: str
    text_2: str
    text_3: str
    accent: str
    on_accent: str
    ok: str
    ok_bg: str
    bad: str
    bad_bg: str
    warn: str
    warn_bg: str
    unknown: str
    unknown_bg: str
    accent_hover: str
    accent_soft: str
    strong_border: str

    def color(self, name: str) -> QColor:
        """One colour by its name."""
        return QColor(str(getattr(self, name)))


LIGHT: Final = Tokens(
    bg="#F6F7F9",
    surface="#FFFFFF",
    raised="#EEF1F5",
    border="#D5DBE3",
    text="#141A22",
    text_2="#465263",
    text_3="#616D7D",
    accent="#1D5BD0",
    on_accent="#FFFFFF",
    ok="#0B6E43",
    ok_bg="#E3F3EA",
    bad="#B3261E",
    bad_bg="#FBE9E7",
    warn="#7A4F00",
    warn_bg="#FFF1D6",
    unknown="#4B4F9A",
    unknown_bg="#ECEDFA",
    accent_hover="#174BAE",
    accent_soft="#E8EFFB",
    strong_border="#8793A3",
)
DARK: Final = Tokens(
    bg="#0E1217",
    surface="#161B22",
    raised="#1F262F",
    border="#323C49",
    text="#EDF1F6",
    text_2="#B3BDCA",
    text_3="#8D99A8",
    accent="#78A6FF",
    on_accent="#0A1428",
    ok="#5FCF97",
    ok_bg="#11301F",
    bad="#FF8F86",
    bad_bg="#3A1815",
    warn="#F0B84E",
    warn_bg="#33270C",
    unknown="#B0B4F5",
    unknown_bg="#24274B",
    accent_hover="#98BBFF",
    accent_soft="#1B2B4A",
    strong_border="#667385",
)


class Look(Enum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def tokens_for(look: Look, *, system_is_dark: bool) -> Tokens:
    """The colours of a choice."""
    if look is Look.SYSTEM:
        return DARK if system_is_dark else LIGHT
    return DARK if look is Look.DARK else LIGHT


def stylesheet(tokens: Tokens, *, mono: str) -> str:
    """The one stylesheet, its colours filled in."""
    text = resource("styles", "window.qss").read_text(encoding="utf-8")
    values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    return Template(text).substitute(values, mono=mono)


def palette(tokens: Tokens) -> QPalette:
    """The palette for everything the stylesheet does not name."""
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.raised,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.text_3,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.BrightText: tokens.bad,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text_3))
    return made


def ui_font() -> QFont:
    """Inter where it is installed, else the system's; figures of one width."""
    font = QFont(QApplication.font())
    if "Inter" in QFontDatabase.families():
        font.setFamilies(["Inter"])
    font.setPixelSize(14)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono_family() -> str:
    """The system's font of one width."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


class Theme(QObject):
    """The applied look. Widgets that paint themselves ask :func:`current` while painting."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.look = Look.SYSTEM
        app.setStyle("Fusion")
        app.setFont(ui_font())
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, look: Look) -> None:
        """Draw everything anew in this look."""
        self.look = look
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        _now.tokens = tokens_for(look, system_is_dark=dark)
        self._app.setPalette(palette(_now.tokens))
        self._app.setStyleSheet(stylesheet(_now.tokens, mono=mono_family()))
        self.changed.emit()

    def _system_changed(self) -> None:
        if self.look is Look.SYSTEM:
            self.apply(Look.SYSTEM)


class _Now:
    """The look is one for the whole program, like Qt's own palette."""

    tokens = LIGHT


_now = _Now()


def current() -> Tokens:
    """The colours in force."""
    return _now.tokens


def is_restyle(event: QEvent) -> bool:
    """Whether a ``changeEvent`` tells of new colours."""
    return event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}
