"""Transfers inside a partition are read back exactly, and nothing else passes for one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.compliance import TransferIntent
from wallet.domain.ids import Address, TokenRef
from wallet.domain.partition_calls import (
    OPERATOR_TRANSFER_BY_PARTITION,
    TRANSFER_BY_PARTITION,
    decode_partition_transfer,
    encode_partition_transfer,
)
from wallet.domain.review import TRANSFER, decode_call, review
from wallet.domain.security_token import PARTITIONS, SecurityToken
from wallet.domain.transaction import UnsignedTransaction

ISSUED = b"issued".ljust(32, b"\0")
ANNA, BOB, EVE = (Address("0x" + digits * 20) for digits in ("22", "33", "44"))
TOKEN = SecurityToken(
    TokenRef(7, Address("0x" + "11" * 20)), "ACME", "ACME", 0, "ERC-1400", None, (PARTITIONS,)
)
OWN = encode_partition_transfer(ISSUED, ANNA, BOB, 5, operated=False)
OPERATED = encode_partition_transfer(ISSUED, ANNA, BOB, 5, operated=True)


def transaction(data):
    return UnsignedTransaction(7, 0, 1, 2, 60_000, TOKEN.address, 0, data)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**256 - 1), st.booleans())
def test_what_is_written_is_read_back(partition, units, operated):
    data = encode_partition_transfer(partition, ANNA, BOB, units, operated=operated)
    said = decode_partition_transfer(data, EVE if operated else ANNA)
    assert (said.partition, said.sender, said.recipient, said.base_units) == (
        partition, ANNA, BOB, units,
    )  # fmt: skip
    assert said.kind == ("partition_transfer_from" if operated else "partition_transfer")


@pytest.mark.parametrize(
    "data",
    [
        TRANSFER_BY_PARTITION.encode(ISSUED, BOB, 5, b"\xff" * 64),
        OPERATOR_TRANSFER_BY_PARTITION.encode(ISSUED, ANNA, BOB, 5, b"", b"cert"),
        OPERATOR_TRANSFER_BY_PARTITION.encode(ISSUED, ANNA, BOB, 5, b"x", b""),
        OWN + b"\0",
        OWN[:-1],
        OWN[:4] + b"\xff" * (len(OWN) - 4),
        TRANSFER.encode(BOB, 5),
        b"",
    ],
)
def test_extra_data_and_other_spellings_are_not_read(data):
    assert decode_partition_transfer(data, ANNA) is None
    if data[:4] in (TRANSFER_BY_PARTITION.selector, OPERATOR_TRANSFER_BY_PARTITION.selector):
        assert decode_call(transaction(data), ANNA).kind == "unknown"


def test_the_review_shows_the_partition_and_finds_another():
    intent = TransferIntent(TOKEN, ANNA, BOB, 5, partition=ISSUED)
    shown = review(transaction(OWN), ANNA, intent)
    assert shown.mismatches == ()
    assert shown.call.args["partition"] == "0x" + ISSUED.hex()
    assert shown.call.args["class"] == "issued (0x" + ISSUED.hex() + ")"
    assert review(transaction(OPERATED), EVE, replace(intent, spender=EVE)).mismatches == ()
    for other in (b"locked".ljust(32, b"\0"), None):
        wrong = review(transaction(OWN), ANNA, replace(intent, partition=other))
        assert wrong.mismatches == ("partition",)
    plain = review(transaction(TRANSFER.encode(BOB, 5)), ANNA, intent)
    assert plain.mismatches == ("partition",)
