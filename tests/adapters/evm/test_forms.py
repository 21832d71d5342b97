"""Nodes that lack something: by number instead of hash, without another block's context."""

import asyncio

import pytest

from tests.support.lying_node import LyingNode, Refusal, block
from wallet.domain.chain import Block, BlockContext, Call, CallState
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address

TOKEN = Address("0x" + "70" * 20)
BLOCK = Block(6, f"0x{7:064x}", 1_700_000_072)
CONTEXT = BlockContext(7, 1_700_000_084)
TOO_MANY = Refusal(-32602, "too many arguments, want at most 2")
NO_OBJECT = Refusal(
    -32602, "invalid argument 1: json: cannot unmarshal object into Go value of type string"
)


def honest_without_context(node):
    """eth_call of a node that knows two parameters only."""

    def call(params):
        return TOO_MANY if len(params) > 2 else node._call(params)

    node.methods["eth_call"] = call


async def test_a_node_without_context_is_found_out_once_and_the_reader_says_so(open_chain):
    async with LyingNode() as node:
        honest_without_context(node)
        chain = open_chain(node.url)
        reader = chain.reader(BLOCK, CONTEXT)
        results = await asyncio.gather(reader.call(Call(TOKEN)), reader.balance(TOKEN))
        assert results[0].returned
        assert results[1] == 100
        assert reader.context is None
        assert chain.supports_block_override is False
        assert reader.round_trips == 2
        later = chain.reader(BLOCK, CONTEXT)
        assert later.context is None
        assert (await later.call(Call(TOKEN))).returned
        assert later.round_trips == 1


async def test_a_node_that_silently_ignores_the_context_is_found_out_without_asking_again(
    open_chain,
):
    async with LyingNode() as node:
        node.methods["eth_call"] = lambda params: node._call(params[:2])
        chain = open_chain(node.url)
        reader = chain.reader(BLOCK, CONTEXT)
        assert (await reader.call(Call(TOKEN))).returned
        assert (reader.context, reader.round_trips) == (None, 1)
        assert chain.supports_block_override is False


@pytest.mark.parametrize("code", [3, -32000, -32015])
async def test_a_contract_cannot_talk_the_reader_out_of_a_form(code, open_chain):
    async with LyingNode() as node:
        node.methods["eth_call"] = lambda params: (
            Refusal(code, "execution reverted: too many arguments, not supported", data="0x01")
            if "to" in params[0]
            else node._call(params)
        )
        reader = open_chain(node.url).reader(BLOCK, CONTEXT)
        assert (await reader.call(Call(TOKEN))).state is CallState.REVERTED
        assert (reader.context, reader.round_trips) == (CONTEXT, 1)


async def test_answers_of_two_contexts_are_never_mixed(open_chain):
    async with LyingNode() as node:
        reader = open_chain(node.url).reader(BLOCK, CONTEXT)
        assert (await reader.call(Call(TOKEN))).returned
        honest_without_context(node)  # the balancer sends us to another machine
        result = await reader.call(Call(TOKEN, b"\x01"))
        assert (result.state, reader.context) == (CallState.FAILED, None)


async def test_estimates_go_without_context_where_only_they_lack_it(open_chain):
    async with LyingNode() as node:
        node.methods["eth_estimateGas"] = lambda params: TOO_MANY if len(params) > 2 else "0xc350"
        chain = open_chain(node.url)
        reader = chain.reader(BLOCK, CONTEXT)
        gas, result = await asyncio.gather(
            reader.estimate_gas(Call(TOKEN)), reader.call(Call(TOKEN))
        )
        assert (gas, result.returned, reader.context) == (50_000, True, CONTEXT)
        assert await chain.reader(BLOCK, CONTEXT).estimate_gas(Call(TOKEN)) == 50_000


def by_number_only(node):
    def wrap(method, place):
        honest = node.methods.get(method, lambda params: node._honest(item(method, params)))
        node.methods[method] = lambda params: (
            NO_OBJECT if isinstance(params[place], dict) else honest(params)
        )

    for method, place in (("eth_call", 1), ("eth_getBalance", 1), ("eth_getCode", 1)):
        wrap(method, place)


def item(method, params):
    return {"method": method, "params": params}


@pytest.mark.parametrize("context", [None, CONTEXT])
async def test_a_node_without_hashes_is_asked_by_number_and_the_hash_verified(context, open_chain):
    async with LyingNode() as node:
        by_number_only(node)
        chain = open_chain(node.url)
        results = await asyncio.gather(
            chain.reader(BLOCK, context).call(Call(TOKEN)),
            chain.reader(BLOCK, context).balance(TOKEN),
        )
        assert results[0].returned
        assert results[1] == 100
        node.batches.clear()
        assert await chain.reader(BLOCK).code(TOKEN) == b"\x60\x01"
        assert node.batches == [["eth_getCode", "eth_getBlockByNumber"]]


async def test_by_number_a_replaced_block_is_noticed(open_chain):
    async with LyingNode() as node:
        by_number_only(node)
        chain = open_chain(node.url)
        await chain.reader(BLOCK).balance(TOKEN)
        honest = node._block
        other = block(6, "0x" + "bb" * 32)
        node._block = lambda tag: other if tag == "0x6" else honest(tag)
        with pytest.raises(ChainProblem) as caught:
            await chain.reader(BLOCK).balance(TOKEN)
        assert caught.value.code == "block_gone"


async def test_a_node_that_lags_a_moment_is_asked_again(open_chain):
    async with LyingNode() as node:
        answers = iter([Refusal(-32000, "header not found"), "0x64"])
        node.methods["eth_getBalance"] = lambda params: next(answers)
        assert await open_chain(node.url).reader(BLOCK).balance(TOKEN) == 100


async def test_one_failing_read_is_unknown_and_spoils_nothing(open_chain):
    async with LyingNode() as node:
        node.methods["eth_getBalance"] = lambda params: Refusal(-32000, "missing trie node")
        node.methods["eth_call"] = lambda params: Refusal(-32603, "internal error")
        reader = open_chain(node.url).reader(BLOCK)
        balance, code, result = await asyncio.gather(
            reader.balance(TOKEN), reader.code(TOKEN), reader.call(Call(TOKEN))
        )
        assert (balance, code) == (None, b"\x60\x01")
        assert (result.state, result.message) == (CallState.FAILED, "internal error")


async def test_absurdly_little_gas_is_refused(open_chain):
    async with LyingNode() as node:
        node.methods["eth_estimateGas"] = lambda params: "0x5207"
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).reader(BLOCK).estimate_gas(Call(TOKEN))
        assert caught.value.params["why"] == "quantity_out_of_range"


async def test_code_of_a_size_no_contract_has_is_unknown(open_chain):
    async with LyingNode() as node:
        node.methods["eth_getCode"] = lambda params: "0x" + "00" * 131_073
        assert await open_chain(node.url).reader(BLOCK).code(TOKEN) is None
        node.methods["eth_getCode"] = lambda params: "0x0"
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).reader(BLOCK).code(TOKEN)
        assert caught.value.params["why"] == "data_malformed"


async def test_by_number_a_node_that_hides_the_block_gives_no_answer(open_chain):
    async with LyingNode() as node:
        by_number_only(node)
        chain = open_chain(node.url)
        await chain.reader(BLOCK).balance(TOKEN)
        honest = node._block
        node._block = lambda tag: Refusal(-32000, "no") if tag == "0x6" else honest(tag)
        with pytest.raises(ChainProblem) as caught:
            await chain.reader(BLOCK).balance(TOKEN)
        assert caught.value.code == "bad_reply"
