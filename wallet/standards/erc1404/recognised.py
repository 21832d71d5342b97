"""Published implementations of ERC-1404, known by the constants and lists they answer.

Source: the standard's reference implementation, which registers its codes one after the other
and keeps each in a public variable; the Tokensoft token with numbered lists, whose permissions go
in one direction each; the RestrictedToken of the same family with time locks. An own transfer of
the owner skips the Tokensoft lists, not the pause.
"""

from asyncio import gather
from collections.abc import Mapping

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
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.face1404 import read_named_codes
from wallet.standards.shared.powers import OWNER
from wallet.standards.shared.probes import raw_answer, status
from wallet.standards.shared.reverts import Cause

NAMED_CODES = "named_codes"
NUMBERED_LISTS = "numbered_lists"
LIST_OF = Function.parse("addressWhitelists(address)(uint8)")
LISTS_ALLOW = Function.parse("checkWhitelistAllowed(address,address)(bool)")
BLACKLISTED = Function.parse("addressBlacklists(address)(bool)")
IS_OWNER = Function.parse("isOwner(address)(bool)")
SEND_ALLOWED = Function.parse("sendAllowed(address)(bool)")
RECEIVE_ALLOWED = Function.parse("receiveAllowed(address)(bool)")

CONSTANTS: Mapping[str, Cause] = {
    "FAILURE_NON_WHITELIST": ("allowlisted", Subject.RECIPIENT),
    "FAILURE_PAUSED": ("token_paused", Subject.TOKEN),
    "FAILURE_CONTRACT_PAUSED": ("token_paused", Subject.TOKEN),
    "FAILURE_BLACKLIST": ("denylisted", Subject.RECIPIENT),
    "FAILURE_TIMELOCK": ("lockup", Subject.SENDER),
    "SEND_NOT_ALLOWED_CODE": ("allowlisted", Subject.SENDER),
    "RECEIVE_NOT_ALLOWED_CODE": ("allowlisted", Subject.RECIPIENT),
    "NON_WHITELIST_CODE": ("allowlisted", Subject.RECIPIENT),
    "TOKENS_LOCKED_CODE": ("lockup", Subject.SENDER),
    "MAX_NUM_SHAREHOLDERS_CODE": ("holder_limit", Subject.TOKEN),
    "ZERO_ADDRESS_RESTRICTION_CODE": ("recipient_is_zero", Subject.RECIPIENT),
}


async def recognise(reader: ChainReader, token: Address) -> list[str]:
    """Which of the published implementations a token answers like, as capabilities."""
    names, numbered, allows = await gather(
        read_named_codes(reader, token, CONSTANTS),
        ask(reader, token, LIST_OF, token),
        ask(reader, token, LISTS_ALLOW, token, token),
    )
    found = {NAMED_CODES: bool(names), NUMBERED_LISTS: numbered.ok and allows.ok}
    return [name for name, has in found.items() if has]


async def recognised_rules(
    reader: ChainReader, intent: TransferIntent, code: Answer
) -> tuple[Rule, ...]:
    """What a recognised token looks at, one by one, also what passes.

    Args:
        reader: At the block in question.
        intent: The transfer.
        code: The token's own code for it.
    """
    token = intent.token
    if NAMED_CODES not in token.capabilities:
        return ()
    names, lists, blacklisted = await gather(
        read_named_codes(reader, token.address, CONSTANTS),
        _list_rules(reader, intent, code),
        gather(
            *(ask(reader, token.address, BLACKLISTED, one)
              for one in (intent.sender, intent.recipient))
        ),
    )  # fmt: skip
    cause = names.get(code.number or 0)
    rules = [*lists, *_denied(intent, code, cause, blacklisted)]
    if cause is not None and all(rule.id != cause[0] or not rule.failed for rule in rules):
        rules = [rule for rule in rules if (rule.id, rule.subject) != cause]
        rules.append(_failed(intent, code, cause))
    return tuple(rules)


