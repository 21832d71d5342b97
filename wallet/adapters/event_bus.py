"""Tells everybody in this process what changed."""

from collections.abc import Callable

from wallet.domain.events import Event


class Events:
    """Tells listeners what changed."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []

    def subscribe(self, listener: Callable[[Event], None]) -> None:
        """Call ``listener`` after every change; it must neither raise nor block."""
        self._listeners.append(listener)

    def publish(self, event: Event) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(event)
