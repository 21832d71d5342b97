"""A holding as a bar: free solid, locked hatched, frozen dotted; readable in grey too."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.core import theme
from wallet.domain.holding import Parts

HEIGHT = 12
_STEP = 6
_SMALLEST = 5.0


def widths(parts: Parts, width: float) -> tuple[float, float, float]:
    """Widths of free, locked and frozen; what exists is never thinner than can be seen."""
    values = (parts.free, parts.locked, parts.frozen)
    if parts.total == 0:
        return (0.0, 0.0, 0.0)
    # Integer division first: base units may exceed what a float holds exactly.
    raw = [value * 10_000 // parts.total * width / 10_000 for value in values]
    seen = [max(_SMALLEST, part) if value else 0.0 for part, value in zip(raw, values, strict=True)]
    over = sum(seen) - width
    widest = seen.index(max(seen))
    seen[widest] -= over
    return (seen[0], seen[1], seen[2])


class HoldingBar(QWidget):
    """The bar. Without parts it is an empty dashed outline: unknown, not zero."""

    def __init__(self, parts: Parts | None, described: str) -> None:
        super().__init__()
        self._parts = parts
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(described)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the parts in one rounded outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        tokens = theme.current()
        if self._parts is None:
            painter.setPen(QPen(tokens.color("unknown"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame, 4, 4)
        else:
            outline = QPainterPath()
            outline.addRoundedRect(frame, 4, 4)
            painter.setClipPath(outline)
            painter.fillRect(frame, tokens.color("raised"))
            self._paint_parts(painter, frame, self._parts)
        painter.end()

    def _paint_parts(self, painter: QPainter, frame: QRectF, parts: Parts) -> None:
        tokens = theme.current()
        free, locked, frozen = widths(parts, frame.width())
        area = QRectF(frame.left(), frame.top(), free, frame.height())
        painter.fillRect(area, tokens.color("accent"))
        area = QRectF(area.right(), frame.top(), locked, frame.height())
        hatch(painter, area, tokens.color("accent"), tokens.color("accent_soft"))
        area = QRectF(area.right(), frame.top(), frozen, frame.height())
        dots(painter, area, tokens.color("text_2"), tokens.color("raised"))
        # The pale part would melt into the card without an edge of its own.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.color("text_3"), 1))
        if frozen:
            painter.drawLine(area.topLeft(), area.bottomLeft())
            painter.setClipRect(area.adjusted(0, -1, 1, 1), Qt.ClipOperation.IntersectClip)
            painter.drawRoundedRect(frame, 4, 4)


def hatch(painter: QPainter, area: QRectF, ink: QColor, ground: QColor) -> None:
    """Slanted lines: locked."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, ground)
    painter.setPen(QPen(ink, 1.6))
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += _STEP
    painter.restore()


def dots(painter: QPainter, area: QRectF, ink: QColor, ground: QColor) -> None:
    """Dots in two rows: frozen."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for line, offset in ((0.3, 2.5), (0.7, 5.5)):
        x = area.left() + offset
        while x < area.right():
            painter.drawEllipse(QPointF(x, area.top() + area.height() * line), 1.1, 1.1)
            x += _STEP
    painter.restore()


class Swatch(QWidget):
    """The pattern of one part, for the words beside it."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(14, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw a piece of the pattern."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(area, 2, 2)
        painter.setClipPath(outline)
        tokens = theme.current()
        if self._part == "locked":
            hatch(painter, area, tokens.color("accent"), tokens.color("accent_soft"))
        elif self._part == "frozen":
            dots(painter, area, tokens.color("text_2"), tokens.color("raised"))
            painter.setPen(QPen(tokens.color("text_3"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        else:
            painter.fillRect(area, tokens.color("accent"))
        painter.end()
