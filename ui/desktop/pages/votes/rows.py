"""What the list of votes draws, as frozen values made of what was read. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.desktop.core.format import breakable, figure
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.votes import telling
from ui.desktop.pages.votes.telling import Result, StateWord
from ui.text import sentence as words
from wallet.domain.account import Account
from wallet.domain.governance import Governor, ProposalState
from wallet.domain.ids import Address
from wallet.services.governance import TokenVotes
from wallet.services.proposals import ProposalView, in_order

_OPEN = (ProposalState.ACTIVE, ProposalState.PENDING)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal in the list.

    Attributes:
        account: Whose vote is waited for, else the first account; empty without accounts.
        mine: One sentence per account.
    """

    governor: Address
    number: int
    account: str
    title: str
    assembly: str
    state: StateWord
    times: str
    times_full: str
    result: Result
    mine: tuple[str, ...]
    waits: bool
    is_open: bool

    @property
    def spoken(self) -> str:
        """All of it for readers."""
        said = (self.title, self.assembly, self.state.text, self.times, self.result.spoken)
        return ". ".join((*said, *self.mine))


@dataclass(frozen=True, slots=True)
class PowerRow:
    """Who votes with one token of one account.

    Attributes:
        votes: The token and the account's power, for a change.
        hint: What to do while nobody votes with the units; empty otherwise.
    """

    votes: TokenVotes
    account: Address
    heading: str
    token: str
    label: str
    balance: str
    text: str
    tone: str
    hint: str
    can_change: bool


@dataclass(frozen=True, slots=True)
class AssemblyRow:
    """A followed or found assembly."""

    address: Address
    name: str
    votes: str


@dataclass(frozen=True, slots=True)
class AccountRead:
    """What was read for one account; ``None`` for none."""

    account: Account | None
    views: tuple[ProposalView, ...]
    votes: tuple[TokenVotes, ...]


def proposal_rows(
    reads: Sequence[AccountRead], book: AddressBook, now: int
) -> tuple[ProposalRow, ...]:
    """Proposals of all accounts, each once; those that wait for one of them first."""
    first = {(v.governor.address, v.proposal.id): v for read in reads for v in read.views}
    by_key: dict[tuple[Address, int], list[tuple[Account, ProposalView]]] = {}
    for read in reads:
        for view in read.views:
            if read.account is not None:
                key = (view.governor.address, view.proposal.id)
                by_key.setdefault(key, []).append((read.account, view))
    order = in_order(tuple(first.values()))
    rows = [
        _proposal_row(view, by_key.get((view.governor.address, view.proposal.id), []), book, now)
        for view in order
    ]
    return tuple(sorted(rows, key=lambda made: not made.waits))


def _proposal_row(
    view: ProposalView,
    seen: Sequence[tuple[Account, ProposalView]],
    book: AddressBook,
    now: int,
) -> ProposalRow:
    waiting = [account for account, each in seen if each.waits_for_vote and account.kind.can_sign]
    whose = waiting or [account for account, _ in seen]
    told, full = telling.times(view, now)
    state = None if view.standing is None else view.standing.state
    return ProposalRow(
        view.governor.address,
        view.proposal.id,
        str(whose[0].address) if whose else "",
        breakable(view.proposal.title) or words("window.proposal.no_description"),
        view.governor.name,
        telling.state_word(view),
        told,
        full,
        telling.result(view.governor, view.standing),
        tuple(telling.mine(each, account, book.shown(account.address)) for account, each in seen),
        waits=bool(waiting),
        is_open=state in _OPEN,
    )


def power_rows(
    reads: Sequence[AccountRead], governors: Sequence[Governor], book: AddressBook
) -> tuple[PowerRow, ...]:
    """Tokens that vote and are held, or that an assembly counts."""
    counted = {governor.token for governor in governors}
    return tuple(
        _power_row(read.account, votes, book)
        for read in reads
        if read.account is not None
        for votes in read.votes
        if votes.power.balance or votes.power.now or votes.token.address in counted
    )


def _power_row(account: Account, votes: TokenVotes, book: AddressBook) -> PowerRow:
    token, power, label = votes.token, votes.power, book.shown(account.address)
    name = token.name or token.symbol
    balance = (
        words("unknown")
        if power.balance is None
        else figure(token.amount(power.balance), token.symbol).text
    )
    can_sign = account.kind.can_sign
    needs = power.needs_delegation
    hint = words("window.votes.delegate_first", balance=balance, account=label) if needs else ""
    return PowerRow(
        votes,
        account.address,
        words("window.votes.holder", token=name, account=label),
        name,
        label,
        balance,
        _power_text(account, votes, label, balance, book),
        "warn" if needs else "",
        hint if can_sign else "",
        can_change=can_sign and bool(power.balance),
    )


def _power_text(
    account: Account, votes: TokenVotes, label: str, balance: str, book: AddressBook
) -> str:
    power, token = votes.power, votes.token
    if power.balance == 0 and not power.now:
        return words("window.votes.without", account=label, symbol=token.symbol)
    if power.delegate is None:
        return words("window.votes.by_nobody", balance=balance)
    if power.delegate != account.address:
        who = book.shown(power.delegate)
        return words("window.votes.by_other", delegate=who, balance=balance)
    if power.now is not None and power.balance is not None and power.now > power.balance:
        now = figure(token.amount(power.now), token.symbol).text
        return words("window.votes.by_self_more", balance=balance, now=now)
    return words("window.votes.by_self", balance=balance)


def assembly_row(governor: Governor) -> AssemblyRow:
    """One assembly in words."""
    votes = words("window.votes.assembly_votes", symbol=governor.symbol or words("unknown"))
    return AssemblyRow(governor.address, governor.name, votes)
