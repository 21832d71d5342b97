"""Transfers inside one partition: the only two shapes the wallet sends, written and read back.

Source: ERC-1410. The extra data of both calls stays empty: it could carry another destination
partition or an issuer's certificate, which nobody here has read.
"""

from dataclasses import dataclass

from wallet.domain.abi import AbiError, Function
from wallet.domain.ids import Address
from wallet.domain.plain_text import clean, printable_word

TRANSFER_BY_PARTITION = Function.parse(
    "transferByPartition(bytes32,address,uint256,bytes)(bytes32)"
)
OPERATOR_TRANSFER_BY_PARTITION = Function.parse(
    "operatorTransferByPartition(bytes32,address,address,uint256,bytes,bytes)(bytes32)"
)


@dataclass(frozen=True, slots=True)
class PartitionTransfer:
    """One call read back.

    Attributes:
        kind: ``partition_transfer`` or ``partition_transfer_from``.
        sender: Whose units move.
    """

    kind: str
    function: str
    partition: bytes
    sender: Address
    recipient: Address
    base_units: int


def partition_label(partition: bytes) -> str:
    """A partition for a person who signs: its text if it is one, and the whole id."""
    name, number = printable_word(partition), "0x" + partition.hex()
    return f"{clean(name)} ({number})" if name.strip() else number


def encode_partition_transfer(
    partition: bytes, sender: Address, recipient: Address, base_units: int, *, operated: bool
) -> bytes:
    """Calldata of the holder's own transfer, or of an operator's."""
    if not operated:
        return TRANSFER_BY_PARTITION.encode(partition, recipient, base_units, b"")
    return OPERATOR_TRANSFER_BY_PARTITION.encode(partition, sender, recipient, base_units, b"", b"")


def decode_partition_transfer(data: bytes, caller: Address) -> PartitionTransfer | None:
    """Read one of the two calls; ``None`` for anything else, and with any extra data."""
    for function in (TRANSFER_BY_PARTITION, OPERATOR_TRANSFER_BY_PARTITION):
        if data[:4] != function.selector:
            continue
        try:
            partition, *moved = function.decode_args(data)
        except AbiError:
            return None
        own = function is TRANSFER_BY_PARTITION
        sender, recipient, units, *extra = (caller, *moved) if own else tuple(moved)
        if any(extra) or not isinstance(partition, bytes) or not isinstance(units, int):
            return None
        if not (isinstance(sender, Address) and isinstance(recipient, Address)):
            return None
        kind = "partition_transfer" if own else "partition_transfer_from"
        return PartitionTransfer(kind, function.signature, partition, sender, recipient, units)
    return None
