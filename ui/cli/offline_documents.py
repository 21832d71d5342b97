"""JSON documents of signing by file."""

from collections.abc import Mapping
from typing import Any

from ui import text
from ui.cli import documents
from ui.cli.documents import iso, plain
from ui.cli.outcome import Document
from ui.text.formatting import gwei
from wallet.domain.amounts import Amount
from wallet.domain.offline import Evidence, EvidenceGrade, SignedBefore
from wallet.domain.offline_checks import COIN_DECIMALS
from wallet.domain.plain_text import clean
from wallet.domain.review import DecodedCall
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import SignedTransaction, UnsignedTransaction
from wallet.services.offline import Exported
from wallet.services.offline_again import RuleChange
from wallet.services.offline_answers import Answer
from wallet.services.offline_signing import Opened


def exported(made: Exported) -> Document:
    """A request that was made."""
    return {
        "id": made.request.id,
        "digest": "0x" + made.digest.hex(),
        "words": made.words,
        "created": iso(made.request.created),
        "expires": iso(made.request.expires),
        "account": str(made.request.account),
    }


def inspected(opened: Opened, names: text.Names) -> dict[str, Any]:
    """What a request says and what its bytes say."""
    request, found = opened.request, opened.examination
    return {
        "kind": "sign-request",
        "request": {
            "id": request.id,
            "digest": "0x" + opened.digest.hex(),
            "words": opened.words,
            "created": iso(request.created),
            "expires": iso(request.expires),
            "producer": clean(request.producer),
            "account": str(request.account),
            "path": None if request.path is None else clean(request.path),
        },
        "intent": _claims(opened),
        "decoded": _decoded(found.transaction, found.call, found.token),
        "mismatches": list(found.mismatches),
        "stops": [{"code": stop.code, "text": text.error(stop, names)} for stop in found.stops],
        "warnings": [{"id": one.id, "text": text.caution(one, names)} for one in found.cautions],
        "signed_before": [_before(one) for one in found.signed_before],
        "evidence": evidence(request.evidence, names),
    }


def unreadable(code: str, why: str) -> dict[str, Any]:
    """A file that says nothing Scrip takes at its word."""
    return {
        "kind": None,
        "request": None,
        "intent": None,
        "decoded": None,
        "mismatches": [code],
        "stops": [{"code": code, "text": why}],
        "warnings": [],
        "evidence": evidence(None, text.plain_name),
    }


def answered(answer: Answer) -> dict[str, Any]:
    """What an answer says and what its bytes say."""
    response, signed = answer.response, answer.signed
    shown = response.shown
    return {
        "kind": "sign-response",
        "request": {
            "id": response.request_id,
            "digest": "0x" + response.request_digest.hex(),
        },
        "result": "refused" if signed is None else "signed",
        "reason": None if response.reason is None else clean(response.reason),
        "intent": None if shown is None else _call(shown.call, None),
        "decoded": _answered(answer, signed),
        "signer": None if answer.signer is None else str(answer.signer),
        "tx_hash": None if signed is None else str(signed.hash),
        "mismatches": list(answer.mismatches),
        "stops": [],
        "warnings": [] if shown is None else [{"id": clean(one)} for one in shown.warnings],
        "evidence": evidence(None, text.plain_name),
    }


def evidence(found: Evidence | None, names: text.Names) -> Document:
    """What the online computer found out, by its own word."""
    grade = {"grade": EvidenceGrade.SAID.value}
    if found is None:
        return {**grade, "block": None, "verdict": None, "agreement": None, "rules": []}
    answer = found.answer
    return {
        **grade,
        "block": documents.block(found.block),
        "context": clean(found.context),
        "verdict": found.decision.verdict.value,
        "agreement": found.decision.agreement.value,
        "rules": [documents.rule(one, names) for one in found.decision.rules],
        "token_answer": None
        if answer is None
        else {"call": clean(answer.call), "result": answer.passed, "raw": plain(answer.raw)},
        "simulation": documents.simulation(found.simulation),
        "effects": [
            {"id": one.id, "text": text.effect(one, names), **documents.flat(one.amount)}
            for one in found.effects
        ],
        "warnings": [{"id": one.id, "text": text.caution(one, names)} for one in found.cautions],
        "nodes": [clean(node) for node in found.nodes],
        "accepted": [clean(word) for word in found.accepted],
    }


