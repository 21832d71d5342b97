"""Signatures, checked by a second library before anybody gets them.

Source: RFC 6979 (nonces from the key and the digest alone), EIP-2 (low s), EIP-191. Signed by
libsecp256k1; verified by OpenSSL, so that a fault or a flipped bit does not leave this place.
"""

from coincurve import PrivateKey, PublicKey
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from wallet.domain.errors import BadInput, KeyProblem, ProgramFault
from wallet.domain.ids import Address
from wallet.domain.review import decode_call
from wallet.domain.signing import Signature, message_digest
from wallet.domain.transaction import UnsignedTransaction
from wallet.domain.typed_data import BallotData


def sign_transaction(key: bytes, account: Address, payload: bytes, chain_id: int) -> Signature:
    """Sign a type-2 transaction after reading what it says.

    Raises:
        KeyProblem: ``signer_refused`` (params: ``why``) for another chain, a call that is not
            understood, or bytes that are no transaction of the one known kind.
    """
    try:
        transaction = UnsignedTransaction.decode(payload)
    except BadInput as problem:
        raise KeyProblem("signer_refused", why=problem.code) from problem
    if transaction.chain_id != chain_id:
        raise KeyProblem("signer_refused", why="other_chain")
    if decode_call(transaction, account).kind == "unknown":
        raise KeyProblem("signer_refused", why="unknown_call")
    return sign_digest(key, transaction.digest)


def sign_ballot(key: bytes, account: Address, payload: bytes, chain_id: int) -> Signature:
    """Sign a vote's ballot; no other typed data is ever signed.

    Raises:
        KeyProblem: ``signer_refused`` (params: ``why``) for anything but a ballot in its one
            spelling, for another chain, or a ballot of somebody else.
    """
    try:
        ballot = BallotData.from_json(payload)
    except BadInput as problem:
        raise KeyProblem("signer_refused", why=problem.code) from problem
    if ballot.chain_id != chain_id:
        raise KeyProblem("signer_refused", why="other_chain")
    if ballot.voter not in {None, account}:
        raise KeyProblem("signer_refused", why="other_account")
    return sign_digest(key, ballot.digest)


def sign_message(key: bytes, message: bytes) -> Signature:
    """Sign a personal message."""
    return sign_digest(key, message_digest(message))


def sign_digest(key: bytes, digest: bytes) -> Signature:
    """Sign exactly 32 bytes and verify the result.

    Raises:
        ProgramFault: ``signature_unverified`` if the second library disagrees.
    """
    if len(digest) != 32:
        raise ProgramFault("digest_length")
    signer = PrivateKey(key)
    raw = signer.sign_recoverable(digest, hasher=None)
    signature = Signature(
        raw[64], int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:64], "big")
    )
    public = signer.public_key
    recovered = PublicKey.from_signature_and_message(raw, digest, hasher=None)
    if not signature.in_range or recovered.format() != public.format():
        raise ProgramFault("signature_unverified")
    _verify(public.point(), digest, signature)
    return signature


def _verify(point: tuple[int, int], digest: bytes, signature: Signature) -> None:
    key = ec.EllipticCurvePublicNumbers(*point, ec.SECP256K1()).public_key()
    numbers = encode_dss_signature(signature.r, signature.s)
    try:
        # SHA256 only says how long the digest is; nothing is hashed here.
        key.verify(numbers, digest, ec.ECDSA(Prehashed(SHA256())))
    except InvalidSignature:
        raise ProgramFault("signature_unverified") from None
