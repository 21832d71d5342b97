"""What voting needs from outside: where governors are kept, and who reads them."""

from collections.abc import Sequence
from typing import Protocol

from wallet.domain.chain import CallResult
from wallet.domain.compliance import Simulation
from wallet.domain.governance import (
    BallotIntent,
    Governor,
    Proposal,
    Standing,
    VotingPower,
)
from wallet.domain.ids import Address
from wallet.domain.typed_data import BallotData
from wallet.ports.chain import ChainReader


class GovernorStore(Protocol):
    """Followed governors and their proposals, per chain."""

    def governors(self, chain_id: int) -> tuple[Governor, ...]:
        """In the order they were added."""

    def save_governor(self, governor: Governor) -> None:
        """Add or replace by chain and address."""

    def remove_governor(self, chain_id: int, address: Address) -> bool:
        """Whether there was one; what was read of it goes with it."""

    def proposals(self, chain_id: int, governor: Address) -> tuple[Proposal, ...]:
        """Newest first."""

    def add_proposals(
        self, chain_id: int, governor: Address, proposals: Sequence[Proposal], up_to: int
    ) -> None:
        """Keep what was read and how far, in one step; the same id again replaces."""

    def proposals_read_to(self, chain_id: int, governor: Address) -> int | None:
        """Last block read."""

    def forget_proposals_from(self, chain_id: int, governor: Address, block: int) -> None:
        """Drop what was read at and after a block, to read it again."""


class GovernorModule(Protocol):
    """Speaks the language of governors: reads and builds, never decides."""

    async def recognise(self, reader: ChainReader, address: Address) -> Governor | None:
        """Recognise by what the contract answers; ``None`` if it is something else."""

    async def standing(
        self,
        reader: ChainReader,
        governor: Governor,
        proposal_id: int,
        account: Address | None = None,
    ) -> Standing | None:
        """How a proposal stands; ``None`` if the governor does not know it.

        Of the power only what counts at the snapshot is read.
        """

    async def ballot(self, reader: ChainReader, intent: BallotIntent) -> BallotData:
        """What a voter signs so that somebody else can hand the vote in.

        Raises:
            Undecided: ``ballot_domain_unknown``.
        """

    def explain(self, result: CallResult) -> Simulation:
        """Read a simulated vote or delegation: success, or a decoded revert."""

    def weight(self, result: CallResult) -> int | None:
        """What a simulated vote weighed; ``None`` if it did not say."""


class VotesModule(Protocol):
    """Reads voting power of a token (ERC-5805)."""

    async def power_now(
        self, reader: ChainReader, token: Address, account: Address
    ) -> VotingPower | None:
        """Votes, balance and delegate at the reader's block; ``None`` if the token has none."""
