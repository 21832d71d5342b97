"""Votes and delegations are read from their bytes, and only these very calls are."""

from dataclasses import replace

import pytest
from eth_abi import encode as abi_encode
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.actions import allowed, tx_of
from tests.fakes.entries import ALICE, BOB, CHAIN_ID
from tests.fakes.meetings import MEETING
from wallet.domain.errors import BadInput, ProgramFault
from wallet.domain.governance import (
    BallotIntent,
    DelegationIntent,
    SignedBallot,
    SubmissionIntent,
    Support,
)
from wallet.domain.ids import TokenRef
from wallet.domain.keccak import keccak
from wallet.domain.review import decode_call, review
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import FeeQuote
from wallet.domain.transfer import Reviewed

SHARES = SecurityToken(TokenRef(CHAIN_ID, MEETING.token), "Acme", "ACME", 2, "ERC-3643")
PROOF = b"\x11" * 32 + b"\x22" * 32 + b"\x1b"
PLAIN = BallotIntent(MEETING, 2**255 + 7, Support.FOR, ALICE)
REASONED = replace(PLAIN, support=Support.AGAINST, reason="Too much ✗")
FIVE = SubmissionIntent(SignedBallot(MEETING, 7, Support.ABSTAIN, ALICE, 3, PROOF), BOB)
FOUR = replace(FIVE, ballot=replace(FIVE.ballot, nonce=None))
HANDED = DelegationIntent(SHARES, ALICE, BOB)
ALL = {"plain": PLAIN, "reason": REASONED, "sig5": FIVE, "sig4": FOUR, "delegation": HANDED}
FEE = FeeQuote(90_000, 1, 1, 2)


def selector(signature):
    return keccak(signature.encode())[:4]


@pytest.mark.parametrize("intent", ALL.values(), ids=ALL)
def test_the_call_of_an_intent_says_what_was_meant(intent):
    tx = tx_of(intent)
    read = review(tx, intent.caller, intent)
    assert read.mismatches == ()
    assert read.call.kind == ("delegation" if intent is HANDED else "vote")
    assert Reviewed(read, FEE, None, action=allowed(intent)).action.call.data == tx.data


@given(st.integers(0, 2**256 - 1), st.sampled_from(Support), st.text(max_size=60))
def test_calldata_is_that_of_another_library(number, support, reason):
    try:
        intent = BallotIntent(MEETING, number, support, ALICE, reason)
    except BadInput:
        return
    if reason:
        types, name = ["uint256", "uint8", "string"], "castVoteWithReason(uint256,uint8,string)"
        values = [number, support.value, reason]
    else:
        types, name = ["uint256", "uint8"], "castVote(uint256,uint8)"
        values = [number, support.value]
    assert tx_of(intent).data == selector(name) + abi_encode(types, values)


def test_ballots_by_signature_are_encoded_for_their_generation():
    four, five = tx_of(FOUR).data, tx_of(FIVE).data
    numbers = ["uint256", "uint8", "uint8", "bytes32", "bytes32"]
    assert four == selector("castVoteBySig(uint256,uint8,uint8,bytes32,bytes32)") + abi_encode(
        numbers, [7, 2, 27, PROOF[:32], PROOF[32:64]]
    )
    assert five == selector("castVoteBySig(uint256,uint8,address,bytes)") + abi_encode(
        ["uint256", "uint8", "address", "bytes"], [7, 2, ALICE, PROOF]
    )


@pytest.mark.parametrize(
    ("intent", "meant", "field"),
    [
        (PLAIN, replace(PLAIN, support=Support.AGAINST), "support"),
        (PLAIN, replace(PLAIN, proposal_id=8), "proposal_id"),
        (PLAIN, replace(PLAIN, voter=BOB), "sender"),
        (PLAIN, replace(PLAIN, reason="x"), "reason"),
        (PLAIN, replace(PLAIN, governor=replace(MEETING, address=BOB)), "contract"),
        (PLAIN, replace(PLAIN, governor=replace(MEETING, chain_id=1)), "chain"),
        (PLAIN, HANDED, "kind"),
        (PLAIN, FIVE, "signature"),
        (FIVE, replace(FIVE, ballot=replace(FIVE.ballot, voter=BOB)), "voter"),
        (FIVE, replace(FIVE, ballot=replace(FIVE.ballot, signature=PROOF[::-1])), "signature"),
        (FOUR, replace(FOUR, ballot=replace(FOUR.ballot, signature=PROOF[::-1])), "signature"),
        (HANDED, replace(HANDED, delegatee=ALICE), "delegatee"),
    ],
)
def test_bytes_that_say_something_else_are_a_mismatch(intent, meant, field):
    tx = tx_of(intent)
    read = review(tx, intent.caller, meant)
    assert field in read.mismatches
    with pytest.raises(ProgramFault, match="review_mismatch"):
        Reviewed(read, FEE, None, action=allowed(intent))


@pytest.mark.parametrize("intent", ALL.values(), ids=ALL)
def test_a_value_a_cut_or_an_extra_byte_make_it_unknown(intent):
    tx = tx_of(intent)
    for other in (
        replace(tx, value=1),
        replace(tx, data=tx.data[:-1]),
        replace(tx, data=tx.data + b"\x00"),
        replace(tx, data=b"\x00" + tx.data[1:]),
    ):
        assert decode_call(other, intent.caller).kind == "unknown"
        assert "unknown_call" in review(other, intent.caller, None).mismatches


@pytest.mark.parametrize("support", [3, 255])
def test_other_ways_of_counting_are_unknown(support):
    tx = tx_of(PLAIN)
    data = tx.data[:-1] + bytes([support])
    assert decode_call(replace(tx, data=data), ALICE).kind == "unknown"


def test_a_signature_of_another_length_is_unknown():
    tx = tx_of(FIVE)
    shorter = replace(FIVE, ballot=replace(FIVE.ballot, signature=PROOF[:64]))
    assert decode_call(replace(tx, data=tx_of(shorter).data), BOB).kind == "unknown"


def test_only_a_checked_and_allowed_action_can_be_reviewed():
    read = review(tx_of(PLAIN), ALICE, PLAIN)
    with pytest.raises(ProgramFault, match="not_allowed"):
        Reviewed(read, FEE, None, action=allowed(PLAIN, ok=False))
    with pytest.raises(ProgramFault, match="review_is_not_the_checked_call"):
        Reviewed(read, FEE, None, action=allowed(REASONED))


def test_reasons_are_short_and_plain():
    with pytest.raises(BadInput, match="reason_too_long"):
        replace(PLAIN, reason="x" * 1001)
    for text in ("a\nb", "\u202edrow", "\ud800"):
        with pytest.raises(BadInput, match="reason_malformed"):
            replace(PLAIN, reason=text)
