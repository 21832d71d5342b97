"""What is put before a signer, and what must come back."""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


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

    @property
    def in_range(self) -> bool:
        """Whether the numbers can be a signature, with the lower of the two possible s."""
        in_group = 0 < self.r < SECP256K1_ORDER and 0 < self.s <= SECP256K1_ORDER // 2
        return in_group and self.y_parity in {0, 1}

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Signature":
        """Read 65 bytes r, s, v with v = 0, 1, 27 or 28.

        Raises:
            BadInput: ``signature_malformed``, ``signature_not_low_s``.
        """
        if len(raw) != 65 or raw[64] not in {0, 1, 27, 28}:
            raise BadInput("signature_malformed")
        found = cls(
            raw[64] % 27, int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:64], "big")
        )
        if not found.in_range:
            high = SECP256K1_ORDER // 2 < found.s < SECP256K1_ORDER
            raise BadInput("signature_not_low_s" if high else "signature_malformed")
        return found

    def to_bytes(self) -> bytes:
        """65 bytes r, s, v with v = 27 or 28, as EIP-191 wallets exchange it."""
        return self.r.to_bytes(32, "big") + self.s.to_bytes(32, "big") + bytes([27 + self.y_parity])


def message_digest(message: bytes) -> bytes:
    """The 32 bytes signed for a personal message (EIP-191, version 0x45)."""
    return keccak(b"\x19Ethereum Signed Message:\n" + str(len(message)).encode() + message)
