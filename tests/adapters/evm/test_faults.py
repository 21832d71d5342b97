"""Nodes that break, cheat and stall: always a typed error, soon, and the truth afterwards."""

import asyncio
import json
import time

import pytest

from tests.adapters.evm.conftest import QUICK
from tests.support.lying_node import LyingNode, Refusal, http_head
from wallet.domain.chain import Block
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address

SOMEBODY = Address("0x" + "11" * 20)
BLOCK = Block(6, f"0x{7:064x}", 1_700_000_072)


def entry(replies):
    """The reply to the balance, which is asked last."""
    return replies[-1]


def changed(**fields):
    def twist(replies):
        entry(replies).update(fields)
        return replies

    return twist


def without(*names):
    def twist(replies):
        for name in names:
            entry(replies).pop(name)
        return replies

    return twist


def balance_text(text):
    """The balance replaced by raw JSON text, which json.dumps would not write."""

    def twist(replies):
        entry(replies)["result"] = "@"
        return json.dumps(replies).replace('"@"', text).encode()

    return twist


def body(raw):
    return lambda replies: raw


def twice(replies):
    return [*replies[:-1], replies[0]]


REPLIES = {
    "foreign id": (changed(id=999), "wrong_id"),
    "id as text": (changed(id="3"), "wrong_id"),
    "id true": (changed(id=True), "wrong_id"),
    "id left out": (without("id"), "wrong_id"),
    "id twice": (twice, "id_twice"),
    "one reply missing": (lambda replies: replies[:-1], "wrong_count"),
    "one reply too many": (lambda replies: [*replies, replies[0]], "wrong_count"),
    "no version": (without("jsonrpc"), "wrong_version"),
    "version 1.0": (changed(jsonrpc="1.0"), "wrong_version"),
    "result and error": (changed(error={"code": 1, "message": "x"}), "result_and_error"),
    "neither": (without("result"), "no_result"),
    "error is text": (lambda replies: [{**r, "error": "no"} for r in strip(replies)],
                      "error_malformed"),
    "error without message": (lambda replies: [{**r, "error": {"code": 1}} for r in strip(replies)],
                              "error_malformed"),
    "entry is text": (lambda replies: [*replies[:-1], "hello"], "not_an_object"),
    "a text for all": (body(b'"hello"'), "not_a_list"),
    "null balance": (changed(result=None), "quantity_malformed"),
    "a number": (changed(result=100), "quantity_malformed"),
    "negative": (changed(result="-0x10"), "quantity_malformed"),
    "a fraction": (changed(result=1.5), "quantity_malformed"),
    "true": (changed(result=True), "quantity_malformed"),
    "decimal text": (changed(result="100"), "quantity_malformed"),
    "leading zeros": (changed(result="0x00ff"), "quantity_malformed"),
    "only 0x": (changed(result="0x"), "quantity_malformed"),
    "800 bits": (changed(result="0x" + "f" * 200), "quantity_malformed"),
    "line end after the number": (changed(result="0x64\n"), "quantity_malformed"),
    "arabic digits": (changed(result="0x\u0661\u0662"), "quantity_malformed"),
    "a list": (changed(result=["0x64"]), "quantity_malformed"),
    "NaN": (balance_text("NaN"), "not_a_number"),
    "Infinity": (balance_text("-Infinity"), "not_a_number"),
    "5,000 digits": (balance_text("9" * 5_000), "not_json"),
    "duplicate keys": (balance_text('"0x64","result":"0xffff"'), "duplicate_key"),
    "html": (body(b"<html><b>update now</b></html>"), "not_json"),
    "nothing": (body(b""), "not_json"),
    "cut json": (lambda replies: json.dumps(replies)[:-5].encode(), "not_json"),
    "two documents": (lambda replies: json.dumps(replies).encode() + b"{}", "not_json"),
    "not utf-8": (body(b'[{"jsonrpc":"2.0","id":1,"result":"\xff\xfe"}]'), "not_utf8"),
    "utf-16": (lambda replies: json.dumps(replies).encode("utf-16"), "not_utf8"),
    "nesting bomb": (body(b"[" * 200_000), "too_deep"),
    "nesting in an object": (body(b'{"a":' * 100 + b"1" + b"}" * 100), "too_deep"),
}  # fmt: skip


