"""Puts proposals into the words and figures that both pages of votes draw. Plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.desktop.core.format import Figure, breakable, figure, moment, short_address
from ui.desktop.core.names import AddressBook
from ui.text import amount_unknown, proposed_call
from ui.text import sentence as words
from ui.text.formatting import time as far_time
from wallet.domain.account import Account
from wallet.domain.governance import (
    ClockMode,
    Governor,
    ProposalState,
    Standing,
    Tally,
    VotingPower,
)
from wallet.domain.ids import Address
from wallet.domain.known_calls import ReadCall
from wallet.domain.security_token import SecurityToken
from wallet.services.proposals import ProposalView

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_FAR_FUTURE = 253_370_764_800
_LOOKS = {
    None: ("unknown", "unknown"),
    ProposalState.PENDING: ("info", "clock"),
    ProposalState.ACTIVE: ("info", "votes"),
    ProposalState.CANCELED: ("info", "skip"),
    ProposalState.DEFEATED: ("bad", "refused"),
    ProposalState.SUCCEEDED: ("ok", "allowed"),
    ProposalState.QUEUED: ("ok", "clock"),
    ProposalState.EXPIRED: ("info", "skip"),
    ProposalState.EXECUTED: ("ok", "check"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: how many votes, and their share of those cast."""

    kind: str
    units: int
    label: str
    figure: Figure
    share: str


@dataclass(frozen=True, slots=True)
class Result:
    """The votes so far.

    Attributes:
        parts: Answers that count towards the quorum first; ``None`` if untold.
        quorum: Votes needed, in base units; ``None`` if untold.
        quorum_text: The quorum in words; empty if untold.
        reached: ``None`` if it cannot be told.
    """

    parts: tuple[Part, ...] | None
    quorum: int | None
    quorum_text: str
    reached: bool | None
    spoken: str

    @property
    def is_empty(self) -> bool:
        """Whether it is known that nobody has voted."""
        return self.parts is not None and not any(part.units for part in self.parts)

    @property
    def drawn(self) -> tuple[tuple[str, int], ...] | None:
        """What the bar is made of."""
        return None if self.parts is None else tuple((p.kind, p.units) for p in self.parts)


@dataclass(frozen=True, slots=True)
class StateWord:
    """A state as word and look."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """One thing a carried proposal would do."""

    text: str
    target: Address
    function: str
    is_readable: bool


def state_word(view: ProposalView) -> StateWord:
    """The state of a proposal."""
    state = None if view.standing is None else view.standing.state
    text = words(f"proposal_state_{'not_known' if state is None else state.value}")
    return StateWord(text, *_LOOKS[state])


def when(timestamp: int | None) -> tuple[str, str]:
    """A time in local words, and in full with its zone."""
    if timestamp is None:
        return words("unknown"), ""
    if not 0 <= timestamp < _FAR_FUTURE:
        return far_time(timestamp), ""
    known = moment(timestamp)
    return known.shown, known.full


def times(view: ProposalView, now: int) -> tuple[str, str]:
    """When a vote opens or closes, and the same in full for hovering."""
    state = None if view.standing is None else view.standing.state
    start, start_full = when(view.starts_at)
    end, end_full = when(view.ends_at)
    if state is ProposalState.PENDING:
        return words("window.votes.opens", start=start, end=end), f"{start_full} … {end_full}"
    if state is not ProposalState.ACTIVE:
        return words("window.votes.closed", end=end), end_full
    code = "window.votes.open_about" if view.times_estimated else "window.votes.open_until"
    text = words(code, end=end)
    left = None if view.ends_at is None else view.ends_at - now
    if left is None or not 0 < left < _FAR_FUTURE:
        return text, end_full
    return words("window.votes.and_left", text=text, left=time_left(left)), end_full


def time_left(seconds: int) -> str:
    """How long a vote stays open."""
    if seconds < _HOUR:
        return words("window.votes.minutes_left", count=max(1, seconds // _MINUTE))
    if seconds < 2 * _DAY:
        return words("window.votes.hours_left", count=seconds // _HOUR)
    return words("window.votes.days_left", count=seconds // _DAY)


def is_final(standing: Standing | None) -> bool:
    """Whether no more votes can come."""
    state = None if standing is None else standing.state
    return state is not None and state not in {ProposalState.ACTIVE, ProposalState.PENDING}


def result(governor: Governor, standing: Standing | None) -> Result:
    """The votes so far, as figures and in one sentence."""
    tally = None if standing is None else standing.tally
    quorum = None if standing is None else standing.quorum
    parts = None if tally is None else _parts(governor, tally)
    reached = _reached(governor, tally, quorum)
    told = _quorum_text(governor, quorum, reached)
    if quorum is None and standing is not None and standing.state is ProposalState.PENDING:
        told = words("window.votes.quorum_later")
    if reached is False and not is_final(standing):
        told = words("window.votes.not_yet", quorum=told)
    if parts is None:
        said = words("window.votes.result_unknown")
    else:
        said = ", ".join(f"{part.label} {part.figure.text} ({part.share})" for part in parts)
    return Result(parts, quorum, told, reached, f"{said}. {told}".strip())


def _parts(governor: Governor, tally: Tally) -> tuple[Part, ...]:
    units = {"for": tally.in_favour, "abstain": tally.abstain, "against": tally.against}
    cast = sum(units.values())
    counted = governor.quorum_counts or ("for",)
    order = sorted(units, key=lambda kind: (kind not in counted, list(units).index(kind)))
    return tuple(
        Part(
            kind,
            units[kind],
            words(f"window.votes.part.{kind}"),
            figure(governor.amount(units[kind]), governor.symbol),
            _share(units[kind], cast),
        )
        for kind in order
    )


def _share(units: int, cast: int) -> str:
    if cast == 0:
        return words("window.votes.share", percent="0")
    percent = (units * 200 // cast + 1) // 2
    if units and percent == 0:
        return words("window.votes.share", percent="< 1")
    if units != cast and percent == 100:
        return words("window.votes.share", percent="> 99")
    return words("window.votes.share", percent=str(percent))


def _reached(governor: Governor, tally: Tally | None, quorum: int | None) -> bool | None:
    if tally is None or quorum is None or not governor.quorum_counts:
        return None
    units = {"for": tally.in_favour, "abstain": tally.abstain, "against": tally.against}
    return sum(units.get(kind, 0) for kind in governor.quorum_counts) >= quorum


def _quorum_text(governor: Governor, quorum: int | None, reached: bool | None) -> str:  # noqa: FBT001  (a value, not an option)
    if quorum is None:
        return words("window.votes.quorum_unknown")
    needed = figure(governor.amount(quorum), governor.symbol).text
    code = {True: "quorum_reached", False: "quorum_missing", None: "quorum"}[reached]
    return words(f"window.votes.{code}", needed=needed)


def power_text(governor: Governor, power: VotingPower | None) -> str:
    """What an account's vote weighs."""
    if power is None or power.counted is None:
        return words("unknown")
    return figure(governor.amount(power.counted), governor.symbol).text


