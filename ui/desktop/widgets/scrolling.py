"""Scrolling without jumps: the bar keeps its place and is seen only when it moves something."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

BAR_WIDTH = 12


class QuietBar(QScrollBar):
    """A scroll bar that is not drawn while there is nothing to scroll."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it if it moves anything."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class Scrolled(QWidget):
    """What is scrolled: as high as its text needs at the width it is given.

    The usual smallest size reckons wrapped text at its narrowest, far too high.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageBody")

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No demand; the height for the width is asked of the layout."""
        return QSize(0, 0)


def scroll_area(inside: QWidget) -> QScrollArea:
    """An area without a frame that scrolls up and down."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setVerticalScrollBar(QuietBar())
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