def strip(replies):
    return [{key: value for key, value in r.items() if key != "result"} for r in replies]


async def ask_balance(chain):
    return await asyncio.wait_for(chain.reader(BLOCK).balance(SOMEBODY), 5)


@pytest.mark.parametrize("fault", REPLIES)
async def test_a_reply_that_breaks_the_protocol_is_refused_and_the_truth_shown_after(
    fault, open_chain
):
    twist, why = REPLIES[fault]
    async with LyingNode() as node:
        chain = open_chain(node.url)
        node.twist = twist
        with pytest.raises(ChainProblem) as caught:
            await ask_balance(chain)
        assert (caught.value.code, caught.value.params["why"]) == ("bad_reply", why)
        assert caught.value.params["endpoint"] == node.url
        node.twist = None
        assert await ask_balance(chain) == 100


async def test_one_answer_of_20_mb_does_not_spoil_the_others(open_chain):
    async with LyingNode() as node:
        node.methods["eth_getBalance"] = lambda params: "0x" + "0" * 20_000_000
        reader = open_chain(node.url).reader(BLOCK)
        asked = asyncio.gather(
            reader.code(SOMEBODY), reader.balance(SOMEBODY), reader.storage(SOMEBODY, 0)
        )
        assert await asyncio.wait_for(asked, 5) == [b"\x60\x01", None, bytes(31) + b"\x05"]


async def hang(writer):
    await asyncio.sleep(30)


async def drip(writer):
    writer.write(http_head(1_000))
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def hang_up(writer):
    writer.close()


async def half_a_body(writer):
    writer.write(http_head(1_000) + b'[{"jsonrpc"')
    await writer.drain()


async def no_http(writer):
    writer.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    await writer.drain()


