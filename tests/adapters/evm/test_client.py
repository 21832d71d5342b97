"""Batches as large as a node takes them."""

import asyncio
import json

import pytest

from tests.adapters.evm.conftest import QUICK
from tests.support.lying_node import LyingNode, Refusal
from wallet.domain.chain import Block
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address

BLOCK = Block(6, f"0x{7:064x}", 1_700_000_072)


def addresses(count):
    return [Address.from_bytes(number.to_bytes(20, "big")) for number in range(1, count + 1)]


async def balances(chain, count):
    reader = chain.reader(BLOCK)
    return await asyncio.gather(*(reader.balance(address) for address in addresses(count)))


def refuse_batches_over(node, most, code=-32600, message="batch too large"):
    def twist(answer):
        if isinstance(answer, list) and len(answer) > most:
            error = {"code": code, "message": message}
            return {"jsonrpc": "2.0", "id": None, "error": error}
        return answer

    node.twist = twist


@pytest.mark.parametrize("most", [30, 10, 0])
async def test_a_node_that_refuses_large_batches_gets_smaller_ones_for_good(most, open_chain):
    async with LyingNode() as node:
        refuse_batches_over(node, most)
        chain = open_chain(node.url)
        assert await balances(chain, 60) == [100] * 60
        sizes = [len(batch) for batch in node.batches]
        assert sizes[0] == 62
        node.batches.clear()
        assert await balances(chain, 60) == [100] * 60
        assert max(len(batch) for batch in node.batches) <= max(most, 1)


@pytest.mark.parametrize("status", ["413 Payload Too Large", "400 Bad Request"])
async def test_a_status_that_refuses_batches_counts_too(status, open_chain):
    async with LyingNode() as node:
        honest = node._response

        def response(asked):
            node.status = status if isinstance(asked, list) and len(asked) > 20 else "200 OK"
            return honest(asked)

        node._response = response
        assert await balances(open_chain(node.url), 50) == [100] * 50


async def test_requests_stay_below_their_size(open_chain):
    async with LyingNode() as node:
        sizes = []
        honest = node._response

        def response(asked):
            sizes.append(len(json.dumps(asked)))
            return honest(asked)

        node._response = response
        chain = open_chain(node.url, limits=type(QUICK)(batch_bytes=2_000))
        assert await balances(chain, 60) == [100] * 60
        assert max(sizes) < 3_000
        assert len(sizes) > 3


async def test_answers_that_ask_for_patience_are_asked_once_more(open_chain):
    async with LyingNode() as node:
        seen = []

        def answer(params):
            seen.append(params[0])
            if len(seen) % 2 and len(seen) < 10:
                return Refusal(429, "compute units per second exceeded")
            return "0x64"

        node.methods["eth_getBalance"] = answer
        assert await balances(open_chain(node.url), 10) == [100] * 10
        assert len(node.batches) == 2


async def test_a_whole_batch_that_asks_for_patience_does_not_shrink_for_it(open_chain):
    async with LyingNode() as node:
        refuse_batches_over(node, 0, -32005, "request rate limit reached")
        chain = open_chain(node.url)
        with pytest.raises(ChainProblem):
            await balances(chain, 10)
        assert [len(batch) for batch in node.batches] == [12, 12]
        node.twist = None
        assert await balances(chain, 10) == [100] * 10


async def test_a_broken_part_stops_the_whole(open_chain):
    async with LyingNode() as node:
        node.twist = lambda answer: b"[" if len(answer) < 60 else answer
        with pytest.raises(ChainProblem) as caught:
            await balances(open_chain(node.url), 150)
        assert caught.value.code == "bad_reply"


async def test_nothing_is_opened_before_something_is_asked(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        chain.reader(BLOCK)
        await asyncio.sleep(0)
        assert node.batches == []
        await chain.close()
        await chain.close()
