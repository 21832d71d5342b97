"""The compliance modules of T-REX, each read for what it says and why.

Source: T-REX 4.1.6 modules. ``moduleCheck`` is the verdict; the getters give the parameters a
holder can act on. A module whose name is not known is ``issuer_rule`` with its name.
"""

from asyncio import gather
from collections.abc import Mapping

from wallet.domain.abi import AbiError, decode, encode, parse_type
from wallet.domain.amounts import Amount
from wallet.domain.chain import LogQuery
from wallet.domain.compliance import (
    Actor,
    Effect,
    Param,
    Remedy,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643 import codes
from wallet.standards.erc3643.asked import Asked, Explainer, Findings, issuer_rule
from wallet.standards.erc3643.limits import exchange_limits, exchange_monthly, time_limits
from wallet.standards.erc3643.reads import Facts, Module, bound_modules
from wallet.standards.shared.ask import Answer, ask

_HASHED = tuple(parse_type(kind) for kind in ("address", "address", "uint256", "address"))
_WHITELISTING, _BLACKLISTING = 1, 2
_APPROVALS_LIMIT = 16


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
            _explain(Asked(reader, intent, facts, compliance, module, verdict))
            for module, verdict in zip(modules, verdicts, strict=True)
        )
    )
    rules = tuple(rule for part, _ in found for rule in part)
    return rules, tuple(effect for _, part in found for effect in part)


async def _explain(asked: Asked) -> Findings:
    rules, effects = await EXPLAINERS.get(asked.module.name or "", issuer_rule)(asked)
    told_elsewhere = asked.module.name == "LockUpModule"
    if asked.passed is not False or told_elsewhere or any(rule.failed for rule in rules):
        return rules, effects
    # A no that the module's own figures do not explain: only the issuer can.
    unexplained, _ = await issuer_rule(asked)
    return (*rules, *unexplained), effects


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


async def _transfer_restrict(asked: Asked) -> Findings:
    params: dict[str, Param] = {"account": asked.intent.recipient}
    remedy = Remedy(Actor.ISSUER, "ask_listing", params)
    return (asked.rule("allowlisted", Subject.RECIPIENT, params, remedy),), ()


async def _conditional(asked: Asked) -> Findings:
    intent = asked.intent
    approvals = await _approvals(asked, intent.base_units)
    params: dict[str, Param] = {"approvals": approvals, "amount": intent.amount}
    if not asked.passed:
        params["approved"] = await _approved_amounts(asked)
    remedy = Remedy(Actor.ISSUER, "approve_transfer", params)
    return (asked.rule("approval_required", Subject.AMOUNT, params, remedy),), ()


async def _approvals(asked: Asked, units: int) -> int | None:
    """How often exactly this amount may go from sender to recipient."""
    intent = asked.intent
    values = (intent.sender, intent.recipient, units, intent.token.address)
    answer = await ask(
        asked.reader, asked.module.address, codes.APPROVALS,
        asked.compliance, keccak(encode(_HASHED, values)),
    )  # fmt: skip
    return answer.number


async def _approved_amounts(asked: Asked) -> tuple[Amount, ...] | None:
    """Amounts that are approved now; approvals can only be found by the events they left."""
    intent = asked.intent
    logs = await asked.reader.logs(
        LogQuery((asked.module.address,), (codes.TRANSFER_APPROVED.topic,))
    )
    if logs is None:
        return None
    amounts: dict[int, None] = {}
    for log in logs:
        try:
            sender, recipient, units, token = decode(_HASHED, log.data)
        except AbiError:
            continue
        parties = (sender, recipient, token)
        if parties == (intent.sender, intent.recipient, intent.token.address):
            amounts[int(str(units))] = None
    recent = tuple(amounts)[-_APPROVALS_LIMIT:]
    counts = await gather(*(_approvals(asked, units) for units in recent))
    open_ones = (units for units, count in zip(recent, counts, strict=True) if count)
    return tuple(intent.token.amount(units) for units in sorted(open_ones))


async def _transfer_fees(asked: Asked) -> Findings:
    intent, facts = asked.intent, asked.facts
    answer = await ask(asked.reader, asked.module.address, codes.GET_FEE, asked.compliance)
    fee = answer.items
    if fee is None or not isinstance(fee[0], int):
        return await issuer_rule(asked)
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
    "TimeTransfersLimitsModule": time_limits,
    "TimeExchangeLimitsModule": exchange_limits,
    "ExchangeMonthlyLimitsModule": exchange_monthly,
    "TransferRestrictModule": _transfer_restrict,
    "ConditionalTransferModule": _conditional,
    "TransferFeesModule": _transfer_fees,
    "TokenListingRestrictionsModule": _token_listing,
    "LockUpModule": _lock_up,
    "InitialLockupPeriodModule": _initial_lockup,
}
