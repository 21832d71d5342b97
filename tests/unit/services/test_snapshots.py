"""The context a transfer would really be in: the next block."""

import pytest

from tests.fakes.chain import FakeChain
from tests.fakes.sending import FakeClock
from wallet.domain.chain import Block, BlockContext, Head
from wallet.services.snapshots import next_block, open_snapshot

BLOCK = Block(7, "0x" + "b7" * 32, 1_000)


@pytest.mark.parametrize(
    ("pending", "clock", "at", "time"),
    [
        (1_012, 5_000, None, 1_012),
        (None, 5_000, None, 5_000),
        (None, 900, None, 1_001),
        (1_000, 5_000, None, 1_001),
        (1_012, 5_000, 9_000, 9_000),
        (1_012, 5_000, 10, 1_001),
    ],
    ids=["pending", "clock on a quiet chain", "slow clock", "stale pending", "asked", "asked past"],
)
def test_number_and_time_of_the_next_block(pending, clock, at, time):
    context = next_block(Head(BLOCK, pending), FakeClock(clock), at)
    assert context == BlockContext(8, time)


async def test_the_word_tells_whether_the_node_took_the_context():
    chain = FakeChain()
    snapshot = await open_snapshot(chain, FakeClock())
    assert snapshot.context_word == "next_block"
    assert snapshot.reader.context == snapshot.context
    chain.supports_block_override = False
    assert (await open_snapshot(chain, FakeClock())).context_word == "block"
