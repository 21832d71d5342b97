"""The compliance modules of T-REX, each read for what it says and why.

Source: T-REX 4.1.6 modules. ``moduleCheck`` is the verdict; the getters give the parameters a
holder can act on. A module whose name is not known is ``issuer_rule`` with its name.
"""

from asyncio import gather
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from wallet.domain.abi import encode, parse_type
from wallet.domain.chain import LogQuery
from wallet.domain.compliance import (
    Actor,
    Effect,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643 import codes
from wallet.standards.erc3643.reads import Facts, Module, bound_modules
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import status

_HASHED = tuple(parse_type(kind) for kind in ("address", "address", "uint256", "address"))
_WHITELISTING, _BLACKLISTING = 1, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One module's verdict on one transfer, with what is needed to explain it."""

    reader: ChainReader
    intent: TransferIntent
    facts: Facts
    compliance: Address
    module: Module
    verdict: Answer

    @property
    def passed(self) -> bool | None:
        """What ``moduleCheck`` said; ``None`` if it reverted."""
        return self.verdict.flag

    @property
    def raw(self) -> str:
        """The contract's answer, for the details."""
        said = {True: "true", False: "false", None: "reverted"}[self.passed]
        return f"{self.module.name}.moduleCheck → {said}"

    def rule(
        self,
        rule_id: str,
        subject: Subject,
        params: Mapping[str, Param],
        remedy: Remedy | None = None,
        rule_status: RuleStatus | None = None,
    ) -> Rule:
        """A rule with the module's verdict, or another status where the getters know better."""
        state = rule_status or status(passed=self.passed)
        return Rule(
            rule_id, subject, state, params, self.raw, remedy if state is RuleStatus.FAIL else None
        )


Findings = tuple[tuple[Rule, ...], tuple[Effect, ...]]
Explainer = Callable[[Asked], Awaitable[Findings]]


async def read_verdicts(
    reader: ChainReader, intent: TransferIntent, facts: Facts
) -> tuple[Answer, ...]:
    """What each bound module says of the transfer, in the order they are bound."""
    return tuple(
        await gather(
            *(
                ask(
                    reader, module, codes.MODULE_CHECK,
                    intent.sender, intent.recipient, intent.base_units, facts.anchors.compliance,
                )
                for module in bound_modules(facts.modules)
            )
        )
    )  # fmt: skip


async def explain_modules(
    reader: ChainReader,
    intent: TransferIntent,
    facts: Facts,
    modules: tuple[Module, ...],
    verdicts: tuple[Answer, ...],
) -> Findings:
    """The rules behind the verdicts, with the figures a holder can act on."""
    compliance = facts.anchors.compliance
    if compliance is None:
        return (), ()
    found = await gather(
        *(
            EXPLAINERS.get(module.name, _issuer_rule)(
                Asked(reader, intent, facts, compliance, module, verdict)
            )
            for module, verdict in zip(modules, verdicts, strict=True)
        )
    )
    rules = tuple(rule for part, _ in found for rule in part)
    return rules, tuple(effect for _, part in found for effect in part)


async def _issuer_rule(asked: Asked) -> Findings:
    params: dict[str, Param] = {"module": asked.module.name, "message": asked.module.name}
    remedy = Remedy(Actor.ISSUER, "ask_issuer")
    return (asked.rule("issuer_rule", Subject.TOKEN, params, remedy),), ()


def _country(rule_id: str) -> Explainer:
    async def explain(asked: Asked) -> Findings:
        params: dict[str, Param] = {
            "account": asked.intent.recipient,
            "country": asked.facts.recipient.country.number,
        }
        remedy = Remedy(Actor.ISSUER, "change_countries", params)
        return (asked.rule(rule_id, Subject.RECIPIENT, params, remedy),), ()

    return explain


async def _max_balance(asked: Asked) -> Findings:
    intent, identity = asked.intent, asked.facts.recipient.identity.address
    limit, held = await gather(
        read_max_balance(asked.reader, asked.module.address, asked.compliance),
        ask(asked.reader, asked.module.address, codes.ID_BALANCE, asked.compliance, identity)
        if identity
        else _nothing(),
    )
    used = held.number if held else None
    left = None if limit is None or used is None else max(0, limit - used)
    params: dict[str, Param] = {"account": intent.recipient}
    for name, units in (("limit", limit), ("used", used), ("left", left)):
        params[name] = None if units is None else intent.token.amount(units)
    if left:
        remedy = Remedy(Actor.YOU, "send_less", {"most": params["left"]})
    else:
        remedy = Remedy(Actor.ISSUER, "raise_limit", params)
    return (asked.rule("max_balance", Subject.RECIPIENT, params, remedy),), ()


async def _nothing() -> None:
    return None


async def read_max_balance(reader: ChainReader, module: Address, compliance: Address) -> int | None:
    """The maximum, which has no getter: the last ``MaxBalanceSet`` event tells it."""
    topic = compliance.raw.rjust(32, b"\x00")
    logs = await reader.logs(LogQuery((module,), (codes.MAX_BALANCE_SET.topic, topic)))
    if not logs:
        return None
    last = max(logs, key=lambda log: (log.block_number, log.log_index))
    return int.from_bytes(last.topics[2], "big") if len(last.topics) == 3 else None


async def _supply_limit(asked: Asked) -> Findings:
    # Only counts when units are created, never on a transfer.
    rule = asked.rule("supply_limit", Subject.TOKEN, {}, rule_status=RuleStatus.NOT_APPLICABLE)
    return (rule,), ()


async def _time_limits(asked: Asked) -> Findings:
    identity = asked.facts.sender.identity.address
    limits, agent = await gather(
        ask(asked.reader, asked.module.address, codes.TIME_LIMITS, asked.compliance),
        ask(asked.reader, asked.intent.token.address, codes.IS_AGENT, asked.intent.sender),
    )
    windows = _windows(limits)
    if windows is None or identity is None:
        return await _issuer_rule(asked)
    if agent.flag:
        return (_exempt(asked, windows), ())
    counters = await gather(
        *(
            ask(asked.reader, asked.module.address, codes.USERS_COUNTERS,
                asked.compliance, identity, seconds)
            for seconds, _ in windows
        )
    )  # fmt: skip
    pairs = [counter.values or (None, None) for counter in counters]
    return await _limit_rules(asked, windows, pairs)


async def _exchange_limits(asked: Asked) -> Findings:
    exchange, investor = asked.facts.recipient.identity.address, asked.facts.sender.identity.address
    if exchange is None or investor is None:
        return await _issuer_rule(asked)
    module = asked.module.address
    tagged, limits = await gather(
        ask(asked.reader, module, codes.IS_EXCHANGE, exchange),
        ask(asked.reader, module, codes.EXCHANGE_LIMITS, asked.compliance, exchange),
    )
    windows = _windows(limits) or ()
    if not tagged.flag or not windows:
        return (_exempt(asked, windows), ())
    counters = await gather(
        *(
            ask(asked.reader, module, codes.EXCHANGE_COUNTER,
                asked.compliance, exchange, investor, seconds)
            for seconds, _ in windows
        )
    )  # fmt: skip
    pairs = [counter.items or (None, None) for counter in counters]
    return await _limit_rules(asked, windows, pairs)


async def _exchange_monthly(asked: Asked) -> Findings:
    exchange, investor = asked.facts.recipient.identity.address, asked.facts.sender.identity.address
    if exchange is None or investor is None:
        return await _issuer_rule(asked)
    module, reader, compliance = asked.module.address, asked.reader, asked.compliance
    tagged, limit, used, timer = await gather(
        ask(reader, module, codes.IS_EXCHANGE, exchange),
        ask(reader, module, codes.EXCHANGE_MONTHLY_LIMIT, compliance, exchange),
        ask(reader, module, codes.MONTHLY_COUNTER, compliance, exchange, investor),
        ask(reader, module, codes.MONTHLY_TIMER, compliance, exchange, investor),
    )
    windows = ((30 * 86_400, limit.number or 0),)
    if not tagged.flag:
        return (_exempt(asked, windows), ())
    return await _limit_rules(asked, windows, [(used.number, timer.number)])


def _windows(answer: Answer) -> tuple[tuple[int, int], ...] | None:
    if answer.items is None:
        return None
    return tuple((int(item[0]), int(item[1])) for item in answer.items if isinstance(item, tuple))


def window_rule_id(seconds: int) -> str:
    """Which rule a window of that many seconds is."""
    return {86_400: "daily_limit", 30 * 86_400: "monthly_limit"}.get(seconds, "transfer_limit")


def _exempt(asked: Asked, windows: tuple[tuple[int, int], ...]) -> tuple[Rule, ...]:
    return tuple(
        asked.rule(
            window_rule_id(seconds), Subject.SENDER, {"account": asked.intent.sender},
            rule_status=RuleStatus.NOT_APPLICABLE,
        )
        for seconds, _ in windows or ((0, 0),)
    )  # fmt: skip


async def _limit_rules(
    asked: Asked, windows: tuple[tuple[int, int], ...], counters: list[tuple[object, ...]]
) -> Findings:
    reader = asked.reader
    now = reader.context.timestamp if reader.context else reader.block.timestamp
    rules = [
        _limit_rule(asked, window, counter, now)
        for window, counter in zip(windows, counters, strict=True)
    ]
    if asked.passed is False and not any(rule.failed for rule in rules):
        other, _ = await _issuer_rule(asked)
        rules.extend(other)
    return tuple(rules), ()


def _limit_rule(
    asked: Asked, window: tuple[int, int], counter: tuple[object, ...], now: int
) -> Rule:
    seconds, limit = window
    intent, token = asked.intent, asked.intent.token
    counted, timer = counter[0], counter[1]
    params: dict[str, Param] = {"account": intent.sender, "limit": token.amount(limit)}
    params |= {"days": seconds // 86_400, "hours": seconds // 3_600}
    if not isinstance(counted, int) or not isinstance(timer, int):
        return asked.rule(window_rule_id(seconds), Subject.SENDER, params)
    used = counted if timer > now else 0
    left = max(0, limit - used)
    params |= {"used": token.amount(used), "left": token.amount(left)}
    waits = used > 0 and intent.base_units <= limit
    remedy = (
        Remedy(Actor.TIME, "wait_limit", params, timer)
        if waits
        else Remedy(Actor.YOU, "send_less", {"most": params["left"]})
    )
    within = status(passed=intent.base_units <= left)
    return asked.rule(window_rule_id(seconds), Subject.SENDER, params, remedy, within)


async def _transfer_restrict(asked: Asked) -> Findings:
    params: dict[str, Param] = {"account": asked.intent.recipient}
    remedy = Remedy(Actor.ISSUER, "ask_listing", params)
    return (asked.rule("allowlisted", Subject.RECIPIENT, params, remedy),), ()


async def _conditional(asked: Asked) -> Findings:
    intent = asked.intent
    values = (intent.sender, intent.recipient, intent.base_units, intent.token.address)
    approvals = await ask(
        asked.reader, asked.module.address, codes.APPROVALS,
        asked.compliance, keccak(encode(_HASHED, values)),
    )  # fmt: skip
    params: dict[str, Param] = {"approvals": approvals.number, "amount": intent.amount}
    remedy = Remedy(Actor.ISSUER, "approve_transfer", params)
    return (asked.rule("approval_required", Subject.AMOUNT, params, remedy),), ()


async def _transfer_fees(asked: Asked) -> Findings:
    intent, facts = asked.intent, asked.facts
    answer = await ask(asked.reader, asked.module.address, codes.GET_FEE, asked.compliance)
    fee = answer.items
    if fee is None or not isinstance(fee[0], int):
        return (asked.rule("issuer_rule", Subject.TOKEN, {"module": asked.module.name}),), ()
    rate, collector = fee[0], fee[1]
    amount = intent.base_units * rate // 10_000
    same_investor = facts.sender.identity.address == facts.recipient.identity.address
    if not amount or same_investor or collector in {intent.sender, intent.recipient}:
        return (), ()
    params: dict[str, Param] = {"collector": Address(str(collector)), "rate": rate}
    return (), (Effect("transfer_fee", intent.token.amount(amount), params),)


async def _token_listing(asked: Asked) -> Findings:
    kind = await ask(
        asked.reader, asked.module.address, codes.LISTING_TYPE, asked.intent.token.address
    )
    params: dict[str, Param] = {"account": asked.intent.recipient}
    rule_id = "denylisted" if kind.number == _BLACKLISTING else "allowlisted"
    listed = kind.number in {_WHITELISTING, _BLACKLISTING}
    state = None if listed or asked.passed is False else RuleStatus.NOT_APPLICABLE
    remedy = Remedy(Actor.RECIPIENT, "change_own_listing", params)
    return (asked.rule(rule_id, Subject.RECIPIENT, params, remedy, state),), ()


async def _lock_up(asked: Asked) -> Findings:
    # The lock-up rule itself is told with the free balance; only a surprise is told here.
    del asked
    return (), ()


async def _initial_lockup(asked: Asked) -> Findings:
    params: dict[str, Param] = {"account": asked.intent.sender, "locked": None, "until": None}
    remedy = Remedy(Actor.ISSUER, "ask_issuer")
    return (asked.rule("lockup", Subject.SENDER, params, remedy),), ()


EXPLAINERS: Mapping[str, Explainer] = {
    "CountryAllowModule": _country("country_allowed"),
    "CountryRestrictModule": _country("country_restricted"),
    "MaxBalanceModule": _max_balance,
    "SupplyLimitModule": _supply_limit,
    "TimeTransfersLimitsModule": _time_limits,
    "TimeExchangeLimitsModule": _exchange_limits,
    "ExchangeMonthlyLimitsModule": _exchange_monthly,
    "TransferRestrictModule": _transfer_restrict,
    "ConditionalTransferModule": _conditional,
    "TransferFeesModule": _transfer_fees,
    "TokenListingRestrictionsModule": _token_listing,
    "LockUpModule": _lock_up,
    "InitialLockupPeriodModule": _initial_lockup,
}
