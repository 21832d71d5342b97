"""Votes: who asks shareholders, what they are asked, and what a vote weighs.

Source: OpenZeppelin Governor 4 and 5, ERC-6372 (clock), ERC-5805 (voting power). Points in time
of a governor are in the unit of its clock: block numbers, or Unix seconds.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum

from wallet.domain.amounts import Amount
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address, TxHash
from wallet.domain.security_token import SecurityToken

REASON_LIMIT = 1_000


class ProposalState(Enum):
    """Where a proposal is; in the order in which governors number them."""

    PENDING = "pending"
    ACTIVE = "active"
    CANCELED = "canceled"
    DEFEATED = "defeated"
    SUCCEEDED = "succeeded"
    QUEUED = "queued"
    EXPIRED = "expired"
    EXECUTED = "executed"

    @classmethod
    def numbered(cls, number: int | None) -> "ProposalState | None":
        """The state a governor calls by this number; ``None`` if it is none of them."""
        states = tuple(cls)
        return states[number] if number is not None and 0 <= number < len(states) else None


class Support(Enum):
    """What a ballot says, with the number governors use for it."""

    AGAINST = 0
    FOR = 1
    ABSTAIN = 2

    @property
    def word(self) -> str:
        """``against``, ``for`` or ``abstain``."""
        return self.name.lower()

    @classmethod
    def numbered(cls, number: object) -> "Support | None":
        """By number; ``None`` for any other way of counting."""
        return next((one for one in cls if one.value == number), None)


class ClockMode(Enum):
    """What a governor counts time in (ERC-6372)."""

    BLOCKS = "blocknumber"
    SECONDS = "timestamp"


@dataclass(frozen=True, slots=True)
class Governor:
    """A contract that asks for votes, pinned when it was first seen.

    Attributes:
        name: Cleaned; decoration.
        generation: 4 or 5, the major version of OpenZeppelin's contracts it behaves like.
        token: Whose units vote; ``None`` if it does not say.
        decimals: Of a vote, as many as the token has.
        quorum_counts: Which answers count towards the quorum, as words; empty if untold.
    """

    chain_id: int
    address: Address
    name: str
    generation: int
    clock: ClockMode
    token: Address | None = None
    symbol: str = ""
    decimals: int = 0
    quorum_counts: tuple[str, ...] = ()

    def amount(self, base_units: int) -> Amount:
        """A number of votes."""
        return Amount(base_units, self.decimals)


@dataclass(frozen=True, slots=True)
class ProposedCall:
    """One thing a carried proposal would do. ``value`` in wei."""

    target: Address
    value: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Proposal:
    """What shareholders are asked, as it was announced; nothing of it ever changes.

    Attributes:
        description: Plain text, made harmless.
        snapshot: Power is counted as it was at this point of the governor's clock.
        deadline: Last point at which a vote counts.
    """

    governor: Address
    id: int
    proposer: Address
    calls: tuple[ProposedCall, ...]
    title: str
    description: str
    snapshot: int
    deadline: int
    block_number: int
    block_hash: str
    tx_hash: TxHash


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted so far, in base units."""

    against: int
    in_favour: int
    abstain: int


@dataclass(frozen=True, slots=True)
class VotingPower:
    """What an account's vote weighs. Base units; ``None`` where it could not be read.

    Attributes:
        counted: Power at the proposal's snapshot; before the snapshot, power as it is now.
        is_final: Whether the snapshot has been taken.
        now: Power now, its own and what others delegated to it.
        balance: Units it holds now, delegated or not.
        delegate: To whom its own units are delegated; ``None`` to nobody, or unknown.
    """

    counted: int | None
    is_final: bool
    now: int | None
    balance: int | None
    delegate: Address | None

    @property
    def needs_delegation(self) -> bool:
        """Whether units are held that vote for nobody."""
        return self.now == 0 and (self.balance or 0) > 0 and self.delegate is None


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that was given; ``support`` is ``None`` if it cannot be told which."""

    support: Support | None

    @property
    def word(self) -> str:
        """``for``, ``against``, ``abstain`` or ``unknown``."""
        return "unknown" if self.support is None else self.support.word


@dataclass(frozen=True, slots=True)
class Standing:
    """How a proposal stands at one block; ``None`` is unknown.

    Attributes:
        voted: What the account did; ``None`` if it has not voted, or no account was asked about.
    """

    state: ProposalState | None
    snapshot: int | None
    deadline: int | None
    tally: Tally | None
    quorum: int | None
    power: VotingPower | None = None
    voted: Cast | None = None

    @property
    def waits_for_vote(self) -> bool:
        """Whether the account can vote now and has not."""
        counts = self.power is not None and (self.power.counted or 0) > 0
        return self.state is ProposalState.ACTIVE and self.voted is None and counts


@dataclass(frozen=True, slots=True)
class BallotIntent:
    """The wish: vote like this on that proposal.

    Raises:
        BadInput: ``reason_too_long``, ``reason_malformed``.
    """

    governor: Governor
    proposal_id: int
    support: Support
    voter: Address
    reason: str = ""

    def __post_init__(self) -> None:
        if len(self.reason) > REASON_LIMIT:
            raise BadInput("reason_too_long", limit=REASON_LIMIT)
        if any(unicodedata.category(char) in {"Cc", "Cs", "Cf"} for char in self.reason):
            raise BadInput("reason_malformed")

    @property
    def chain_id(self) -> int:
        """Where it is cast."""
        return self.governor.chain_id

    @property
    def caller(self) -> Address:
        """Who sends the transaction."""
        return self.voter


@dataclass(frozen=True, slots=True)
class SignedBallot:
    """A vote somebody signed, to be handed in by anybody.

    Attributes:
        nonce: The voter's number at the governor; ``None`` where ballots have none.
        signature: 65 bytes r, s, v.
    """

    governor: Governor
    proposal_id: int
    support: Support
    voter: Address
    nonce: int | None
    signature: bytes


@dataclass(frozen=True, slots=True)
class SubmissionIntent:
    """The wish: hand in somebody's signed ballot."""

    ballot: SignedBallot
    submitter: Address

    @property
    def chain_id(self) -> int:
        """Where it is cast."""
        return self.ballot.governor.chain_id

    @property
    def caller(self) -> Address:
        """Who sends the transaction."""
        return self.submitter


@dataclass(frozen=True, slots=True)
class DelegationIntent:
    """The wish: let somebody vote with all of an account's units."""

    token: SecurityToken
    delegator: Address
    delegatee: Address

    @property
    def chain_id(self) -> int:
        """Where the token is."""
        return self.token.ref.chain_id

    @property
    def caller(self) -> Address:
        """Who sends the transaction."""
        return self.delegator


ActionIntent = BallotIntent | SubmissionIntent | DelegationIntent