def changes(found: tuple[RuleChange, ...], names: text.Names) -> list[Document]:
    """What the rules say differently since the request was made."""
    return [
        {
            "id": one.rule.id,
            "subject": one.rule.subject.value,
            "before": None if one.before is None else one.before.value,
            "now": None if one.after is None else one.after.value,
            "text": text.rule(one.rule, names),
        }
        for one in found
    ]


def _claims(opened: Opened) -> Document:
    claims = opened.request.claims
    token = claims.token
    return {
        **_call(claims.call, None),
        "amount": None if claims.amount is None else clean(claims.amount),
        "chain_id": claims.chain_id,
        "network": clean(claims.network),
        "coin": clean(claims.coin),
        "nonce": claims.nonce,
        "value": documents.quantity(Amount(claims.value, COIN_DECIMALS)),
        "fee": _fee(claims.fee.gas, claims.fee.max_fee, claims.fee.priority_fee),
        "token_details": None
        if token is None
        else {
            "address": str(token.address),
            "name": clean(token.name),
            "symbol": clean(token.symbol),
            "decimals": token.decimals,
            "standard": clean(token.standard),
        },
        "counterparty": clean(claims.counterparty) or None,
    }


def _decoded(
    transaction: UnsignedTransaction | None, call: DecodedCall | None, token: SecurityToken | None
) -> Document | None:
    if transaction is None or call is None:
        return None
    return {
        **_call(call, token),
        "chain_id": transaction.chain_id,
        "nonce": transaction.nonce,
        "contract": str(transaction.to),
        "value": documents.quantity(Amount(transaction.value, COIN_DECIMALS)),
        "fee": _fee(transaction.gas, transaction.max_fee, transaction.priority_fee),
        "digest": "0x" + transaction.digest.hex(),
    }


def _answered(answer: Answer, signed: SignedTransaction | None) -> Document | None:
    return None if signed is None else _decoded(signed.unsigned, answer.call, None)


def _call(call: DecodedCall, token: SecurityToken | None) -> Document:
    units = call.base_units
    decimals = token.decimals if token else COIN_DECIMALS if call.token is None else None
    exact = None if units is None or decimals is None else Amount(units, decimals).text
    return {
        "kind": clean(call.kind),
        "function": clean(call.function) or None,
        "token": None if call.token is None else str(call.token),
        "from": None if call.sender is None else str(call.sender),
        "to": None if call.recipient is None else str(call.recipient),
        "amount": exact,
        "base_units": None if units is None else str(units),
        "args": _args(call.args),
    }


def _args(args: Mapping[str, object]) -> Document:
    # A number of a proposal can be too big for a JSON number.
    return {
        clean(name): str(value)
        if isinstance(value, int) and not isinstance(value, bool)
        else clean(value)
        if isinstance(value, str) and not value.startswith("0x")
        else plain(value)
        for name, value in args.items()
    }


def _fee(gas: int, max_fee: int, priority_fee: int) -> Document:
    return {
        "gas_limit": gas,
        "max_fee_gwei": gwei(max_fee),
        "priority_fee_gwei": gwei(priority_fee),
        "max": documents.quantity(Amount(gas * max_fee, COIN_DECIMALS)),
    }


def _before(signed: SignedBefore) -> Document:
    return {
        "tx_hash": str(signed.tx_hash),
        "nonce": signed.nonce,
        "at": iso(signed.at),
        "request": signed.request_id,
    }