async def endless_header(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n")
    await writer.drain()


CONNECTIONS = {
    "accept and hang": (hang, "node_unreachable", "timeout"),
    "slow drip": (drip, "node_unreachable", "timeout"),
    "hang up": (hang_up, "node_unreachable", "cut_off"),
    "promised more bytes": (half_a_body, "bad_reply", "cut_short"),
    "another protocol": (no_http, "node_unreachable", "cut_off"),
    "endless header": (endless_header, "node_unreachable", "cut_off"),
}


@pytest.mark.parametrize("fault", CONNECTIONS)
async def test_a_connection_that_breaks_or_stalls_ends_in_time(fault, open_chain):
    raw, code, why = CONNECTIONS[fault]
    async with LyingNode() as node:
        chain = open_chain(node.url)
        node.raw = raw
        start = time.monotonic()
        with pytest.raises(ChainProblem) as caught:
            await ask_balance(chain)
        assert (caught.value.code, caught.value.params["why"]) == (code, why)
        assert time.monotonic() - start < QUICK.total_s + 1
        node.raw = None
        assert await ask_balance(chain) == 100


async def test_a_kept_connection_that_the_node_closed_is_no_trouble(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        assert await ask_balance(chain) == 100

        async def close_once(writer):
            node.raw = None

        node.raw = close_once
        assert await ask_balance(chain) == 100


STATUSES = {
    "429 Too Many Requests": "rate_limited",
    "500 Internal Server Error": "http_500",
    "502 Bad Gateway": "http_502",
    "401 Unauthorized": "unauthorized",
    "403 Forbidden": "unauthorized",
    "404 Not Found": "http_404",
    "301 Moved Permanently": "redirect",
    "307 Temporary Redirect": "redirect",
}


@pytest.mark.parametrize("status", STATUSES)
async def test_a_status_without_a_reply_is_named(status, open_chain):
    async with LyingNode() as elsewhere, LyingNode() as node:
        chain = open_chain(node.url)
        node.status, node.headers = status, f"Location: {elsewhere.url}/\r\nRetry-After: 0\r\n"
        with pytest.raises(ChainProblem) as caught:
            await ask_balance(chain)
        assert caught.value.params["why"] == STATUSES[status]
        assert elsewhere.batches == []
        repeated = status[0] == "5" or status.startswith("429")
        assert len(node.batches) == (2 if repeated else 1)


async def test_one_answer_of_too_many_requests_is_repeated_once(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        node.status = "429 Too Many Requests"

        def recover(replies):
            node.status = "200 OK"
            return replies

        real = node._response

        def response(asked):
            made = real(asked)
            recover(None)
            return made

        node._response = response
        assert await ask_balance(chain) == 100
        assert len(node.batches) == 2


async def test_a_compressed_reply_is_not_unpacked(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        node.headers = "Content-Encoding: gzip\r\n"
        with pytest.raises(ChainProblem) as caught:
            await ask_balance(chain)
        assert caught.value.params["why"] == "compressed"


async def test_nobody_listening_is_unreachable(open_chain):
    async with LyingNode() as node:
        url = node.url
    with pytest.raises(ChainProblem) as caught:
        await ask_balance(open_chain(url))
    assert caught.value.params["why"] == "connect"


async def test_keys_in_an_address_are_never_shown(open_chain):
    async with LyingNode() as node:
        secret = node.url.replace("http://", "http://me:hunter2@") + "/v3/hunter3?key=hunter4"
        chain = open_chain(secret)
        assert await ask_balance(chain) == 100
        node.status = "403 Forbidden"
        with pytest.raises(ChainProblem) as caught:
            await ask_balance(chain)
        assert "hunter" not in f"{caught.value} {caught.value.params} {caught.value.detail}"


@pytest.mark.parametrize("ask", ["head", "balance", "nonce", "fees", "broadcast"])
async def test_another_chain_is_refused_before_anything_counts(ask, open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        node.chain_id = 1
        with pytest.raises(ChainProblem) as caught:
            await {
                "head": chain.head,
                "balance": lambda: ask_balance(chain),
                "nonce": lambda: chain.nonce(SOMEBODY),
                "fees": chain.priority_fees,
                "broadcast": lambda: chain.broadcast(b"\x02\xc0"),
            }[ask]()
        assert caught.value.code == "wrong_chain"
        assert caught.value.params["got"] == 1
        assert "eth_sendRawTransaction" not in node.asked


async def test_a_chain_id_that_changes_later_is_seen_before_signing_and_sending(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        await chain.head()
        node.chain_id = 1
        for ask in (chain.head, lambda: chain.nonce(SOMEBODY), lambda: chain.broadcast(b"\x02")):
            with pytest.raises(ChainProblem) as caught:
                await ask()
            assert caught.value.code == "wrong_chain"
        assert "eth_sendRawTransaction" not in node.asked


async def test_another_genesis_block_is_another_chain(open_chain):
    async with LyingNode() as node:
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url, genesis="0x" + "ab" * 32).head()
        assert (caught.value.code, caught.value.params["why"]) == ("wrong_chain", "genesis")


async def test_a_node_without_its_genesis_block_is_not_refused_for_it(open_chain):
    async with LyingNode() as node:
        honest = node._block
        node._block = lambda tag: None if tag == "0x0" else honest(tag)
        chain = open_chain(node.url, genesis="0x" + "ab" * 32)
        assert (await chain.head()).block.number == 6


async def test_words_of_a_node_are_cleaned(open_chain):
    async with LyingNode() as node:
        node.methods["eth_getTransactionCount"] = lambda params: Refusal(
            -32000, "\u202e<b>call\x00 me\x1b[31m</b>" + "x" * 5_000
        )
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).nonce(SOMEBODY)
        assert caught.value.params["why"] == "node_error"
        assert caught.value.detail.isprintable()
        assert len(caught.value.detail) <= 280
