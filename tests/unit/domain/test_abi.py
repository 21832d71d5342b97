"""The hand-written ABI against the reference implementation."""

from contextlib import suppress

import eth_abi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.abi import AbiError, Function, decode, encode, parse_type
from wallet.domain.ids import Address

ADDRESSES = st.binary(min_size=20, max_size=20).map(Address.from_bytes)
LEAVES = st.sampled_from(
    [
        ("uint256", st.integers(0, 2**256 - 1)),
        ("uint8", st.integers(0, 255)),
        ("uint32", st.integers(0, 2**32 - 1)),
        ("int256", st.integers(-(2**255), 2**255 - 1)),
        ("bool", st.booleans()),
        ("address", ADDRESSES),
        ("bytes32", st.binary(min_size=32, max_size=32)),
        ("bytes1", st.binary(min_size=1, max_size=1)),
        ("bytes", st.binary(max_size=100)),
        ("string", st.text(max_size=40)),
    ]
)


def _compound(inner):
    lists = inner.map(lambda one: (f"{one[0]}[]", st.lists(one[1], max_size=4).map(tuple)))
    fixed = inner.map(
        lambda one: (f"{one[0]}[2]", st.lists(one[1], min_size=2, max_size=2).map(tuple))
    )
    tuples = st.lists(inner, min_size=1, max_size=3).map(
        lambda many: (f"({','.join(n for n, _ in many)})", st.tuples(*(v for _, v in many)))
    )
    return st.one_of(lists, fixed, tuples)


TYPES = st.recursive(LEAVES, _compound, max_leaves=5)


@st.composite
def typed_values(draw):
    kinds = draw(st.lists(TYPES, min_size=1, max_size=4))
    names = [name for name, _ in kinds]
    return names, tuple(draw(values) for _, values in kinds)


def _plain(value):
    if isinstance(value, Address):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return tuple(_plain(part) for part in value)
    return value


@given(typed_values())
def test_encoding_equals_the_reference(case):
    names, values = case
    types = tuple(parse_type(name) for name in names)
    assert encode(types, values) == eth_abi.encode(names, values)


@given(typed_values())
def test_decoding_returns_what_the_reference_encoded(case):
    names, values = case
    types = tuple(parse_type(name) for name in names)
    assert _plain(decode(types, eth_abi.encode(names, values))) == _plain(values)


@given(st.lists(TYPES, min_size=1, max_size=3), st.binary(max_size=400))
def test_arbitrary_bytes_raise_only_the_typed_error(kinds, data):
    types = tuple(parse_type(name) for name, _ in kinds)
    with suppress(AbiError):
        decode(types, data)


def test_shared_pointers_cannot_multiply_the_answer():
    count = 2_000
    body = count.to_bytes(32, "big") + (32 * count).to_bytes(32, "big") * count
    inner = count.to_bytes(32, "big") + bytes(32 * count)
    data = (32).to_bytes(32, "big") + body + inner
    with pytest.raises(AbiError):
        decode((parse_type("uint256[][]"),), data)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("bool", (2).to_bytes(32, "big")),
        ("address", b"\x01" + bytes(31)),
        ("bytes4", b"\x01" * 32),
        ("uint8", (256).to_bytes(32, "big")),
    ],
)
def test_dirty_words_are_refused(name, word):
    with pytest.raises(AbiError):
        decode((parse_type(name),), word)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("uint8", 256),
        ("uint256", -1),
        ("uint256", True),
        ("bool", 1),
        ("bytes32", b"\x01"),
        ("address", b"\x01" * 20),
        ("uint256[2]", (1,)),
        ("string", 5),
    ],
)
def test_values_that_do_not_fit_are_refused(name, value):
    with pytest.raises(AbiError):
        encode((parse_type(name),), (value,))


def test_known_selectors():
    assert Function.parse("transfer(address,uint256)(bool)").selector.hex() == "a9059cbb"
    assert Function.parse("canTransfer(address,address,uint256)").selector.hex() == "e46638e6"


def test_calldata_with_a_second_spelling_is_refused():
    function = Function.parse("transfer(address,uint256)")
    data = function.encode(Address("0x" + "11" * 20), 5)
    assert function.decode_args(data) == (Address("0x" + "11" * 20), 5)
    for other in (data + b"\x00", data[:-1], b"\x00" * 4 + data[4:]):
        with pytest.raises(AbiError):
            function.decode_args(other)


def test_unknown_types_are_refused():
    with pytest.raises(AbiError):
        parse_type("fixed128x18")
