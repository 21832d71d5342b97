"""The key host signs ballots and no other typed data, and of calls only votes it can read."""

import json
from dataclasses import replace

import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data

from tests.fakes.actions import tx_of
from tests.fakes.meetings import MEETING
from ui.keyhost.derivation import address_of
from ui.keyhost.signatures import sign_ballot, sign_transaction
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.domain.errors import KeyProblem
from wallet.domain.governance import BallotIntent, Support
from wallet.domain.ids import Address
from wallet.domain.typed_data import BallotData

KEY = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
ME = address_of(KEY)
BOB = Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
FOUR = BallotData("Meeting", "1", 7, MEETING.address, 2**255, Support.FOR)
FIVE = BallotData("Meeting", "1", 7, MEETING.address, 2**255, Support.AGAINST, ME, 4)


def refusal(payload, chain_id=7, account=ME):
    with pytest.raises(KeyProblem, match="signer_refused") as caught:
        sign_ballot(KEY, account, payload, chain_id)
    return caught.value.params["why"]


@pytest.mark.parametrize("ballot", [FOUR, FIVE], ids=["four", "five"])
def test_a_ballot_is_signed_as_another_wallet_signs_it(ballot):
    ours = sign_ballot(KEY, ME, ballot.to_json(), 7)
    document = ballot.to_document()
    document["domain"]["chainId"] = 7
    message = document["message"]
    document["message"] = {k: v if k == "voter" else int(v) for k, v in message.items()}
    theirs = Account.sign_message(encode_typed_data(full_message=document), KEY)
    assert ours.to_bytes() == bytes(theirs.signature)
    assert Secp256k1Recovery().recover(ballot.digest, ours) == ME


def test_ballots_for_another_chain_or_by_another_voter_are_refused():
    assert refusal(FIVE.to_json(), chain_id=8) == "other_chain"
    assert refusal(FIVE.to_json(), account=BOB) == "other_account"


PERMIT = {
    "types": {
        "EIP712Domain": [{"name": "name", "type": "string"}],
        "Permit": [{"name": "spender", "type": "address"}, {"name": "value", "type": "uint256"}],
    },
    "primaryType": "Permit",
    "domain": {"name": "Token"},
    "message": {"spender": BOB, "value": str(2**256 - 1)},
}


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{}",
        json.dumps(PERMIT, sort_keys=True, separators=(",", ":")).encode(),
        FIVE.to_json().replace(b'"primaryType":"Ballot"', b'"primaryType":"Permit"'),
        FIVE.to_json().replace(b'"voter"', b'"Voter"'),
        FIVE.to_json() + b"\n",
    ],
)
def test_any_other_typed_data_is_refused(payload):
    assert refusal(payload) == "typed_data_malformed"


def test_a_vote_it_can_read_is_signed_and_one_it_cannot_is_not():
    tx = tx_of(BallotIntent(MEETING, 7, Support.FOR, ME, "Yes"))
    signature = sign_transaction(KEY, ME, tx.encode(), tx.chain_id)
    recovered = Secp256k1Recovery().recover(tx.digest, signature)
    assert recovered == ME
    unreadable = replace(tx, data=tx.data + bytes(32))
    with pytest.raises(KeyProblem) as caught:
        sign_transaction(KEY, ME, unreadable.encode(), tx.chain_id)
    assert caught.value.params["why"] == "unknown_call"
