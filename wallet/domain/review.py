"""What the bytes say, read back for the person who signs them.

Nothing here looks at a form: the facts come from the decoded transaction, and the intent is
only compared with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.domain.abi import AbiError, Function
from wallet.domain.compliance import Param, TransferIntent
from wallet.domain.governance import ActionIntent, DelegationIntent
from wallet.domain.ids import Address
from wallet.domain.partition_calls import decode_partition_transfer, partition_label
from wallet.domain.transaction import UnsignedTransaction
from wallet.domain.vote_calls import decode_vote, encode_action, expected_args

TRANSFER = Function.parse("transfer(address,uint256)(bool)")
TRANSFER_FROM = Function.parse("transferFrom(address,address,uint256)(bool)")


@dataclass(frozen=True, slots=True)
class DecodedCall:
    """A call in words: which function, with which arguments.

    Attributes:
        kind: ``payment``, ``transfer``, ``transfer_from``, ``partition_transfer``,
            ``partition_transfer_from``, ``vote``, ``delegation``; ``unknown`` is never signed.
        token: The token that moves or votes; ``None`` for coin, and for a vote.
        sender: Whose tokens move; for a vote and a delegation who sends it.
        recipient: Who gets them; for a vote the governor, for a delegation who shall vote.
        args: Of a transfer inside a partition: ``partition`` as hex, ``class``
            as shown. Of a vote: ``proposal_id``, ``support``, and ``reason`` or ``voter`` and
            ``signature``; of a delegation: ``delegatee``.
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
    return (
        _decode_partition(transaction, caller)
        or _decode_vote(transaction, caller)
        or DecodedCall("unknown", "0x" + data[:4].hex(), target)
    )


def _decode_partition(transaction: UnsignedTransaction, caller: Address) -> DecodedCall | None:
    moved = decode_partition_transfer(transaction.data, caller)
    if moved is None:
        return None
    return DecodedCall(
        moved.kind,
        moved.function,
        transaction.to,
        moved.sender,
        moved.recipient,
        moved.base_units,
        {"partition": "0x" + moved.partition.hex(), "class": partition_label(moved.partition)},
    )


def _decode_vote(transaction: UnsignedTransaction, caller: Address) -> DecodedCall | None:
    call, target = decode_vote(transaction.data), transaction.to
    # None of these functions takes coin: with a value they would fail, or do something else.
    if call is None or transaction.value != 0:
        return None
    if call.kind == "vote":
        return DecodedCall(call.kind, call.function, None, caller, target, None, call.args)
    delegatee = call.args["delegatee"]
    if not isinstance(delegatee, Address):
        return None
    return DecodedCall(call.kind, call.function, target, caller, delegatee, None, call.args)


def review(
    transaction: UnsignedTransaction,
    account: Address,
    intent: TransferIntent | ActionIntent | None,
) -> Review:
    """Decode the bytes and list every difference from the intent."""
    decoded = decode_call(UnsignedTransaction.decode(transaction.encode()), account)
    mismatches: tuple[str, ...] = ()
    if isinstance(intent, TransferIntent):
        mismatches = _mismatches(transaction, decoded, intent)
    elif intent is not None:
        mismatches = _action_mismatches(transaction, decoded, intent)
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
        "partition": (
            decoded.args.get("partition"),
            None if intent.partition is None else "0x" + intent.partition.hex(),
        ),
    }
    return tuple(name for name, (said, meant) in expected.items() if said != meant)


def _action_mismatches(
    transaction: UnsignedTransaction, decoded: DecodedCall, intent: ActionIntent
) -> tuple[str, ...]:
    contract, _ = encode_action(intent)
    expected: dict[str, tuple[object, object]] = {
        "chain": (transaction.chain_id, intent.chain_id),
        "contract": (transaction.to, contract),
        "sender": (decoded.sender, intent.caller),
        "value": (transaction.value, 0),
        "kind": (decoded.kind, "delegation" if isinstance(intent, DelegationIntent) else "vote"),
    }
    args = expected_args(intent)
    for name in sorted({*args, *decoded.args}):
        missing = object()
        expected[name] = (decoded.args.get(name, missing), args.get(name))
    return tuple(name for name, (said, meant) in expected.items() if said != meant)
