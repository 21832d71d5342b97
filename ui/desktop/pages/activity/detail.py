"""One entry whole: what it is, how far it came, what it cost. Plain Python."""

from dataclasses import dataclass
from enum import Enum

from ui.desktop.core.format import Figure, figure, moment
from ui.desktop.pages.activity.rows import COIN_DECIMALS, ActivityRow, RowMaker
from ui.text import sentence as words
from wallet.domain.activity import ActivityEntry
from wallet.domain.amounts import Amount
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.domain.transfer import OutboxEntry, OutboxState

NOTES = ("paused", "unpaused", "for", "against", "abstain", "unknown")
_TX = "{tx}"


class Pace(Enum):
    """How it stands with one step of a life."""

    DONE = "done"
    NOW = "now"
    OPEN = "open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step: its word, how it stands, and when it was."""

    word: str
    pace: Pace
    when: str
    full: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the entry names."""

    label: str
    name: str | None
    address: Address


@dataclass(frozen=True, slots=True)
class DetailView:
    """Everything the dialog draws."""

    title: str
    state: str
    tone: str
    state_icon: str
    steps: tuple[LifeStep, ...]
    people: tuple[Person, ...]
    facts: tuple[tuple[str, str], ...]
    tx_hash: str
    explorer: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from: the history, the journal, or both."""

    row: ActivityRow
    past: ActivityEntry | None
    ours: OutboxEntry | None


def detail_of(source: Source, maker: RowMaker, network: Network) -> DetailView:
    """An entry in words."""
    row = source.row
    amount = f"{row.amount.full} {row.amount.unit}".strip() if row.amount else ""
    title = words("window.entry.title", what=row.what, amount=amount) if amount else row.what
    explorer = ""
    if _TX in network.explorer:
        explorer = network.explorer.replace(_TX, row.tx_hash)
    return DetailView(
        title,
        row.state,
        row.tone,
        row.state_icon,
        _life(source, maker, network),
        _people(source, maker),
        _facts(source, network),
        row.tx_hash,
        explorer,
        _problem(source.ours),
    )


def _life(source: Source, maker: RowMaker, network: Network) -> tuple[LifeStep, ...]:
    ours, past = source.ours, source.past
    if ours is None:
        at = past.at if past else None
        block = past.block_number if past else None
        return (
            _step("mined", Pace.DONE, at, maker, _block(block)),
            _step("settled", Pace.DONE, None, maker),
        )
    sent = ours.state is not OutboxState.SIGNED
    return (
        _step("signed", Pace.DONE, ours.signed_at, maker),
        _step("submitted", Pace.DONE if sent else Pace.NOW, ours.submitted_at, maker),
        *_end(source, ours, maker, network),
    )


def _end(
    source: Source, ours: OutboxEntry, maker: RowMaker, network: Network
) -> tuple[LifeStep, ...]:
    at = source.past.at if source.past else None
    block = _block(ours.block_number)
    match ours.state:
        case OutboxState.REVERTED | OutboxState.REPLACED | OutboxState.DROPPED:
            return (_step(ours.state.value, Pace.FAILED, at, maker, block),)
        case OutboxState.SIGNED | OutboxState.SUBMITTED:
            waits = Pace.OPEN if ours.state is OutboxState.SIGNED else Pace.NOW
            return (
                _step("mined", waits, None, maker),
                _step("settled", Pace.OPEN, None, maker),
            )
        case OutboxState.MINED:
            seen = words(
                "window.entry.settled_by", seen=ours.confirmations, wanted=network.confirmations
            )
            return (
                _step("mined", Pace.DONE, at, maker, block),
                _step("settled", Pace.NOW, None, maker, seen),
            )
        case OutboxState.SETTLED:
            return (
                _step("mined", Pace.DONE, at, maker, block),
                _step("settled", Pace.DONE, None, maker),
            )


def _step(word: str, pace: Pace, at: int | None, maker: RowMaker, otherwise: str = "") -> LifeStep:
    if at is not None:
        seen = moment(at, now=maker.now())
        return LifeStep(words(f"window.outbox.{word}"), pace, seen.shown, seen.full)
    if not otherwise and pace in {Pace.NOW, Pace.OPEN}:
        otherwise = words("window.entry.waiting")
    return LifeStep(words(f"window.outbox.{word}"), pace, otherwise)


def _block(number: int | None) -> str:
    return "" if number is None else words("window.entry.block", number=number)


def _people(source: Source, maker: RowMaker) -> tuple[Person, ...]:
    past, ours = source.past, source.ours
    if past is not None:
        ends = (("from", past.sender), ("to", past.recipient))
    else:
        ends = (
            ("from", ours.account if ours else None),
            ("to", ours.recipient if ours else None),
        )
    found = [_person(code, address, maker) for code, address in ends if _is_somebody(address)]
    account = past.account if past else ours.account if ours else None
    if account is not None and all(one.address != account for one in found):
        found.insert(0, _person("account", account, maker))
    if source.row.token is not None:
        known = maker.token(source.row.token)
        name = known.name or known.symbol if known else None
        found.append(Person(words("window.entry.token"), name, source.row.token))
    return tuple(found)


def _is_somebody(address: Address | None) -> bool:
    return address is not None and not address.is_zero


def _person(code: str, address: Address | None, maker: RowMaker) -> Person:
    shown = Address(str(address))
    return Person(words(f"window.entry.{code}"), maker.book.known(shown), shown)


def _facts(source: Source, network: Network) -> tuple[tuple[str, str], ...]:
    ours, facts = source.ours, []
    if source.past is not None and source.past.note in NOTES:
        said = words(f"window.entry.note.{source.past.note}")
        facts.append((words("window.entry.note"), said))
    if ours is not None:
        paid = fee_of(ours, network)
        text = f"{paid.full} {paid.unit}" if paid else words("window.entry.fee_open")
        facts.append((words("window.entry.fee"), text))
        facts.append((words("window.entry.number"), f"{ours.nonce:,}"))
    return tuple(facts)


def fee_of(entry: OutboxEntry, network: Network) -> Figure | None:
    """What the network took; ``None`` until it is known."""
    if entry.gas_used is None or entry.effective_gas_price is None:
        return None
    paid = entry.gas_used * entry.effective_gas_price
    return figure(Amount(paid, COIN_DECIMALS), network.coin)


def _problem(ours: OutboxEntry | None) -> str:
    if ours is None:
        return ""
    match ours.state:
        case OutboxState.REVERTED if ours.error:
            return words("window.entry.failed", why=ours.error)
        case OutboxState.REVERTED:
            return words("window.entry.failed_unexplained")
        case OutboxState.REPLACED | OutboxState.DROPPED:
            return words(f"window.entry.{ours.state.value}")
        case _:
            return ""
