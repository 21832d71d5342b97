"""The result of a vote as a bar: for solid, against hatched, abstain dotted; the quorum a mark."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.core import theme
from ui.desktop.widgets.holding_bar import dots, hatch

HEIGHT = 22
BAR_HEIGHT = 12
QUORUM = "quorum"
_SMALLEST = 4.0
_MARK = 2.0
_FINE = 100_000

Parts = Sequence[tuple[str, int]]


def layout(parts: Parts, quorum: int | None, width: float) -> tuple[list[float], float | None]:
    """Widths of the parts and the place of the quorum's mark, on one scale of votes.

    The whole width is what was cast, or the quorum if less was. What exists is never thinner
    than can be seen.
    """
    cast = sum(units for _, units in parts)
    whole = max(cast, quorum or 0)
    if whole == 0:
        return [0.0 for _ in parts], None
    # Integer division first: votes may exceed what a float holds exactly.
    raw = [units * _FINE // whole * width / _FINE for _, units in parts]
    seen = [
        max(_SMALLEST, part) if units else 0.0 for part, (_, units) in zip(raw, parts, strict=True)
    ]
    over = sum(seen) - width
    if over > 0:
        seen[seen.index(max(seen))] -= over
    mark = None if quorum is None else quorum * _FINE // whole * width / _FINE
    return seen, mark


class VoteBar(QWidget):
    """The bar. Without parts it is an empty dashed outline: unknown, not zero.

    Args:
        parts: ``for``, ``against`` and ``abstain`` with their votes, in drawing order.
        quorum: Votes that are needed; ``None`` draws no mark.
        described: The result in words, for readers.
    """

    def __init__(self, parts: Parts | None, quorum: int | None, described: str) -> None:
        super().__init__()
        self._parts = parts
        self._quorum = quorum
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(described)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the parts in one rounded outline, and the mark across it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - BAR_HEIGHT) / 2
        frame = QRectF(_MARK, top, self.width() - 2 * _MARK, BAR_HEIGHT)
        tokens = theme.current()
        if self._parts is None:
            painter.setPen(QPen(tokens.color("unknown"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.end()
            return
        widths, mark = layout(self._parts, self._quorum, frame.width())
        painter.save()
        outline = QPainterPath()
        outline.addRoundedRect(frame, 4, 4)
        painter.setClipPath(outline)
        painter.fillRect(frame, tokens.color("raised"))
        left = frame.left()
        for (kind, _), width in zip(self._parts, widths, strict=True):
            _fill(painter, kind, QRectF(left, top, width, BAR_HEIGHT))
            left += width
        painter.restore()
        painter.setPen(QPen(tokens.color("strong_border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if mark is not None:
            _mark(painter, frame.left() + mark, self.height())
        painter.end()


class VoteSwatch(QWidget):
    """The pattern of one answer, or the quorum's mark, for the words beside it."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(16, 14)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw a piece of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind == QUORUM:
            _mark(painter, self.width() / 2, self.height())
            painter.end()
            return
        area = QRectF(0, 2, self.width(), self.height() - 4)
        outline = QPainterPath()
        outline.addRoundedRect(area, 2, 2)
        painter.setClipPath(outline)
        _fill(painter, self._kind, area)
        painter.end()


def _fill(painter: QPainter, kind: str, area: QRectF) -> None:
    if area.width() <= 0:
        return
    tokens = theme.current()
    if kind == "for":
        painter.fillRect(area, tokens.color("accent"))
    elif kind == "against":
        hatch(painter, area, tokens.color("text_2"), tokens.color("surface"))
    else:
        dots(painter, area, tokens.color("text_2"), tokens.color("raised"))


def _mark(painter: QPainter, x: float, height: float) -> None:
    tokens = theme.current()
    # A light edge keeps the mark apart from what it stands on.
    painter.setPen(QPen(tokens.color("surface"), _MARK + 2))
    painter.drawLine(QPointF(x, 1), QPointF(x, height - 1))
    painter.setPen(QPen(tokens.color("text"), _MARK))
    painter.drawLine(QPointF(x, 0), QPointF(x, height))
