"""Several nodes as one: fail-over and quorum."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest

from tests.support.lying_node import LyingNode, Refusal, block
from wallet.domain.chain import Block, BlockContext, Call, Grade
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address, TxHash
from wallet.domain.keccak import keccak

SOMEBODY = Address("0x" + "11" * 20)
BLOCK = Block(6, f"0x{7:064x}", 1_700_000_072)
CONTEXT = BlockContext(7, 1_700_000_084)
HASH = TxHash("0x" + "cd" * 32)


@asynccontextmanager
async def nodes(count):
    started = [LyingNode() for _ in range(count)]
    for node in started:
        await node.__aenter__()
    try:
        yield started
    finally:
        for node in started:
            await node.__aexit__()


def urls(started):
    return [node.url for node in started]


async def hang(writer):
    await asyncio.sleep(30)


async def test_the_next_node_takes_over_and_the_broken_one_rests(open_chain):
    async with nodes(2) as (first, second):
        now = [0.0]
        chain = open_chain(first.url, second.url, monotonic=lambda: now[0])
        first.status = "503 Service Unavailable"
        assert await chain.nonce(SOMEBODY) == 5
        asked = len(first.batches)
        assert await chain.nonce(SOMEBODY) == 5
        assert len(first.batches) == asked
        first.status = "200 OK"
        now[0] = 31.0
        answered = len(second.batches)
        assert await chain.nonce(SOMEBODY) == 5
        assert len(second.batches) == answered


async def test_nonsense_from_the_first_is_asked_of_the_second(open_chain):
    async with nodes(2) as (first, second):
        first.methods["eth_getBalance"] = lambda params: "-0x10"
        assert await open_chain(first.url, second.url).reader(BLOCK).balance(SOMEBODY) == 100


async def test_a_block_only_the_second_has_is_read_there(open_chain):
    async with nodes(2) as (first, second):
        first.methods["eth_getBalance"] = lambda params: Refusal(-32000, "header not found")
        assert await open_chain(first.url, second.url).reader(BLOCK).balance(SOMEBODY) == 100


async def test_when_all_fail_the_first_trouble_is_told(open_chain):
    async with nodes(2) as (first, second):
        first.status, second.raw = "500 Oops", hang
        with pytest.raises(ChainProblem) as caught:
            await open_chain(first.url, second.url).head()
        assert caught.value.params["why"] == "http_500"
        assert caught.value.params["endpoint"] == first.url


async def test_another_chain_is_no_reason_to_ask_the_next(open_chain):
    async with nodes(2) as (first, second):
        first.chain_id = 1
        with pytest.raises(ChainProblem) as caught:
            await open_chain(first.url, second.url).head()
        assert caught.value.code == "wrong_chain"
        assert second.batches == []


async def test_the_second_node_must_prove_the_chain_too(open_chain):
    async with nodes(2) as (first, second):
        chain = open_chain(first.url, second.url)
        reader = chain.reader(BLOCK)
        assert await reader.balance(SOMEBODY) == 100
        first.status, second.chain_id = "500 Oops", 1
        with pytest.raises(ChainProblem) as caught:
            await reader.balance(Address("0x" + "12" * 20))
        assert caught.value.code == "wrong_chain"


async def called(reader):
    return (await reader.call(Call(SOMEBODY))).data


async def succeeded(chain):
    return (await chain.receipt(HASH)).succeeded


LIES = {
    "balance": ("eth_getBalance", "0xffffff", lambda c: c.reader(BLOCK).balance(SOMEBODY), 100),
    "code": ("eth_getCode", "0x", lambda c: c.reader(BLOCK).code(SOMEBODY), b"\x60\x01"),
    "nonce": ("eth_getTransactionCount", "0x9", lambda c: c.nonce(SOMEBODY), 5),
    "call": (
        "eth_call",
        "0x01",
        lambda c: called(c.reader(BLOCK)),
        (42).to_bytes(32, "big"),
    ),
    "call in context": (
        "eth_call",
        "0x01",
        lambda c: called(c.reader(BLOCK, CONTEXT)),
        (42).to_bytes(32, "big"),
    ),
    "receipt": ("eth_getTransactionReceipt", None, succeeded, True),
    "fees": (
        "eth_feeHistory",
        {"reward": [["0x2540be400"] * 3]},
        lambda c: c.priority_fees(),
        (10**8, 10**9, 2 * 10**9),
    ),
}


def receipt(status="0x1", block_hash="0x" + "ab" * 32):
    return {
        "transactionHash": HASH,
        "blockNumber": "0x3",
        "blockHash": block_hash,
        "status": status,
        "gasUsed": "0x5208",
        "effectiveGasPrice": "0x1",
        "logs": [],
    }


@pytest.mark.parametrize("liar", [0, 1, 2])
@pytest.mark.parametrize("lie", LIES)
async def test_one_liar_of_three_changes_nothing(lie, liar, open_chain):
    method, value, ask, truth = LIES[lie]
    async with nodes(3) as started:
        for node in started:
            node.methods["eth_getTransactionReceipt"] = lambda params: receipt()
        lying = {"eth_getTransactionReceipt": receipt("0x0")}.get(method, value)
        started[liar].methods[method] = lambda params: lying
        assert await ask(open_chain(*urls(started), quorum=2)) == truth


@pytest.mark.parametrize("lie", LIES)
async def test_two_of_two_that_differ_give_no_answer(lie, open_chain):
    method, value, ask, _ = LIES[lie]
    async with nodes(2) as started:
        for node in started:
            node.methods["eth_getTransactionReceipt"] = lambda params: receipt()
        lying = {"eth_getTransactionReceipt": receipt("0x0")}.get(method, value)
        started[1].methods[method] = lambda params: lying
        chain = open_chain(*urls(started), quorum=2)
        if lie == "fees":  # the median of two is the lower one
            assert (await ask(chain))[1] <= 10**10
            return
        with pytest.raises(ChainProblem) as caught:
            await ask(chain)
        assert caught.value.code == "nodes_disagree"
        assert caught.value.params["needed"] == 2


async def test_a_disagreement_about_one_thing_leaves_the_others(open_chain):
    async with nodes(2) as started:
        started[0].methods["eth_getBalance"] = lambda params: "0x1"
        reader = open_chain(*urls(started), quorum=2).reader(BLOCK)
        balance, code = await asyncio.gather(
            reader.balance(SOMEBODY), reader.code(SOMEBODY), return_exceptions=True
        )
        assert (balance.code, code) == ("nodes_disagree", b"\x60\x01")
        assert reader.grade is Grade.QUORUM


async def test_different_words_for_the_same_failure_agree(open_chain):
    async with nodes(2) as started:
        for number, node in enumerate(started):
            node.methods["eth_call"] = lambda params, n=number: Refusal(
                3, f"execution reverted {n}", data="0xab"
            )
        result = await open_chain(*urls(started), quorum=2).reader(BLOCK).call(Call(SOMEBODY))
        assert (result.reverted, result.data) == (True, b"\xab")


async def test_a_hanging_minority_is_not_waited_for(open_chain):
    async with nodes(3) as started:
        started[1].raw = hang
        chain = open_chain(*urls(started), quorum=2)
        start = time.monotonic()
        assert await chain.nonce(SOMEBODY) == 5
        assert time.monotonic() - start < 0.5


async def test_too_few_reachable_nodes_are_no_quorum(open_chain):
    async with nodes(3) as started:
        started[1].status = started[2].status = "500 Oops"
        with pytest.raises(ChainProblem) as caught:
            await open_chain(*urls(started), quorum=2).head()
        assert caught.value.code == "node_unreachable"


async def test_a_node_of_another_chain_has_no_vote(open_chain):
    async with nodes(3) as started:
        started[0].chain_id = 1
        assert (await open_chain(*urls(started), quorum=2).head()).block.number == 6
        started[1].chain_id = 1
        with pytest.raises(ChainProblem) as caught:
            await open_chain(*urls(started), quorum=2).head()
        assert caught.value.code == "wrong_chain"


async def test_the_head_is_the_newest_block_that_enough_nodes_have(open_chain):
    async with nodes(3) as started:
        for node, head in zip(started, (9, 8, 3), strict=True):
            node.head = head
        assert (await open_chain(*urls(started), quorum=2).head()).block.number in {3, 8}
        assert (await open_chain(*urls(started), quorum=3).head()).block.number == 3


async def test_nodes_on_two_forks_have_no_common_head(open_chain):
    async with nodes(2) as started:
        honest = started[0]._block
        started[0]._block = lambda tag: (
            block(6, "0x" + "ee" * 32) if tag in {"latest", "0x6"} else honest(tag)
        )
        with pytest.raises(ChainProblem) as caught:
            await open_chain(*urls(started), quorum=2).head()
        assert caught.value.code == "nodes_disagree"


async def test_a_receipt_only_one_of_two_has_is_not_there_yet(open_chain):
    async with nodes(2) as started:
        started[0].methods["eth_getTransactionReceipt"] = lambda params: receipt()
        assert await open_chain(*urls(started), quorum=2).receipt(HASH) is None


async def test_bytes_go_to_every_node_of_a_quorum_and_one_that_takes_them_is_enough(open_chain):
    raw = b"\x02\x01"
    tx_hash = "0x" + keccak(raw).hex()
    async with nodes(3) as started:
        for node in started[:2]:
            node.methods["eth_sendRawTransaction"] = lambda params: Refusal(
                -32000, "txpool is full"
            )
        started[2].methods["eth_sendRawTransaction"] = lambda params: tx_hash
        assert await open_chain(*urls(started), quorum=2).broadcast(raw) == tx_hash
        assert all("eth_sendRawTransaction" in node.asked for node in started)


async def test_a_network_without_nodes_is_unreachable(open_chain):
    with pytest.raises(ChainProblem) as caught:
        await open_chain().head()
    assert caught.value.params["why"] == "no_url"


async def test_a_receipt_two_of_three_disagree_about_is_no_receipt(open_chain):
    async with nodes(3) as started:
        for number, node in enumerate(started):
            node.methods["eth_getTransactionReceipt"] = lambda params, n=number: receipt(
                block_hash="0x" + f"{n}a" * 32
            )
        with pytest.raises(ChainProblem) as caught:
            await open_chain(*urls(started), quorum=2).receipt(HASH)
        assert caught.value.params["agreed"] == 1


async def test_a_transaction_is_unknown_only_if_enough_nodes_say_so(open_chain):
    async with nodes(3) as started:
        chain = open_chain(*urls(started), quorum=2)
        assert not await chain.knows_transaction(HASH)
        started[2].methods["eth_getTransactionByHash"] = lambda params: {"hash": HASH}
        assert await open_chain(*urls(started), quorum=3).knows_transaction(HASH)
