"""RLP has one spelling for everything."""

from contextlib import suppress

import pytest
import rlp as reference
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain import rlp
from wallet.domain.errors import BadInput

ITEMS = st.recursive(
    st.binary(max_size=80), lambda inner: st.lists(inner, max_size=4), max_leaves=8
)


@given(ITEMS)
def test_encoding_equals_the_reference(item):
    assert rlp.encode(item) == reference.encode(item)


@given(ITEMS)
def test_decoding_is_the_inverse(item):
    assert rlp.decode(rlp.encode(item)) == item


@given(st.binary(max_size=200))
def test_arbitrary_bytes_decode_to_one_spelling_or_raise(data):
    with suppress(BadInput):
        assert rlp.encode(rlp.decode(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x81\x01",
        b"\xb8\x01\xff",
        b"\xb9\x00\x38" + b"a" * 56,
        b"\x83ab",
        b"\x01\x01",
        b"\xc2\x01",
        b"\xc1\x82aa",
        b"\xc1" * 20 + b"\xc0",
    ],
)
def test_second_spellings_are_refused(data):
    with pytest.raises(BadInput):
        rlp.decode(data)


def test_integers_have_no_leading_zeros():
    assert rlp.decode_int(rlp.encode_int(0)) == 0
    assert rlp.decode_int(rlp.encode_int(2**70)) == 2**70
    for wrong in (b"\x00\x01", [b"\x01"]):
        with pytest.raises(BadInput):
            rlp.decode_int(wrong)
