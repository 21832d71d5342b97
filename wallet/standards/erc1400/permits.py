"""Rules about who may send, receive and move: lists, pause, certificates, operators, programs."""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.erc1400 import codes
from wallet.standards.erc1400.reads import read_implementer, read_setup
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import (
    ALLOWANCE,
    PAUSED,
    paused_rule,
    raw_answer,
    status,
)


async def spender_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """An operator of the holder may move everything, anybody else what was approved."""
    spender, token, holder = intent.spender, intent.token.address, intent.sender
    if spender is None:
        return ()
    if intent.partition is None:
        allowed, *operator = await gather(
            ask(reader, token, ALLOWANCE, holder, spender),
            ask(reader, token, codes.IS_OPERATOR, spender, holder),
        )
    else:
        named = intent.partition
        allowed, *operator = await gather(
            ask(reader, token, codes.ALLOWANCE_BY, named, holder, spender),
            ask(reader, token, codes.IS_OPERATOR, spender, holder),
            ask(reader, token, codes.IS_OPERATOR_FOR, named, spender, holder),
        )
    if any(one.flag for one in operator):
        return (_operator(spender, passed=True),)
    if allowed.missing:
        # No allowances by partition: only an operator may.
        passed = False if any(one.flag is False for one in operator) else None
        return (_operator(spender, passed=passed),)
    return (_allowance(intent, spender, allowed),)


def _operator(spender: Address, *, passed: bool | None) -> Rule:
    params: dict[str, Param] = {"account": spender}
    remedy = Remedy(Actor.YOU, "authorize_spender", params) if passed is False else None
    return Rule("spender_allowed", Subject.SPENDER, status(passed=passed), params, remedy=remedy)


def _allowance(intent: TransferIntent, spender: Address, allowed: Answer) -> Rule:
    units = allowed.number
    passed = None if units is None else intent.base_units <= units
    params: dict[str, Param] = {"account": spender, "amount": intent.amount}
    params["allowed"] = None if units is None else intent.token.amount(units)
    remedy = Remedy(Actor.YOU, "approve_spender") if passed is False else None
    raw = raw_answer("allowance(sender,spender)", allowed)
    return Rule("spender_allowance", Subject.SPENDER, status(passed=passed), params, raw, remedy)


async def pause_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """The token's own pause, the validator's pause of this token, and a move elsewhere."""
    token = intent.token.address
    own, successor, validator = await gather(
        ask(reader, token, PAUSED),
        read_implementer(reader, token, codes.TOKEN_KEY),
        read_implementer(reader, token, codes.VALIDATOR_KEY),
    )
    rules = [paused_rule(own)] if own.flag is not None else []
    if validator is not None:
        paused = await ask(reader, validator, codes.TOKEN_PAUSED, token)
        if not paused.result.reverted:
            rules.append(paused_rule(paused, "validator.paused(token)"))
    if successor is not None:
        passed = successor == token
        raw = f"getInterfaceImplementer(ERC1400Token) → {successor}"
        rules.append(Rule("token_deactivated", Subject.TOKEN, status(passed=passed), raw=raw))
    return tuple(rules)


async def list_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """The issuer's lists and certificates, as far as they are in use for this call."""
    token, people = intent.token.address, (intent.sender, intent.recipient)
    validator = await read_implementer(reader, token, codes.VALIDATOR_KEY)
    if validator is None:
        return ()
    setup, signer, allow, block = await gather(
        read_setup(reader, token, validator),
        ask(reader, validator, codes.SIGNER, token, intent.caller),
        gather(*(ask(reader, validator, codes.ALLOWLISTED, token, one) for one in people)),
        gather(*(ask(reader, validator, codes.BLOCKLISTED, token, one) for one in people)),
    )
    if setup is None:
        return (Rule("issuer_rule", Subject.TOKEN, RuleStatus.UNKNOWN),)
    by_certificate = setup.certificate > 0 and intent.partition is not None
    rules: list[Rule] = []
    if setup.allowlist:
        rules += _listing(intent, tuple(allow), "allowlisted", is_used=not by_certificate)
    if setup.blocklist:
        rules += _listing(intent, tuple(block), "denylisted", is_used=not by_certificate)
    if setup.certificate:
        rules.append(_certificate(signer, is_used=by_certificate))
    return tuple(rules)


