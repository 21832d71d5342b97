"""Signatures: the same as others make, verified before release, and only of what is understood."""

import pytest
from coincurve import PrivateKey
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from eth_account import Account
from eth_account.messages import encode_defunct
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.keyhost import signatures
from ui.keyhost.derivation import address_of
from ui.keyhost.signatures import sign_digest, sign_message, sign_transaction
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.domain.errors import BadInput, KeyProblem, ProgramFault
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.domain.review import TRANSFER
from wallet.domain.signing import SECP256K1_ORDER, Signature, message_digest
from wallet.domain.transaction import SignedTransaction, UnsignedTransaction

KEY = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
ME = address_of(KEY)
BOB = Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
TOKEN = Address("0x" + "12" * 20)
KEYS = st.integers(1, SECP256K1_ORDER - 1).map(lambda number: number.to_bytes(32, "big"))


def transaction(data=None, *, chain_id=7, value=0, to=TOKEN):
    data = TRANSFER.encode(BOB, 5) if data is None else data
    return UnsignedTransaction(chain_id, 3, 10**9, 3 * 10**9, 90_000, to, value, data)


@settings(max_examples=50, deadline=None)
@given(KEYS, st.binary(min_size=32, max_size=32))
def test_two_libraries_make_the_same_signature(key, digest):
    ours = sign_digest(key, digest)
    theirs = Account.unsafe_sign_hash(digest, key)
    assert (ours.r, ours.s, ours.y_parity + 27) == (theirs.r, theirs.s, theirs.v)
    openssl = ec.derive_private_key(int.from_bytes(key, "big"), ec.SECP256K1())
    algorithm = ec.ECDSA(Prehashed(SHA256()), deterministic_signing=True)
    r, s = decode_dss_signature(openssl.sign(digest, algorithm))
    assert (ours.r, ours.s) == (r, min(s, SECP256K1_ORDER - s))
    assert sign_digest(key, digest) == ours


def test_rfc6979_vector_for_this_curve():
    # Widely published: key 1, SHA-256 of "Satoshi Nakamoto".
    digest = bytes.fromhex("a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e")
    found = sign_digest((1).to_bytes(32, "big"), digest)
    assert found.r == 0x934B1EA10A4B3C1757E2B0C017D0B6143CE3C9A7E6A4A49860D7A6AB210EE3D8
    assert found.s == 0x2442CE9D2B916064108014783E923EC36B49743E2FFA1C4496F01A512AAFD9E5


def test_no_nonce_is_used_twice_and_s_is_low():
    found = [sign_digest(KEY, keccak(number.to_bytes(4, "big"))) for number in range(1000)]
    assert len({one.r for one in found}) == 1000
    assert all(one.s <= SECP256K1_ORDER // 2 for one in found)
    recovery = Secp256k1Recovery()
    assert all(
        recovery.recover(keccak(number.to_bytes(4, "big")), one) == ME
        for number, one in enumerate(found)
    )


@pytest.mark.parametrize("digest", [b"", b"x" * 31, b"x" * 33])
def test_only_32_bytes_are_a_digest(digest):
    with pytest.raises(ProgramFault, match="digest_length"):
        sign_digest(KEY, digest)


def test_a_transaction_is_signed_as_others_sign_it():
    unsigned = transaction()
    found = sign_transaction(KEY, ME, unsigned.encode(), 7)
    raw = unsigned.with_signature(found.y_parity, found.r, found.s)
    theirs = Account.sign_transaction(
        {
            "type": 2,
            "chainId": 7,
            "nonce": 3,
            "maxPriorityFeePerGas": 10**9,
            "maxFeePerGas": 3 * 10**9,
            "gas": 90_000,
            "to": TOKEN,
            "value": 0,
            "data": unsigned.data,
        },
        KEY,
    )
    assert raw == bytes(theirs.raw_transaction)
    assert SignedTransaction.decode(raw).hash == "0x" + theirs.hash.hex()


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=200))
def test_a_message_is_signed_as_others_sign_it(message):
    found = sign_message(KEY, message)
    theirs = Account.sign_message(encode_defunct(message), KEY)
    assert found.to_bytes() == bytes(theirs.signature)
    assert Secp256k1Recovery().recover(message_digest(message), found) == ME


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (transaction(chain_id=8).encode(), "other_chain"),
        (transaction(b"\x09\x5e\xa7\xb3" + bytes(64)).encode(), "unknown_call"),
        (transaction(TRANSFER.encode(BOB, 5) + b"\0").encode(), "unknown_call"),
        (transaction(b"\0").encode(), "unknown_call"),
        (b"\x01" + transaction().encode()[1:], "tx_type_refused"),
        (b"\xf8" + transaction().encode()[1:], "tx_type_refused"),
        (b"", "tx_type_refused"),
        (transaction().encode() + b"\0", "rlp_malformed"),
        (transaction().with_signature(0, 1, 1), "tx_malformed"),
    ],
)
def test_what_is_not_understood_is_not_signed(payload, why):
    with pytest.raises(KeyProblem) as caught:
        sign_transaction(KEY, ME, payload, 7)
    assert (caught.value.code, caught.value.params["why"]) == ("signer_refused", why)


def test_a_plain_payment_is_signed():
    assert sign_transaction(KEY, ME, transaction(b"", value=1, to=BOB).encode(), 7).in_range


@pytest.mark.parametrize("flaw", ["s", "key"])
def test_a_faulty_signature_does_not_leave(monkeypatch, flaw):
    class Faulty(PrivateKey):
        def sign_recoverable(self, message, hasher=None):
            if flaw == "key":
                return PrivateKey(b"\1" * 32).sign_recoverable(message, hasher=hasher)
            raw = bytearray(super().sign_recoverable(message, hasher=hasher))
            raw[63] ^= 1
            return bytes(raw)

    monkeypatch.setattr(signatures, "PrivateKey", Faulty)
    with pytest.raises((ProgramFault, ValueError)):
        sign_digest(KEY, keccak(b"fault"))


def test_the_second_library_has_the_last_word(monkeypatch):
    good = sign_digest(KEY, keccak(b"one"))
    with pytest.raises(ProgramFault, match="signature_unverified"):
        signatures._verify(PrivateKey(KEY).public_key.point(), keccak(b"two"), good)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "signature_malformed"),
        (bytes(65), "signature_malformed"),
        ((1).to_bytes(32, "big") * 2 + b"\x02", "signature_malformed"),
        (
            (1).to_bytes(32, "big") + (SECP256K1_ORDER - 1).to_bytes(32, "big") + b"\x1b",
            "signature_not_low_s",
        ),
        ((1).to_bytes(32, "big") + b"\xff" * 32 + b"\x1b", "signature_malformed"),
    ],
)
def test_what_is_no_signature_is_refused(raw, code):
    with pytest.raises(BadInput, match=code):
        Signature.from_bytes(raw)


def test_recovery_of_numbers_that_are_no_signature_is_nobody():
    recovery = Secp256k1Recovery()
    assert recovery.recover(bytes(31), Signature(0, 1, 1)) is None
    assert recovery.recover(bytes(32), Signature(0, 0, 1)) is None
    assert recovery.recover(bytes(32), Signature(0, 1, SECP256K1_ORDER - 1)) is None
    # 5 is no x coordinate of a point.
    assert recovery.recover(b"\1" * 32, Signature(0, 5, 1)) is None
