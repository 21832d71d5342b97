"""Scrip's own warnings: what is worth a second look."""

from dataclasses import replace

import pytest

from tests.fakes.one_network import ALICE, BOB, EVE, TOKEN
from wallet.domain.compliance import TransferIntent
from wallet.domain.ids import Address, TokenRef
from wallet.domain.security_token import SecurityToken
from wallet.services.cautions import Surroundings, cautions, lookalike

SHARE = SecurityToken(TokenRef(1, TOKEN), "Acme", "ACME", 0, "ERC-20")
INTENT = TransferIntent(SHARE, ALICE, BOB, 5)
QUIET = Surroundings(b"", b"", coin=10**18, fee=10**15, known=frozenset({BOB}))
DELEGATED = bytes.fromhex("ef0100") + b"\x11" * 20


def ids(intent=INTENT, **around):
    return [caution.id for caution in cautions(intent, replace(QUIET, **around))]


def test_nothing_to_say_of_an_ordinary_transfer():
    assert ids() == []


@pytest.mark.parametrize(
    ("coin", "fee", "warned"),
    [
        (10**15, 10**15, False),
        (10**15 - 1, 10**15, True),
        (0, None, True),
        (1, None, False),
        (None, 10**15, False),
        (0, 0, False),
    ],
    ids=["just enough", "one short", "nothing at all", "no figure", "coin unknown", "free"],
)
def test_coin_for_gas(coin, fee, warned):
    assert ("gas_funds" in ids(coin=coin, fee=fee)) is warned


def test_a_payment_needs_its_value_and_the_gas():
    native = SecurityToken.native(1, "ETH")
    payment = TransferIntent(native, ALICE, BOB, 10**18 - 10**15 + 1)
    (caution,) = cautions(payment, QUIET)
    assert caution.id == "gas_funds"
    assert (caution.params["has"].text, caution.params["needs"].text) == (
        "1", "1.000000000000000001",
    )  # fmt: skip
    assert ids(replace(payment, base_units=10**18 - 10**15)) == []


@pytest.mark.parametrize(
    ("changes", "around", "expected"),
    [
        ({"recipient": TOKEN}, {"recipient_code": b"\x60", "known": frozenset({TOKEN})},
         ["recipient_is_token"]),
        ({}, {"recipient_code": b"\x60"}, ["recipient_is_contract"]),
        ({}, {"recipient_code": DELEGATED}, []),
        ({}, {"recipient_code": None}, []),
        ({"recipient": ALICE}, {}, ["recipient_is_self"]),
        ({"recipient": EVE}, {}, ["first_time_recipient"]),
        ({}, {"caller_code": DELEGATED}, ["delegated_code"]),
        ({"spender": EVE}, {"caller_code": b"\x60"}, []),
    ],
    ids=["token itself", "contract", "delegating account", "unknown code", "self", "new",
         "own code delegated", "contract spends"],
)  # fmt: skip
def test_who_receives_and_who_signs(changes, around, expected):
    assert ids(replace(INTENT, **changes), **around) == expected


def test_the_most_serious_comes_first():
    twin = Address("0x3c3c" + "00" * 16 + "3c3c")
    found = ids(
        replace(INTENT, recipient=twin), recipient_code=b"\x60", coin=0, fee=1,
        caller_code=DELEGATED,
    )  # fmt: skip
    assert found == [
        "gas_funds", "recipient_is_contract", "lookalike_address", "first_time_recipient",
        "delegated_code",
    ]  # fmt: skip


def test_a_lookalike_names_the_one_it_imitates():
    real = Address("0xabcd" + "11" * 16 + "ef12")
    fake = Address("0xabcd" + "22" * 16 + "ef12")
    near = Address("0xabcd" + "22" * 16 + "ef13")
    assert lookalike(fake, [BOB, real]) == real
    assert lookalike(real, [real]) is None
    assert lookalike(near, [real]) is None
    assert lookalike(Address(real.lower()), [real]) is None
