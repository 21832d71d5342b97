"""The review says what the bytes say."""

from dataclasses import replace

import pytest

from wallet.domain.chain import Block, Call
from wallet.domain.compliance import (
    Effect,
    Simulation,
    TokenAnswer,
    TransferCheck,
    TransferIntent,
    decide,
)
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address, TokenRef
from wallet.domain.review import TRANSFER, TRANSFER_FROM, decode_call, review
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import FeeQuote, SignedTransaction, UnsignedTransaction
from wallet.domain.transfer import Acceptances, OutboxState, Reviewed, Signed

TOKEN = SecurityToken(TokenRef(7, Address("0x" + "11" * 20)), "ACME", "ACME", 0, "ERC-20")
ANNA, BOB, EVE = (Address("0x" + digits * 20) for digits in ("22", "33", "44"))
INTENT = TransferIntent(TOKEN, ANNA, BOB, 5)
TX = UnsignedTransaction(7, 0, 1, 2, 60_000, TOKEN.address, 0, TRANSFER.encode(BOB, 5))
FEE = FeeQuote(60_000, 1, 1, 2)


def checked(intent=INTENT, *, ok=True, answer=None, effects=()):
    simulation = Simulation(ran=True, ok=ok)
    decision = decide(simulation=simulation, answer=answer, rules=())
    call = Call(TX.to, TX.data, ANNA)
    block = Block(1, "0x1", 1)
    return TransferCheck(intent, call, block, "block", decision, simulation, answer, effects)


def test_a_transfer_is_read_back_from_its_bytes():
    call = decode_call(TX, ANNA)
    said = (call.kind, call.token, call.sender, call.recipient, call.base_units)
    assert said == ("transfer", TOKEN.address, ANNA, BOB, 5)
    assert review(TX, ANNA, INTENT).mismatches == ()


def test_a_transfer_on_behalf_is_read_back_from_its_bytes():
    tx = replace(TX, data=TRANSFER_FROM.encode(EVE, BOB, 5))
    call = decode_call(tx, ANNA)
    assert (call.kind, call.sender, call.recipient) == ("transfer_from", EVE, BOB)


def test_a_payment_is_read_back_from_its_bytes():
    native = SecurityToken.native(7, "ETH")
    tx = replace(TX, to=BOB, value=9, data=b"")
    assert decode_call(tx, ANNA).base_units == 9
    assert review(tx, ANNA, TransferIntent(native, ANNA, BOB, 9)).mismatches == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"data": TRANSFER.encode(EVE, 5)}, "recipient"),
        ({"data": TRANSFER.encode(BOB, 6)}, "amount"),
        ({"to": EVE}, "token"),
        ({"chain_id": 8}, "chain"),
        ({"value": 1}, "value"),
        ({"data": TRANSFER_FROM.encode(EVE, BOB, 5)}, "sender"),
    ],
)
def test_every_difference_from_the_wish_is_found_and_never_signed(change, field):
    shown = review(replace(TX, **change), ANNA, INTENT)
    assert field in shown.mismatches
    with pytest.raises(ProgramFault):
        Reviewed(shown, FEE, checked())


@pytest.mark.parametrize(
    "data",
    [
        bytes.fromhex("095ea7b3") + TX.data[4:],
        TX.data + b"\x00",
        TX.data[:-1],
        b"\xa9",
    ],
)
def test_unknown_or_odd_calls_are_never_signed(data):
    shown = review(replace(TX, data=data), ANNA, None)
    assert shown.mismatches == ("unknown_call",)
    with pytest.raises(ProgramFault):
        Reviewed(shown, FEE, None)


def test_no_review_without_an_allowed_check():
    with pytest.raises(ProgramFault):
        Reviewed(review(TX, ANNA, INTENT), FEE, checked(ok=False))


def test_a_disagreement_or_a_burn_needs_its_acceptance():
    shown = review(TX, ANNA, INTENT)
    disagrees = checked(answer=TokenAnswer("x", passed=False))
    burns = checked(effects=(Effect("burn"),))
    for check in (disagrees, burns):
        with pytest.raises(ProgramFault):
            Reviewed(shown, FEE, check)
    assert Reviewed(shown, FEE, disagrees, Acceptances(disagreement=True))
    assert Reviewed(shown, FEE, burns, Acceptances(warnings=frozenset({"burn"})))


def test_the_reviewed_call_is_the_checked_call():
    other = replace(checked(), call=Call(TX.to, TRANSFER.encode(BOB, 4), ANNA))
    with pytest.raises(ProgramFault):
        Reviewed(review(TX, ANNA, INTENT), FEE, other)


def test_signed_bytes_must_be_the_reviewed_ones_by_the_reviewed_account():
    reviewed = Reviewed(review(TX, ANNA, INTENT), FEE, checked())
    signed = SignedTransaction(TX, b"", 0, 1, 1)
    assert Signed(reviewed, signed, ANNA).signer == ANNA
    with pytest.raises(ProgramFault):
        Signed(reviewed, signed, BOB)
    with pytest.raises(ProgramFault):
        Signed(reviewed, replace(signed, unsigned=replace(TX, nonce=1)), ANNA)


def test_only_ended_states_are_final():
    open_states = {state for state in OutboxState if not state.is_final}
    assert open_states == {OutboxState.SIGNED, OutboxState.SUBMITTED, OutboxState.MINED}
