"""The life of a transaction: steps side by side, what is done solid, what is to come dashed."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.core import icons, theme
from ui.desktop.widgets.labels import plain_tip

HEIGHT = 78
_RADIUS = 13.0
_AXIS_Y = 16.0
_ICONS = {"done": "check", "now": "clock", "failed": "cross"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One step.

    Attributes:
        pace: ``done``, ``now``, ``open`` or ``failed``.
        full: The time with its zone, for hovering.
    """

    word: str
    pace: str
    when: str
    full: str = ""


class LifeLine(QWidget):
    """Draws the steps; each has an icon and words, so that colour is never alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._stops: tuple[Stop, ...] = ()
        self.setObjectName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(480, HEIGHT)

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Other steps."""
        self._stops = stops
        self.setAccessibleName(
            ". ".join(f"{stop.word}: {stop.when or stop.pace}" for stop in stops)
        )
        plain_tip(self, "\n".join(f"{stop.word}: {stop.full}" for stop in stops if stop.full))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Lines first, then the steps on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part = self.width() / max(1, len(self._stops))
        for at, stop in enumerate(self._stops[1:], 1):
            self._paint_way(painter, part, at, done=stop.pace == "done")
        for at, stop in enumerate(self._stops):
            self._paint_stop(painter, QRectF(at * part, 0, part, HEIGHT), stop)
        painter.end()

    def _paint_way(self, painter: QPainter, part: float, at: int, *, done: bool) -> None:
        tokens = theme.current()
        pen = QPen(tokens.color("ok" if done else "strong_border"), 2)
        pen.setStyle(Qt.PenStyle.SolidLine if done else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        start = (at - 1) * part + 2 * _RADIUS + 6
        painter.drawLine(QPointF(start, _AXIS_Y), QPointF(at * part - 4, _AXIS_Y))

    def _paint_stop(self, painter: QPainter, area: QRectF, stop: Stop) -> None:
        tokens = theme.current()
        tone = {"done": "ok", "failed": "bad", "now": "warn"}.get(stop.pace, "text_3")
        ground = {"done": "ok_bg", "failed": "bad_bg", "now": "warn_bg"}.get(stop.pace, "surface")
        middle = QPointF(area.left() + _RADIUS + 1, _AXIS_Y)
        painter.setPen(QPen(tokens.color(tone), 1.5))
        painter.setBrush(tokens.color(ground))
        painter.drawEllipse(middle, _RADIUS, _RADIUS)
        if stop.pace in _ICONS:
            where = QRectF(middle.x() - 8, middle.y() - 8, 16, 16)
            icons.paint(painter, _ICONS[stop.pace], tokens.color(tone).name(), where)
        top = _AXIS_Y + _RADIUS + 8
        open_yet = stop.pace == "open"
        for line, ink, weight in (
            (stop.word, "text_2" if open_yet else "text", QFont.Weight.DemiBold),
            (stop.when, "text_3" if open_yet else "text_2", QFont.Weight.Normal),
        ):
            font = QFont(self.font())
            font.setPixelSize(13)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(tokens.color(ink))
            place = QRectF(area.left(), top, area.width() - 8, 18)
            shown = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, int(place.width())
            )
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), shown)
            top += 19
