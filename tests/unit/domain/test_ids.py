"""Addresses and hashes have one spelling."""

import pytest
from eth_utils import to_checksum_address
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.errors import BadInput
from wallet.domain.ids import ZERO_ADDRESS, Address, TxHash

# Source: EIP-55 test cases.
EIP55 = (
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
)


@pytest.mark.parametrize("text", EIP55)
def test_published_checksums_are_accepted(text):
    assert Address(text).lower() == text.lower()


@given(st.binary(min_size=20, max_size=20))
def test_checksum_equals_the_reference(raw):
    address = Address.from_bytes(raw)
    assert address == to_checksum_address(raw)
    assert address.raw == raw
    assert Address(address.lower()) == address


def test_every_single_flip_of_case_is_refused():
    right = EIP55[2]
    flipped = 0
    for index, char in enumerate(right[2:], 2):
        if char.isalpha():
            wrong = right[:index] + char.swapcase() + right[index + 1 :]
            with pytest.raises(BadInput) as caught:
                Address(wrong)
            assert caught.value.code == "address_checksum"
            flipped += 1
    assert flipped > 10


@pytest.mark.parametrize(
    "text", ["", "0x", "vitalik.eth", "0x" + "1" * 39, "0x" + "g" * 40, "0X" + "1" * 40]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(BadInput) as caught:
        Address(text)
    assert caught.value.code == "address_malformed"


def test_wrong_length_of_bytes_is_refused():
    with pytest.raises(BadInput):
        Address.from_bytes(b"\x01" * 19)


def test_hashes_are_lower_case_and_exact():
    assert TxHash("0x" + "AB" * 32) == "0x" + "ab" * 32
    assert TxHash.from_bytes(b"\xab" * 32).raw == b"\xab" * 32
    with pytest.raises(BadInput):
        TxHash("0x12")


def test_zero_and_short_forms():
    assert ZERO_ADDRESS.is_zero
    assert Address(EIP55[2]).short == "0x5aAe…eAed"
    assert Address(Address(EIP55[2])) == EIP55[2]
