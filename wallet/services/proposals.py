"""Proposals: read from the governor's events, kept, and looked at as they stand now."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wallet.domain.chain import Block
from wallet.domain.errors import ChainProblem
from wallet.domain.governance import (
    Cast,
    ClockMode,
    Governor,
    Proposal,
    ProposalState,
    Standing,
)
from wallet.domain.ids import Address
from wallet.domain.known_calls import ReadCall, read_call
from wallet.domain.vote_events import cast_query, created_query, read_cast, read_created
from wallet.ports.chain import Chain, ChainReader
from wallet.ports.governance import GovernorStore
from wallet.ports.system import Clock
from wallet.services.snapshots import Snapshot
from wallet.services.vote_checks import VoteChecks

# What was read this close to the newest block is read again: it may have been undone.
_UNSETTLED_BLOCKS = 128
_LONGEST_SPAN = 500_000
_DEADLINE_S = 60.0
# As many as a person looks through; what is older is counted.
SHOWN_PER_GOVERNOR = 100
_PACE_BLOCKS = 200
_OPEN_STATES = (ProposalState.ACTIVE, ProposalState.PENDING, ProposalState.SUCCEEDED)


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal as it stands for one account. Times are Unix seconds.

    Attributes:
        standing: ``None`` if the governor no longer knows it.
        starts_at: When voting opens; ``None`` if it cannot be told.
        times_estimated: Whether a time follows from the pace of blocks.
    """

    governor: Governor
    proposal: Proposal
    standing: Standing | None
    calls: tuple[ReadCall, ...]
    starts_at: int | None
    ends_at: int | None
    times_estimated: bool = False

    @property
    def waits_for_vote(self) -> bool:
        """Whether the account can vote now and has not."""
        return self.standing is not None and self.standing.waits_for_vote


@dataclass(frozen=True, slots=True)
class ProposalList:
    """What is known of the proposals at one block.

    Attributes:
        views: Those that wait for the account's vote first, then open ones, then newest first.
        is_complete: Whether all events up to the block were read.
        left_out: How many older ones are known and not shown.
    """

    block: Block
    views: tuple[ProposalView, ...]
    is_complete: bool
    left_out: int = 0


class ProposalReader:
    """Reads announcements once, and standings whenever asked."""

    def __init__(self, store: GovernorStore, checks: VoteChecks, clock: Clock) -> None:
        self._store = store
        self._checks = checks
        self._clock = clock

    async def sync(self, chain: Chain, head: Block, governor: Governor) -> bool:
        """Read announcements that are new since the last time.

        Progress is kept as it goes: what is cut off carries on where it was.

        Returns:
            Whether everything up to the head was read.
        """
        where = governor.address
        known = self._store.proposals_read_to(chain.chain_id, where)
        # A head below what was read is another chain under the same number: a fresh test chain.
        is_new = known is None or known > head.number
        first = 0 if is_new else max(0, (known or 0) - _UNSETTLED_BLOCKS)
        self._store.forget_proposals_from(chain.chain_id, where, first)
        reader, span = chain.reader(head), _LONGEST_SPAN
        deadline = self._clock.monotonic() + _DEADLINE_S
        while first <= head.number:
            last = min(first + span - 1, head.number)
            logs = await reader.logs(created_query((where,), first, last))
            if (logs is None and span == 1) or self._clock.monotonic() > deadline:
                return False
            if logs is None:
                span = max(1, min(span, last - first + 1) // 2)
                continue
            found = [one for one in map(read_created, logs) if one is not None]
            self._store.add_proposals(chain.chain_id, where, found, last)
            first = last + 1
        return True

    async def views(
        self, chain: Chain, snapshot: Snapshot, governor: Governor, account: Address | None
    ) -> tuple[tuple[ProposalView, ...], int]:
        """Known proposals of a governor as they stand, and how many older ones are left out."""
        known = self._store.proposals(chain.chain_id, governor.address)
        shown = known[:SHOWN_PER_GOVERNOR]
        reader = snapshot.reader
        standings = await gather(
            *(self._checks.standing(reader, governor, one.id, account) for one in shown)
        )
        choices = await _choices(reader, governor, account, shown, standings)
        pace = await _pace(chain, snapshot.block, governor)
        times = await _times(chain, snapshot.block, pace, shown)
        views = tuple(
            ProposalView(
                governor,
                proposal,
                _with_choice(standing, choices.get(proposal.id)),
                tuple(read_call(call) for call in proposal.calls),
                *_span(governor, proposal, times, snapshot.block),
            )
            for proposal, standing in zip(shown, standings, strict=True)
        )
        return views, len(known) - len(shown)


def in_order(views: Sequence[ProposalView]) -> tuple[ProposalView, ...]:
    """What waits for a vote first, soonest end first; then open ones; then newest first."""

    def rank(view: ProposalView) -> tuple[int, int, int]:
        state = None if view.standing is None else view.standing.state
        place = _OPEN_STATES.index(state) + 1 if state in _OPEN_STATES else 9
        if view.waits_for_vote:
            place = 0
        ends = view.ends_at if place <= 1 and view.ends_at is not None else 0
        return place, ends, -view.proposal.block_number

    return tuple(sorted(views, key=rank))


async def _choices(
    reader: ChainReader,
    governor: Governor,
    account: Address | None,
    proposals: Sequence[Proposal],
    standings: Sequence[Standing | None],
) -> dict[int, Cast]:
    """How the account voted where it has; governors keep only that it did."""
    first = min(
        (
            proposal.block_number
            for proposal, standing in zip(proposals, standings, strict=True)
            if standing is not None and standing.voted is not None
        ),
        default=None,
    )
    if account is None or first is None:
        return {}
    try:
        logs = await reader.logs(cast_query((governor.address,), (account,), first))
    except ChainProblem:
        # That it voted is known; how stays unknown.
        return {}
    votes = (read_cast(log) for log in logs or ())
    return {vote.proposal_id: Cast(vote.support) for vote in votes if vote is not None}


def _with_choice(standing: Standing | None, choice: Cast | None) -> Standing | None:
    if standing is None or standing.voted is None or choice is None:
        return standing
    return replace(standing, voted=choice)


async def _pace(chain: Chain, head: Block, governor: Governor) -> tuple[int, int] | None:
    """Seconds and blocks between an older block and the head, to tell when blocks will come."""
    if governor.clock is ClockMode.SECONDS or head.number == 0:
        return None
    before = await chain.block_at(max(0, head.number - _PACE_BLOCKS))
    if before is None or before.number >= head.number:
        return None
    return head.timestamp - before.timestamp, head.number - before.number


async def _times(
    chain: Chain, head: Block, pace: tuple[int, int] | None, proposals: Sequence[Proposal]
) -> dict[int, int]:
    """Unix times of snapshots and deadlines in blocks; empty for a clock in seconds."""
    if pace is None:
        return {}
    points = {point for one in proposals for point in (one.snapshot, one.deadline)}
    times = await chain.block_times([point for point in points if point <= head.number])
    seconds, blocks = pace
    ahead = {
        point: head.timestamp + (point - head.number) * seconds // blocks
        for point in points
        if head.number < point < head.number + 2**32
    }
    return times | ahead


def _span(
    governor: Governor, proposal: Proposal, times: dict[int, int], head: Block
) -> tuple[int | None, int | None, bool]:
    if governor.clock is ClockMode.SECONDS:
        return proposal.snapshot, proposal.deadline, False
    start, end = times.get(proposal.snapshot), times.get(proposal.deadline)
    return start, end, proposal.deadline > head.number and end is not None
