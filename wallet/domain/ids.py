"""Identifiers: addresses, hashes, tokens.

Source: EIP-55 (mixed-case checksum).
"""

import re
from dataclasses import dataclass
from typing import Final

from wallet.domain.errors import BadInput
from wallet.domain.keccak import keccak

_HEX_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}", re.ASCII)
_HEX_HASH = re.compile(r"0x[0-9a-fA-F]{64}", re.ASCII)


def _checksummed(lower: str) -> str:
    digest = keccak(lower.encode()).hex()
    body = (
        char.upper() if int(nibble, 16) > 7 else char
        for char, nibble in zip(lower, digest, strict=False)
    )
    return "0x" + "".join(body)


class Address(str):
    """A 20-byte address as EIP-55 text; equal addresses are equal texts.

    Raises:
        BadInput: ``address_malformed`` when it is not 0x and 40 hex digits,
            ``address_checksum`` when it is mixed-case and the checksum is wrong.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "Address":
        """Parse and normalise."""
        if isinstance(text, cls):
            return text
        if not _HEX_ADDRESS.fullmatch(text):
            raise BadInput("address_malformed", text=text[:64])
        right = _checksummed(text[2:].lower())
        mixed = text[2:] not in {text[2:].lower(), text[2:].upper()}
        if mixed and text != right:
            raise BadInput("address_checksum", text=text)
        return super().__new__(cls, right)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Address":
        """Take exactly 20 bytes."""
        if len(raw) != 20:
            raise BadInput("address_malformed", text=raw.hex()[:64])
        return cls("0x" + raw.hex())

    @property
    def raw(self) -> bytes:
        """The 20 bytes."""
        return bytes.fromhex(self[2:])

    @property
    def is_zero(self) -> bool:
        """Whether this is the zero address, which nobody owns."""
        return self == ZERO_ADDRESS

    @property
    def short(self) -> str:
        """First and last four hex digits, for narrow places beside a name."""
        return f"{self[:6]}…{self[-4:]}"


ZERO_ADDRESS: Final = Address("0x" + "0" * 40)


class TxHash(str):
    """A 32-byte hash as lower-case text with 0x.

    Raises:
        BadInput: ``hash_malformed``.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "TxHash":
        """Parse and normalise."""
        if not _HEX_HASH.fullmatch(text):
            raise BadInput("hash_malformed", text=text[:80])
        return super().__new__(cls, text.lower())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "TxHash":
        """Take exactly 32 bytes."""
        return cls("0x" + raw.hex())

    @property
    def raw(self) -> bytes:
        """The 32 bytes."""
        return bytes.fromhex(self[2:])


@dataclass(frozen=True, slots=True, order=True)
class TokenRef:
    """What identifies a token: the chain and the contract, never the symbol."""

    chain_id: int
    address: Address
