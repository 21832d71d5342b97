"""Transactions are the exact bytes other libraries make."""

from dataclasses import replace

import pytest
from eth_account import Account
from eth_account.typed_transactions import TypedTransaction
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain import rlp
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.transaction import FeeQuote, SignedTransaction, UnsignedTransaction

KEY = b"\x01" * 32
TX = UnsignedTransaction(7, 3, 10**9, 5 * 10**9, 60_000, Address("0x" + "22" * 20), 0, b"\xa9\x05")

TRANSACTIONS = st.builds(
    lambda chain, nonce, tip, extra, gas, to, value, data: UnsignedTransaction(
        chain, nonce, tip, tip + extra, gas, Address.from_bytes(to), value, data
    ),
    st.integers(1, 2**53),
    st.integers(0, 2**64 - 2),
    st.integers(0, 2**60),
    st.integers(0, 2**60),
    st.integers(21_000, 2**40),
    st.binary(min_size=20, max_size=20),
    st.integers(0, 2**200),
    st.binary(max_size=200),
)


def fields_of(tx):
    return {
        "type": 2,
        "chainId": tx.chain_id,
        "nonce": tx.nonce,
        "maxPriorityFeePerGas": tx.priority_fee,
        "maxFeePerGas": tx.max_fee,
        "gas": tx.gas,
        "to": tx.to,
        "value": tx.value,
        "data": tx.data,
    }


@given(TRANSACTIONS)
def test_digest_equals_the_reference(tx):
    assert tx.digest == TypedTransaction.from_dict(fields_of(tx)).hash()


@given(TRANSACTIONS)
def test_reading_back_is_the_inverse(tx):
    assert UnsignedTransaction.decode(tx.encode()) == tx


def test_signed_bytes_equal_the_reference_and_read_back():
    signed = Account.sign_transaction(fields_of(TX), KEY)
    raw = TX.with_signature(signed.v, signed.r, signed.s)
    assert raw == bytes(signed.raw_transaction)
    decoded = SignedTransaction.decode(raw)
    assert decoded.unsigned == TX
    assert decoded.hash == "0x" + bytes(signed.hash).hex()


@pytest.mark.parametrize("first", [0x00, 0x01, 0x03, 0x04, 0xF8])
def test_other_types_are_refused(first):
    with pytest.raises(BadInput) as caught:
        UnsignedTransaction.decode(bytes([first]) + TX.encode()[1:])
    assert caught.value.code == "tx_type_refused"


def test_empty_bytes_are_refused():
    with pytest.raises(BadInput):
        SignedTransaction.decode(b"")


def _with_field(index, value):
    fields = rlp.decode(TX.encode()[1:])
    fields[index] = value
    return b"\x02" + rlp.encode(fields)


@pytest.mark.parametrize(
    ("index", "value"),
    [
        (8, [[b"\x11" * 20, []]]),
        (5, b""),
        (5, []),
        (7, []),
        (0, b""),
        (0, b"\x00\x01"),
        (2, rlp.encode_int(6 * 10**9)),
        (4, rlp.encode_int(20_999)),
        (1, rlp.encode_int(2**64 - 1)),
        (6, rlp.encode_int(2**256)),
    ],
)
def test_fields_nobody_should_sign_are_refused(index, value):
    with pytest.raises(BadInput):
        UnsignedTransaction.decode(_with_field(index, value))


def test_trailing_bytes_and_missing_fields_are_refused():
    fields = rlp.decode(TX.encode()[1:])
    for data in (TX.encode() + b"\x00", b"\x02" + rlp.encode(fields[:-1])):
        with pytest.raises(BadInput):
            UnsignedTransaction.decode(data)


def test_high_s_and_impossible_numbers_are_refused():
    order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
    signed = Account.sign_transaction(fields_of(TX), KEY)
    with pytest.raises(BadInput) as caught:
        SignedTransaction.decode(TX.with_signature(1 - signed.v, signed.r, order - signed.s))
    assert caught.value.code == "signature_not_low_s"
    for y_parity, r, s in ((2, signed.r, signed.s), (0, 0, signed.s), (0, order, 1), (0, 1, 0)):
        with pytest.raises(BadInput) as caught:
            SignedTransaction.decode(TX.with_signature(y_parity, r, s))
        assert caught.value.code == "signature_malformed"


def test_unordered_fees_are_refused():
    with pytest.raises(BadInput) as caught:
        replace(TX, priority_fee=TX.max_fee + 1)
    assert caught.value.code == "tx_fee_order"


def test_fee_quote_is_likely_below_and_never_above_its_maximum():
    quote = FeeQuote(gas=100, base_fee=10, priority_fee=2, max_fee=30)
    assert (quote.likely_wei, quote.max_wei) == (1200, 3000)
    assert replace(quote, base_fee=50).likely_wei == 3000
