"""Calls and findings as fields of a package, and back."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from wallet.domain.amounts import MAX_DECIMALS, Amount
from wallet.domain.canonical_json import Json
from wallet.domain.chain import Block
from wallet.domain.compliance import (
    Actor,
    Agreement,
    At,
    Caution,
    Decision,
    Effect,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Simulation,
    Subject,
    TokenAnswer,
    Verdict,
)
from wallet.domain.ids import Address
from wallet.domain.offline import Evidence
from wallet.domain.package_fields import Fields, malformed, read_integer, write_hex, write_time
from wallet.domain.plain_text import MESSAGE_LIMIT, clean
from wallet.domain.review import DecodedCall

E = TypeVar("E", bound=Enum)

# Answers of contracts are decoration here; a long one is cut.
_LONGEST_RAW = 1024


def write_call(call: DecodedCall) -> dict[str, Json]:
    """A decoded call; its texts must be plain already, or the package cannot be written."""
    return {
        "kind": call.kind,
        "function": call.function,
        "token": call.token,
        "sender": call.sender,
        "recipient": call.recipient,
        "baseUnits": None if call.base_units is None else str(call.base_units),
        "args": {name: _write_param(value, exact=True) for name, value in call.args.items()},
    }


def read_call(found: Json) -> DecodedCall:
    """Read it back."""
    fields = Fields(found, "call")
    call = DecodedCall(
        fields.text("kind", 40),
        fields.text("function", 400),
        fields.maybe("token", fields.address),
        fields.maybe("sender", fields.address),
        fields.maybe("recipient", fields.address),
        fields.maybe("baseUnits", fields.integer),
        _read_params(fields.take("args")),
    )
    fields.done()
    return call


def write_evidence(evidence: Evidence) -> dict[str, Json]:
    """What the online computer found out."""
    decision, tried, block = evidence.decision, evidence.simulation, evidence.block
    answer = evidence.answer
    return {
        "block": {
            "number": str(block.number),
            "hash": block.hash,
            "time": write_time(block.timestamp),
            "baseFee": None if block.base_fee is None else str(block.base_fee),
        },
        "context": evidence.context,
        "verdict": decision.verdict.value,
        "agreement": decision.agreement.value,
        "rules": [_write_rule(rule) for rule in decision.rules],
        "simulation": {
            "ran": tried.ran,
            "ok": tried.ok,
            "error": None if tried.error is None else clean(tried.error),
            "args": [clean(word) for word in tried.args],
            "raw": write_hex(tried.raw[:_LONGEST_RAW]),
            "message": clean(tried.message),
        },
        "tokenAnswer": None
        if answer is None
        else {
            "call": clean(answer.call),
            "passed": answer.passed,
            "raw": write_hex(answer.raw[:_LONGEST_RAW]),
        },
        "effects": [
            {
                "id": effect.id,
                "amount": _write_param(effect.amount),
                "params": _write_params(effect.params),
            }
            for effect in evidence.effects
        ],
        "warnings": [
            {"id": warning.id, "params": _write_params(warning.params)}
            for warning in evidence.cautions
        ],
        "nodes": [clean(node) for node in evidence.nodes],
        "accepted": list(evidence.accepted),
    }


def read_evidence(found: Json) -> Evidence:
    """Read it back; fields for proofs are unknown to this version and refused."""
    fields = Fields(found, "evidence")
    evidence = Evidence(
        block=_read_block(fields.within("block")),
        context=fields.text("context", 20),
        decision=Decision(
            _member(Verdict, fields, "verdict"),
            _member(Agreement, fields, "agreement"),
            fields.each("rules", _read_rule),
        ),
        simulation=_read_simulation(fields.within("simulation")),
        answer=fields.maybe("tokenAnswer", lambda key: _read_answer(fields.within(key))),
        effects=fields.each("effects", _read_effect),
        cautions=fields.each("warnings", _read_caution),
        nodes=fields.each("nodes", read_word),
        accepted=fields.each("accepted", read_word),
    )
    fields.done()
    return evidence


def read_word(found: Json) -> str:
    """One short text of a list."""
    if not isinstance(found, str) or len(found) > MESSAGE_LIMIT:
        raise malformed("word")
    return found


def _read_block(fields: Fields) -> Block:
    block = Block(
        fields.integer("number", 2**63),
        write_hex(fields.hex("hash", 32)),
        fields.time("time"),
        fields.maybe("baseFee", fields.integer),
    )
    fields.done()
    return block


def _read_simulation(fields: Fields) -> Simulation:
    ok = fields.take("ok")
    if ok is not None and not isinstance(ok, bool):
        raise malformed("simulation.ok")
    simulation = Simulation(
        ran=fields.flag("ran"),
        ok=ok,
        error=fields.maybe("error", fields.text),
        args=fields.each("args", read_word),
        raw=fields.hex("raw"),
        message=fields.text("message"),
    )
    fields.done()
    return simulation


def _read_answer(fields: Fields) -> TokenAnswer:
    passed = fields.take("passed")
    if passed is not None and not isinstance(passed, bool):
        raise malformed("tokenAnswer.passed")
    answer = TokenAnswer(fields.text("call"), passed, fields.hex("raw"))
    fields.done()
    return answer


def _write_rule(rule: Rule) -> dict[str, Json]:
    remedy = rule.remedy
    return {
        "id": rule.id,
        "subject": rule.subject.value,
        "status": rule.status.value,
        "params": _write_params(rule.params),
        "raw": None if rule.raw is None else clean(rule.raw),
        "remedy": None
        if remedy is None
        else {
            "actor": remedy.actor.value,
            "code": remedy.code,
            "params": _write_params(remedy.params),
            "earliest": None if remedy.earliest is None else str(remedy.earliest),
        },
    }


def _read_rule(found: Json) -> Rule:
    fields = Fields(found, "rule")
    rule = Rule(
        fields.text("id", 60),
        _member(Subject, fields, "subject"),
        _member(RuleStatus, fields, "status"),
        _read_params(fields.take("params")),
        fields.maybe("raw", fields.text),
        fields.maybe("remedy", lambda key: _read_remedy(fields.within(key))),
    )
    fields.done()
    return rule


def _read_remedy(fields: Fields) -> Remedy:
    remedy = Remedy(
        _member(Actor, fields, "actor"),
        fields.text("code", 60),
        _read_params(fields.take("params")),
        fields.maybe("earliest", fields.integer),
    )
    fields.done()
    return remedy


def _read_effect(found: Json) -> Effect:
    fields = Fields(found, "effect")
    amount = _read_param(fields.take("amount"))
    if amount is not None and not isinstance(amount, Amount):
        raise malformed("effect.amount")
    effect = Effect(fields.text("id", 60), amount, _read_params(fields.take("params")))
    fields.done()
    return effect


def _read_caution(found: Json) -> Caution:
    fields = Fields(found, "warning")
    caution = Caution(fields.text("id", 60), _read_params(fields.take("params")))
    fields.done()
    return caution


def _member(kind: type[E], fields: Fields, key: str) -> E:
    word = fields.text(key, 40)
    for member in kind:
        if member.value == word:
            return member
    raise malformed(key)


def _write_params(params: Mapping[str, Param]) -> dict[str, Json]:
    # There are no signs in packages; a rule without such a figure still says what it says.
    return {
        name: _write_param(None if _is_negative(value) else value) for name, value in params.items()
    }


def _write_param(value: Param, *, exact: bool = False) -> Json:  # noqa: PLR0911  (one per type)
    match value:
        case None | bool():
            return value
        case Address():
            return {"address": str(value)}
        case int():
            return {"integer": str(value)}
        case str():
            return {"text": value if exact else clean(value)}
        case At():
            return {"time": str(value.timestamp)}
        case Amount():
            return {"amount": [str(value.base_units), str(value.decimals)]}
        case tuple():
            return {"amounts": [[str(one.base_units), str(one.decimals)] for one in value]}


def _is_negative(value: Param) -> bool:
    figures = value if isinstance(value, tuple) else (value,)
    units = (one.base_units if isinstance(one, Amount) else one for one in figures)
    return any(isinstance(one, int) and one < 0 for one in units)


def _read_params(found: Json) -> dict[str, Param]:
    if not isinstance(found, dict):
        raise malformed("params")
    return {name: _read_param(value) for name, value in found.items()}


def _read_param(found: Json) -> Param:
    if found is None or isinstance(found, bool):
        return found
    if not isinstance(found, dict) or len(found) != 1:
        raise malformed("param")
    kind = next(iter(found))
    fields = Fields(found, "param")
    if kind == "amounts":
        return fields.each(kind, _read_amount)
    if kind == "amount":
        return _read_amount(fields.take(kind))
    readers: dict[str, Callable[[str], Param]] = {
        "address": fields.address,
        "integer": fields.integer,
        "text": fields.text,
        "time": lambda key: At(fields.integer(key)),
    }
    if kind not in readers:
        raise malformed("param")
    return readers[kind](kind)


def _read_amount(found: Json) -> Amount:
    if not isinstance(found, list) or len(found) != 2:
        raise malformed("amount")
    units, decimals = found
    if not isinstance(units, str) or not isinstance(decimals, str):
        raise malformed("amount")
    try:
        return Amount(read_integer(units), read_integer(decimals, MAX_DECIMALS))
    except ValueError:
        raise malformed("amount") from None
