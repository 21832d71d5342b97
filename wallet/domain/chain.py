"""What is read from a chain: blocks, calls and their results, logs."""

from dataclasses import dataclass, field
from enum import Enum

from wallet.domain.ids import Address, TxHash


class Grade(Enum):
    """How well a value read from the chain is supported."""

    ONE_NODE = "one_node"
    QUORUM = "quorum"
    PROVED = "proved"


@dataclass(frozen=True, slots=True)
class Block:
    """One block, as far as the wallet needs it. Times are Unix seconds."""

    number: int
    hash: str
    timestamp: int
    base_fee: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest block and the time its successor would carry.

    Attributes:
        pending_timestamp: From the node's pending block; ``None`` if it has none.
    """

    block: Block
    pending_timestamp: int | None = None


@dataclass(frozen=True, slots=True)
class BlockContext:
    """Block number and time (Unix seconds) that a call sees by block override."""

    number: int
    timestamp: int


@dataclass(frozen=True, slots=True)
class Call:
    """A message to a contract, not (yet) a transaction. ``value`` in wei."""

    to: Address
    data: bytes = b""
    sender: Address | None = None
    value: int = 0


class CallState(Enum):
    """What became of a call."""

    RETURNED = "returned"
    REVERTED = "reverted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CallResult:
    """The answer to a call.

    Attributes:
        state: Returned, reverted, or failed (the node could not run it: no answer at all).
        data: Return data, or revert data; empty when failed.
        message: The node's words, cleaned; for the technical details only.
    """

    state: CallState
    data: bytes = b""
    message: str = ""

    @property
    def returned(self) -> bool:
        """Whether the call ran to its end."""
        return self.state is CallState.RETURNED

    @property
    def reverted(self) -> bool:
        """Whether the contract undid the call."""
        return self.state is CallState.REVERTED


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which logs: one or several contracts (none: any), topics by position (``None`` is any)."""

    addresses: tuple[Address, ...]
    topics: tuple[bytes | tuple[bytes, ...] | None, ...] = ()
    from_block: int = 0
    to_block: int | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One event of a contract."""

    address: Address
    topics: tuple[bytes, ...]
    data: bytes
    block_number: int
    block_hash: str
    tx_hash: TxHash
    log_index: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The chain's answer to a transaction. Fees in wei."""

    tx_hash: TxHash
    block_number: int
    block_hash: str
    succeeded: bool
    gas_used: int
    effective_gas_price: int
    logs: tuple[LogEntry, ...] = field(default=())
