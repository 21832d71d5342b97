"""When the window locks: on a wish, or when nobody has touched it for a while."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from ui.desktop.core.idle import IdleWatch

LOOK_EVERY_MS = 5_000
MARK = "window.locked"
_LOG = logging.getLogger("scrip.desktop")
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class Locking(QObject):
    """Watches the windows of the program for a person's hand, and for Ctrl+L.

    Not every widget is watched but the windows below them: dialogs count too, and what is drawn
    or timed does not pass here.
    """

    def __init__(
        self, watch: IdleWatch, lock: Callable[[], None], is_at_work: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._watch = watch
        self._lock = lock
        self._is_at_work = is_at_work
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._app = QGuiApplication.instance()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.connect(self.watch_window)

    def watch_window(self, window: QWindow | None) -> None:
        """One more window; a second time changes nothing."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002
        """See what passes; only the wish to lock goes no further."""
        if event.type() in _TOUCHES:
            self._watch.touched()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            wish = event.key() == Qt.Key.Key_L
            if wish and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                # Not now: locking takes away the very window this event is for.
                QTimer.singleShot(0, self._lock)
                return True
        return False

    def look(self) -> None:
        """Lock if it is time; a person at the key host's window is a person."""
        if self._is_at_work():
            self._watch.touched()
        elif self._watch.is_over:
            self._lock()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.disconnect(self.watch_window)
            for window in self._app.allWindows():
                window.removeEventFilter(self)


class LockMark:
    """Remembers that the window was locked, so that starting it anew does not open it.

    Args:
        folder: Of the wallet.
        kept: Whether there is anything to remember; if not, it is never set.
    """

    def __init__(self, folder: Path, *, kept: bool) -> None:
        self._path = folder / MARK
        self._kept = kept

    @property
    def is_set(self) -> bool:
        """Whether the window was locked when it was last seen."""
        return self._kept and self._path.exists()

    def set(self) -> None:
        """The window is locked; a folder that cannot be written costs only the memory of it."""
        if self._kept:
            self._write(self._path.touch)

    def clear(self) -> None:
        """The window is open."""
        if self._kept:
            self._write(lambda: self._path.unlink(missing_ok=True))

    def _write(self, change: Callable[[], object]) -> None:
        try:
            change()
        except OSError as error:
            _LOG.warning("lock state not kept: %s", type(error).__name__)
