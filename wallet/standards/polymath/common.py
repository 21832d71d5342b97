"""What all generations of Polymath share: lots, freeze, owner."""

from asyncio import gather

from wallet.domain.compliance import Actor, Param, Remedy, Rule, Subject, TransferIntent
from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.standards.polymath import codes
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.powers import OWNER
from wallet.standards.shared.probes import raw_answer, status


def lot_rule(intent: TransferIntent, lot: Answer) -> Rule:
    """``granularity``: the amount is a whole number of lots."""
    step = lot.number
    passed = None if not step else intent.base_units % step == 0
    params: dict[str, Param] = {"step": intent.token.amount(step) if step else None}
    remedy = Remedy(Actor.YOU, "send_lots", params) if passed is False else None
    raw = raw_answer("granularity()", lot)
    return Rule("granularity", Subject.AMOUNT, status(passed=passed), params, raw, remedy)


async def lots_in_force(reader: ChainReader, token: SecurityToken) -> tuple[RuleInForce, ...]:
    """The size of a lot, if it is more than the smallest unit."""
    lot = (await ask(reader, token.address, codes.GRANULARITY)).number or 1
    return (RuleInForce("granularity", {"step": token.amount(lot)}),) if lot > 1 else ()


async def owner_powers(reader: ChainReader, token: Address) -> tuple[Power, ...]:
    """One owner freezes, mints and chooses the managers."""
    owner, controllable = await gather(
        ask(reader, token, OWNER), ask(reader, token, codes.CONTROLLABLE)
    )
    if owner.address is None or owner.address.is_zero:
        return ()
    holders = (owner.address,)
    forced = [Power("force_transfer", holders)] if controllable.flag else []
    powers = [Power(one, holders) for one in ("owner", "pause", "mint", "change_rules")]
    return (*powers, *forced)
