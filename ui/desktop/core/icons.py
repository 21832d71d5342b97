"""The icon family: one stroke weight, tinted by the theme, sharp at every scale."""

import logging
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.desktop.core.resources import resource

SIZE = 20
_SCALES = (1, 2, 3)
# A dashed square: drawn where a file is missing or unreadable, so that no page falls over it.
FALLBACK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect x="4" y="4" width="12" '
    'height="12" rx="2" fill="none" stroke="currentColor" stroke-dasharray="2 2"/></svg>'
)
_log = logging.getLogger(__name__)


def drawing(name: str) -> str:
    """The text of the drawing; a dashed square if there is none."""
    try:
        return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        _log.warning("icon_missing name=%s", name)
        return FALLBACK


@lru_cache(maxsize=256)
def renderer(name: str, color: str) -> QSvgRenderer:
    """The drawing in one colour."""
    text = drawing(name)
    return QSvgRenderer(QByteArray(text.replace("currentColor", color).encode()))


def paint(painter: QPainter, name: str, color: str, where: QRectF) -> None:
    """Draw it into a rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer(name, color).render(painter, where)


@lru_cache(maxsize=256)
def icon(name: str, color: str, size: int = SIZE) -> QIcon:
    """An icon for buttons and lists."""
    made = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(size * scale, size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint(painter, name, color, QRectF(0, 0, size * scale, size * scale))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made
