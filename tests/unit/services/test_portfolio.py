"""What each account really has: one go, unknown stays unknown."""

import pytest

from tests.fakes.chain import FAILED
from tests.fakes.one_network import ALICE, BOB, TOKEN, Reading
from wallet.domain.chain import Grade
from wallet.domain.errors import ChainProblem
from wallet.domain.holding import Parts, ValueState
from wallet.domain.ids import Address

OTHER = Address("0x" + "71" * 20)


@pytest.fixture
async def reading():
    reading = Reading()
    for address, symbol, balance in ((TOKEN, "ONE", 100), (OTHER, "TWO", 7)):
        reading.put_token(address, symbol=symbol, balance=balance)
        await reading.tokens.add(address)
    reading.chain.answer(TOKEN, "balanceOf(address)(uint256)", 3, args=(BOB,))
    return reading


async def test_account_by_account_in_one_round_trip(reading):
    reading.chain.balances.update({ALICE: 10**18, BOB: None})
    view = await reading.portfolio.read([ALICE, BOB])
    found = [(one.account, one.token.symbol, one.parts.total) for one in view.holdings]
    assert found == [(ALICE, "ONE", 100), (ALICE, "TWO", 7), (BOB, "ONE", 3), (BOB, "TWO", 7)]
    assert view.coins == {ALICE: 10**18, BOB: None}
    assert view.round_trips == 1
    assert view.block == reading.chain.block


async def test_one_silent_token_is_unknown_and_spoils_nothing(reading):
    reading.chain.put(TOKEN, "balanceOf(address)(uint256)", FAILED, args=(ALICE,))
    silent, other = (await reading.portfolio.read([ALICE])).holdings
    assert (silent.parts, silent.state) == (None, ValueState.UNKNOWN)
    assert other.parts == Parts(7, 7, 0, 0)


async def test_a_holding_says_how_well_it_is_supported(reading):
    reading.chain.grade = Grade.QUORUM
    (first, _) = (await reading.portfolio.read([ALICE])).holdings
    assert (first.grade, first.as_of_block) == (Grade.QUORUM, reading.chain.block.number)


async def test_a_node_that_cannot_be_used_is_an_error(reading):
    reading.chain.problem = ChainProblem("node_unreachable")
    with pytest.raises(ChainProblem, match="node_unreachable"):
        await reading.portfolio.read([ALICE])


async def test_nobody_has_nothing(reading):
    view = await reading.portfolio.read([])
    assert (view.holdings, view.coins) == ((), {})
