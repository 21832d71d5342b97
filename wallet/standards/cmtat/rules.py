"""The rules of a rule engine, each asked by itself: what it says, and what its code stands for.

Source: CMTA RuleEngine and Rules. A rule that knows its codes by name is read by them; one that
does not is known by its published texts and numbers; any other is the issuer's own.
"""

from asyncio import gather
from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.domain.chain import LogQuery
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
from wallet.domain.plain_text import clean
from wallet.ports.chain import ChainReader
from wallet.standards.cmtat import codes
from wallet.standards.cmtat.reads import Engine, is_second
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.face1404 import MESSAGE, detect, read_named_codes
from wallet.standards.shared.probes import BALANCE_OF, raw_answer, status
from wallet.standards.shared.reverts import Cause

_APPROVALS_LIMIT = 16
_REMEDIES: Mapping[str, tuple[Actor, str]] = {
    "allowlisted": (Actor.ISSUER, "ask_listing"),
    "sender_frozen": (Actor.ISSUER, "unfreeze"),
    "recipient_frozen": (Actor.ISSUER, "unfreeze"),
    "sender_verified": (Actor.ISSUER, "register_investor"),
    "recipient_verified": (Actor.ISSUER, "register_investor"),
}
# Whoever is on the list of such a rule passes; whoever is on the other list does not.
_ALLOWS, _DENIES = "allowlisted", "denylisted"


@dataclass(frozen=True, slots=True)
class AskedRule:
    """One rule, and what it said of one transfer.

    Attributes:
        code: Its code for the transfer.
        names: What its codes stand for, if it tells.
        listed: By subject, whether that party is on its list; absent if it has none.
        message: Its words for its code; empty if nothing is refused.
    """

    address: Address
    code: Answer
    names: Mapping[int, Cause]
    listed: Mapping[Subject, bool] = field(default_factory=dict)
    message: str = ""

    @property
    def cause(self) -> Cause | None:
        """What its refusal stands for; ``None`` if it does not refuse or nobody knows."""
        number = self.code.number
        if not number:
            return None
        if self.names:
            return self.names.get(number)
        return codes.RULE_TEXTS.get(self.message) or codes.RULE_CODES.get(number)

    def raw(self, subject: Subject | None = None) -> str:
        """The contract's words; of a subject it did not refuse, what its list says."""
        if subject is not None and subject in self.listed and self.code.number:
            said = "true" if self.listed[subject] else "false"
            return f"rule {self.address}: isAddressListed({subject.value}) → {said}"
        if self.code.number:
            return f"rule {self.address}: code {self.code.number}: {self.message}".rstrip(": ")
        return raw_answer(f"rule {self.address}", self.code)


async def engine_rules(
    reader: ChainReader, intent: TransferIntent, engine: Engine, code: int | None
) -> tuple[Rule, ...]:
    """A row for each thing each rule looks at, also those that pass.

    Args:
        reader: At the block in question.
        intent: The transfer.
        engine: With its rules.
        code: What the token says, which most likely is what the rule that refuses says.
    """
    asked = await gather(*(_ask_rule(reader, intent, one, code) for one in engine.rules or ()))
    rows = await gather(*(_rows(reader, intent, one) for one in asked))
    return tuple(row for part in rows for row in part)


async def _ask_rule(
    reader: ChainReader, intent: TransferIntent, rule: Address, likely: int | None
) -> AskedRule:
    by_spender = not is_second(intent.token)
    code, message, names, listed = await gather(
        detect(reader, rule, intent, by_spender=by_spender),
        ask(reader, rule, MESSAGE, likely or 0),
        read_named_codes(reader, rule, codes.RULE_CONSTANTS),
        gather(*(_listed(reader, rule, account) for account in _parties(intent).values())),
    )
    found = {
        subject: flag
        for subject, flag in zip(_parties(intent), listed, strict=True)
        if flag is not None
    }
    if not code.number:
        return AskedRule(rule, code, names, found)
    if code.number != likely:
        message = await ask(reader, rule, MESSAGE, code.number)
    return AskedRule(rule, code, names, found, clean(message.text or ""))


async def _listed(reader: ChainReader, rule: Address, account: Address) -> bool | None:
    now, before = await gather(
        ask(reader, rule, codes.LISTED, account), ask(reader, rule, codes.LISTED_OLD, account)
    )
    return now.flag if now.flag is not None else before.flag


def _parties(intent: TransferIntent) -> dict[Subject, Address]:
    parties = {Subject.SENDER: intent.sender, Subject.RECIPIENT: intent.recipient}
    if intent.spender is not None:
        parties[Subject.SPENDER] = intent.spender
    return parties


async def _rows(reader: ChainReader, intent: TransferIntent, asked: AskedRule) -> tuple[Rule, ...]:
    # A rule can look at one thing in several lists: the first is told, and any that refuses.
    looked_at = dict.fromkeys((*asked.names.values(), *((asked.cause,) if asked.cause else ())))
    rows = []
    for cause in looked_at:
        state = _state(intent, asked, cause)
        if state is not None:
            rows.append(await _row(reader, intent, asked, cause, state))
    explained = any(row.failed for row in rows)
    if asked.code.number and not explained:
        return (*rows, _own(asked))
    return tuple(rows) or (_own(asked),)