def mine(view: ProposalView, account: Account, label: str) -> str:
    """One account's power and vote on a proposal, as one sentence."""
    standing = view.standing
    if standing is None:
        return words("window.votes.mine.unknown", who=label)
    power = power_text(view.governor, standing.power)
    if standing.voted is not None:
        voted = words(f"voted_{standing.voted.word}")
        return words("window.votes.mine.voted", who=label, voted=voted, power=power)
    counted = None if standing.power is None else standing.power.counted
    if counted is None:
        return words("window.votes.mine.unknown", who=label)
    if counted == 0:
        waits = standing.state is ProposalState.PENDING
        return words(f"window.votes.mine.{'none_yet' if waits else 'none'}", who=label)
    if standing.state is ProposalState.ACTIVE:
        code = "waits" if account.kind.can_sign else "elsewhere"
    else:
        code = "later" if standing.state is ProposalState.PENDING else "unused"
    return words(f"window.votes.mine.{code}", who=label, power=power)


def calls(
    view: ProposalView, tokens: Sequence[SecurityToken], names: Callable[[Address], str]
) -> tuple[CallLine, ...]:
    """Every call of a proposal in words."""
    in_seconds = view.governor.clock is ClockMode.SECONDS
    return tuple(
        CallLine(
            breakable(
                proposed_call(call, _amounts(view, call, tokens), names, in_seconds=in_seconds)
            ),
            call.target,
            call.function,
            call.readable,
        )
        for call in view.calls
    )


def _amounts(
    view: ProposalView, call: ReadCall, tokens: Sequence[SecurityToken]
) -> Callable[[int], object]:
    known = next((token for token in tokens if token.address == call.target), None)
    if known is not None:
        return lambda units: figure(known.amount(units), known.symbol).text
    governor = view.governor
    if call.target == governor.token:
        return lambda units: figure(governor.amount(units), governor.symbol).text
    return amount_unknown


def names_of(
    book: AddressBook, tokens: Sequence[SecurityToken], governors: Sequence[Governor]
) -> Callable[[Address], str]:
    """Names of addresses: people first, then tokens and assemblies."""
    known = {governor.address: governor.name for governor in governors}
    known |= {token.address: token.name or token.symbol for token in tokens}
    return lambda address: book.known(address) or known.get(address) or short_address(address)
