"""JSON documents built from domain values; pure functions, names and units as documented.

Quantities are objects of decimal text and integer text, unknown values are ``null``, times are
ISO 8601 in UTC, addresses EIP-55 text. No JSON number carries a value.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from ui import text
from ui.cli.outcome import Document
from wallet.domain.account import Account, Contact
from wallet.domain.activity import ActivityEntry
from wallet.domain.amounts import Amount
from wallet.domain.chain import Block
from wallet.domain.compliance import Maximum, Rule, Simulation, TokenAnswer, TransferCheck
from wallet.domain.errors import WalletError
from wallet.domain.holding import Holding, Partition, Parts, Unlock
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry

TokenOf = Callable[[Address | None], SecurityToken | None]

_LAST_SECOND: Final = 253_402_300_799  # 9999-12-31T23:59:59Z, the last that ISO 8601 can say.
_SECRET_SHAPE: Final = re.compile(r"(0x)?[0-9a-fA-F]{40,}", re.ASCII)


def iso(timestamp: int | None) -> str | None:
    """Unix seconds as UTC text with Z; a contract's "never" is the last second of 9999."""
    if timestamp is None or timestamp < 0:
        return None
    moment = datetime.fromtimestamp(min(timestamp, _LAST_SECOND), tz=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def quantity(amount: Amount | None) -> Document | None:
    """A named quantity."""
    return None if amount is None else flat(amount)


def flat(amount: Amount | None) -> dict[str, str | None]:
    """The two fields of a quantity, for objects that are one amount."""
    if amount is None:
        return {"amount": None, "base_units": None}
    return {"amount": amount.text, "base_units": str(amount.base_units)}


def units(token: SecurityToken | None, base_units: int | None) -> dict[str, str | None]:
    """Like :func:`flat` where the token, and so its decimals, may be unknown."""
    if base_units is None:
        return flat(None)
    if token is None:
        return {"amount": None, "base_units": str(base_units)}
    return flat(token.amount(base_units))


def block(at: Block) -> Document:
    """A block."""
    return {"number": at.number, "hash": at.hash, "timestamp": iso(at.timestamp)}


def token_brief(token: SecurityToken) -> Document:
    """A token where something else is the subject; the coin of the network has no address."""
    return {
        "address": None if token.is_native else str(token.address),
        "symbol": token.symbol,
        "standard": token.standard,
    }


def token_at(address: Address | None, known: SecurityToken | None) -> Document | None:
    """A token of which maybe only the address is known."""
    if known is not None:
        return token_brief(known)
    if address is None:
        return None
    return {"address": str(address), "symbol": None, "standard": None}


def token(whole: SecurityToken) -> Document:
    """A token as its own subject."""
    return {
        "address": str(whole.address),
        "chain_id": whole.ref.chain_id,
        "name": whole.name,
        "symbol": whole.symbol,
        "decimals": whole.decimals,
        "standard": whole.standard,
        "standard_version": whole.version,
        "capabilities": list(whole.capabilities),
    }


def account(owned: Account) -> dict[str, Any]:
    """An own account."""
    return {
        "address": str(owned.address),
        "label": owned.label,
        "kind": owned.kind.value,
        "path": owned.path,
        "backup_confirmed": owned.backup_confirmed,
    }


def contact(known: Contact) -> Document:
    """An entry of the address book."""
    return {"name": known.name, "address": str(known.address)}


def network(configured: Network, *, shown_urls: Sequence[str], current: bool) -> Document:
    """A configured network; the URLs as they may be shown, without keys."""
    return {
        "name": configured.name,
        "chain_id": configured.chain_id,
        "rpc_urls": list(shown_urls),
        "quorum": configured.quorum,
        "confirmations": configured.confirmations,
        "explorer": configured.explorer or None,
        "coin": configured.coin,
        "current": current,
    }


def holding(held: Holding) -> Document:
    """What an account has of a token."""
    amount = held.token.amount
    on_chain = held.frozen_on_chain
    return {
        "account": str(held.account),
        "token": token_brief(held.token),
        **_parts(held.token, held.parts),
        "frozen_on_chain": quantity(None if on_chain is None else amount(on_chain)),
        "partitions": [_partition(held.token, part) for part in held.partitions],
        "reachable": None if held.reachable is None else quantity(amount(held.reachable)),
        "on_hold": None if held.on_hold is None else quantity(amount(held.on_hold)),
        "unlocks": [_unlock(held.token, unlock) for unlock in held.unlocks],
        "value": None,
        "state": held.state.value,
        "grade": held.grade.value,
        "as_of_block": held.as_of_block,
    }


def _parts(token: SecurityToken, parts: Parts | None) -> Document:
    names = ("total", "free", "frozen", "locked")
    if parts is None:
        return dict.fromkeys(names)
    return {name: quantity(token.amount(getattr(parts, name))) for name in names}


def _partition(token: SecurityToken, part: Partition) -> Document:
    free = None if part.free is None else token.amount(part.free)
    return {
        "id": part.id,
        "name": part.name,
        "total": quantity(token.amount(part.total)),
        "free": quantity(free),
    }


def _unlock(token: SecurityToken, unlock: Unlock) -> Document:
    return {"at": iso(unlock.at), **flat(token.amount(unlock.base_units))}


def check(answer: TransferCheck, names: text.Names) -> Document:
    """The answer to "will this transfer pass"."""
    intent = answer.intent
    return {
        "token": token_brief(intent.token),
        "from": str(intent.sender),
        "to": str(intent.recipient),
        **flat(intent.amount),
        "partition": None if intent.partition is None else _hex(intent.partition),
        "spender": None if intent.spender is None else str(intent.spender),
        "block": block(answer.block),
        "context": answer.context,
        "at": iso(intent.at),
        "verdict": answer.verdict.value,
        "agreement": answer.decision.agreement.value,
        "effects": [
            {"id": happening.id, "text": text.effect(happening, names), **flat(happening.amount)}
            for happening in answer.effects
        ],
        "warnings": [
            {"id": warning.id, "text": text.caution(warning, names)} for warning in answer.cautions
        ],
        "summary": text.summary(answer, names),
        "rules": [rule(asked, names) for asked in answer.rules],
        "token_answer": _token_answer(answer.answer),
        "simulation": simulation(answer.simulation),
        "gas": answer.gas,
        "round_trips": answer.round_trips,
    }


def rule(asked: Rule, names: text.Names) -> Document:
    """One question a transfer or a vote must pass."""
    offered = asked.remedy
    return {
        "id": asked.id,
        "subject": asked.subject.value,
        "status": asked.status.value,
        "text": text.rule(asked, names),
        "raw": asked.raw,
        "remedy": None
        if offered is None
        else {
            "actor": offered.actor.value,
            "text": text.remedy(offered, names),
            "earliest": iso(offered.earliest),
        },
    }


def _token_answer(said: TokenAnswer | None) -> Document | None:
    if said is None:
        return None
    return {"call": said.call, "result": said.passed, "raw": _hex(said.raw)}


def simulation(tried: Simulation) -> Document:
    """What trying it out came to."""
    return {
        "ran": tried.ran,
        "ok": tried.ok,
        "error": tried.error,
        "args": list(tried.args),
        "raw": _hex(tried.raw) if tried.ran else None,
        "message": tried.message or None,
    }


def maximum(most: Maximum) -> Document:
    """How much would pass; ``ranges`` is ``null`` if that could not be decided."""
    amount = most.token.amount
    ranges = (
        None
        if most.ranges is None
        else [
            {"min": quantity(amount(each.minimum)), "max": quantity(amount(each.maximum))}
            for each in most.ranges
        ]
    )
    return {
        "token": token_brief(most.token),
        "ranges": ranges,
        "step": quantity(amount(most.step)),
        "limited_by": list(most.limited_by),
        "block": block(most.block),
    }


def transaction(entry: OutboxEntry, token_of: TokenOf) -> dict[str, Any]:
    """One line of the outbox."""
    moved = token_of(entry.token)
    # The coin's symbol is a matter of the network; its decimals are not.
    coin = SecurityToken.native(entry.chain_id, "") if entry.kind == "payment" else None
    return {
        "tx_hash": str(entry.tx_hash),
        "nonce": entry.nonce,
        "status": entry.state.value,
        "kind": entry.kind,
        "from": str(entry.account),
        "token": token_at(entry.token, moved),
        "to": None if entry.recipient is None else str(entry.recipient),
        **units(coin or moved, entry.base_units),
        "submitted_at": iso(entry.submitted_at),
        "block": entry.block_number,
        "confirmations": entry.confirmations,
        "error": entry.error,
        "replaced_by": None if entry.replaced_by is None else str(entry.replaced_by),
    }


def history_entry(entry: ActivityEntry, token_of: TokenOf) -> Document:
    """One line of history."""
    known = token_of(entry.token)
    return {
        "at": iso(entry.at),
        "block": entry.block_number,
        "tx_hash": str(entry.tx_hash),
        "log_index": entry.log_index,
        "kind": entry.kind,
        "account": str(entry.account),
        "token": token_at(entry.token, known),
        "from": None if entry.sender is None else str(entry.sender),
        "to": None if entry.recipient is None else str(entry.recipient),
        **units(known, entry.base_units),
        "note": entry.note,
    }


def error(problem: WalletError, names: text.Names, details: Mapping[str, Any]) -> Document:
    """A failure; ``details`` go beside the problem's own values."""
    given: dict[str, Any] = {
        key: check(value, names) if isinstance(value, TransferCheck) else plain(value)
        for key, value in problem.params.items()
    }
    typed = given.get("text")
    if isinstance(typed, str):
        # Somebody may have pasted a key where an address belongs.
        given["text"] = _SECRET_SHAPE.sub("…", typed)
    if problem.detail:
        given["technical"] = problem.detail
    message = text.error(problem, names)
    return error_document(problem.code, message, {**given, **details})


def error_document(code: str, message: str, details: Mapping[str, Any]) -> Document:
    """The one shape of every failure."""
    return {"error": {"code": code, "message": message, "details": dict(details)}}


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911
    """A value of an error or a rule in force as JSON can say it."""
    match value:
        case None | bool() | int():
            return value
        case Address():
            return str(value)
        case Amount():
            return flat(value)
        case bytes():
            return _hex(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case _:
            return str(value)


def _hex(raw: bytes) -> str:
    return "0x" + raw.hex()