def _state(intent: TransferIntent, asked: AskedRule, cause: Cause) -> RuleStatus | None:
    """What the rule's one code says of one of the things it looks at; ``None``: nothing."""
    rule_id, subject = cause
    if cause == asked.cause:
        return RuleStatus.FAIL
    if rule_id == "supply_limit":
        # It only counts when units are created.
        return RuleStatus.NOT_APPLICABLE
    if subject is Subject.SPENDER and intent.spender is None:
        return None
    if asked.code.number is None:
        return RuleStatus.UNKNOWN
    return _beside(asked, cause)


def _beside(asked: AskedRule, cause: Cause) -> RuleStatus | None:
    """What is known of a party that the rule's code does not name."""
    rule_id, subject = cause
    listed = asked.listed.get(subject)
    told = None
    if rule_id in {_ALLOWS, _DENIES} and listed is not None:
        told = listed is (rule_id == _ALLOWS)
    if asked.code.number == 0:
        # A list that lets somebody pass who is not on it does not look at them.
        return None if told is False else RuleStatus.PASS
    if told is None or (subject is Subject.SPENDER and not told):
        # It refuses for another reason, and may not look at spenders at all.
        return None
    return status(passed=told)


async def _row(
    reader: ChainReader,
    intent: TransferIntent,
    asked: AskedRule,
    cause: Cause,
    state: RuleStatus,
) -> Rule:
    rule_id, subject = cause
    params: dict[str, Param] = {"code": asked.code.number, "message": asked.message}
    account = _parties(intent).get(subject)
    if account is not None:
        params["account"] = account
    actor, step = _REMEDIES.get(rule_id, (Actor.ISSUER, "ask_issuer"))
    remedy = Remedy(actor, step, params)
    if rule_id == "approval_required":
        params |= await _approvals(reader, intent, asked, state)
        remedy = Remedy(Actor.ISSUER, "approve_transfer", params)
    if rule_id == "max_balance":
        params |= await _capacity(reader, intent, asked)
        if params["left"] is not None and params["left"] != intent.token.amount(0):
            remedy = Remedy(Actor.YOU, "send_less", {"most": params["left"]})
        else:
            remedy = Remedy(Actor.ISSUER, "raise_limit", params)
    if state is RuleStatus.FAIL:
        return Rule(rule_id, subject, state, params, asked.raw(), remedy)
    return Rule(rule_id, subject, state, params, asked.raw(subject))


def _own(asked: AskedRule) -> Rule:
    number = asked.code.number
    passed = None if number is None else number == 0
    params: dict[str, Param] = {
        "code": number,
        "message": asked.message or (f"code {number}" if number else ""),
    }
    remedy = Remedy(Actor.ISSUER, "ask_issuer") if passed is False else None
    return Rule("issuer_rule", Subject.TOKEN, status(passed=passed), params, asked.raw(), remedy)


async def _approvals(
    reader: ChainReader, intent: TransferIntent, asked: AskedRule, state: RuleStatus
) -> dict[str, Param]:
    """How often this very transfer may pass, and, if it may not, which amounts may."""
    parties = (intent.sender, intent.recipient)
    count = await ask(reader, asked.address, codes.APPROVED_COUNT, *parties, intent.base_units)
    params: dict[str, Param] = {"approvals": count.number, "amount": intent.amount}
    if state is not RuleStatus.FAIL:
        return params
    topics = (codes.APPROVED.topic, *(who.raw.rjust(32, b"\x00") for who in parties))
    logs = await reader.logs(LogQuery((asked.address,), topics))
    if logs is None:
        return params
    units = dict.fromkeys(
        int.from_bytes(log.data[:32], "big") for log in logs if len(log.data) == 64
    )
    recent = tuple(units)[-_APPROVALS_LIMIT:]
    counts = await gather(
        *(ask(reader, asked.address, codes.APPROVED_COUNT, *parties, one) for one in recent)
    )
    open_ones = sorted(one for one, left in zip(recent, counts, strict=True) if left.number)
    params["approved"] = tuple(intent.token.amount(one) for one in open_ones)
    return params


async def _capacity(
    reader: ChainReader, intent: TransferIntent, asked: AskedRule
) -> dict[str, Param]:
    limit, held, room = await gather(
        ask(reader, asked.address, codes.MAX_BALANCE),
        ask(reader, intent.token.address, BALANCE_OF, intent.recipient),
        ask(reader, asked.address, codes.CAPACITY, intent.recipient),
    )
    left = room.values[1] if room.values and room.values[0] == 0 else None
    found = {"limit": limit.number, "used": held.number, "left": left}
    return {
        name: intent.token.amount(units) if isinstance(units, int) else None
        for name, units in found.items()
    }


def rule_kinds(names: Mapping[int, Cause]) -> tuple[str, ...]:
    """The rules a contract's named codes amount to, without repetition."""
    return tuple(dict.fromkeys(rule_id for rule_id, _ in names.values()))
