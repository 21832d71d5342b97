"""What became of a sent transaction."""

from collections.abc import Mapping
from typing import Any, Final

from ui.cli import documents
from ui.cli.context import Context, tell
from ui.cli.outcome import DONE, SENT_BUT_FAILED, Outcome
from ui.text import sentence
from ui.text.formatting import gwei
from wallet.domain.amounts import Amount
from wallet.domain.transfer import OutboxEntry, OutboxState, Reviewed

COIN_DECIMALS: Final = 18
FAILED: Final = frozenset({OutboxState.REVERTED, OutboxState.REPLACED, OutboxState.DROPPED})


async def follow(context: Context, entry: OutboxEntry, timeout_s: float) -> OutboxEntry:
    """Wait until it is final, or as long as asked."""
    tell(sentence("progress_waiting"))
    return await context.services.tracking.wait(entry.tx_hash, timeout_s)


def exit_code(entry: OutboxEntry) -> int:
    """8 for what was sent and did not come to pass."""
    return SENT_BUT_FAILED if entry.state in FAILED else DONE


def sent_outcome(context: Context, entry: OutboxEntry, reviewed: Reviewed) -> Outcome:
    """The document of a sent transaction with its check and its price."""
    check = reviewed.check
    document = {
        **documents.transaction(entry, context.token_of),
        "fee": fee(context, entry, reviewed),
        "check": None if check is None else documents.check(check, context.name),
    }
    if check is not None:
        token = check.intent.token
        document["token"] = documents.token_brief(token)
        document |= documents.units(token, entry.base_units)
    return Outcome(document, ending_lines(entry, document["fee"]), exit_code(entry))


def ending_lines(entry: OutboxEntry, price: Mapping[str, Any]) -> tuple[str, ...]:
    """What became of it, and what it cost as far as known."""
    paid = price["paid"]
    if paid is None:
        return (state_line(entry),)
    return (state_line(entry), sentence("fee_paid", fee=paid["amount"], coin=price["coin"]))


def fee(context: Context, entry: OutboxEntry, reviewed: Reviewed) -> dict[str, Any]:
    """What was bid, and what was paid as far as known."""
    quote = reviewed.fee
    paid = None
    if entry.gas_used is not None and entry.effective_gas_price is not None:
        paid = Amount(entry.gas_used * entry.effective_gas_price, COIN_DECIMALS)
    return {
        "coin": context.services.networks.current().coin,
        "gas_limit": quote.gas,
        "gas_used": entry.gas_used,
        "max_fee_gwei": gwei(quote.max_fee),
        "priority_fee_gwei": gwei(quote.priority_fee),
        "max": documents.quantity(Amount(quote.max_wei, COIN_DECIMALS)),
        "likely": documents.quantity(Amount(quote.likely_wei, COIN_DECIMALS)),
        "paid": documents.quantity(paid),
    }


def state_line(entry: OutboxEntry) -> str:
    """One sentence for a state."""
    return sentence(
        f"state_{entry.state.value}",
        hash=str(entry.tx_hash),
        block=entry.block_number,
        error=entry.error,
    )
