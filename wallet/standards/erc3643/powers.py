"""Rules in force and powers of a T-REX token, for ``token show``."""

from asyncio import gather

from wallet.domain.chain import LogQuery
from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643 import codes
from wallet.standards.erc3643.limits import window_rule_id
from wallet.standards.erc3643.modules import read_max_balance
from wallet.standards.erc3643.reads import Anchors, Module, read_modules
from wallet.standards.shared.ask import ask
from wallet.standards.shared.powers import OWNER, common_powers

_RULE_OF = {
    "CountryAllowModule": "country_allowed",
    "CountryRestrictModule": "country_restricted",
    "MaxBalanceModule": "max_balance",
    "SupplyLimitModule": "supply_limit",
    "TransferRestrictModule": "allowlisted",
    "ConditionalTransferModule": "approval_required",
    "TokenListingRestrictionsModule": "allowlisted",
    "LockUpModule": "lockup",
    "InitialLockupPeriodModule": "lockup",
    "TimeExchangeLimitsModule": "transfer_limit",
    "ExchangeMonthlyLimitsModule": "monthly_limit",
}


async def read_rules(
    reader: ChainReader, token: SecurityToken, anchors: Anchors
) -> tuple[RuleInForce, ...]:
    """The rules every transfer meets, with the parameters the modules tell."""
    rules = [RuleInForce("token_paused"), RuleInForce("sender_frozen"),
             RuleInForce("recipient_frozen"), RuleInForce("partial_freeze"),
             RuleInForce("recipient_verified")]  # fmt: skip
    if anchors.compliance is None:
        return tuple(rules)
    compliance = anchors.compliance
    bound = await ask(reader, compliance, codes.GET_MODULES)
    modules = await read_modules(reader, bound) or ()
    found = await gather(*(_rules_of(reader, token, compliance, module) for module in modules))
    return (*rules, *(rule for part in found for rule in part))


async def _rules_of(
    reader: ChainReader, token: SecurityToken, compliance: Address, module: Module
) -> tuple[RuleInForce, ...]:
    where = {"module": module.name, "contract": module.address}
    if module.name == "MaxBalanceModule":
        limit = await read_max_balance(reader, module.address, compliance)
        amount = None if limit is None else token.amount(limit)
        return (RuleInForce("max_balance", {"limit": amount, **where}),)
    if module.name == "TimeTransfersLimitsModule":
        limits = await ask(reader, module.address, codes.TIME_LIMITS, compliance)
        return tuple(
            RuleInForce(
                window_rule_id(int(item[0])),
                {"limit": token.amount(int(item[1])), "seconds": int(item[0]), **where},
            )
            for item in limits.items or ()
            if isinstance(item, tuple)
        )
    if module.name == "TransferFeesModule":
        fee = await ask(reader, module.address, codes.GET_FEE, compliance)
        rate = fee.items[0] if fee.items else None
        return (RuleInForce("transfer_fee", {"rate": rate, **where}),)
    return (RuleInForce(_RULE_OF.get(module.name or "", "issuer_rule"), where),)


async def read_powers(reader: ChainReader, token: Address, anchors: Anchors) -> tuple[Power, ...]:
    """Who may pause, freeze, move, recover, create and change the rules."""
    owner, agents, common = await gather(
        ask(reader, token, OWNER), _agents(reader, token), common_powers(reader, token)
    )
    owners = (owner.address,) if owner.address and not owner.address.is_zero else ()
    powers = [
        Power(power, agents)
        for power in ("pause", "freeze", "force_transfer", "recover", "mint", "burn")
    ]
    powers.append(Power("change_rules", owners))
    if anchors.registry is not None:
        powers.append(Power("register_investors", await _agents(reader, anchors.registry)))
    return (*powers, *(power for power in common if power.id == "upgrade"))


async def _agents(reader: ChainReader, contract: Address) -> tuple[Address, ...]:
    """Current agents, from the history of their role; empty if the node tells no logs."""
    topics = (codes.AGENT_ADDED.topic, codes.AGENT_REMOVED.topic)
    logs = await reader.logs(LogQuery((contract,), (topics,)))
    agents: dict[Address, None] = {}
    for log in sorted(logs or (), key=lambda entry: (entry.block_number, entry.log_index)):
        if len(log.topics) != 2:
            continue
        agent = Address.from_bytes(log.topics[1][-20:])
        if log.topics[0] == codes.AGENT_ADDED.topic:
            agents[agent] = None
        else:
            agents.pop(agent, None)
    return tuple(agents)
