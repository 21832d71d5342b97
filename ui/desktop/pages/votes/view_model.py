"""Decides what the list of votes shows, and how many wait for the person. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.votes.rows import (
    AccountRead,
    AssemblyRow,
    PowerRow,
    ProposalRow,
    assembly_row,
    power_rows,
    proposal_rows,
)
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.account import Account
from wallet.domain.errors import WalletError
from wallet.domain.governance import Governor
from wallet.domain.ids import Address

if TYPE_CHECKING:
    from wallet.services.governance import Governance
    from wallet.services.governor_search import Discovery

# While another page is open, the number in the rail need not be newer than this.
QUIET_S = 10


class Phase(Enum):
    """What the page is about at the moment."""

    NO_NETWORK = "no_network"
    LOADING = "loading"
    EMPTY = "empty"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class VotesPageView:
    """Everything the list draws.

    Attributes:
        powers: ``None`` while they cannot be told.
        found: Assemblies a search came up with, not followed yet.
        notes: What is not complete.
        search_note: What the last search came to; empty if there was none.
    """

    phase: Phase
    answer: str
    beneath: str = ""
    waiting: tuple[ProposalRow, ...] = ()
    open: tuple[ProposalRow, ...] = ()
    past: tuple[ProposalRow, ...] = ()
    powers: tuple[PowerRow, ...] = ()
    assemblies: tuple[AssemblyRow, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    is_searching: bool = False
    found: tuple[AssemblyRow, ...] = ()
    search_note: str = ""


@dataclass(frozen=True, slots=True)
class VotesNeeds:
    """What the list reads from.

    Attributes:
        accounts: The accounts chosen in the top bar.
        has_network: Whether there is a network to read.
        count: Told how many proposals wait, for the rail.
    """

    governance: "Governance"
    book: AddressBook
    accounts: Callable[[], tuple[Account, ...]]
    has_network: Callable[[], bool]
    now: Callable[[], int]
    count: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Read:
    """One answer for all chosen accounts."""

    block: int
    accounts: tuple[AccountRead, ...]
    is_complete: bool
    left_out: int


class VotesModel:
    """Reads the proposals for the chosen accounts and keeps the last answer."""

    def __init__(
        self, needs: VotesNeeds, run: Run, render: Callable[[VotesPageView], None]
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._view = VotesPageView(Phase.LOADING, words("window.votes.reading"))
        self._read_for: tuple[object, ...] = ()
        self._asked_at: int | None = None

    def refresh(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        if not self._needs.has_network():
            self._stop(Phase.NO_NETWORK, "window.votes.no_network")
            return
        governors = self._needs.governance.governors()
        if not governors:
            self._stop(Phase.EMPTY, "window.votes.no_assembly")
            return
        accounts = self._needs.accounts()
        asked = (accounts, governors)
        if self._read_for != asked:
            self._read_for = asked
            self._show(self._anew(Phase.LOADING, "window.votes.reading"))
        self._asked_at = self._needs.now()
        self._run(lambda: self._read(accounts), self._answered, self._failed, slot="read")

    def noticed(self) -> None:
        """Something changed while another page is open: keep the number in the rail right."""
        since = QUIET_S if self._asked_at is None else self._needs.now() - self._asked_at
        wait_s = float(QUIET_S - since) if 0 <= since < QUIET_S else 0.0
        self._run(
            _nothing, lambda _none: self.refresh(), self._failed, slot="noticed", delay_s=wait_s
        )

    def add(self, text: str, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Follow an assembly by its address."""
        try:
            address = Address(text.strip())
        except WalletError as error:
            failed(error_sentence(error))
            return

        def added(_governor: Governor) -> None:
            found = tuple(one for one in self._view.found if one.address != address)
            self._view = replace(self._view, found=found, search_note="")
            done()
            self.refresh()

        self._run(
            lambda: self._needs.governance.add(address),
            added,
            lambda error: failed(error_sentence(error, self._needs.book.shown)),
            slot="add",
        )

    def remove(self, address: Address) -> None:
        """Follow an assembly no more."""
        self._needs.governance.remove(str(address))
        self.refresh()

    def search(self) -> None:
        """Look for assemblies of the tracked tokens."""
        if self._view.is_searching:
            return
        self._show(replace(self._view, is_searching=True, search_note="", found=()))
        self._run(self._needs.governance.discover, self._found, self._not_found, slot="search")

    async def _read(self, accounts: tuple[Account, ...]) -> _Read:
        reads: list[AccountRead] = []
        block = left_out = 0
        is_complete = True
        # One after the other: the first reads the events that all others need.
        for account in accounts or (None,):
            whose = None if account is None else account.address
            found = await self._needs.governance.proposals(account=whose)
            votes = () if whose is None else await self._needs.governance.delegations(whose)
            reads.append(AccountRead(account, found.views, votes))
            block, left_out = found.block.number, found.left_out
            is_complete &= found.is_complete
        return _Read(block, tuple(reads), is_complete, left_out)

    def _answered(self, read: _Read) -> None:
        governors = self._needs.governance.governors()
        book = self._needs.book
        rows = proposal_rows(read.accounts, book, self._needs.now())
        waiting = tuple(row for row in rows if row.waits)
        notes = []
        if not read.is_complete:
            notes.append(words("window.votes.incomplete"))
        if read.left_out:
            notes.append(words("window.votes.left_out", count=read.left_out))
        self._needs.count(len(waiting))
        self._show(
            replace(
                self._view,
                phase=Phase.READY,
                answer=answer_of(len(waiting), is_complete=read.is_complete),
                beneath=words("window.as_of_block", number=read.block),
                waiting=waiting,
                open=tuple(row for row in rows if row.is_open and not row.waits),
                past=tuple(row for row in rows if not row.is_open and not row.waits),
                powers=power_rows(read.accounts, governors, book),
                assemblies=tuple(assembly_row(governor) for governor in governors),
                notes=tuple(notes),
                problem="",
            )
        )

    def _failed(self, error: WalletError) -> None:
        problem = error_sentence(error, self._needs.book.shown)
        if self._view.phase is Phase.READY:
            self._show(replace(self._view, problem=problem))
            return
        failed = self._anew(Phase.FAILED, "window.votes.cannot_read")
        self._show(replace(failed, problem=problem))

    def _found(self, discovery: "Discovery") -> None:
        count = len(discovery.found)
        if count == 0:
            note = words("window.votes.found_none", asked=discovery.asked)
        elif count == 1:
            note = words("window.votes.found_one")
        else:
            note = words("window.votes.found_many", count=count)
        if not discovery.events_read:
            note = f"{note} {words('window.votes.found_partly')}"
        found = tuple(assembly_row(governor) for governor in discovery.found)
        self._show(replace(self._view, is_searching=False, found=found, search_note=note))

    def _not_found(self, error: WalletError) -> None:
        note = error_sentence(error, self._needs.book.shown)
        self._show(replace(self._view, is_searching=False, search_note=note))

    def _stop(self, phase: Phase, code: str) -> None:
        self._read_for = ()
        self._needs.count(0)
        # An older question may still be on its way; this takes its place.
        self._run(_nothing, lambda _none: None, lambda _error: None, slot="read")
        self._show(self._anew(phase, code))

    def _anew(self, phase: Phase, code: str) -> VotesPageView:
        before = self._view
        return VotesPageView(
            phase,
            words(code),
            is_searching=before.is_searching,
            found=before.found,
            search_note=before.search_note,
        )

    def _show(self, view: VotesPageView) -> None:
        self._view = view
        self._render(view)


def answer_of(waiting: int, *, is_complete: bool) -> str:
    """The page's first line."""
    if waiting == 1:
        return words("window.votes.answer_one")
    if waiting:
        return words("window.votes.answer_many", count=waiting)
    return words("window.votes.answer_none" if is_complete else "window.votes.answer_unknown")


async def _nothing() -> None:
    """Work that takes a slot and asks nobody."""
