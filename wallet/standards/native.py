"""The chain's own coin, paid like a token without rules.

Source: a transaction with a value and no data.
"""

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleReport,
    Simulation,
    Subject,
    TransferIntent,
)
from wallet.domain.holding import Holding
from wallet.domain.ids import Address
from wallet.domain.security_token import NATIVE_STANDARD, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.shared.holdings import plain_holding
from wallet.standards.shared.probes import status, zero_recipient_rule
from wallet.standards.shared.reverts import explain_transfer


class Native:
    """A payment: enough coin, and a recipient that takes it."""

    name = NATIVE_STANDARD

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Never found by looking: the coin has no contract."""
        del reader, token
        return None

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Nothing to tell."""
        del reader, token, account
        return TokenDetails()

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """All of the coin is free."""
        return plain_holding(reader, token, account, await reader.balance(account))

    def build_call(self, intent: TransferIntent) -> Call:
        """The value, without data."""
        return Call(intent.recipient, b"", intent.caller, intent.base_units)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Balance and recipient."""
        balance = await reader.balance(intent.sender)
        params: dict[str, Param] = {"account": intent.sender, "amount": intent.amount}
        params["total"] = None if balance is None else intent.token.amount(balance)
        passed = None if balance is None else intent.base_units <= balance
        remedy = Remedy(Actor.YOU, "send_less", {"most": params["total"]})
        enough = Rule(
            "sender_balance",
            Subject.SENDER,
            status(passed=passed),
            params,
            remedy=remedy if passed is False else None,
        )
        return RuleReport((zero_recipient_rule(intent), enough))

    def explain(self, result: CallResult) -> Simulation:
        """A payment that runs is a payment; there is no return value to look at."""
        if result.returned:
            return Simulation(ran=True, ok=True, raw=result.data)
        return explain_transfer(result)
