"""The rules of a CMTAT transfer in the order a person would ask them."""

from asyncio import gather
from dataclasses import replace

from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleReport,
    RuleStatus,
    Subject,
    TokenAnswer,
    TransferIntent,
)
from wallet.domain.holding import Parts
from wallet.domain.plain_text import clean
from wallet.ports.chain import ChainReader
from wallet.standards.cmtat import codes
from wallet.standards.cmtat.reads import Facts, Party, is_second, read_facts
from wallet.standards.cmtat.rules import engine_rules
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.face1404 import MESSAGE, SPENDER_CHECK, detect_question
from wallet.standards.shared.freedom import freedom_rules
from wallet.standards.shared.probes import (
    allowance_rules,
    balance_rule,
    frozen_rule,
    paused_rule,
    raw_answer,
    status,
    zero_recipient_rule,
)
from wallet.standards.shared.reverts import Cause


async def check_transfer(reader: ChainReader, intent: TransferIntent) -> RuleReport:
    """Ask everything a CMTAT transfer depends on."""
    facts, allowance = await gather(read_facts(reader, intent), allowance_rules(reader, intent))
    further, message = await gather(
        engine_rules(reader, intent, facts.engine, facts.code.number),
        _message(reader, intent, facts),
    )
    rules = (
        zero_recipient_rule(intent),
        balance_rule(intent, facts.balance),
        *_freedom(intent, facts),
        *allowance,
        *_frozen_rules(intent, facts),
        *_state_rules(facts),
        *_allowlist_rules(facts),
        *further,
    )
    return RuleReport(_with_own_code(intent, facts, rules, message), _answer(intent, facts))


async def _message(reader: ChainReader, intent: TransferIntent, facts: Facts) -> str:
    if not facts.code.number:
        return ""
    said = await ask(reader, intent.token.address, MESSAGE, facts.code.number)
    return clean(said.text or "")


def read_parts(balance: Answer, frozen_tokens: Answer) -> Parts | None:
    """Total, free and frozen by amount; variants without partial freezes freeze nothing."""
    total, frozen = balance.number, frozen_tokens.number
    if frozen is None and frozen_tokens.missing:
        frozen = 0
    if total is None or frozen is None:
        return None
    return Parts.split(total=total, frozen_on_chain=frozen)


def _freedom(intent: TransferIntent, facts: Facts) -> tuple[Rule, ...]:
    parts = read_parts(facts.balance, facts.frozen_tokens)
    return freedom_rules(intent, parts, freezable=not facts.frozen_tokens.missing)


def _frozen_rules(intent: TransferIntent, facts: Facts) -> tuple[Rule, ...]:
    question = "frozen(account)" if is_second(intent.token) else "isFrozen(account)"
    rules = [
        frozen_rule(rule_id, subject, party.address, party.frozen, question)
        for rule_id, subject, party in (
            ("sender_frozen", Subject.SENDER, facts.sender),
            ("recipient_frozen", Subject.RECIPIENT, facts.recipient),
        )
    ]
    # The second generation does not look at who spends.
    if facts.spender is not None and not is_second(intent.token):
        frozen = facts.spender.frozen
        passed = None if frozen.flag is None else not frozen.flag
        params: dict[str, Param] = {"account": facts.spender.address}
        remedy = Remedy(Actor.ISSUER, "unfreeze", params) if passed is False else None
        raw = raw_answer("isFrozen(spender)", frozen)
        subject = Subject.SPENDER
        rules.append(Rule("spender_allowed", subject, status(passed=passed), params, raw, remedy))
    return tuple(rules)


def _state_rules(facts: Facts) -> tuple[Rule, ...]:
    pause = paused_rule(facts.paused)
    if facts.deactivated.missing:
        return (pause,)
    closed = facts.deactivated.flag
    # Nobody can undo a deactivation, nor the pause that comes with it.
    if closed:
        pause = replace(pause, remedy=None)
    raw = raw_answer("deactivated()", facts.deactivated)
    passed = None if closed is None else not closed
    return (Rule("token_deactivated", Subject.TOKEN, status(passed=passed), raw=raw), pause)


