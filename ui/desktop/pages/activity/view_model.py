"""Decides what the activity page shows: what is under way, and what happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.desktop.core.format import Figure, Moment, figure, moment
from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.activity import ActivityEntry
from wallet.domain.amounts import Amount
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry, OutboxState

if TYPE_CHECKING:
    from wallet.services.activity import Activity
    from wallet.services.tracking import Tracking

COIN_DECIMALS = 18
MINUS = "\N{MINUS SIGN}"
_TONES = {
    OutboxState.SIGNED: ("warn", "clock"),
    OutboxState.SUBMITTED: ("warn", "clock"),
    OutboxState.MINED: ("ok", "clock"),
    OutboxState.SETTLED: ("ok", "allowed"),
    OutboxState.REVERTED: ("bad", "refused"),
    OutboxState.REPLACED: ("warn", "warning"),
    OutboxState.DROPPED: ("warn", "warning"),
}
_ICONS = {"transfer_in": "in", "transfer_out": "out", "mint": "in", "burn": "out"}


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line.

    Attributes:
        at: Unix seconds to sort by; ``None`` sorts first, it is under way.
        sign: Plus for what came in, minus for what went out, empty otherwise.
    """

    at: int | None
    when: Moment
    icon: str
    what: str
    amount: Figure | None
    sign: str
    party: str
    state: str
    tone: str
    state_icon: str
    tx_hash: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class ActivityPageView:
    """Everything the page draws."""

    answer: str
    beneath: str = ""
    rows: tuple[ActivityRow, ...] = ()
    loading: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ActivityNeeds:
    """What the page reads from.

    Attributes:
        accounts: The accounts chosen in the top bar.
        chain_id: Of the current network; ``None`` without one.
        token: Finds a tracked token by its address.
        coin: Symbol of the native coin.
    """

    activity: "Activity"
    tracking: "Tracking"
    book: AddressBook
    accounts: Callable[[], tuple[Address, ...]]
    chain_id: Callable[[], int | None]
    token: Callable[[Address], SecurityToken | None]
    coin: Callable[[], str]
    now: Callable[[], int]


class ActivityModel:
    """Shows the journal at once, and the chain's history when it is read."""

    def __init__(
        self, needs: ActivityNeeds, run: Run, render: Callable[[ActivityPageView], None]
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._loading = False
        self._problem = ""

    def refresh(self) -> None:
        """Read the history on."""
        if self._needs.chain_id() is None:
            self._render(ActivityPageView(words("window.portfolio.no_network")))
            return
        self._loading = True
        self.show()
        self._run(self._needs.activity.sync, self._synced, self._failed, slot="sync")

    def show(self) -> None:
        """Draw what is stored."""
        chosen = set(self._needs.accounts())
        past = [e for e in self._needs.activity.entries() if e.account in chosen]
        chain_id = self._needs.chain_id()
        ours = [
            entry
            for entry in self._needs.tracking.entries()
            if entry.account in chosen and entry.chain_id == chain_id
        ]
        rows = self._rows(past, ours)
        to = self._needs.activity.synced_to()
        beneath = words("window.activity.synced", number=to) if to is not None else ""
        answer = self._answer(ours, rows)
        self._render(ActivityPageView(answer, beneath, rows, self._loading, self._problem))

    def _synced(self, _done: object) -> None:
        self._loading, self._problem = False, ""
        self.show()

    def _failed(self, error: WalletError) -> None:
        self._loading, self._problem = False, error_sentence(error)
        self.show()

    def _answer(self, ours: list[OutboxEntry], rows: tuple[ActivityRow, ...]) -> str:
        under_way = sum(1 for entry in ours if not entry.state.is_final)
        if under_way == 1:
            return words("window.activity.answer_one_open")
        if under_way:
            return words("window.activity.answer_open", count=under_way)
        if rows:
            return words("window.activity.answer_done")
        return words("window.activity.answer_none")

    def _rows(
        self, past: Iterable[ActivityEntry], ours: list[OutboxEntry]
    ) -> tuple[ActivityRow, ...]:
        states = {entry.tx_hash: entry for entry in ours}
        told = set()
        rows = []
        for entry in past:
            own = states.get(entry.tx_hash) if entry.kind == "transfer_out" else None
            if own:
                told.add(own.tx_hash)
            rows.append(self._past(entry, own.state if own else OutboxState.SETTLED))
        rows.extend(self._ours(entry) for entry in ours if entry.tx_hash not in told)
        return tuple(sorted(rows, key=lambda line: (line.at is not None, -(line.at or 0))))

    def _past(self, entry: ActivityEntry, state: OutboxState) -> ActivityRow:
        token = self._needs.token(entry.token)
        outward = entry.kind in {"transfer_out", "burn"}
        party = entry.recipient if outward else entry.sender
        signs = {"transfer_in": "+", "mint": "+", "transfer_out": MINUS, "burn": MINUS}
        return ActivityRow(
            at=entry.at,
            when=self._when(entry.at),
            icon=_ICONS.get(entry.kind, "info"),
            what=words(f"window.activity.{entry.kind}"),
            amount=_amount(entry.base_units, token),
            sign=signs.get(entry.kind, ""),
            party="" if party is None or party.is_zero else self._needs.book.shown(party),
            state=words(f"window.outbox.{state.value}"),
            tone=_TONES[state][0],
            state_icon=_TONES[state][1],
            tx_hash=str(entry.tx_hash),
        )

    def _ours(self, entry: OutboxEntry) -> ActivityRow:
        at = entry.submitted_at or entry.signed_at
        amount = self._own_amount(entry)
        return ActivityRow(
            at=at if entry.state.is_final else None,
            when=self._when(at),
            icon="out",
            what=words(f"window.activity.{entry.kind}"),
            amount=amount,
            sign=MINUS if amount else "",
            party=self._needs.book.shown(entry.recipient) if entry.recipient else "",
            state=words(f"window.outbox.{entry.state.value}"),
            tone=_TONES[entry.state][0],
            state_icon=_TONES[entry.state][1],
            tx_hash=str(entry.tx_hash),
            details=entry.error or "",
        )

    def _own_amount(self, entry: OutboxEntry) -> Figure | None:
        if entry.token is None:
            if entry.base_units is None:
                return None
            return figure(Amount(entry.base_units, COIN_DECIMALS), self._needs.coin())
        return _amount(entry.base_units, self._needs.token(entry.token))

    def _when(self, at: int | None) -> Moment:
        if at is None:
            return Moment("", "")
        return moment(at, now=self._needs.now())


def _amount(units: int | None, token: SecurityToken | None) -> Figure | None:
    if units is None:
        return None
    if token is None:
        return figure(Amount(units, 0), words("window.base_units", unit=""))
    return figure(token.amount(units), token.symbol)
