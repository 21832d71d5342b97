"""What all pages share: a scrolling column, centred, of a width that can be read."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.widgets.boxes import column, row
from ui.desktop.widgets.scrolling import BAR_WIDTH, Scrolled, scroll_area

MARGIN = 32
CONTENT_WIDTH = 1_120


class Page(QWidget):
    """A page of the stack."""

    def __init__(self, name: str, *, width: int = CONTENT_WIDTH) -> None:
        super().__init__()
        self.setObjectName(name)
        part = QWidget()
        part.setMaximumWidth(width)
        self.body: QVBoxLayout = column(gap=16)
        part.setLayout(self.body)
        # A narrower page keeps the left edge of the others.
        inner = QWidget()
        inner.setMaximumWidth(CONTENT_WIDTH)
        line = row(gap=0)
        line.addWidget(part, 1_000)
        line.addStretch(1)
        inner.setLayout(line)
        holder = Scrolled()
        self._sides: QHBoxLayout = row(gap=0, margins=(MARGIN, 24, MARGIN - BAR_WIDTH, 24))
        # The content takes all the room up to its own limit; beyond that it is centred.
        self._sides.addStretch(1)
        self._sides.addWidget(inner, 1_000)
        self._sides.addStretch(1)
        holder.setLayout(self._sides)
        self._scroll = scroll_area(holder)
        outer = column(gap=0)
        outer.addWidget(self._scroll)
        self.setLayout(outer)

    def activate(self, message: object) -> None:
        """The page was opened; ``message`` is for it, or ``None``."""

    def refresh(self) -> None:
        """Something changed: read again."""

    def noticed(self) -> None:
        """Something changed while another page is open."""

    def search_field(self) -> QWidget | None:
        """What Ctrl+F goes to."""
        return None
