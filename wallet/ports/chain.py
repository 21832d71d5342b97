"""Reading and writing a chain."""

from collections.abc import Sequence
from typing import Protocol

from wallet.domain.chain import (
    Block,
    BlockContext,
    Call,
    CallResult,
    Grade,
    Head,
    LogEntry,
    LogQuery,
    Receipt,
)
from wallet.domain.ids import Address, TxHash


class ChainReader(Protocol):
    """Reads one block. Reads awaited in the same turn of the loop share one round trip.

    A single failing read never spoils the others: it comes back as a failed result or
    ``None``. Only a node that cannot be used at all raises ``ChainProblem``.
    """

    @property
    def chain_id(self) -> int:
        """EIP-155 id, verified."""

    @property
    def block(self) -> Block:
        """The pinned block."""

    @property
    def context(self) -> BlockContext | None:
        """Block number and time that calls see; ``None`` where it is the pinned block's own."""

    @property
    def grade(self) -> Grade:
        """How well the answers are supported."""

    @property
    def round_trips(self) -> int:
        """HTTP requests made by this reader so far."""

    async def call(self, call: Call) -> CallResult:
        """Run a call on the pinned state, in the context, from ``call.sender`` if given."""

    async def balance(self, address: Address) -> int | None:
        """Native coin in wei."""

    async def code(self, address: Address) -> bytes | None:
        """Deployed code; ``b""`` for an account without code, ``None`` if unknown."""

    async def storage(self, address: Address, slot: int) -> bytes | None:
        """One 32-byte storage slot."""

    async def estimate_gas(self, call: Call) -> int | None:
        """Gas the call would use as a transaction; ``None`` if it fails or is unknown."""

    async def logs(self, query: LogQuery) -> tuple[LogEntry, ...] | None:
        """Logs up to the pinned block; ``None`` if the node will not answer."""


class Chain(Protocol):
    """One network: opens readers, sends transactions."""

    @property
    def chain_id(self) -> int:
        """The id this network must have."""

    async def head(self) -> Head:
        """The newest block.

        Raises:
            ChainProblem: ``node_unreachable``, ``wrong_chain``, ``bad_reply``,
                ``nodes_disagree``.
        """

    def reader(self, block: Block, context: BlockContext | None = None) -> ChainReader:
        """A reader pinned to a block."""

    async def nonce(self, address: Address) -> int:
        """Transactions the account has sent, pending ones included."""

    async def mined_nonce(self, address: Address) -> int:
        """Transactions of the account in the newest block."""

    async def priority_fees(self) -> tuple[int, int, int]:
        """Tips in wei per gas for slow, normal and fast."""

    async def broadcast(self, raw: bytes) -> TxHash:
        """Send signed bytes; sending the same bytes twice is harmless.

        Raises:
            ChainProblem: ``broadcast_refused`` (params: ``reason``), ``node_unreachable``.
        """

    async def receipt(self, tx_hash: TxHash) -> Receipt | None:
        """The receipt, ``None`` while there is none."""

    async def knows_transaction(self, tx_hash: TxHash) -> bool:
        """Whether the node has it, mined or pending."""

    async def block_at(self, number: int) -> Block | None:
        """The block at a height, ``None`` if there is none (yet)."""

    async def block_times(self, numbers: Sequence[int]) -> dict[int, int]:
        """Unix times of blocks; unknown ones are left out."""

    async def close(self) -> None:
        """Give up connections."""
