"""The rail: the pages that are built, with words; icons alone where there is little room."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from ui.desktop.core import icons, theme
from ui.desktop.widgets.boxes import ROW_HEIGHT, IconView, Line, clear, column, row
from ui.desktop.widgets.labels import Label, plain_tip
from ui.text import sentence as words

WIDE = 208
NARROW = 64
_MOST_COUNTED = 100


class RailButton(QAbstractButton):
    """One page in the rail; painted by hand so that icon, word and mark keep their places."""

    def __init__(self, key: str, text: str, icon: str, shortcut: str) -> None:
        super().__init__()
        self.key = key
        self._icon = icon
        self._shortcut = shortcut
        self.setText(text.replace("&", "&&"))
        self._word = text
        self.setObjectName(f"rail_{key}")
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.folded = False
        self._count = 0
        self._by_key = False
        plain_tip(self, f"{text}  {shortcut}".strip())

    def sizeHint(self) -> QSize:  # noqa: N802
        """A row of the rail."""
        return QSize(NARROW - 16 if self.folded else WIDE - 24, ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens, like the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """A ring for who came by the keyboard; who clicked knows where he is."""
        self._by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show the hover ground."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Hide it."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Ground, icon, word, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_soft" if self.isChecked() else "raised"))
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus() and self._by_key:
            painter.setPen(QPen(tokens.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)
        tone = "accent" if self.isChecked() else "text_2"
        left = (self.width() - icons.SIZE) / 2 if self.folded else 12.0
        where = QRectF(left, (self.height() - icons.SIZE) / 2, icons.SIZE, icons.SIZE)
        icons.paint(painter, self._icon, tokens.color(tone).name(), where)
        if not self.folded:
            self._paint_word(painter, tone)
        if self._count:
            self._paint_count(painter)
        painter.end()

    def _paint_word(self, painter: QPainter, tone: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        color = tone if self.isChecked() else "text"
        painter.setPen(theme.current().color(color))
        place = QRectF(44, 0, self.width() - 52, self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._word)

    def show_count(self, count: int) -> None:
        """How many things wait on the page; 0 shows nothing."""
        self._count = count
        said = words("window.rail_count", page=self._word, count=count) if count else self._word
        self.setAccessibleName(said)
        plain_tip(self, f"{said}  {self._shortcut}".strip())
        self.update()

    def _paint_count(self, painter: QPainter) -> None:
        text = str(self._count) if self._count < _MOST_COUNTED else f"{_MOST_COUNTED - 1}+"
        font = QFont(self.font())
        font.setPixelSize(11 if self.folded else 12)
        font.setWeight(QFont.Weight.DemiBold)
        height = 16.0 if self.folded else 20.0
        width = max(height, QFontMetrics(font).horizontalAdvance(text) + 10.0)
        top = 2.0 if self.folded else (self.height() - height) / 2
        right = 2.0 if self.folded else 10.0
        place = QRectF(self.width() - right - width, top, width, height)
        tokens = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(tokens.color("on_accent"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QFrame):
    """All pages; tells the key of the one a person opens."""

    opened = Signal(str)
    lock_wanted = Signal()

    def __init__(self, brand: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._buttons: dict[str, RailButton] = {}
        self._brand = Label(brand)
        self._brand.setObjectName("brand")
        head = row(gap=10, margins=(12, 0, 0, 0))
        head.addWidget(IconView("mark", "accent", 24))
        head.addWidget(self._brand)
        head.addStretch(1)
        self._rows = column(gap=2)
        layout = column(gap=0, margins=(12, 16, 12, 16))
        layout.addLayout(head)
        layout.addSpacing(20)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        self._lock = RailButton("lock", words("window.lock"), "lock", "Ctrl+L")
        self._lock.setAutoExclusive(False)
        self._lock.setCheckable(False)
        self._lock.clicked.connect(lambda *_: self.lock_wanted.emit())
        layout.addWidget(self._lock)
        self.setLayout(layout)
        self.setFixedWidth(WIDE)

    def add(self, key: str, text: str, icon: str, shortcut: str) -> None:
        """One more page."""
        button = RailButton(key, text, icon, shortcut)
        button.clicked.connect(lambda *_: self.opened.emit(key))
        self._buttons[key] = button
        self._rows.addWidget(button)

    def add_line(self) -> None:
        """Set what follows apart."""
        holder = QWidget()
        inside = column(gap=0, margins=(8, 10, 8, 10))
        inside.addWidget(Line())
        holder.setLayout(inside)
        self._rows.addWidget(holder)

    def drop(self) -> None:
        """Remove all."""
        self._buttons.clear()
        clear(self._rows)

    def show_count(self, key: str, count: int) -> None:
        """How many things wait on a page."""
        if key in self._buttons:
            self._buttons[key].show_count(count)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def fold(self, *, folded: bool) -> None:
        """Icons alone, or with words."""
        self.setFixedWidth(NARROW if folded else WIDE)
        self._brand.setVisible(not folded)
        margins = (8, 16, 8, 16) if folded else (12, 16, 12, 16)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*margins)
        for button in (*self._buttons.values(), self._lock):
            button.folded = folded
            button.updateGeometry()
            button.update()
