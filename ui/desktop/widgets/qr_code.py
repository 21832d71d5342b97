"""A QR code, drawn in whole pixels: dark on white in both looks, or some cameras are lost."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.core.qr import QUIET_ZONE, Matrix, matrix

_DARK, _LIGHT = QColor("#141A22"), QColor("#FFFFFF")
_RADIUS = 8


class QrCode(QWidget):
    """Shows a text as a QR code; empty while there is none."""

    def __init__(self, name: str, described: str, *, size: int = 222) -> None:
        super().__init__()
        self._matrix: Matrix = ()
        self._described = described
        self.text = ""
        self.setObjectName(name)
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(described)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Its fixed size."""
        return self.size()

    def show_text(self, text: str) -> None:
        """Another text."""
        if text == self.text:
            return
        self.text = text
        self._matrix = matrix(text) if text else ()
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """White ground with the quiet zone, then the modules in whole device pixels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_LIGHT)
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        if self._matrix:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003  (Qt's)
            self._paint_modules(painter)
        painter.end()

    def _paint_modules(self, painter: QPainter) -> None:
        count = len(self._matrix)
        scale = self.devicePixelRatioF()
        pixels = int(self.width() * scale) // (count + 2 * QUIET_ZONE)
        step = pixels / scale
        left = round((self.width() - step * count) / 2 * scale) / scale
        for y, line in enumerate(self._matrix):
            for x, dark in enumerate(line):
                if dark:
                    where = QRectF(left + x * step, left + y * step, step, step)
                    painter.fillRect(where, _DARK)
