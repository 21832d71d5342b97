"""The transfer managers of Polymath 1.x, each with its own reasons.

Source: polymath-core 1.4.0. One VALID is needed and no INVALID; a manager that does not care says
NA. So a listed transfer needs no approval, and an approved one no listing.
"""

from asyncio import gather
from dataclasses import dataclass, replace

from wallet.domain.abi import Function
from wallet.domain.compliance import (
    Actor,
    At,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.polymath import codes
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import BALANCE_OF, TOTAL_SUPPLY, status
from wallet.standards.shared.status_bytes import readable

_FIRST = 8
# Said to a manager, so that a question does not use up an approval.
_ONLY_ASKED = False
_DECIMALS = Function.parse("decimals()(uint8)")


@dataclass(frozen=True, slots=True)
class Manager:
    """One transfer manager; the name is its factory's, readable text or empty."""

    name: str
    address: Address


@dataclass(frozen=True, slots=True)
class Listing:
    """One address in the eyes of the general manager. Times are Unix seconds."""

    account: Address
    may_send_from: int
    may_receive_from: int
    expires: int

    @property
    def is_listed(self) -> bool:
        """Whether it was ever put on the list."""
        return self.may_send_from != 0 or self.may_receive_from != 0


@dataclass(frozen=True, slots=True)
class Asked:
    """One manager's verdict on one transfer.

    Attributes:
        is_settled: Another manager wants it, so this one need not.
        is_forced: Another manager wants it whatever this one has against it.
    """

    reader: ChainReader
    intent: TransferIntent
    manager: Manager
    verdict: Answer
    is_settled: bool
    is_forced: bool

    @property
    def raw(self) -> str:
        """The manager's own word."""
        said = {0: "INVALID", 1: "NA", 2: "VALID", 3: "FORCE_VALID"}.get(self.verdict.number or 0)
        word = "no answer" if self.verdict.number is None else said
        return f"{self.manager.name or self.manager.address}.verifyTransfer → {word}"

    def rule(
        self,
        rule_id: str,
        subject: Subject,
        params: dict[str, Param],
        remedy: Remedy | None = None,
        *,
        passed: bool | None,
    ) -> Rule:
        """What the manager wants; it does not matter where another one wants the transfer."""
        state = status(passed=passed)
        if state is RuleStatus.FAIL and self.is_settled:
            state = RuleStatus.NOT_APPLICABLE
        shown = remedy if state is RuleStatus.FAIL else None
        return Rule(rule_id, subject, state, params, self.raw, shown)

    def veto(
        self,
        rule_id: str,
        subject: Subject,
        params: dict[str, Param],
        remedy: Remedy | None = None,
        *,
        passed: bool | None,
    ) -> Rule:
        """What the manager refuses (INVALID); it only gives way to one that forces."""
        firm = replace(self, is_settled=self.is_forced)
        return firm.rule(rule_id, subject, params, remedy, passed=passed)


def block_time(reader: ChainReader) -> int:
    """The time a call sees."""
    return reader.context.timestamp if reader.context else reader.block.timestamp


async def read_managers(reader: ChainReader, token: Address) -> tuple[Manager, ...] | None:
    """The managers, in the order the token asks them; ``None`` while unknown."""
    answers = await _at(reader, token, range(_FIRST))
    if answers[-1].ok and not _is_none(answers[-1]):
        answers += await _at(reader, token, range(_FIRST, codes.MANAGER_LIMIT))
    if not answers[0].ok and not answers[0].missing:
        return None
    found = []
    for answer in answers:
        if answer.values is None or _is_none(answer):
            break
        name, address = answer.values
        if isinstance(name, bytes) and isinstance(address, Address):
            found.append(Manager(readable(name), address))
    return tuple(found)


async def _at(reader: ChainReader, token: Address, places: range) -> list[Answer]:
    kind = codes.TRANSFER_MANAGERS
    return list(
        await gather(*(ask(reader, token, codes.MODULE_AT, kind, place) for place in places))
    )


def _is_none(answer: Answer) -> bool:
    address = answer.values[1] if answer.values else None
    return isinstance(address, Address) and address.is_zero


async def manager_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """Every manager's rules for one transfer; two round trips the first time."""
    managers = await read_managers(reader, intent.token.address)
    if managers is None:
        return (Rule("issuer_rule", Subject.TOKEN, RuleStatus.UNKNOWN),)
    found = await gather(*(_of(reader, intent, manager) for manager in managers))
    verdicts = [verdict for verdict, _ in found]
    rules: list[Rule] = []
    for (verdict, facts), manager in zip(found, managers, strict=True):
        others = {one.number for one in verdicts if one is not verdict}
        forced = codes.FORCE_VALID in others
        settled = forced or codes.VALID in others
        asked = Asked(reader, intent, manager, verdict, is_settled=settled, is_forced=forced)
        rules += _explained(asked, facts)
    if managers and not any(rule.failed for rule in rules):
        rules += _nobody(managers, verdicts)
    return tuple(rules)


def _nobody(managers: tuple[Manager, ...], verdicts: list[Answer]) -> list[Rule]:
    """Nobody says no, but somebody has to say yes."""
    said = [verdict.number for verdict in verdicts]
    if None in said or any(one in {codes.VALID, codes.FORCE_VALID} for one in said):
        return []
    names = ", ".join(manager.name for manager in managers)
    remedy = Remedy(Actor.ISSUER, "ask_issuer")
    params: dict[str, Param] = {"message": names, "module": names}
    return [Rule("issuer_rule", Subject.TOKEN, RuleStatus.FAIL, params, remedy=remedy)]


async def _of(
    reader: ChainReader, intent: TransferIntent, manager: Manager
) -> tuple[Answer, tuple[Answer, ...]]:
    token, parties = intent.token.address, (intent.sender, intent.recipient, intent.base_units)
    questions = _QUESTIONS.get(manager.name)
    verdict, facts = await gather(
        ask(reader, manager.address, codes.MANAGER_VERIFY, *parties, _ONLY_ASKED, sender=token),
        gather(
            *(
                ask(reader, where, function, *args)
                for where, function, args in (questions(intent, manager) if questions else ())
            )
        ),
    )
    return verdict, tuple(facts)


_Question = tuple[Address, Function, tuple[object, ...]]


def _general_questions(intent: TransferIntent, manager: Manager) -> tuple[_Question, ...]:
    at = manager.address
    return (
        (at, codes.WHITELIST_TIMES, (intent.sender,)),
        (at, codes.WHITELIST_TIMES, (intent.recipient,)),
        (at, codes.ALLOW_ALL, ()),
        (at, codes.ALLOW_LISTED, ()),
        (at, codes.MANAGER_PAUSED, ()),
        (at, codes.ALLOW_ISSUANCE, ()),
        (at, codes.ISSUANCE_FROM, ()),
    )


def _count_questions(intent: TransferIntent, manager: Manager) -> tuple[_Question, ...]:
    token = intent.token.address
    return (
        (manager.address, codes.MAX_HOLDERS, ()),
        (token, codes.INVESTORS, ()),
        (token, BALANCE_OF, (intent.sender,)),
        (token, BALANCE_OF, (intent.recipient,)),
        (manager.address, codes.MANAGER_PAUSED, ()),
    )


def _share_questions(intent: TransferIntent, manager: Manager) -> tuple[_Question, ...]:
    token = intent.token.address
    return (
        (manager.address, codes.MAX_SHARE, ()),
        (token, TOTAL_SUPPLY, ()),
        (token, _DECIMALS, ()),
        (token, BALANCE_OF, (intent.recipient,)),
        (manager.address, codes.IS_EXEMPT, (intent.recipient,)),
    )


def _manual_questions(intent: TransferIntent, manager: Manager) -> tuple[_Question, ...]:
    pair = (intent.sender, intent.recipient)
    return (
        (manager.address, codes.APPROVALS, pair),
        (manager.address, codes.BLOCKINGS, pair),
    )


def _explained(asked: Asked, facts: tuple[Answer, ...]) -> tuple[Rule, ...]:
    explain = _EXPLAINERS.get(asked.manager.name)
    rules = () if explain is None or any(not one.ok for one in facts) else explain(asked, facts)
    number = asked.verdict.number
    if rules and (number != codes.INVALID or any(rule.failed for rule in rules)):
        return rules
    # A manager nobody knows, or one that refuses for something its figures do not show.
    passed = None if number is None else number != codes.INVALID
    params: dict[str, Param] = {"module": asked.manager.name, "message": asked.manager.name}
    remedy = Remedy(Actor.ISSUER, "ask_issuer")
    return (*rules, asked.veto("issuer_rule", Subject.TOKEN, params, remedy, passed=passed))


def read_listing(account: Address, answer: Answer) -> Listing | None:
    """One entry of the general manager's list."""
    if answer.values is None:
        return None
    times = [time for time in answer.values[:3] if isinstance(time, int)]
    return Listing(account, *times) if len(times) == 3 else None


def _general(asked: Asked, facts: tuple[Answer, ...]) -> tuple[Rule, ...]:
    """Both listed, neither expired, and the dates from which they may send and receive."""
    sender = read_listing(asked.intent.sender, facts[0])
    recipient = read_listing(asked.intent.recipient, facts[1])
    allow_all, allow_listed, paused, issuing, issuer = facts[2:]
    if sender is None or recipient is None or allow_all.flag:
        return ()
    if paused.flag:
        params: dict[str, Param] = {"module": asked.manager.name, "message": asked.manager.name}
        remedy = Remedy(Actor.ISSUER, "ask_issuer")
        return (asked.rule("issuer_rule", Subject.TOKEN, params, remedy, passed=False),)
    is_issuance = bool(issuing.flag) and issuer.address == asked.intent.sender
    timed = not allow_listed.flag and not is_issuance
    rules = () if is_issuance and not allow_listed.flag else _listed(asked, sender, Subject.SENDER)
    return (
        *rules,
        *(_may_send(asked, sender) if timed else ()),
        *_listed(asked, recipient, Subject.RECIPIENT),
        *(_may_receive(asked, recipient) if timed else ()),
    )


def _listed(asked: Asked, listing: Listing, subject: Subject) -> tuple[Rule, ...]:
    params: dict[str, Param] = {"account": listing.account}
    remedy = Remedy(Actor.ISSUER, "ask_listing", params)
    rule = asked.rule("allowlisted", subject, params, remedy, passed=listing.is_listed)
    if not listing.is_listed:
        return (rule,)
    current = listing.expires >= block_time(asked.reader)
    remedy = Remedy(
        Actor.RECIPIENT if subject is Subject.RECIPIENT else Actor.YOU, "renew_check", params
    )
    return (rule, asked.rule("claim_expired", subject, params, remedy, passed=current))


def _may_send(asked: Asked, listing: Listing) -> tuple[Rule, ...]:
    start = listing.may_send_from
    if not listing.is_listed:
        return ()
    params: dict[str, Param] = {"account": listing.account, "until": At(start)}
    passed = start <= block_time(asked.reader)
    remedy = Remedy(Actor.TIME, "wait_until", params, start)
    return (asked.rule("holding_period", Subject.SENDER, params, remedy, passed=passed),)


def _may_receive(asked: Asked, listing: Listing) -> tuple[Rule, ...]:
    start = listing.may_receive_from
    if not listing.is_listed:
        return ()
    params: dict[str, Param] = {"account": listing.account, "until": At(start)}
    passed = start <= block_time(asked.reader)
    remedy = Remedy(Actor.TIME, "wait_until", params, start)
    return (asked.rule("holding_period", Subject.RECIPIENT, params, remedy, passed=passed),)


def _count(asked: Asked, facts: tuple[Answer, ...]) -> tuple[Rule, ...]:
    """The token counts its holders anew before it asks; its own check does not."""
    most, holders, left, held, paused = facts
    if None in (most.number, holders.number, left.number, held.number):
        return ()
    intent, units = asked.intent, asked.intent.base_units
    count = holders.number or 0
    if units and intent.sender != intent.recipient:
        count += not held.number and not intent.recipient.is_zero
        count -= units == left.number
    passed = bool(paused.flag) or bool(held.number) or count <= (most.number or 0)
    params: dict[str, Param] = {"limit": most.number, "count": holders.number}
    remedy = Remedy(Actor.ISSUER, "raise_limit")
    return (asked.veto("holder_limit", Subject.TOKEN, params, remedy, passed=passed),)


def _share(asked: Asked, facts: tuple[Answer, ...]) -> tuple[Rule, ...]:
    """The most anybody may hold, as a share of all units."""
    share, supply, decimals, held, exempt = facts
    numbers = (share.number, supply.number, decimals.number, held.number)
    if any(number is None for number in numbers) or exempt.flag or not supply.number:
        return ()
    scaled = ((share.number or 0) + 1) * supply.number - 1
    limit = scaled // 10 ** (decimals.number or 0)
    used, amount = held.number or 0, asked.intent.token.amount
    params: dict[str, Param] = {
        "account": asked.intent.recipient,
        "limit": amount(limit),
        "used": amount(used),
        "left": amount(max(0, limit - used)),
    }
    passed = asked.verdict.number != codes.INVALID
    remedy = Remedy(Actor.YOU, "send_less", {"most": params["left"]})
    return (asked.veto("max_balance", Subject.RECIPIENT, params, remedy, passed=passed),)


def _manual(asked: Asked, facts: tuple[Answer, ...]) -> tuple[Rule, ...]:
    """A pair the issuer has blocked for a time, or approved up to an amount."""
    approval, blocking = facts
    until = blocking.number or 0
    blocked = asked.verdict.number == codes.INVALID
    params: dict[str, Param] = {"account": asked.intent.recipient}
    remedy = Remedy(Actor.TIME, "wait_until", params, until + 1)
    block = asked.veto("denylisted", Subject.RECIPIENT, params, remedy, passed=not blocked)
    allowed = approval.number or 0
    used = asked.verdict.number in {codes.VALID, codes.FORCE_VALID}
    approved = RuleStatus.PASS if used else RuleStatus.NOT_APPLICABLE
    figures: dict[str, Param] = {"approved": asked.intent.token.amount(allowed)}
    return (block, Rule("approval_required", Subject.AMOUNT, approved, figures, asked.raw))


_QUESTIONS = {
    "GeneralTransferManager": _general_questions,
    "CountTransferManager": _count_questions,
    "PercentageTransferManager": _share_questions,
    "ManualApprovalTransferManager": _manual_questions,
}
_EXPLAINERS = {
    "GeneralTransferManager": _general,
    "CountTransferManager": _count,
    "PercentageTransferManager": _share,
    "ManualApprovalTransferManager": _manual,
}
