"""Cards, lines, pills, folds: what holds other things."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.desktop.core import icons, theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label, set_property

ROW_HEIGHT = 44


class IconView(QWidget):
    """An icon as a picture, in a colour of the theme."""

    def __init__(self, name: str, tone: str = "text_2", size: int = icons.SIZE) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: str) -> None:
        """Another drawing or colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw it."""
        painter = QPainter(self)
        color = theme.current().color(self._tone).name()
        icons.paint(painter, self._name, color, QRectF(self.rect()))
        painter.end()


def column(*, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A vertical layout on the grid of four."""
    layout = QVBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    return layout


def row(*, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal layout on the grid of four."""
    layout = QHBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    return layout


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A white surface with a fine border."""

    def __init__(self, *, gap: int = 12, padding: int = 16) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.body = column(gap=gap, margins=(padding, padding, padding, padding))
        self.setLayout(self.body)


class Line(QFrame):
    """A one-pixel line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("line", "true")
        self.setFixedHeight(1)


class Pill(QFrame):
    """A state as icon, word and colour."""

    def __init__(self, text: str, tone: str = "info", icon: str = "") -> None:
        super().__init__()
        self.setProperty("pill", tone)
        layout = row(gap=4, margins=(8, 2, 8, 2))
        self._icon = IconView(icon or "info", _icon_tone(tone), 14)
        self._icon.setVisible(bool(icon))
        self._label = Label(text, "hint", _label_tone(tone))
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(text)

    def show_state(self, text: str, tone: str, icon: str) -> None:
        """Another state."""
        set_property(self, "pill", tone)
        self._label.setText(text)
        self._label.set_tone(_label_tone(tone))
        self._icon.show_icon(icon or "info", _icon_tone(tone))
        self._icon.setVisible(bool(icon))
        self.setAccessibleName(text)


def _icon_tone(tone: str) -> str:
    return tone if tone in {"ok", "bad", "warn", "unknown"} else "text_2"


def _label_tone(tone: str) -> str:
    return tone if tone in {"ok", "bad", "warn", "unknown"} else "soft"


class Fold(QWidget):
    """Details that open under a line of text."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self._title = title
        self._button = Button(title, name, kind="link", icon="right")
        self._button.setCheckable(True)
        self._button.setProperty("fold", "true")
        self._button.toggled.connect(self._toggle)
        self.inside = QWidget()
        self.body = column(gap=8, margins=(8, 4, 0, 4))
        self.inside.setLayout(self.body)
        self.inside.hide()
        layout = column(gap=0)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.inside)
        self.setLayout(layout)

    def open(self, *, opened: bool) -> None:
        """Open or close it."""
        self._button.setChecked(opened)

    def _toggle(self, opened: bool) -> None:  # noqa: FBT001  (Qt's signal)
        self.inside.setVisible(opened)
        self._button.set_icon("down" if opened else "right")


class Message(QFrame):
    """A coloured box with an icon and sentences."""

    def __init__(self, text: str = "", tone: str = "info") -> None:
        super().__init__()
        self._icon = IconView("info", "text_2")
        self._label = Label(text, "body", wrap=True)
        layout = row(gap=12, margins=(12, 12, 12, 12))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        self._line = layout
        self.setLayout(layout)
        self.say(text, tone)

    def add_action(self, widget: QWidget) -> None:
        """Put a step beside the sentences."""
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str, tone: str = "info") -> None:
        """Another text."""
        names = {"ok": "allowed", "bad": "refused", "warn": "warning", "unknown": "unknown"}
        set_property(self, "box", tone)
        self._icon.show_icon(names.get(tone, "info"), _icon_tone(tone))
        self._label.setText(text)
        self.setAccessibleName(text)


class Skeleton(QWidget):
    """Grey bars in the shape of what is coming."""

    def __init__(self, lines: int = 2, height: int = 44) -> None:
        super().__init__()
        self._lines = lines
        self.setFixedHeight(height)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(320, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("raised"))
        step = self.height() / self._lines
        for line in range(self._lines):
            width = self.width() * (0.42 if line == 0 else 0.68)
            painter.drawRoundedRect(QRectF(0, line * step + step * 0.2, width, step * 0.5), 4, 4)
        painter.end()
