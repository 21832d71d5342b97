"""Brings events of the core into the GUI thread."""

from PySide6.QtCore import QObject, Signal

from wallet.domain.events import Event


class Bridge(QObject):
    """An event sink by shape; queued when published from another thread."""

    happened = Signal(object)

    def publish(self, event: Event) -> None:
        """Tell whoever listens; never blocks."""
        self.happened.emit(event)
