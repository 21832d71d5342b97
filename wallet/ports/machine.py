"""What this machine offers, looked at without changing anything."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HomeFolder:
    """The folder of the wallet's data.

    Attributes:
        private: Whether only its owner can look into it; ``None`` where rights say nothing.
    """

    path: str
    exists: bool
    writable: bool
    private: bool | None


class Machine(Protocol):
    """The computer and the person's session on it."""

    def home(self) -> HomeFolder:
        """The folder of the wallet's data, or where it would be made."""

    def check_config(self) -> None:
        """Read the settings file.

        Raises:
            BadInput: ``config_malformed``.
        """

    def screen(self) -> str | None:
        """What would show a window, e.g. ``Wayland``; ``None`` without a screen."""

    def missing_libraries(self) -> tuple[str, ...]:
        """System libraries the window needs and that do not load."""

    def demo_chain(self) -> str | None:
        """Where the program of the demo network is, ``None`` if it is missing."""

    def python(self) -> str:
        """Version of Python."""

    def qt(self) -> str | None:
        """Version of the window library, ``None`` if it is not installed."""
