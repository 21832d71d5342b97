"""Entries of the history and of the journal as rows. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ui.desktop.core.format import Figure, Moment, figure, moment
from ui.desktop.core.names import AddressBook
from ui.text import sentence as words
from wallet.domain.activity import ActivityEntry
from wallet.domain.amounts import Amount
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry, OutboxState

COIN_DECIMALS = 18
MINUS = "\N{MINUS SIGN}"
TONES = {
    OutboxState.SIGNED: ("warn", "clock"),
    OutboxState.SUBMITTED: ("warn", "clock"),
    OutboxState.MINED: ("ok", "clock"),
    OutboxState.SETTLED: ("ok", "allowed"),
    OutboxState.REVERTED: ("bad", "refused"),
    OutboxState.REPLACED: ("warn", "warning"),
    OutboxState.DROPPED: ("warn", "warning"),
}
_ICONS = {
    "transfer_in": "in",
    "transfer_out": "out",
    "transfer": "out",
    "payment": "out",
    "mint": "in",
    "burn": "out",
    "freeze": "frozen",
    "unfreeze": "frozen",
    "vote": "votes",
    "delegation": "votes",
}
_SIGNS = {"transfer_in": "+", "mint": "+", "transfer_out": MINUS, "burn": MINUS}
_OUTWARD = frozenset({"transfer_out", "burn", "vote", "delegation"})
# Of a vote the figure is its weight; it moves nothing.
_PAYING = frozenset({"transfer", "payment"})


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line.

    Attributes:
        at: Unix seconds to sort by; ``None`` sorts first, it is under way.
        sign: Plus for what came in, minus for what went out, empty otherwise.
        key: Finds the entry again when it is opened.
        kind: As the history calls it.
        searched: Everything a search looks at, without case.
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
    account: str = ""
    key: str = ""
    kind: str = ""
    token: Address | None = None
    searched: str = ""


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Puts entries into words.

    Attributes:
        token: Finds a tracked token by its address.
        coin: Symbol of the native coin.
    """

    book: AddressBook
    token: Callable[[Address], SecurityToken | None]
    coin: Callable[[], str]
    now: Callable[[], int]

    def past(self, entry: ActivityEntry, state: OutboxState) -> ActivityRow:
        """Something the chain tells."""
        outward = entry.kind in _OUTWARD
        party = entry.recipient if outward else entry.sender
        row = ActivityRow(
            at=entry.at,
            when=self.when(entry.at),
            icon=_ICONS.get(entry.kind, "info"),
            what=words(f"window.activity.{entry.kind}"),
            amount=self.amount(entry.base_units, entry.token),
            sign=_SIGNS.get(entry.kind, ""),
            party="" if party is None or party.is_zero else self.book.shown(party),
            state=words(f"window.outbox.{state.value}"),
            tone=TONES[state][0],
            state_icon=TONES[state][1],
            tx_hash=str(entry.tx_hash),
            account=self.book.shown(entry.account),
            key=f"{entry.tx_hash}.{entry.log_index}.{entry.account}",
            kind=entry.kind,
            token=entry.token,
        )
        return _findable(row, party)

    def ours(self, entry: OutboxEntry) -> ActivityRow:
        """Something signed here that the history does not tell (yet)."""
        at = entry.submitted_at or entry.signed_at
        amount = self.own_amount(entry)
        row = ActivityRow(
            at=at if entry.state.is_final else None,
            when=self.when(at),
            icon=_ICONS.get(entry.kind, "info"),
            what=words(f"window.activity.{entry.kind}"),
            amount=amount,
            sign=MINUS if amount and entry.kind in _PAYING else "",
            party=self.book.shown(entry.recipient) if entry.recipient else "",
            state=words(f"window.outbox.{entry.state.value}"),
            tone=TONES[entry.state][0],
            state_icon=TONES[entry.state][1],
            tx_hash=str(entry.tx_hash),
            details=entry.error or "",
            account=self.book.shown(entry.account),
            key=str(entry.tx_hash),
            kind=entry.kind,
            token=entry.token,
        )
        return _findable(row, entry.recipient)

    def own_amount(self, entry: OutboxEntry) -> Figure | None:
        """What an own transaction moves."""
        if entry.token is not None:
            return self.amount(entry.base_units, entry.token)
        if entry.base_units is None:
            return None
        return figure(Amount(entry.base_units, COIN_DECIMALS), self.coin())

    def amount(self, units: int | None, token: Address) -> Figure | None:
        """Base units of a token; marked as such where nobody knows its decimals."""
        if units is None:
            return None
        known = self.token(token)
        if known is None:
            return figure(Amount(units, 0), words("window.base_units", unit=""))
        return figure(known.amount(units), known.symbol)

    def when(self, at: int | None) -> Moment:
        """A time as people say it."""
        return Moment("", "") if at is None else moment(at, now=self.now())


def _findable(row: ActivityRow, party: Address | None) -> ActivityRow:
    amount = f"{row.amount.text} {row.amount.full} {row.amount.exact}" if row.amount else ""
    parts = (row.what, row.party, party or "", row.account, amount, row.state, row.tx_hash)
    return replace(row, searched=" ".join(str(part) for part in parts).casefold())
