"""Ctrl+C in the terminal, and the system's wish to end: the window closes as if by hand."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

WANTED = (signal.SIGINT, signal.SIGTERM)


class Signals(QObject):
    """Calls ``ended`` on the loop's thread.

    Python runs its handlers only when Python code runs, and a Qt loop may sleep for long: the
    wake-up descriptor rouses it.
    """

    def __init__(self, ended: Callable[[], object]) -> None:
        super().__init__()
        self._roused, self._rouse = socket.socketpair()
        for end in (self._roused, self._rouse):
            end.setblocking(False)  # noqa: FBT003  (the socket's signature)
        self._notifier = QSocketNotifier(self._roused.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._wakeup_before = signal.set_wakeup_fd(self._rouse.fileno())
        self._before = {wanted: signal.getsignal(wanted) for wanted in WANTED}
        for wanted in WANTED:
            signal.signal(wanted, lambda *_: ended())

    def restore(self) -> None:
        """Put back what was there."""
        for wanted, handler in self._before.items():
            signal.signal(wanted, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._notifier.setEnabled(False)
        self._roused.close()
        self._rouse.close()

    def _drain(self) -> None:
        # The handler itself has run by now: this slot is Python code.
        self._roused.recv(4096)
