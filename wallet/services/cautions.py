"""Scrip's own warnings about a transfer; never part of the verdict.

Source: EIP-7702 for delegated code; address poisoning imitates first and last characters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wallet.domain.amounts import Amount
from wallet.domain.compliance import Caution, Param, TransferIntent
from wallet.domain.ids import Address

_DELEGATED = bytes.fromhex("ef0100")
ANCHOR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the chain and the address book say around a transfer.

    Attributes:
        recipient_code: Code at the recipient; ``None`` if unknown.
        caller_code: Code at the signing account.
        coin: Native coin of the caller in wei.
        fee: Likely most expensive fee in wei; ``None`` if there is no gas figure.
        known: Addresses the person has named, owns or has sent to.
    """

    recipient_code: bytes | None
    caller_code: bytes | None
    coin: int | None
    fee: int | None
    known: frozenset[Address]


def cautions(intent: TransferIntent, around: Surroundings) -> tuple[Caution, ...]:
    """Everything worth a second look, most serious first."""
    found = [*_funds(intent, around), *_recipient(intent, around)]
    if (around.caller_code or b"").startswith(_DELEGATED):
        found.append(Caution("delegated_code", {"account": intent.caller}))
    return tuple(found)


def _funds(intent: TransferIntent, around: Surroundings) -> list[Caution]:
    if around.coin is None:
        return []
    value = intent.base_units if intent.token.is_native else 0
    needed = value + (around.fee or 0)
    # Without a gas figure an empty account is still certain to be too little.
    if needed <= around.coin and (around.coin > 0 or around.fee is not None):
        return []
    params: dict[str, Param] = {
        "account": intent.caller,
        "has": Amount(around.coin, 18),
        "needs": Amount(needed, 18),
    }
    return [Caution("gas_funds", params if needed else {**params, "why": "fee_unknown"})]


def _recipient(intent: TransferIntent, around: Surroundings) -> list[Caution]:
    recipient = intent.recipient
    params = {"account": recipient}
    found = []
    code = around.recipient_code or b""
    if recipient == intent.token.address and not intent.token.is_native:
        found.append(Caution("recipient_is_token", params))
    elif code and not code.startswith(_DELEGATED):
        found.append(Caution("recipient_is_contract", params))
    if recipient == intent.sender:
        found.append(Caution("recipient_is_self", params))
    elif recipient not in around.known:
        likeness = lookalike(recipient, around.known)
        if likeness is not None:
            found.append(Caution("lookalike_address", {**params, "like": likeness}))
        found.append(Caution("first_time_recipient", params))
    return found


def lookalike(address: Address, known: Iterable[Address]) -> Address | None:
    """The known address whose first and last four digits this other address copies."""
    head, tail = address[2 : 2 + ANCHOR_DIGITS].lower(), address[-ANCHOR_DIGITS:].lower()
    for other in known:
        low = other.lower()
        if other != address and low[2 : 2 + ANCHOR_DIGITS] == head and low.endswith(tail):
            return other
    return None
