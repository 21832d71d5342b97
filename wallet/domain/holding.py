"""What an account really has of a token, and how sure that is."""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.chain import Grade
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken


class ValueState(Enum):
    """Whether a value can be relied on."""

    KNOWN = "known"
    STALE = "stale"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unlock:
    """A part that becomes free. ``at`` in Unix seconds."""

    at: int
    base_units: int


@dataclass(frozen=True, slots=True)
class Partition:
    """A class of units inside a token; ``id`` is 32 bytes as hex, name only if printable."""

    id: str
    name: str | None
    total: int
    free: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """A total and what it is made of, in base units; frozen + locked + free = total."""

    total: int
    free: int
    frozen: int
    locked: int

    def __post_init__(self) -> None:
        parts = (self.free, self.frozen, self.locked)
        if min(self.total, *parts) < 0 or sum(parts) != self.total:
            raise ProgramFault("parts_do_not_sum", total=self.total, parts=parts)

    @classmethod
    def split(cls, *, total: int, frozen_on_chain: int = 0, free: int | None = None) -> "Parts":
        """Apply the vocabulary: frozen is capped by the total, locked is what remains.

        Args:
            total: The balance.
            frozen_on_chain: What the contract reports; may exceed the balance.
            free: What the token's rules let leave; everything not frozen if ``None``.
        """
        frozen = min(frozen_on_chain, total)
        available = total - frozen
        kept = available if free is None else max(0, min(free, available))
        return cls(total=total, free=kept, frozen=frozen, locked=available - kept)


@dataclass(frozen=True, slots=True)
class Holding:
    """One account's part of one token at one block.

    Attributes:
        parts: ``None`` while unknown; never zero instead of unknown.
        frozen_on_chain: As the contract says, may exceed the total; ``None`` if it has none.
        reachable: What a plain transfer, one that names no partition, could move; ``None`` where
            there are no partitions.
        on_hold: Kept for trades that are not settled; ``None`` where there are no holds.
    """

    account: Address
    token: SecurityToken
    parts: Parts | None
    frozen_on_chain: int | None = None
    partitions: tuple[Partition, ...] = ()
    unlocks: tuple[Unlock, ...] = ()
    state: ValueState = ValueState.KNOWN
    grade: Grade = Grade.ONE_NODE
    as_of_block: int | None = None
    reachable: int | None = None
    on_hold: int | None = None
