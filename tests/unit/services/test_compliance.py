"""The check as a service: what is simulated, in which context, and what silence means."""

from dataclasses import replace

import pytest

from tests.fakes.chain import FAILED, returned, reverted, reverted_with
from tests.fakes.one_network import ALICE, BOB, EVE, TOKEN, Reading
from wallet.domain.chain import BlockContext, CallResult, CallState
from wallet.domain.compliance import AmountRange, TransferIntent, Verdict
from wallet.domain.errors import ChainProblem
from wallet.domain.review import TRANSFER, TRANSFER_FROM

TRANSFERS = "transfer(address,uint256)(bool)"
SILENCE = CallResult(CallState.RETURNED)


@pytest.fixture
async def reading():
    reading = Reading(known={BOB})
    reading.put_token()
    reading.chain.balances[ALICE] = 10**18
    await reading.tokens.add(TOKEN)
    return reading


def wish(reading, units=5, **more):
    (token,) = reading.tokens.tokens()
    return replace(TransferIntent(token, ALICE, BOB, units), **more)


def limit(reading, most):
    def transfer(call):
        _, units = TRANSFER.decode_args(call.data)
        return returned(TRANSFERS, True) if units <= most else reverted_with("too much")  # noqa: FBT003

    reading.chain.put(TOKEN, TRANSFERS, transfer)


async def test_the_exact_call_is_simulated_from_the_real_sender(reading):
    check = await reading.compliance.check(wish(reading))
    assert check.verdict is Verdict.ALLOWED
    assert check.call.sender == ALICE
    assert check.call.data == TRANSFER.encode(BOB, 5)
    assert check.call in reading.chain.readers[-1].calls
    assert check.round_trips == 1
    assert check.gas == reading.chain.gas


async def test_the_spender_is_the_sender_of_the_call(reading):
    reading.chain.answer(TOKEN, "allowance(address,address)(uint256)", 5)
    reading.chain.answer(TOKEN, "transferFrom(address,address,uint256)(bool)", True)  # noqa: FBT003
    check = await reading.compliance.check(wish(reading, spender=EVE))
    assert check.verdict is Verdict.ALLOWED
    assert (check.call.sender, check.call.data) == (EVE, TRANSFER_FROM.encode(ALICE, BOB, 5))


async def test_context_is_the_next_block_or_the_time_asked_about(reading):
    block = reading.chain.block
    now = await reading.compliance.check(wish(reading))
    first = reading.chain.readers[-1].context
    later = await reading.compliance.check(wish(reading, at=block.timestamp + 9_999))
    second = reading.chain.readers[-1].context
    assert first == BlockContext(block.number + 1, reading.chain.pending_timestamp)
    assert second == BlockContext(block.number + 1, block.timestamp + 9_999)
    assert now.context == later.context == "next_block"
    assert now.block == block


async def test_a_node_without_overrides_is_told(reading):
    reading.chain.supports_block_override = False
    assert (await reading.compliance.check(wish(reading))).context == "block"


async def test_a_later_time_the_node_cannot_see_is_unknown(reading):
    reading.chain.supports_block_override = False
    check = await reading.compliance.check(wish(reading, at=reading.chain.block.timestamp + 9_999))
    assert (check.verdict, check.context) == (Verdict.UNKNOWN, "block")


@pytest.mark.parametrize(
    ("code", "result", "verdict"),
    [
        (b"\x60", SILENCE, Verdict.ALLOWED),
        (b"", SILENCE, Verdict.REFUSED),
        (None, SILENCE, Verdict.UNKNOWN),
        (None, returned(TRANSFERS, True), Verdict.ALLOWED),  # noqa: FBT003
        (b"\x60", returned(TRANSFERS, False), Verdict.REFUSED),  # noqa: FBT003
        (b"\x60", reverted(), Verdict.REFUSED),
        (b"\x60", FAILED, Verdict.UNKNOWN),
        (b"", FAILED, Verdict.UNKNOWN),
    ],
    ids=["silent contract", "no contract", "code unknown", "code unknown, answers", "false",
         "bare revert", "no answer", "no answer, no contract"],
)  # fmt: skip
async def test_what_the_simulation_means(reading, code, result, verdict):
    reading.chain.codes[TOKEN] = code
    reading.chain.put(TOKEN, TRANSFERS, result)
    check = await reading.compliance.check(wish(reading))
    assert check.verdict is verdict
    assert bool(check.failing) is (verdict is Verdict.REFUSED)


async def test_a_token_that_is_gone_names_that_as_the_reason(reading):
    reading.chain.codes[TOKEN] = b""
    reading.chain.put(TOKEN, TRANSFERS, SILENCE)
    check = await reading.compliance.check(wish(reading))
    (rule,) = check.failing
    assert (rule.id, rule.raw) == ("token_refused", "no_code")


async def test_a_payment_to_an_account_without_code_is_a_payment(reading):
    native = reading.tokens.native()
    reading.chain.results[BOB, b""] = SILENCE
    check = await reading.compliance.check(TransferIntent(native, ALICE, BOB, 10**17))
    assert check.verdict is Verdict.ALLOWED
    assert (check.call.to, check.call.value) == (BOB, 10**17)


async def test_unreadable_network_is_an_error(reading):
    reading.chain.problem = ChainProblem("node_unreachable")
    with pytest.raises(ChainProblem, match="node_unreachable"):
        await reading.compliance.check(wish(reading))


async def test_cautions_come_with_the_check(reading):
    reading.chain.balances[ALICE] = 1
    check = await reading.compliance.check(wish(reading, recipient=EVE))
    assert [caution.id for caution in check.cautions] == ["gas_funds", "first_time_recipient"]
    assert check.verdict is Verdict.ALLOWED


async def maximum(reading):
    (token,) = reading.tokens.tokens()
    return await reading.compliance.maximum(token, ALICE, BOB)


@pytest.mark.parametrize(
    ("most", "ranges", "limits"),
    [
        (10**9, [(1, 100)], ("sender_balance",)),
        (37, [(1, 37)], ("token_refused",)),
        (0, [], ("token_refused",)),
    ],
    ids=["balance", "some limit", "nothing"],
)
async def test_the_most_is_found_and_its_end_named(reading, most, ranges, limits):
    limit(reading, min(most, 100))
    found = await maximum(reading)
    assert found.ranges == tuple(AmountRange(low, high) for low, high in ranges)
    assert found.limited_by == limits
    assert found.block == reading.chain.block


async def test_the_most_is_undecided_where_the_node_does_not_answer(reading):
    reading.chain.put(TOKEN, TRANSFERS, FAILED)
    assert (await maximum(reading)).ranges is None
    limit(reading, 10)
    reading.chain.put(TOKEN, "balanceOf(address)(uint256)", FAILED)
    assert (await maximum(reading)).ranges is None
