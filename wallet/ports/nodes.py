"""Getting to know a single node, before it belongs to a network."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NodeIdentity:
    """What one node says of itself.

    Attributes:
        genesis_hash: Hash of block 0; ``None`` where the node does not keep it.
        head: Number of its newest block.
    """

    chain_id: int
    genesis_hash: str | None
    head: int


class NodeProbe(Protocol):
    """Asks one node who it is."""

    async def __call__(self, url: str) -> NodeIdentity:
        """Connect, ask, disconnect.

        Raises:
            ChainProblem: ``node_unreachable``, ``bad_reply``.
        """
