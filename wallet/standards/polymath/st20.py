"""Polymath 1.x as a token standard of the wallet: recognise, read, build, check."""

from asyncio import gather

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import RuleReport, Simulation, TokenAnswer, TransferIntent
from wallet.domain.holding import Holding, Parts, Unlock, ValueState
from wallet.domain.ids import Address
from wallet.domain.security_token import RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.polymath import codes
from wallet.standards.polymath.common import lot_rule, lots_in_force, owner_powers
from wallet.standards.polymath.managers import (
    Manager,
    block_time,
    manager_rules,
    read_listing,
    read_managers,
)
from wallet.standards.shared.ask import ask
from wallet.standards.shared.probes import (
    BALANCE_OF,
    common_rules,
    paused_rule,
    transfer_calldata,
)
from wallet.standards.shared.reverts import ERRORS, explain_transfer

VERIFY_CALL = "verifyTransfer(from,to,amount)"
GENERAL = "GeneralTransferManager"
_RULES_OF = {
    GENERAL: ("allowlisted", "holding_period"),
    "CountTransferManager": ("holder_limit",),
    "PercentageTransferManager": ("max_balance",),
    "ManualApprovalTransferManager": ("approval_required",),
}


class PolymathSt20:
    """Takes "Transfer is not valid" apart, manager by manager."""

    name = "Polymath ST-20"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Lots, a freeze, and modules by kind and place, each with its own length."""
        lot, freeze, module, investors, balance = await gather(
            ask(reader, token, codes.GRANULARITY),
            ask(reader, token, codes.FREEZE),
            ask(reader, token, codes.MODULE_AT, codes.TRANSFER_MANAGERS, 0),
            ask(reader, token, codes.INVESTORS),
            ask(reader, token, BALANCE_OF, token),
        )
        answers = (lot, investors, balance)
        if not all(one.number is not None and one.length == 32 for one in answers):
            return None
        if freeze.flag is None or module.values is None or module.length != 64:
            return None
        return Match(version="1.x", capabilities=("pause",))

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Freeze, lots, and the rules of each manager; the owner's powers."""
        del account
        managers, lots, powers = await gather(
            read_managers(reader, token.address),
            lots_in_force(reader, token),
            owner_powers(reader, token.address),
        )
        rules = [RuleInForce("token_paused"), *lots]
        for manager in managers or ():
            where = {"module": manager.name, "contract": manager.address}
            known = _RULES_OF.get(manager.name, ("issuer_rule",))
            rules += [RuleInForce(rule, where) for rule in known]
        return TokenDetails(rules=tuple(rules), powers=powers)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """All of it is free, or none of it until the date from which the holder may send."""
        balance, managers = await gather(
            ask(reader, token.address, BALANCE_OF, account), read_managers(reader, token.address)
        )
        total, start = balance.number, None
        if managers:
            start = await _locked_until(reader, managers, account)
        parts: Parts | None = None
        if total is not None and managers is not None:
            parts = Parts.split(total=total, free=0 if start else None)
        return Holding(
            account,
            token,
            parts,
            unlocks=(Unlock(start, total),) if parts and start and total else (),
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
        )

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Lots, balance, freeze, and every manager; two round trips the first time."""
        token, parties = intent.token.address, (intent.sender, intent.recipient)
        common, lot, freeze, answer, managers = await gather(
            common_rules(reader, intent),
            ask(reader, token, codes.GRANULARITY),
            ask(reader, token, codes.FREEZE),
            ask(reader, token, codes.VERIFY, *parties, intent.base_units, sender=intent.caller),
            manager_rules(reader, intent),
        )
        rules = (*common, lot_rule(intent, lot), paused_rule(freeze, "freeze()"), *managers)
        own = TokenAnswer(VERIFY_CALL, answer.flag, answer.result.data)
        return RuleReport(rules, own)

    def explain(self, result: CallResult) -> Simulation:
        """A bool, or one of the few texts of polymath-core."""
        return explain_transfer(result, ERRORS, codes.POLYMATH_TEXTS)


async def _locked_until(
    reader: ChainReader, managers: tuple[Manager, ...], account: Address
) -> int | None:
    """From when the general manager lets the holder send, if that is still ahead."""
    general = next((one for one in managers if one.name == GENERAL), None)
    if general is None:
        return None
    at = general.address
    entry, allow_all, allow_listed, paused = await gather(
        ask(reader, at, codes.WHITELIST_TIMES, account),
        ask(reader, at, codes.ALLOW_ALL),
        ask(reader, at, codes.ALLOW_LISTED),
        ask(reader, at, codes.MANAGER_PAUSED),
    )
    listing = read_listing(account, entry)
    if listing is None or not listing.is_listed or allow_all.flag or allow_listed.flag:
        return None
    ahead = listing.may_send_from > block_time(reader)
    return listing.may_send_from if ahead and not paused.flag else None
