"""What one holds of an ERC-1400 token, and the most of it that moves."""

import pytest

from tests.support.universal import (
    ETHER,
    HASHED,
    ISSUED,
    LOCKED,
    RESERVED,
    Universal,
    held,
    ids,
    judge,
    usual,
)
from wallet.domain.compliance import Verdict
from wallet.domain.holding import Parts


@pytest.fixture
def world(bench):
    return usual(bench)


async def test_holding_tells_classes_holds_and_what_is_reachable(bench, desk, world):
    world.issue(HASHED, 7)
    bench.flush()
    plain = await desk.holding(world.token, world.holder)
    assert plain.parts == Parts(1_507, 1_507, 0, 0)
    assert (plain.reachable, plain.on_hold) == (1_300, None)
    assert [(one.name, one.total, one.free) for one in plain.partitions] == [
        ("issued", 500, 500), ("reserved", 800, 800), ("locked", 200, 200), (None, 7, 7),
    ]  # fmt: skip
    world.watch(holds=True)
    world.hold(ISSUED, 100)
    world.hold(LOCKED, 30)
    bench.flush()
    held_back = await desk.holding(world.token, world.holder)
    assert held_back.parts == Parts(1_507, 1_377, 0, 130)
    assert (held_back.reachable, held_back.on_hold) == (400, 130)
    assert [one.free for one in held_back.partitions] == [400, 800, 170, 7]


async def test_somebody_without_units_has_nothing_and_is_known(desk, world):
    holding = await desk.holding(world.token, world.stranger)
    assert holding.parts == Parts(0, 0, 0, 0)
    assert (holding.partitions, holding.reachable) == ((), 0)


@pytest.mark.parametrize(
    ("arrange", "partition", "most", "limit"),
    [
        (None, None, 1_300, "partition_balance"),
        (held(100), None, 400, "sender_free_balance"),
        (None, LOCKED, 200, "partition_balance"),
        (held(20, LOCKED), LOCKED, 180, "sender_free_balance"),
    ],
)
async def test_the_most_is_what_the_call_can_reach(desk, world, arrange, partition, most, limit):
    if arrange:
        arrange(world)
        world.bench.flush()
    token = await desk.tokens.recognise(world.token)
    found = await desk.compliance.maximum(token, world.holder, world.recipient, partition)
    assert [(one.minimum, one.maximum) for one in found.ranges] == [(1, most)]
    assert limit in found.limited_by
    more = {"partition": partition}
    with world.bench.undone():
        assert (await judge(desk, world, most, **more)).verdict is Verdict.ALLOWED
    assert (await judge(desk, world, most + 1, **more)).verdict is Verdict.REFUSED


async def test_only_whole_lots_move(bench, desk):
    world = Universal.deploy(bench, lot=ETHER // 4)
    world.issue(ISSUED, 2 * ETHER)
    bench.flush()
    check = await judge(desk, world, ETHER // 4 + 1)
    assert ids(check) == "granularity/amount"
    (rule,) = check.failing
    assert rule.params["step"].text == "0.25"
    assert (await judge(desk, world, ETHER // 2)).verdict is Verdict.ALLOWED
    most = await desk.maximum(world.token, world.holder, world.recipient)
    left = 6 * ETHER // 4
    assert (most.step, [(one.minimum, one.maximum) for one in most.ranges]) == (
        ETHER // 4, [(ETHER // 4, left)],
    )  # fmt: skip
    assert most.limited_by == ("sender_balance", "partition_balance")[:1]


async def test_the_most_by_brute_force(bench, desk):
    """A lot of 3, a hold of 4 and a lot of 6 in the second partition."""
    world = Universal.deploy(bench, lot=3)
    world.issue(ISSUED, 12)
    world.issue(RESERVED, 18)
    world.issue(LOCKED, 9)
    world.watch(lots=True, holds=True)
    world.rule("setGranularityByPartition(address,bytes32,uint256)", RESERVED, 6)
    world.hold(RESERVED, 4)
    bench.flush()
    token = await desk.tokens.recognise(world.token)
    for partition in (None, ISSUED, RESERVED, LOCKED):
        passing = []
        for units in range(1, 41):
            with bench.undone():
                check = await judge(desk, world, units, partition=partition)
                if check.verdict is Verdict.ALLOWED:
                    passing.append(units)
        most = await desk.compliance.maximum(token, world.holder, world.recipient, partition)
        told = [
            units for one in most.ranges for units in range(one.minimum, one.maximum + 1, most.step)
        ]
        assert told == passing
