"""The strict parser, by itself."""

import json
import math
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.adapters.evm import values
from wallet.adapters.evm.replies import (
    MAX_DEPTH,
    BatchRefusedError,
    NodeError,
    Result,
    UnreadableReplyError,
    parse_batch,
    parse_json,
    parse_single,
)

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def reply(request_id, result="0x1", **more):
    return {"jsonrpc": "2.0", "id": request_id, "result": result, **more}


def as_bytes(value):
    return json.dumps(value).encode()


@given(TREES)
def test_what_json_can_say_without_fractions_is_read_as_it_is(tree):
    assert parse_json(as_bytes(tree)) == tree


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_float_is_ever_made(number):
    parsed = parse_json(as_bytes([number]))
    assert isinstance(parsed[0], str)
    assert math.isclose(float(parsed[0]), number)


def why_refused(raw):
    try:
        parse_json(raw)
    except UnreadableReplyError as error:
        return error.why
    return None


@given(st.binary())
def test_any_bytes_are_read_or_refused_with_a_code(raw):
    known = {None, "not_json", "not_utf8", "too_deep", "duplicate_key", "not_a_number"}
    assert why_refused(raw) in known


@given(st.text(alphabet='{}[]",:\\ 0a'))
def test_any_mix_of_json_characters_is_read_as_the_standard_reader_does(text):
    try:
        json.loads(text)
    except ValueError:
        assert why_refused(text.encode()) == "not_json"
    else:
        assert why_refused(text.encode()) in {None, "duplicate_key"}


@given(st.lists(TREES, min_size=1, max_size=6), st.randoms())
def test_a_batch_in_any_order_comes_back_in_the_order_asked(results, shuffler):
    ids = list(range(10, 10 + len(results)))
    replies = [reply(number, result) for number, result in zip(ids, results, strict=True)]
    shuffler.shuffle(replies)
    assert parse_batch(as_bytes(replies), ids) == [Result(result) for result in results]


@given(st.lists(st.integers(0, 5), max_size=8))
def test_a_batch_with_any_other_ids_is_refused(ids):
    wanted = [0, 1, 2]
    body = as_bytes([reply(number) for number in ids])
    if sorted(ids) == wanted:
        assert parse_batch(body, wanted) == [Result("0x1")] * 3
    else:
        with pytest.raises(UnreadableReplyError):
            parse_batch(body, wanted)


def test_depth_counts_brackets_outside_of_text_only():
    assert parse_json(as_bytes("[" * 1_000)) == "[" * 1_000
    assert parse_json(as_bytes(['"' + "[{" * 200 + "\\"])) == ['"' + "[{" * 200 + "\\"]
    deepest = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert parse_json(deepest)
    with pytest.raises(UnreadableReplyError, match="too_deep"):
        parse_json(b"[" + deepest + b"]")


@pytest.mark.parametrize(
    "bomb",
    [
        b"[" * 900_000,
        b'{"a":' * 180_000,
        b'"' + b'\\"' * 450_000,
        b'["' + b'\\"' * 450_000 + b"\\",
        b'[[[[""' * 150_000,
        b'{"a":"' + b"\\u0000" * 150_000,
    ],
)
def test_a_megabyte_made_to_hurt_is_refused_quickly(bomb):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)  # as some library on the way in does
    start = time.perf_counter()
    try:
        with pytest.raises(UnreadableReplyError):
            parse_json(bomb)
    finally:
        sys.setrecursionlimit(limit)
    assert time.perf_counter() - start < 0.5


def test_an_error_is_read_with_its_data():
    error = {"code": 3, "message": "execution\x00 reverted", "data": "0x01"}
    body = as_bytes({"jsonrpc": "2.0", "id": 1, "error": error})
    assert parse_single(body, 1) == NodeError(3, "execution reverted", "0x01")


def test_an_error_before_the_id_was_read_belongs_to_the_only_question():
    body = as_bytes({"jsonrpc": "2.0", "id": None, "error": {"code": 1, "message": "no"}})
    assert parse_single(body, 1) == NodeError(1, "no")
    with pytest.raises(UnreadableReplyError, match="wrong_id"):
        parse_single(as_bytes(reply(None)), 1)


def test_one_error_for_a_batch_is_told_apart():
    body = as_bytes({"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "no"}})
    with pytest.raises(BatchRefusedError) as caught:
        parse_batch(body, [1, 2])
    assert caught.value.error.code == -32600


@pytest.mark.parametrize("code", ["3", 3.0, True, None, 2**70])
def test_an_error_code_must_be_a_small_integer(code):
    body = as_bytes({"jsonrpc": "2.0", "id": 1, "error": {"code": code, "message": "x"}})
    with pytest.raises(UnreadableReplyError, match="error_malformed"):
        parse_single(body, 1)


@given(st.integers(0, 2**256 - 1))
def test_quantities_are_read_exactly(number):
    assert values.quantity(hex(number)) == number


@given(st.text(alphabet="0123456789abcdefxX-+_ \n") | TREES)
def test_only_canonical_hex_is_a_quantity(value):
    try:
        number = values.quantity(value)
    except UnreadableReplyError:
        return
    assert value.lower() == hex(number)


@given(st.binary(max_size=200))
def test_data_is_read_exactly(raw):
    assert values.data("0x" + raw.hex()) == raw
    assert values.data("0x" + raw.hex().upper()) == raw


@pytest.mark.parametrize("text", ["", "0x0", "0xabc", "ab", "0x ab", "0xzz", None, 7, "0X00"])
def test_odd_or_foreign_data_is_refused(text):
    with pytest.raises(UnreadableReplyError, match="data_malformed"):
        values.data(text)


@pytest.mark.parametrize("size", [0, 19, 21, 31, 33])
def test_hashes_and_addresses_have_one_length(size):
    for read in (values.hash32, values.address):
        with pytest.raises(UnreadableReplyError):
            read("0x" + "ab" * size)


def test_a_block_of_another_height_or_the_year_10000_is_refused():
    fields = {"number": "0x5", "hash": "0x" + "ab" * 32, "timestamp": "0x64"}
    assert values.block(fields, 5).timestamp == 100
    with pytest.raises(UnreadableReplyError, match="other_block"):
        values.block(fields, 6)
    with pytest.raises(UnreadableReplyError, match="quantity_out_of_range"):
        values.block({**fields, "timestamp": hex(253_402_300_800)})
