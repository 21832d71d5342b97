"""A ballot's file has one spelling, and every changed byte is noticed."""

import json

import pytest
from eth_keys import keys

from tests.fakes.meetings import MEETING
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.domain.ballot_file import BallotFile
from wallet.domain.errors import BadInput
from wallet.domain.governance import Support
from wallet.domain.ids import Address
from wallet.domain.signing import SECP256K1_ORDER, Signature
from wallet.domain.typed_data import BallotData

KEY = keys.PrivateKey(b"\x01" * 32)
ME = Address(KEY.public_key.to_checksum_address())
OTHER = Address("0x" + "b2" * 20)
FOUR = BallotData("Meeting é", "1", 7, MEETING.address, 2**255, Support.FOR)
FIVE = BallotData("Meeting é", "1", 7, MEETING.address, 2**255, Support.AGAINST, ME, 4)


def packed(ballot):
    made = KEY.sign_msg_hash(ballot.digest)
    return BallotFile(ballot, ME, Signature(made.v, made.r, made.s))


@pytest.mark.parametrize("ballot", [FOUR, FIVE], ids=["four", "five"])
def test_it_is_read_as_it_was_written(ballot):
    file = packed(ballot)
    assert BallotFile.from_bytes(file.to_bytes()) == file


@pytest.mark.parametrize("ballot", [FOUR, FIVE], ids=["four", "five"])
def test_no_changed_bit_passes(ballot):
    raw = packed(ballot).to_bytes()
    for place in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << (place % 8)
        try:
            file = BallotFile.from_bytes(bytes(changed))
        except BadInput:
            continue
        assert Secp256k1Recovery().recover(file.ballot.digest, file.signature) != file.voter


def altered(change):
    fields = json.loads(packed(FIVE).to_bytes())
    change(fields)
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[" * 9_000,
        packed(FIVE).to_bytes() + b"\n",
        json.dumps(json.loads(packed(FIVE).to_bytes()), indent=2).encode(),
        altered(lambda d: d.update(extra="1")),
        altered(lambda d: d.pop("voter")),
        altered(lambda d: d.update(voter=None)),
        altered(lambda d: d.update(voter=OTHER)),
        altered(lambda d: d.update(voter=ME.lower())),
        altered(lambda d: d.update(format="scrip-ballot/2")),
        altered(lambda d: d.update(signature=d["signature"].upper())),
        altered(lambda d: d.update(signature="0x" + "00" * 65)),
        altered(lambda d: d.update(typed_data="x")),
        altered(lambda d: d["typed_data"].update(primaryType="Permit")),
    ],
)
def test_anything_else_is_refused(raw):
    with pytest.raises(BadInput, match="ballot_malformed"):
        BallotFile.from_bytes(raw)


def test_the_mirrored_signature_is_refused():
    file = packed(FIVE)
    mirrored = Signature(1 - file.signature.y_parity, file.signature.r,
                         SECP256K1_ORDER - file.signature.s)  # fmt: skip
    forged = altered(lambda d: d.update(signature="0x" + mirrored.to_bytes().hex()))
    with pytest.raises(BadInput, match="ballot_malformed"):
        BallotFile.from_bytes(forged)


def test_a_ballot_of_somebody_else_is_none():
    with pytest.raises(BadInput, match="ballot_malformed"):
        BallotFile(FIVE, OTHER, packed(FIVE).signature)
