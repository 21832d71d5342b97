"""What is put before a signer, and what must come back."""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.ids import Address
from wallet.domain.keccak import keccak


class RequestKind(Enum):
    """What kind of bytes are signed."""

    TRANSACTION = "transaction"
    MESSAGE = "message"
    TYPED_DATA = "typed_data"


@dataclass(frozen=True, slots=True)
class SignRequest:
    """Bytes for one account to sign.

    Attributes:
        payload: EIP-2718 unsigned bytes, message bytes, or canonical JSON of typed data.
    """

    kind: RequestKind
    account: Address
    payload: bytes


@dataclass(frozen=True, slots=True)
class Signature:
    """A recoverable secp256k1 signature with low s."""

    y_parity: int
    r: int
    s: int

    def to_bytes(self) -> bytes:
        """65 bytes r, s, v with v = 27 or 28, as EIP-191 wallets exchange it."""
        return self.r.to_bytes(32, "big") + self.s.to_bytes(32, "big") + bytes([27 + self.y_parity])


def message_digest(message: bytes) -> bytes:
    """The 32 bytes signed for a personal message (EIP-191, version 0x45)."""
    return keccak(b"\x19Ethereum Signed Message:\n" + str(len(message)).encode() + message)
