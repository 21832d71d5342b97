"""What a command came to: a document for programs, lines for people, an exit code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Document = Mapping[str, Any]

DONE: Final = 0
FAULT: Final = 1
BAD_INPUT: Final = 2
REFUSED: Final = 3
UNDECIDED: Final = 4
CHAIN: Final = 5
KEYS: Final = 6
NOT_FOUND: Final = 7
SENT_BUT_FAILED: Final = 8
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a command.

    Attributes:
        document: The one JSON document; ``None`` if everything was said already.
        lines: What a person reads instead.
        failed: Whether the lines belong on standard error.
    """

    document: Document | None
    lines: tuple[str, ...] = ()
    exit_code: int = DONE
    failed: bool = False
