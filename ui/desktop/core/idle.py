"""How long nobody has touched the window. Plain Python."""

from collections.abc import Callable
from typing import Protocol

_MINUTE_S = 60


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> int:
        """Unix seconds."""

    def monotonic(self) -> float:
        """Seconds that never go back."""


class IdleWatch:
    """Tells when the time without a person is over.

    Both clocks count: the steady one cannot be set back, but may stand still while the computer
    sleeps; the wall clock goes on meanwhile.
    """

    def __init__(self, clock: Clock, minutes: Callable[[], int]) -> None:
        self._clock = clock
        self._minutes = minutes
        self.touched()

    def touched(self) -> None:
        """Somebody is here."""
        self._steady, self._wall = self._clock.monotonic(), self._clock.now()

    @property
    def is_over(self) -> bool:
        """Whether it is time to lock."""
        steady = self._clock.monotonic() - self._steady
        wall = self._clock.now() - self._wall
        return max(steady, wall) >= self._minutes() * _MINUTE_S
