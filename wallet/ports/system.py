"""Time and telling."""

from typing import Protocol

from wallet.domain.events import Event


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> int:
        """Unix seconds."""

    def monotonic(self) -> float:
        """Seconds that never go back, for deadlines."""


class EventSink(Protocol):
    """Told after something changed."""

    def publish(self, event: Event) -> None:
        """Must not raise and must not block."""
