"""Reading a block of a real chain."""

import asyncio
from dataclasses import replace

import pytest

from tests.support.anvil import ACCOUNTS
from wallet.domain.chain import BlockContext, Call, CallState, Grade, LogQuery
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address

ALICE, BOB, _ = ACCOUNTS
EMPTY = Address("0x" + "e0" * 20)
# Returns NUMBER and TIMESTAMP.
CLOCK = "435f524260205260405ff3"
# Without calldata returns slot 0; with some stores its first word there and logs it under
# the topics 1 and 2.
COUNTER = "36600c575f545f5260205ff35b5f355f555f355f526002600160205fa200"
# Reverts with the calldata it was given.
REVERTER = "365f5f37365ffd"
# Returns as many zero bytes as the calldata says.
BIG = "5f355ff3"
WORD = 32


@pytest.fixture(scope="session")
def contracts(anvil):
    names = {"clock": CLOCK, "counter": COUNTER, "reverter": REVERTER, "big": BIG, "invalid": "fe"}
    return {name: anvil.deploy(code) for name, code in names.items()}


@pytest.fixture
async def chain(anvil, open_chain):
    return open_chain(anvil.url)


def number(value):
    return value.to_bytes(WORD, "big")


async def test_everything_awaited_together_is_one_round_trip(chain, contracts):
    head = await chain.head()
    reader = chain.reader(head.block, BlockContext(head.block.number + 1, head.block.timestamp + 1))

    async def deep(levels):
        if levels:
            return await asyncio.gather(deep(levels - 1))
        return await reader.balance(BOB)

    found = await asyncio.gather(
        reader.balance(ALICE),
        reader.code(contracts["clock"]),
        reader.code(EMPTY),
        reader.storage(contracts["counter"], 5),
        reader.call(Call(contracts["clock"])),
        reader.estimate_gas(Call(contracts["clock"], sender=ALICE)),
        deep(3),
    )
    assert reader.round_trips == 1
    assert found[0] > 10**20
    assert (found[1].hex(), found[2], found[3]) == (CLOCK, b"", bytes(WORD))
    assert found[5] > 21_000
    assert (reader.chain_id, reader.grade) == (31337, Grade.ONE_NODE)


async def test_a_call_sees_the_context_and_the_reader_says_so(chain, contracts):
    block = (await chain.head()).block
    assert chain.supports_block_override is None
    reader = chain.reader(block, BlockContext(block.number + 41, block.timestamp + 86_400))
    result = await reader.call(Call(contracts["clock"]))
    assert result.data == number(block.number + 41) + number(block.timestamp + 86_400)
    assert reader.context == BlockContext(block.number + 41, block.timestamp + 86_400)
    assert chain.supports_block_override is True


async def test_the_state_of_the_pinned_block_is_read_whatever_happens_after(
    anvil, chain, contracts
):
    counter = contracts["counter"]
    anvil.send(to=counter, data="0x" + number(7).hex())
    reader = chain.reader((await chain.head()).block)
    anvil.send(to=counter, data="0x" + number(8).hex())
    assert (await reader.call(Call(counter))).data == number(7)
    assert await reader.storage(counter, 0) == number(7)
    later = chain.reader((await chain.head()).block)
    assert (await later.call(Call(counter))).data == number(8)


async def test_a_revert_carries_its_data_and_spoils_nothing_else(chain, contracts):
    reader = chain.reader((await chain.head()).block)
    data = bytes.fromhex("deadbeef") + b"why"
    reverted, other, empty = await asyncio.gather(
        reader.call(Call(contracts["reverter"], data, sender=ALICE)),
        reader.call(Call(contracts["counter"])),
        reader.call(Call(contracts["reverter"])),
    )
    assert (reverted.state, reverted.data) == (CallState.REVERTED, data)
    assert other.state is CallState.RETURNED
    assert (empty.state, empty.data) == (CallState.REVERTED, b"")
    assert await reader.estimate_gas(Call(contracts["reverter"], sender=ALICE)) is None


async def test_an_impossible_instruction_and_missing_coins_are_the_chains_no(chain, contracts):
    reader = chain.reader((await chain.head()).block)
    invalid, broke = await asyncio.gather(
        reader.call(Call(contracts["invalid"])),
        reader.call(Call(BOB, sender=EMPTY, value=1)),
    )
    assert (invalid.state, broke.state) == (CallState.REVERTED, CallState.REVERTED)


async def test_no_coins_are_needed_to_ask(chain, contracts):
    reader = chain.reader((await chain.head()).block)
    assert (await reader.call(Call(contracts["counter"], sender=EMPTY))).returned


async def test_return_data_beyond_64_kb_is_no_answer(chain, contracts):
    reader = chain.reader((await chain.head()).block)
    allowed, beyond = await asyncio.gather(
        reader.call(Call(contracts["big"], number(65_536))),
        reader.call(Call(contracts["big"], number(65_537))),
    )
    assert len(allowed.data) == 65_536
    assert (beyond.state, beyond.data) == (CallState.FAILED, b"")


async def test_many_large_answers_are_asked_again_in_smaller_parts(chain, contracts):
    reader = chain.reader((await chain.head()).block)
    calls = [Call(contracts["big"], number(60_000 + step)) for step in range(12)]
    results = await asyncio.gather(*(reader.call(call) for call in calls))
    assert [len(result.data) for result in results] == [60_000 + step for step in range(12)]
    assert reader.round_trips > 1


async def test_more_than_a_hundred_reads_are_split(chain):
    reader = chain.reader((await chain.head()).block)
    wanted = [Address.from_bytes(step.to_bytes(20, "big")) for step in range(1, 251)]
    balances = await asyncio.gather(*(reader.balance(address) for address in wanted))
    assert len(balances) == 250
    assert None not in balances
    assert reader.round_trips == 3


async def test_the_same_question_is_sent_once(chain, contracts):
    reader = chain.reader((await chain.head()).block)
    call = Call(contracts["counter"], sender=ALICE)
    results = await asyncio.gather(*(reader.call(call) for _ in range(300)))
    assert len(set(results)) == 1
    assert reader.round_trips == 1


async def test_a_block_the_node_does_not_know_is_gone(chain):
    block = (await chain.head()).block
    reader = chain.reader(replace(block, hash="0x" + "77" * 32))
    with pytest.raises(ChainProblem) as caught:
        await asyncio.gather(reader.call(Call(BOB)), reader.balance(BOB))
    assert caught.value.code == "block_gone"


async def test_logs_are_read_up_to_the_pinned_block(anvil, chain, contracts):
    counter = contracts["counter"]
    first = anvil.send(to=counter, data="0x" + number(1).hex())
    block = (await chain.head()).block
    anvil.send(to=counter, data="0x" + number(2).hex())
    reader = chain.reader(block)
    query = LogQuery((counter,), (number(1), (number(9), number(2))), block.number)
    logs = await reader.logs(query)
    assert [(entry.tx_hash, entry.data) for entry in logs] == [(first, number(1))]
    assert logs[0].block_hash == block.hash
    assert await reader.logs(replace(query, topics=(number(3),))) == ()
    assert len(await reader.logs(replace(query, from_block=0))) >= 1
    assert await reader.logs(replace(query, from_block=block.number + 1)) == ()


async def test_one_who_gives_up_does_not_take_the_answer_from_the_others(chain):
    reader = chain.reader((await chain.head()).block)
    leaving = asyncio.ensure_future(reader.balance(ALICE))
    staying = asyncio.ensure_future(reader.balance(ALICE))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying > 0
    with pytest.raises(asyncio.CancelledError):
        await leaving
