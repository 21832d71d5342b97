"""Limits per window of time: how much of them is used, and when they open again.

Source: T-REX 4.1.6 modules. A window starts with the first transfer in it and ends at its
timer, in that very second.
"""

from asyncio import gather

from wallet.domain.compliance import Actor, Param, Remedy, Rule, RuleStatus, Subject
from wallet.domain.ids import Address
from wallet.standards.erc3643 import codes
from wallet.standards.erc3643.asked import Asked, Findings, issuer_rule
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import status

# T-REX allows four; a contract may claim any number.
WINDOWS_LIMIT = 16


async def time_limits(asked: Asked) -> Findings:
    """``TimeTransfersLimitsModule``: all that an investor sends, per window of time."""
    identity = asked.facts.sender.identity.address
    limits, agent = await gather(
        ask(asked.reader, asked.module.address, codes.TIME_LIMITS, asked.compliance),
        ask(asked.reader, asked.intent.token.address, codes.IS_AGENT, asked.intent.sender),
    )
    windows = _windows(limits)
    if windows is None or identity is None:
        return await issuer_rule(asked)
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
    return _limit_rules(asked, windows, pairs)


async def exchange_limits(asked: Asked) -> Findings:
    """``TimeExchangeLimitsModule``: what an investor sends to one exchange, per window."""
    exchange, investor = asked.facts.recipient.identity.address, asked.facts.sender.identity.address
    if exchange is None or investor is None:
        return await issuer_rule(asked)
    module = asked.module.address
    exempt, limits = await gather(
        _no_exchange_business(asked, exchange, investor),
        ask(asked.reader, module, codes.EXCHANGE_LIMITS, asked.compliance, exchange),
    )
    windows = _windows(limits) or ()
    if exempt or not windows:
        return (_exempt(asked, windows), ())
    counters = await gather(
        *(
            ask(asked.reader, module, codes.EXCHANGE_COUNTER,
                asked.compliance, exchange, investor, seconds)
            for seconds, _ in windows
        )
    )  # fmt: skip
    pairs = [counter.items or (None, None) for counter in counters]
    return _limit_rules(asked, windows, pairs)


async def exchange_monthly(asked: Asked) -> Findings:
    """``ExchangeMonthlyLimitsModule``: the same for 30 days."""
    exchange, investor = asked.facts.recipient.identity.address, asked.facts.sender.identity.address
    if exchange is None or investor is None:
        return await issuer_rule(asked)
    module, reader, compliance = asked.module.address, asked.reader, asked.compliance
    exempt, limit, used, timer = await gather(
        _no_exchange_business(asked, exchange, investor),
        ask(reader, module, codes.EXCHANGE_MONTHLY_LIMIT, compliance, exchange),
        ask(reader, module, codes.MONTHLY_COUNTER, compliance, exchange, investor),
        ask(reader, module, codes.MONTHLY_TIMER, compliance, exchange, investor),
    )
    windows = ((30 * 86_400, limit.number or 0),)
    if exempt:
        return (_exempt(asked, windows), ())
    return _limit_rules(asked, windows, [(used.number, timer.number)])


async def _no_exchange_business(asked: Asked, exchange: Address, investor: Address) -> bool:
    """Only payments to an exchange count, and not those of agents and other exchanges."""
    to_exchange, from_exchange, agent = await gather(
        ask(asked.reader, asked.module.address, codes.IS_EXCHANGE, exchange),
        ask(asked.reader, asked.module.address, codes.IS_EXCHANGE, investor),
        ask(asked.reader, asked.intent.token.address, codes.IS_AGENT, asked.intent.sender),
    )
    return not to_exchange.flag or bool(from_exchange.flag or agent.flag)


def _windows(answer: Answer) -> tuple[tuple[int, int], ...] | None:
    if answer.items is None:
        return None
    return tuple(
        (int(item[0]), int(item[1]))
        for item in answer.items[:WINDOWS_LIMIT]
        if isinstance(item, tuple)
    )


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


def _limit_rules(
    asked: Asked, windows: tuple[tuple[int, int], ...], counters: list[tuple[object, ...]]
) -> Findings:
    reader = asked.reader
    now = reader.context.timestamp if reader.context else reader.block.timestamp
    rules = [
        _limit_rule(asked, window, counter, now)
        for window, counter in zip(windows, counters, strict=True)
    ]
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
    # Which window it is the module does not tell; whether there is one at all is its word.
    within = status(passed=intent.base_units <= left if asked.passed is False else asked.passed)
    return asked.rule(window_rule_id(seconds), Subject.SENDER, params, remedy, within)