async def _list_rules(
    reader: ChainReader, intent: TransferIntent, code: Answer
) -> tuple[Rule, ...]:
    token, parties = intent.token, (intent.sender, intent.recipient)
    if NUMBERED_LISTS not in token.capabilities:
        return await _direction_rules(reader, intent)
    sender, recipient, together, exempt = await gather(
        ask(reader, token.address, LIST_OF, parties[0]),
        ask(reader, token.address, LIST_OF, parties[1]),
        ask(reader, token.address, LISTS_ALLOW, *parties),
        _is_owner(reader, token.address, intent.sender),
    )
    on_list = None if sender.number is None else sender.number != 0
    # Both on a list is not enough: the sender's list has to be allowed to send to the other.
    reached = together.flag
    if on_list is False and recipient.number is not None:
        reached = recipient.number != 0
    raw = f"list {sender.number} to list {recipient.number}"
    rows = (
        _listing(Subject.SENDER, intent.sender, raw, passed=on_list),
        _listing(Subject.RECIPIENT, intent.recipient, raw, passed=reached),
    )
    if any(row.failed for row in rows) and (exempt or together.flag or code.number == 0):
        # The owner's own transfers, and lists that are switched off.
        return tuple(_unused(row) for row in rows)
    return rows


async def _is_owner(reader: ChainReader, token: Address, account: Address) -> bool:
    one, several = await gather(ask(reader, token, OWNER), ask(reader, token, IS_OWNER, account))
    return one.address == account or several.flag is True


async def _direction_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    token = intent.token.address
    send, receive = await gather(
        ask(reader, token, SEND_ALLOWED, intent.sender),
        ask(reader, token, RECEIVE_ALLOWED, intent.recipient),
    )
    if not send.ok or not receive.ok:
        return ()
    return (
        _listing(
            Subject.SENDER, intent.sender, raw_answer("sendAllowed(sender)", send),
            passed=send.flag,
        ),
        _listing(
            Subject.RECIPIENT, intent.recipient, raw_answer("receiveAllowed(recipient)", receive),
            passed=receive.flag,
        ),
    )  # fmt: skip


def _listing(subject: Subject, account: Address, raw: str, *, passed: bool | None) -> Rule:
    params: dict[str, Param] = {"account": account}
    remedy = Remedy(Actor.ISSUER, "ask_listing", params) if passed is False else None
    return Rule("allowlisted", subject, status(passed=passed), params, raw, remedy)


def _unused(rule: Rule) -> Rule:
    return Rule(rule.id, rule.subject, RuleStatus.NOT_APPLICABLE, rule.params, rule.raw)


def _denied(
    intent: TransferIntent, code: Answer, cause: Cause | None, answers: list[Answer]
) -> tuple[Rule, ...]:
    parties = ((Subject.SENDER, intent.sender), (Subject.RECIPIENT, intent.recipient))
    told = cause is not None and cause[0] == "denylisted"
    rows = []
    for (subject, account), answer in zip(parties, answers, strict=True):
        if answer.missing:
            continue
        passed = None if answer.flag is None else not answer.flag
        # The list may be switched off: it refuses only where the code says so.
        if passed is False and not told:
            passed = True if code.number == 0 else None
        params: dict[str, Param] = {"account": account}
        raw = raw_answer(f"addressBlacklists({subject.value})", answer)
        remedy = Remedy(Actor.ISSUER, "ask_issuer") if passed is False else None
        rows.append(Rule("denylisted", subject, status(passed=passed), params, raw, remedy))
    return tuple(rows)


def _failed(intent: TransferIntent, code: Answer, cause: Cause) -> Rule:
    rule_id, subject = cause
    account = intent.sender if subject is Subject.SENDER else intent.recipient
    params: dict[str, Param] = {"account": account, "code": code.number}
    if rule_id == "lockup":
        params |= {"locked": None, "until": None}
    step = "ask_listing" if rule_id == "allowlisted" else "ask_issuer"
    remedy = Remedy(Actor.ISSUER, step, params)
    return Rule(rule_id, subject, RuleStatus.FAIL, params, None, remedy)
