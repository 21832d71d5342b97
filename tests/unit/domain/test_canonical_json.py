"""A value has one spelling, and only that one is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.canonical_json import MAX_BYTES, MAX_DEPTH, decode, encode
from wallet.domain.errors import BadInput
from wallet.domain.plain_text import has_hidden

plain = st.text(max_size=12).filter(lambda text: not has_hidden(text))
values = st.recursive(
    st.none() | st.booleans() | plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(plain, values, max_size=5))
def test_what_is_written_is_read_back(value):
    assert decode(encode(value)) == value
    assert json.loads(encode(value)) == value


def test_keys_are_sorted_and_nothing_is_escaped_needlessly():
    assert encode({"b": None, "a": 'ü"\\'}) == '{"a":"ü\\"\\\\","b":null}'.encode()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"a":1}', "number"),
        (b'{"a":1.5}', "number"),
        (b'{"a":1e9}', "number"),
        (b'{"a":NaN}', "number"),
        (b'{"a":-Infinity}', "number"),
        (b'{"a":"1","a":"1"}', "duplicate_key"),
        (b'{"x":{"a":"1","a":"2"}}', "duplicate_key"),
        (b'{"a": "1"}', "spelling"),
        (b'{"a":"1"}\n', "spelling"),
        (b'{"b":"1","a":"1"}', "spelling"),
        (b'{"a":"\\u0041"}', "spelling"),
        (b'{"a":"\\/"}', "spelling"),
        (b'\xef\xbb\xbf{"a":"1"}', "json"),
        (b'{"a":"\xff"}', "json"),
        (b'{"a":"1"', "json"),
        (b"[]", "object"),
        (b'"a"', "object"),
        ('{"a":"\u202e"}'.encode(), "text"),
        ('{"a":"\u200b"}'.encode(), "text"),
        ('{"a":"\u0000"}'.encode(), "json"),
        (b'{"a":"\\u0000"}', "text"),
        (b'{"a":"\\ud800"}', "text"),
        ('{"a":"e\u0301"}'.encode(), "text"),
        ('{"a":"\u2028"}'.encode(), "text"),
        ('{"\u3164":"a"}'.encode(), "text"),
        (b"[" * 100_000, "json"),
        (b'{"a":' * (MAX_DEPTH + 2) + b"null" + b"}" * (MAX_DEPTH + 2), "depth"),
        (b'{"a":"' + b"x" * MAX_BYTES + b'"}', "size"),
    ],
)
def test_anything_else_is_refused(raw, why):
    with pytest.raises(BadInput, match="package_malformed") as refused:
        decode(raw)
    assert refused.value.params["why"] == why


@pytest.mark.parametrize("text", ["\u202e", "e\u0301", "\n", "\ud800"])
def test_what_could_not_be_read_is_not_written(text):
    with pytest.raises(BadInput):
        encode({"a": text})
    with pytest.raises(BadInput):
        encode({"a": "x" * MAX_BYTES})


@given(st.binary(max_size=60))
def test_garbage_is_refused_with_one_kind_of_error(raw):
    try:
        found = decode(b"{" + raw)
    except BadInput:
        return
    assert encode(found) == b"{" + raw


def test_other_spellings_can_be_looked_at():
    assert decode(b'{ "b": "1", "a": "2" }', any_spelling=True) == {"a": "2", "b": "1"}