def _listing(
    intent: TransferIntent, answers: tuple[Answer, ...], rule_id: str, *, is_used: bool
) -> tuple[Rule, ...]:
    wanted, step = (True, "ask_listing") if rule_id == "allowlisted" else (False, "ask_removal")
    question = "isAllowlisted" if wanted else "isBlocklisted"
    rules = []
    for subject, account, answer in zip(
        (Subject.SENDER, Subject.RECIPIENT), (intent.sender, intent.recipient), answers, strict=True
    ):
        # Units come from and go to nobody unlisted.
        passed = None if answer.flag is None else account.is_zero or answer.flag is wanted
        state = status(passed=passed) if is_used else RuleStatus.NOT_APPLICABLE
        params: dict[str, Param] = {"account": account}
        remedy = Remedy(Actor.ISSUER, step, params) if state is RuleStatus.FAIL else None
        raw = raw_answer(f"{question}({subject.value})", answer)
        rules.append(Rule(rule_id, subject, state, params, raw, remedy))
    return tuple(rules)


def _certificate(signer: Answer, *, is_used: bool) -> Rule:
    """The wallet has no certificate to send along; those who sign them need none."""
    state = status(passed=signer.flag) if is_used else RuleStatus.NOT_APPLICABLE
    remedy = Remedy(Actor.ISSUER, "ask_certificate") if state is RuleStatus.FAIL else None
    raw = raw_answer("isCertificateSigner(caller)", signer)
    return Rule("approval_required", Subject.TOKEN, state, raw=raw, remedy=remedy)


async def hook_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """Programs that sender and recipient have put before their own accounts."""
    defaults, sender, recipient = await gather(
        ask(reader, intent.token.address, codes.DEFAULTS),
        read_implementer(reader, intent.sender, codes.SENDER_KEY),
        read_implementer(reader, intent.recipient, codes.RECIPIENT_KEY),
    )
    first = (defaults.items or (bytes(32),))[0]
    partition = intent.partition or (first if isinstance(first, bytes) else bytes(32))
    asked = (
        ("sender_hook", Subject.SENDER, intent.sender, sender, codes.SENDER_HOOK),
        ("recipient_hook", Subject.RECIPIENT, intent.recipient, recipient, codes.RECIPIENT_HOOK),
    )
    found = [one for one in asked if one[3] is not None]
    answers = await gather(
        *(_ask_hook(reader, intent, partition, hook, question) for *_, hook, question in found)
    )
    return tuple(
        _hook_rule(rule_id, subject, account, answer)
        for (rule_id, subject, account, *_), answer in zip(found, answers, strict=True)
    )


async def _ask_hook(
    reader: ChainReader,
    intent: TransferIntent,
    partition: bytes,
    hook: Address | None,
    question: Function,
) -> Answer:
    parties = (intent.caller, intent.sender, intent.recipient, intent.base_units)
    token = intent.token.address
    return await ask(
        reader, hook or token, question, b"", partition, *parties, b"", b"", sender=token
    )


def _hook_rule(rule_id: str, subject: Subject, account: Address, answer: Answer) -> Rule:
    params: dict[str, Param] = {"account": account}
    actor = Actor.YOU if subject is Subject.SENDER else Actor.RECIPIENT
    remedy = Remedy(actor, "change_own_program", params) if answer.flag is False else None
    raw = raw_answer(rule_id, answer)
    return Rule(rule_id, subject, status(passed=answer.flag), params, raw, remedy)