def _allowlist_rules(facts: Facts) -> tuple[Rule, ...]:
    if facts.allowlist_on.missing:
        return ()
    parties = [(Subject.SENDER, facts.sender), (Subject.RECIPIENT, facts.recipient)]
    if facts.spender is not None:
        parties.append((Subject.SPENDER, facts.spender))
    return tuple(
        _allowlisted(subject, party, facts.allowlist_on.flag) for subject, party in parties
    )


def _allowlisted(subject: Subject, party: Party, list_in_use: bool | None) -> Rule:  # noqa: FBT001
    params: dict[str, Param] = {"account": party.address}
    if list_in_use is False:
        return Rule("allowlisted", subject, RuleStatus.NOT_APPLICABLE, params)
    passed = party.listed.flag if list_in_use else None
    remedy = Remedy(Actor.ISSUER, "ask_listing", params) if passed is False else None
    raw = raw_answer(f"isAllowlisted({subject.value})", party.listed)
    return Rule("allowlisted", subject, status(passed=passed), params, raw, remedy)


def _with_own_code(
    intent: TransferIntent, facts: Facts, rules: tuple[Rule, ...], message: str
) -> tuple[Rule, ...]:
    """Add what only the token's own check knows; a refusal that is explained is not told twice."""
    opaque = facts.engine.address is not None and facts.engine.rules is None
    number, refused = facts.code.number, _refused(facts)
    if refused is not True or any(rule.failed for rule in rules):
        return (*rules, *((_opaque(facts),) if opaque else ()))
    raw = (
        f"code {number}: {message}".rstrip(": ") if number else raw_answer("canTransfer", facts.can)
    )
    params: dict[str, Param] = {"code": number, "message": message or raw}
    cause = _own_cause(intent, number, message)
    account = intent.recipient if cause[1] is Subject.RECIPIENT else intent.sender
    own = Rule(
        *cause,
        RuleStatus.FAIL,
        {**params, "account": account},
        raw,
        Remedy(Actor.ISSUER, "ask_issuer"),
    )
    return (*(rule for rule in rules if (rule.id, rule.subject) != cause), own)


def _refused(facts: Facts) -> bool | None:
    if facts.code.number is not None:
        return facts.code.number != 0
    return None if facts.can.flag is None else not facts.can.flag


def _opaque(facts: Facts) -> Rule:
    """An engine that does not show its rules: all there is is its yes or no within the code."""
    number = facts.code.number
    passed = True if number == 0 else None
    raw = raw_answer("detectTransferRestriction", facts.code)
    return Rule("issuer_rule", Subject.TOKEN, status(passed=passed), {"code": number}, raw)


def _own_cause(intent: TransferIntent, number: int | None, message: str) -> Cause:
    own = codes.TOKEN_CODES_V2 if is_second(intent.token) else codes.TOKEN_CODES_V3
    known = own.get(number or 0) or codes.RULE_TEXTS.get(message)
    return known or ("issuer_rule", Subject.TOKEN)


def _answer(intent: TransferIntent, facts: Facts) -> TokenAnswer:
    if facts.code.number is not None or facts.can.flag is None:
        by_spender = SPENDER_CHECK in intent.token.capabilities
        question = detect_question(intent, by_spender=by_spender)
        number = facts.code.number
        passed = None if number is None else number == 0
        return TokenAnswer(question, passed, facts.code.result.data)
    question = "canTransferFrom(spender,from,to,amount)" if intent.spender else ""
    if is_second(intent.token):
        question = "validateTransfer(from,to,amount)"
    return TokenAnswer(
        question or "canTransfer(from,to,amount)", facts.can.flag, facts.can.result.data
    )
