"""Opening the chain at one block, in the context of the next."""

from dataclasses import dataclass

from wallet.domain.chain import Block, BlockContext, Head
from wallet.ports.chain import Chain, ChainReader
from wallet.ports.system import Clock


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A reader pinned to a block, and the context its calls were asked to see."""

    reader: ChainReader
    block: Block
    context: BlockContext

    @property
    def context_word(self) -> str:
        """``next_block``, or ``block`` where the node has no block override."""
        return "next_block" if self.reader.context is not None else "block"


def next_block(head: Head, clock: Clock, at: int | None = None) -> BlockContext:
    """Number and time of the block a transaction sent now would be in.

    Args:
        head: The newest block, with the pending block's time if the node has one.
        clock: For nodes without a pending block: a quiet chain's newest block is old.
        at: A later time to ask about, Unix seconds.
    """
    after = head.block.timestamp + 1
    pending = head.pending_timestamp
    soon = pending if pending is not None else max(after, clock.now())
    return BlockContext(head.block.number + 1, max(after, at if at is not None else soon))


async def open_snapshot(chain: Chain, clock: Clock, at: int | None = None) -> Snapshot:
    """Pin the newest block.

    Raises:
        ChainProblem: The network cannot be read.
    """
    head = await chain.head()
    context = next_block(head, clock, at)
    return Snapshot(chain.reader(head.block, context), head.block, context)
