"""What the bytes say, read back for the person who signs them.

Nothing here looks at a form: the facts come from the decoded transaction, and the intent is
only compared with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.domain.abi import AbiError, Function
from wallet.domain.compliance import Param, TransferIntent
from wallet.domain.ids import Address
from wallet.domain.transaction import UnsignedTransaction

TRANSFER = Function.parse("transfer(address,uint256)(bool)")
TRANSFER_FROM = Function.parse("transferFrom(address,address,uint256)(bool)")


@dataclass(frozen=True, slots=True)
class DecodedCall:
    """A call in words: which function, with which arguments.

    Attributes:
        kind: ``payment``, ``transfer``, ``transfer_from``; ``unknown`` is never signed.
        sender: Whose tokens move; ``None`` for calls that move nothing.
    """

    kind: str
    function: str
    token: Address | None = None
    sender: Address | None = None
    recipient: Address | None = None
    base_units: int | None = None
    args: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the review dialog may show, all of it from the bytes."""

    transaction: UnsignedTransaction
    account: Address
    call: DecodedCall
    digest: bytes
    mismatches: tuple[str, ...] = ()


def decode_call(transaction: UnsignedTransaction, caller: Address) -> DecodedCall:
    """Decode the calldata with the wallet's own function set; never guess."""
    data, target = transaction.data, transaction.to
    if not data:
        return DecodedCall("payment", "", None, caller, target, transaction.value)
    for function, kind in ((TRANSFER, "transfer"), (TRANSFER_FROM, "transfer_from")):
        if data[:4] != function.selector:
            continue
        try:
            args = function.decode_args(data)
        except AbiError:
            break
        moved = (caller, *args) if kind == "transfer" else args
        sender, recipient, units = moved
        if (
            isinstance(sender, Address)
            and isinstance(recipient, Address)
            and isinstance(units, int)
        ):
            return DecodedCall(kind, function.signature, target, sender, recipient, units)
    return DecodedCall("unknown", "0x" + data[:4].hex(), target)


def review(
    transaction: UnsignedTransaction, account: Address, intent: TransferIntent | None
) -> Review:
    """Decode the bytes and list every difference from the intent."""
    decoded = decode_call(UnsignedTransaction.decode(transaction.encode()), account)
    mismatches = _mismatches(transaction, decoded, intent) if intent else ()
    if decoded.kind == "unknown":
        mismatches = (*mismatches, "unknown_call")
    return Review(transaction, account, decoded, transaction.digest, mismatches)


def _mismatches(
    transaction: UnsignedTransaction, decoded: DecodedCall, intent: TransferIntent
) -> tuple[str, ...]:
    token = None if intent.token.is_native else intent.token.address
    expected = {
        "chain": (transaction.chain_id, intent.token.ref.chain_id),
        "token": (decoded.token, token),
        "sender": (decoded.sender, intent.sender),
        "recipient": (decoded.recipient, intent.recipient),
        "amount": (decoded.base_units, intent.base_units),
        "value": (transaction.value, intent.base_units if intent.token.is_native else 0),
    }
    return tuple(name for name, (said, meant) in expected.items() if said != meant)
