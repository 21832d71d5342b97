"""A line from today to the dates on which something becomes free."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.core import theme
from ui.desktop.widgets.holding_bar import hatch
from ui.desktop.widgets.labels import plain_tip

HEIGHT = 72
LABEL_WIDTH = 104.0
_MARK = 6.0
_AXIS_Y = 18.0
# A date beyond this says "never"; it must not press all others together.
_FAR_S = 50 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Mark:
    """One date: when, what is written beside it, and the whole sentence."""

    at: int
    first: str
    second: str
    full: str


def positions(moments: Sequence[int], now: int, width: float) -> list[float]:
    """Where each moment stands, from 0 (now) to ``width``, far enough apart to be read.

    Args:
        moments: Unix seconds in order.
        now: Unix seconds of the line's beginning.
        width: Length of the line.
    """
    if not moments:
        return []
    after = [min(max(0, moment - now), _FAR_S) for moment in moments]
    last = after[-1] or 1
    # The first label must leave room for the word of today.
    gap = min(LABEL_WIDTH, width / len(after))
    places = [max(gap * (number + 1), width * past / last) for number, past in enumerate(after)]
    for number in range(len(places) - 1, -1, -1):
        room = width - gap * (len(places) - 1 - number)
        places[number] = min(places[number], room)
    for number, (before, place) in enumerate(pairwise(list(places)), 1):
        places[number] = max(place, before + gap)
    return [min(place, width) for place in places]


class TimeLine(QWidget):
    """Today on the left, dates to the right; what is hatched is still locked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._now, self._today = 0, ""
        self.setObjectName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(400, HEIGHT)

    def show_marks(self, marks: tuple[Mark, ...], *, now: int, today: str) -> None:
        """Other dates."""
        self._marks, self._now, self._today = marks, now, today
        said = ". ".join(mark.full for mark in marks)
        self.setAccessibleName(said)
        plain_tip(self, "\n".join(mark.full for mark in marks))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """The line, its marks and what stands beneath them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = _MARK + 1, self.width() - LABEL_WIDTH
        places = positions([mark.at for mark in self._marks], self._now, right - left)
        tokens = theme.current()
        end = left + (places[-1] if places else right - left)
        band = QRectF(left, _AXIS_Y - 3, end - left, 6)
        hatch(painter, band, tokens.color("accent"), tokens.color("accent_soft"))
        self._paint_mark(painter, left, (self._today, ""), hollow=True)
        for mark, place in zip(self._marks, places, strict=True):
            self._paint_mark(painter, left + place, (mark.first, mark.second), hollow=False)
        painter.end()

    def _paint_mark(
        self, painter: QPainter, x: float, text: tuple[str, str], *, hollow: bool
    ) -> None:
        tokens = theme.current()
        painter.setPen(QPen(tokens.color("accent"), 2))
        painter.setBrush(tokens.color("surface" if hollow else "accent"))
        painter.drawEllipse(QPointF(x, _AXIS_Y), _MARK, _MARK)
        top = _AXIS_Y + _MARK + 8
        for line, tone, weight in (
            (text[0], "text", QFont.Weight.DemiBold),
            (text[1], "text_2", QFont.Weight.Normal),
        ):
            font = QFont(self.font())
            font.setPixelSize(13)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(tokens.color(tone))
            where = QRectF(x - _MARK, top, LABEL_WIDTH, 18)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft), line)
            top += 19
