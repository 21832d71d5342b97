"""Transactions as exact bytes.

Source: EIP-1559, EIP-2718, EIP-155. Only type 2 is built; what is read must be canonical.
"""

from dataclasses import dataclass
from enum import Enum

from wallet.domain import rlp
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address, TxHash
from wallet.domain.keccak import keccak

TYPE_EIP1559 = 2
MAX_GAS = 2**63 - 1
_SECP256K1_HALF = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0


class Speed(Enum):
    """How eagerly a fee bids."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """What the network will take. All in wei, gas in units.

    Attributes:
        base_fee: Of the next block, as far as known.
        max_fee: Most per unit of gas, never exceeded.
    """

    gas: int
    base_fee: int
    priority_fee: int
    max_fee: int

    @property
    def likely_wei(self) -> int:
        """What it costs if the base fee stays; an upper estimate as gas is a limit."""
        return self.gas * min(self.max_fee, self.base_fee + self.priority_fee)

    @property
    def max_wei(self) -> int:
        """What it costs at worst."""
        return self.gas * self.max_fee


@dataclass(frozen=True, slots=True)
class UnsignedTransaction:
    """An EIP-1559 transaction without access list; the exact bytes to sign."""

    chain_id: int
    nonce: int
    priority_fee: int
    max_fee: int
    gas: int
    to: Address
    value: int
    data: bytes

    def __post_init__(self) -> None:
        if self.chain_id <= 0:
            raise BadInput("tx_unprotected")
        if not 0 <= self.priority_fee <= self.max_fee:
            raise BadInput("tx_fee_order", priority=self.priority_fee, max_fee=self.max_fee)
        if not (0 <= self.nonce < 2**64 - 1 and 21_000 <= self.gas <= MAX_GAS):
            raise BadInput("tx_field_out_of_range", nonce=self.nonce, gas=self.gas)
        if not (0 <= self.value < 2**256 and self.max_fee < 2**256):
            raise BadInput("tx_field_out_of_range", value=self.value)

    def encode(self) -> bytes:
        """The EIP-2718 payload that is hashed for signing."""
        return bytes([TYPE_EIP1559]) + rlp.encode(self._fields())

    @property
    def digest(self) -> bytes:
        """The 32 bytes to sign."""
        return keccak(self.encode())

    def with_signature(self, y_parity: int, r: int, s: int) -> bytes:
        """The raw transaction to broadcast."""
        signature = [rlp.encode_int(part) for part in (y_parity, r, s)]
        return bytes([TYPE_EIP1559]) + rlp.encode([*self._fields(), *signature])

    def _fields(self) -> list[bytes | list[bytes]]:
        numbers = (self.chain_id, self.nonce, self.priority_fee, self.max_fee, self.gas)
        head: list[bytes | list[bytes]] = [rlp.encode_int(number) for number in numbers]
        return [*head, self.to.raw, rlp.encode_int(self.value), self.data, []]

    @classmethod
    def decode(cls, payload: bytes) -> "UnsignedTransaction":
        """Read back the bytes of :meth:`encode`.

        Raises:
            BadInput: ``tx_type_refused`` for any other type, ``tx_malformed`` for an access
                list, a contract creation or a wrong number of fields, ``rlp_malformed``.
        """
        fields = _typed_fields(payload, 9)
        tx = cls._from_fields(fields)
        if tx.encode() != payload:
            raise BadInput("tx_malformed", why="not_canonical")
        return tx

    @classmethod
    def _from_fields(cls, fields: list[rlp.Item]) -> "UnsignedTransaction":
        to, data = fields[5], fields[7]
        if not isinstance(to, bytes) or len(to) != 20 or not isinstance(data, bytes):
            raise BadInput("tx_malformed", why="recipient_or_data")
        if fields[8] != []:
            raise BadInput("tx_malformed", why="access_list")
        chain_id, nonce, priority, max_fee, gas = (rlp.decode_int(part) for part in fields[:5])
        value = rlp.decode_int(fields[6])
        return cls(chain_id, nonce, priority, max_fee, gas, Address.from_bytes(to), value, data)


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """Raw bytes that can be broadcast, and what they contain."""

    unsigned: UnsignedTransaction
    raw: bytes
    y_parity: int
    r: int
    s: int

    @property
    def hash(self) -> TxHash:
        """The transaction hash."""
        return TxHash.from_bytes(keccak(self.raw))

    @classmethod
    def decode(cls, raw: bytes) -> "SignedTransaction":
        """Read a raw signed type-2 transaction strictly.

        Raises:
            BadInput: As :meth:`UnsignedTransaction.decode`; ``signature_not_low_s`` for a
                high s, ``signature_malformed`` for values out of range.
        """
        fields = _typed_fields(raw, 12)
        unsigned = UnsignedTransaction._from_fields(fields[:9])  # noqa: SLF001
        y_parity, r, s = (rlp.decode_int(part) for part in fields[9:])
        if y_parity > 1 or not 0 < r < 2 * _SECP256K1_HALF + 1 or s <= 0:
            raise BadInput("signature_malformed")
        if s > _SECP256K1_HALF:
            raise BadInput("signature_not_low_s")
        if unsigned.with_signature(y_parity, r, s) != raw:
            raise BadInput("tx_malformed", why="not_canonical")
        return cls(unsigned, raw, y_parity, r, s)


def _typed_fields(payload: bytes, count: int) -> list[rlp.Item]:
    if payload[:1] != bytes([TYPE_EIP1559]):
        raise BadInput("tx_type_refused", type=payload[0] if payload else None)
    fields = rlp.decode(payload[1:])
    if not isinstance(fields, list) or len(fields) != count:
        raise BadInput("tx_malformed", why="fields")
    return fields
