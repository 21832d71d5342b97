"""ERC-20: a token without transfer rules of its own that it would tell.

Source: ERC-20; ERC-6093 for its refusals. A pause is asked where the token has one. What the
simulation finds beyond that is shown in the token's own words.
"""

from asyncio import gather

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import RuleReport, Simulation, TransferIntent
from wallet.domain.holding import Holding
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.shared.ask import ask
from wallet.standards.shared.holdings import plain_holding
from wallet.standards.shared.powers import common_powers
from wallet.standards.shared.probes import (
    BALANCE_OF,
    TOTAL_SUPPLY,
    common_rules,
    transfer_calldata,
)
from wallet.standards.shared.reverts import explain_transfer


class Erc20:
    """Asks for the balance and a pause; everything else is the simulation's word."""

    name = "ERC-20"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Anything that answers a supply and a balance, 32 bytes each."""
        supply, balance = await gather(
            ask(reader, token, TOTAL_SUPPLY), ask(reader, token, BALANCE_OF, token)
        )
        if balance.number is None or balance.length != 32 or supply.length not in {0, 32}:
            return None
        return Match()

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Owner and pause, where the contract tells them."""
        del account
        return TokenDetails(powers=await common_powers(reader, token.address))

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """All of the balance is free."""
        balance = await ask(reader, token.address, BALANCE_OF, account)
        return plain_holding(reader, token, account, balance.number)

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """One round trip; a plain token has no check of its own."""
        return RuleReport(await common_rules(reader, intent))

    def explain(self, result: CallResult) -> Simulation:
        """Success, a false, or the error of a known library."""
        return explain_transfer(result)
