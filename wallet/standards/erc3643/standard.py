"""ERC-3643 as a token standard of the wallet: recognise, read, build, check."""

from asyncio import gather

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import RuleReport, Simulation, TransferIntent
from wallet.domain.holding import Holding, Parts, Unlock, ValueState
from wallet.domain.identity import InvestorStatus
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.erc3643 import codes
from wallet.standards.erc3643.checks import check_transfer
from wallet.standards.erc3643.claims import read_investor
from wallet.standards.erc3643.powers import read_powers, read_rules
from wallet.standards.erc3643.reads import (
    Anchors,
    block_time,
    holder_lock_ups,
    locked_parts,
    read_anchors,
)
from wallet.standards.shared.ask import ask
from wallet.standards.shared.probes import BALANCE_OF, transfer_calldata
from wallet.standards.shared.reverts import explain_transfer


class Erc3643:
    """Takes a T-REX refusal apart: identity, claims, freezes, modules."""

    name = "ERC-3643"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Registry, compliance and freezes all answer; versions are not looked at."""
        registry, compliance, onchain_id, frozen, part = await gather(
            ask(reader, token, codes.IDENTITY_REGISTRY),
            ask(reader, token, codes.COMPLIANCE),
            ask(reader, token, codes.ONCHAIN_ID),
            ask(reader, token, codes.IS_FROZEN, token),
            ask(reader, token, codes.FROZEN_TOKENS, token),
        )
        answers = (registry, compliance, onchain_id, frozen, part)
        if not all(answer.ok and answer.length == 32 for answer in answers):
            return None
        if registry.address is None or compliance.address is None:
            return None
        modules, contains = await gather(
            ask(reader, compliance.address, codes.GET_MODULES),
            ask(reader, registry.address, codes.CONTAINS, token),
        )
        # Something that echoes one word for every question names no registry that answers.
        if not contains.ok:
            return None
        return Match(
            version="4.x" if modules.items is not None else "3.x",
            capabilities=("freeze", "identity", "pause", "recovery"),
            anchors={"identity_registry": registry.address, "compliance": compliance.address},
        )

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Rules in force, powers, and what the registry says of the account."""
        anchors = await read_anchors(reader, token.address)
        rules, powers, identity = await gather(
            read_rules(reader, token, anchors),
            read_powers(reader, token.address, anchors),
            _investor(reader, anchors, account),
        )
        return TokenDetails(rules=rules, powers=powers, identity=identity)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """Total, frozen by part or whole, locked by a lock-up module, free."""
        balance, frozen_tokens, frozen_wallet, unlocks = await gather(
            ask(reader, token.address, BALANCE_OF, account),
            ask(reader, token.address, codes.FROZEN_TOKENS, account),
            ask(reader, token.address, codes.IS_FROZEN, account),
            holder_lock_ups(reader, token, account),
        )
        total, frozen, whole = balance.number, frozen_tokens.number, frozen_wallet.flag
        parts: Parts | None = None
        ahead: tuple[Unlock, ...] = ()
        if total is not None and frozen is not None and whole is not None:
            if unlocks is not None:
                parts, ahead = locked_parts(total, frozen, unlocks, block_time(reader))
            if whole:
                parts = Parts(total=total, free=0, frozen=total, locked=0)
        return Holding(
            account,
            token,
            parts,
            frozen_on_chain=frozen,
            unlocks=ahead,
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
        )

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Every rule of registry, token and compliance modules."""
        return await check_transfer(reader, intent)

    def explain(self, result: CallResult) -> Simulation:
        """Success, a false, or the errors of T-REX 4.1 and 4.2."""
        return explain_transfer(result, codes.TREX_ERRORS, codes.TREX_TEXTS)


async def _investor(
    reader: ChainReader, anchors: Anchors, account: Address | None
) -> InvestorStatus | None:
    if account is None or anchors.registry is None:
        return None
    return await read_investor(reader, anchors.registry, account)
