"""A reviewed transaction becomes a file for the computer with the key. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.desktop.core.format import bytes_groups, moment
from ui.desktop.dialogs.review_model import ReviewFacts
from ui.offline.files import require_writable, write_package
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.transfer import Reviewed

if TYPE_CHECKING:
    from wallet.services.offline import Exported, Offline

_DAY = 86_400
LIFETIMES: tuple[tuple[str, int], ...] = (
    ("day", _DAY),
    ("two_days", 2 * _DAY),
    ("week", 7 * _DAY),
    ("month", 31 * _DAY),
)
USUAL = "two_days"


@dataclass(frozen=True, slots=True)
class Written:
    """The file, once it is written.

    Attributes:
        code: Words that have to be the same on both screens.
        rival: Said if another request waits with the same number; empty otherwise.
    """

    file: str
    code: str
    digest: str
    expires: str
    rival: str


@dataclass(frozen=True, slots=True)
class ExportView:
    """What the dialog draws."""

    facts: ReviewFacts
    lifetimes: tuple[tuple[str, str], ...]
    lifetime: str = USUAL
    written: Written | None = None
    problem: str = ""


class ExportModel:
    """One reviewed transaction, until its file is written."""

    def __init__(
        self,
        reviewed: Reviewed,
        facts: ReviewFacts,
        offline: "Offline",
        now: Callable[[], int],
        render: Callable[[ExportView], None],
    ) -> None:
        self._reviewed = reviewed
        self._offline = offline
        self._now = now
        self._render = render
        offered = tuple((key, words(f"window.export.lifetime.{key}")) for key, _ in LIFETIMES)
        self.view = ExportView(facts, offered)

    def start(self) -> None:
        """Draw the first time."""
        self._render(self.view)

    def choose(self, lifetime: str) -> None:
        """Another time in which it has to be signed."""
        self._show(lifetime=lifetime)

    def file_name(self) -> str:
        """A name to offer for the file."""
        stamp = datetime.fromtimestamp(self._now(), UTC).astimezone()
        return words("window.export.file_name", stamp=f"{stamp:%Y-%m-%d-%H%M}")

    def save(self, file: Path) -> None:
        """Make the request and write it; without its file there is no request."""
        if self.view.written is not None:
            return
        try:
            require_writable(file)
            made = self._offline.export(self._reviewed, lifetime_s=self._lifetime_s())
            self._write(file, made)
        except WalletError as error:
            self._show(problem=error_sentence(error))
            return
        self._show(written=_written(file, made), problem="")

    def _write(self, file: Path, made: "Exported") -> None:
        try:
            write_package(file, made.raw)
        except WalletError:
            self._offline.withdraw(made.request.id)
            raise

    def _lifetime_s(self) -> int:
        return dict(LIFETIMES)[self.view.lifetime]

    def _show(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]
        self._render(self.view)


def _written(file: Path, made: "Exported") -> Written:
    return Written(
        file=str(file),
        code=made.words,
        digest=bytes_groups(made.digest),
        expires=moment(made.request.expires).shown,
        rival=words("window.export.rival") if made.rivals else "",
    )
