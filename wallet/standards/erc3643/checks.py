"""The rules of a T-REX transfer in the order a person would ask them."""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.compliance import (
    Actor,
    Effect,
    Param,
    Remedy,
    Rule,
    RuleReport,
    Subject,
    TokenAnswer,
    TransferIntent,
)
from wallet.domain.holding import Parts, Unlock
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643 import codes
from wallet.standards.erc3643.claims import claim_rules, read_topics
from wallet.standards.erc3643.modules import explain_modules, read_verdicts
from wallet.standards.erc3643.reads import (
    Facts,
    block_time,
    locked_parts,
    read_facts,
    read_lock_ups,
    read_modules,
)
from wallet.standards.shared.ask import Answer, ask
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

CAN_TRANSFER_CALL = "compliance.canTransfer(from,to,amount)"


async def check_transfer(reader: ChainReader, intent: TransferIntent) -> RuleReport:
    """Ask everything a T-REX transfer depends on."""
    facts, allowance = await gather(read_facts(reader, intent), allowance_rules(reader, intent))
    identity, (compliance, effects, freedom) = await gather(
        _identity_rules(reader, intent, facts), _compliance_rules(reader, intent, facts)
    )
    rules = (
        zero_recipient_rule(intent),
        *_amount_rules(intent, facts),
        balance_rule(intent, facts.balance),
        *freedom,
        *allowance,
        frozen_rule("sender_frozen", Subject.SENDER, intent.sender, facts.sender.frozen),
        frozen_rule(
            "recipient_frozen", Subject.RECIPIENT, intent.recipient, facts.recipient.frozen
        ),
        paused_rule(facts.paused),
        *identity,
        *compliance,
    )
    can = facts.can_transfer
    return RuleReport(rules, TokenAnswer(CAN_TRANSFER_CALL, can.flag, can.result.data), effects)


def _amount_rules(intent: TransferIntent, facts: Facts) -> tuple[Rule, ...]:
    """A modular compliance refuses a transfer of nothing, after all other checks."""
    if facts.modules.items is None:
        return ()
    passed = intent.base_units > 0
    remedy = None if passed else Remedy(Actor.YOU, "send_something")
    return (Rule("amount_is_zero", Subject.AMOUNT, status(passed=passed), remedy=remedy),)


async def _identity_rules(
    reader: ChainReader, intent: TransferIntent, facts: Facts
) -> tuple[Rule, ...]:
    recipient, identity = intent.recipient, facts.recipient.identity.address
    registered = None if identity is None else not identity.is_zero
    params: dict[str, Param] = {"account": recipient, "registered": registered}
    passed = facts.verified.flag
    remedy = None
    if passed is False:
        code = "renew_claims" if registered else "register_investor"
        remedy = Remedy(Actor.RECIPIENT if registered else Actor.ISSUER, code, params)
    verified = Rule(
        "recipient_verified",
        Subject.RECIPIENT,
        status(passed=passed),
        params,
        raw_answer("identityRegistry.isVerified(recipient)", facts.verified),
        remedy,
    )
    if passed is not False or facts.anchors.registry is None or not registered:
        return (verified,)
    topics = await read_topics(reader, facts.anchors.registry, identity)
    return (verified, *claim_rules(recipient, topics or ()))


async def _compliance_rules(
    reader: ChainReader, intent: TransferIntent, facts: Facts
) -> tuple[tuple[Rule, ...], tuple[Effect, ...], tuple[Rule, ...]]:
    modules, verdicts = await gather(
        read_modules(reader, facts.modules), read_verdicts(reader, intent, facts)
    )
    lock_ups = read_lock_ups(
        reader, facts.anchors.compliance, facts.modules, modules, intent.sender
    )
    if modules is None:
        legacy, unlocks = await gather(_legacy_rules(reader, intent, facts), lock_ups)
        return legacy, (), _freedom(reader, intent, facts, unlocks, lockable=False)
    lockable = any(module.name == "LockUpModule" for module in modules)
    (rules, effects), unlocks = await gather(
        explain_modules(reader, intent, facts, modules, verdicts), lock_ups
    )
    return rules, effects, _freedom(reader, intent, facts, unlocks, lockable=lockable)


def _freedom(
    reader: ChainReader,
    intent: TransferIntent,
    facts: Facts,
    unlocks: tuple[Unlock, ...] | None,
    *,
    lockable: bool,
) -> tuple[Rule, ...]:
    balance, frozen = facts.balance.number, facts.frozen_tokens.number
    parts: Parts | None = None
    ahead: tuple[Unlock, ...] = ()
    if balance is not None and frozen is not None and unlocks is not None:
        parts, ahead = locked_parts(balance, frozen, unlocks, block_time(reader))
    return freedom_rules(intent, parts, ahead, lockable=lockable, freezable=True)


async def _legacy_rules(
    reader: ChainReader, intent: TransferIntent, facts: Facts
) -> tuple[Rule, ...]:
    """A compliance from before the modules: each feature's verdict where it tells them."""
    compliance = facts.anchors.compliance
    if compliance is None:
        return ()
    parties = (intent.sender, intent.recipient, intent.base_units)
    answers = await gather(
        *(ask(reader, compliance, _feature(name), *parties) for name in codes.LEGACY_FEATURES)
    )
    rules = [
        _legacy_rule(intent, name, answer)
        for name, answer in zip(codes.LEGACY_FEATURES, answers, strict=True)
        if answer.flag is not None
    ]
    if rules:
        return tuple(rules)
    can = facts.can_transfer
    remedy = Remedy(Actor.ISSUER, "ask_issuer") if can.flag is False else None
    raw = raw_answer("compliance.canTransfer(from,to,amount)", can)
    params: dict[str, Param] = {"module": "compliance", "message": "compliance"}
    return (Rule("issuer_rule", Subject.TOKEN, status(passed=can.flag), params, raw, remedy),)


def _feature(name: str) -> Function:
    return Function.parse(f"complianceCheckOn{name}(address,address,uint256)(bool)")


def _legacy_rule(intent: TransferIntent, name: str, answer: Answer) -> Rule:
    rule_id, subject = codes.LEGACY_FEATURES[name]
    account = intent.sender if subject is Subject.SENDER else intent.recipient
    params: dict[str, Param] = {"account": account, "amount": intent.amount}
    remedy = Remedy(Actor.ISSUER, "ask_issuer") if answer.flag is False else None
    raw = raw_answer(f"complianceCheckOn{name}", answer)
    return Rule(rule_id, subject, status(passed=answer.flag), params, raw, remedy)
