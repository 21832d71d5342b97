"""Answers that come back from the computer with the key, read without trust."""

from dataclasses import dataclass

from wallet.domain.ids import Address
from wallet.domain.offline import OfflineResponse
from wallet.domain.offline_files import read_response
from wallet.domain.review import DecodedCall, decode_call
from wallet.domain.signing import Signature
from wallet.domain.transaction import SignedTransaction
from wallet.ports.signer import SignatureRecovery


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says and what its bytes say.

    Attributes:
        signed: The signed transaction; ``None`` for a no.
        signer: Who signed, found from the signature; ``None`` for a no or nobody.
        mismatches: Names of what the answer says differently from its own bytes.
    """

    response: OfflineResponse
    signed: SignedTransaction | None = None
    call: DecodedCall | None = None
    signer: Address | None = None
    mismatches: tuple[str, ...] = ()


def read_answer(raw: bytes, recovery: SignatureRecovery) -> Answer:
    """Read the file of an answer and compare it with itself.

    Raises:
        BadInput: The file or the transaction in it is not what it must be, high s included.
    """
    response = read_response(raw)
    if response.raw is None or response.shown is None:
        return Answer(response)
    signed = SignedTransaction.decode(response.raw)
    transaction, shown = signed.unsigned, response.shown
    signature = Signature(signed.y_parity, signed.r, signed.s)
    signer = recovery.recover(transaction.digest, signature)
    call = decode_call(transaction, response.signer)
    pairs: dict[str, tuple[object, object]] = {
        "hash": (response.tx_hash, signed.hash),
        "signer": (response.signer, signer),
        "shown_chain": (shown.chain_id, transaction.chain_id),
        "shown_nonce": (shown.nonce, transaction.nonce),
        "shown": (shown.call, call),
    }
    differing = tuple(name for name, (said, read) in pairs.items() if said != read)
    return Answer(response, signed, call, signer, differing)
