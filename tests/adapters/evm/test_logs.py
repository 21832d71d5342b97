"""Logs in pieces, and nodes that send others than were asked for."""

from dataclasses import replace

import pytest

from tests.adapters.evm.conftest import QUICK
from tests.support.lying_node import LyingNode, Refusal, block
from wallet.domain.chain import Block, LogQuery
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address

LARGE = replace(QUICK, total_s=10)
TOKEN = Address("0x" + "70" * 20)
OTHER = Address("0x" + "71" * 20)
TOPIC = b"\x01" * 32
QUERY = LogQuery((TOKEN,), (TOPIC,))
HEAD = 9_999
BLOCK = Block(HEAD, f"0x{HEAD + 1:064x}", 1_700_000_000 + 12 * HEAD)


def log(number, index=0, **changes):
    return {
        "address": TOKEN.lower(),
        "topics": ["0x" + TOPIC.hex(), "0x" + "02" * 32],
        "data": "0x05",
        "blockNumber": hex(number),
        "blockHash": f"0x{number + 1:064x}",
        "transactionHash": f"0x{number:064x}",
        "logIndex": hex(index),
        **changes,
    }


class LogNode(LyingNode):
    """Has one log in every hundredth block; refuses what ``refuse(blocks, logs)`` names."""

    def __init__(self, refuse=lambda blocks, logs: None):
        super().__init__(head=HEAD)
        self.ranges = []
        self.refuse = refuse
        self.methods["eth_getLogs"] = self._logs

    def _logs(self, params):
        first, last = (int(params[0][name], 16) for name in ("fromBlock", "toBlock"))
        self.ranges.append((first, last))
        found = [log(number) for number in range(first, last + 1) if number % 100 == 0]
        return self.refuse(last - first + 1, len(found)) or found


REFUSALS = {
    "no limit": lambda blocks, logs: None,
    "1,000 blocks": lambda blocks, logs: blocks > 1_000 and Refusal(-32600, "range too large"),
    "7 blocks": lambda blocks, logs: blocks > 7 and Refusal(-32005, "limited to 7 blocks"),
    "5 logs": lambda blocks, logs: logs > 5 and Refusal(-32005, "query returned more than 5"),
}


LEAST_REQUESTS = {"no limit": 1, "1,000 blocks": 2, "7 blocks": 279, "5 logs": 4}


@pytest.mark.parametrize("limit", REFUSALS)
async def test_all_logs_arrive_whatever_the_limit(limit, open_chain):
    async with LogNode(REFUSALS[limit]) as node:
        query = replace(QUERY, from_block=8_050)
        chain = open_chain(node.url)
        logs = await chain.reader(BLOCK).logs(query)
        assert [entry.block_number for entry in logs] == list(range(8_100, 10_000, 100))
        assert len(node.ranges) < 2 * LEAST_REQUESTS[limit] + 20
        before = len(node.ranges)
        assert await chain.reader(BLOCK).logs(replace(QUERY, from_block=HEAD)) == ()
        assert len(node.ranges) == before + 1


async def test_a_node_that_refuses_every_range_gives_nothing_rather_than_too_little(open_chain):
    async with LogNode(lambda blocks, logs: Refusal(-32601, "method not available")) as node:
        reader = open_chain(node.url).reader(BLOCK)
        assert await reader.logs(QUERY) is None
        assert reader.round_trips == len(node.ranges) < 20


async def test_too_many_logs_or_too_much_time_give_nothing(open_chain, monkeypatch):
    async with LogNode(REFUSALS["1,000 blocks"]) as node:
        now = [0.0]

        def later():
            now[0] += 25.0
            return now[0]

        chain = open_chain(node.url, monotonic=later)
        assert await chain.reader(BLOCK).logs(QUERY) is None
        monkeypatch.setattr("wallet.adapters.evm.logs.MAX_LOGS", 3)
        assert await open_chain(node.url).reader(BLOCK).logs(QUERY) is None


LIES = {
    "another contract": (log(500, address=OTHER.lower()), "log_not_asked_for"),
    "another topic": (log(500, topics=["0x" + "09" * 32]), "log_not_asked_for"),
    "no topics": (log(500, topics=[]), "log_not_asked_for"),
    "before the range": (log(50), "log_not_asked_for"),
    "after the range": (log(HEAD + 1), "log_not_asked_for"),
    "taken back": (log(500, removed=True), "log_removed"),
    "twice": (log(200), "log_twice"),
    "two blocks of one number": (log(200, 1, blockHash="0x" + "cc" * 32),
                                 "two_blocks_of_one_number"),
    "five topics": (log(500, topics=["0x" + TOPIC.hex()] * 5), "too_many_topics"),
    "pending": (log(500, blockNumber=None, blockHash=None), "quantity_malformed"),
    "short topic": (log(500, topics=["0x01"]), "wrong_length"),
    "no data": (log(500, data=None), "data_malformed"),
    "a text": ("log", "not_an_object"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
async def test_a_log_nobody_asked_for_is_refused(lie, open_chain):
    entry, why = LIES[lie]
    async with LyingNode(head=HEAD) as node:
        node.methods["eth_getLogs"] = lambda params: [log(200), entry]
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).reader(BLOCK).logs(replace(QUERY, from_block=100))
        assert caught.value.params["why"] == why


async def test_logs_of_a_replaced_block_are_not_used(open_chain):
    async with LogNode() as node:
        honest = node._block
        other = block(HEAD, "0x" + "ee" * 32)
        node._block = lambda tag: other if tag == hex(HEAD) else honest(tag)
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).reader(BLOCK).logs(QUERY)
        assert caught.value.code == "block_gone"


async def test_a_large_reply_with_logs_is_allowed_ten_times_the_size(open_chain):
    async with LyingNode(head=HEAD) as node:
        many = [log(number) for number in range(6_000)]  # about 3 MB
        node.methods["eth_getLogs"] = lambda params: many
        logs = await open_chain(node.url, limits=LARGE).reader(BLOCK).logs(QUERY)
        assert len(logs) == 6_000


async def test_a_slow_search_is_cut_into_quick_ones(open_chain):
    async with LogNode() as node:
        honest = node._response
        slow = []

        def response(asked):
            made = honest(asked)
            first, last = node.ranges[-1] if node.ranges else (0, 0)
            return slow_body(made) if last - first > 2_000 else made

        def slow_body(made):
            slow.append(made)
            return made[:40]

        node._response = response
        logs = await open_chain(node.url).reader(BLOCK).logs(QUERY)
        assert len(logs) == 100
        assert len(slow) == 1
