"""ERC-1594: issuance, redemption and a check that answers with a status byte.

Source: ERC-1594, ERC-1643, ERC-1644. The draft has two forms of the check's answer, both of them
deployed: (byte, bytes32) and (bool, byte, bytes32). The check looks at who asks, so it is always
asked as the holder, or as the spender.
"""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import RuleReport, Simulation, TransferIntent
from wallet.domain.holding import Holding
from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.shared.ask import ask
from wallet.standards.shared.documents import read_documents
from wallet.standards.shared.holdings import plain_holding
from wallet.standards.shared.powers import common_powers
from wallet.standards.shared.probes import BALANCE_OF, PAUSED, common_rules, transfer_calldata
from wallet.standards.shared.reverts import ERRORS, explain_transfer
from wallet.standards.shared.status_bytes import (
    STATUS_TEXTS,
    Status,
    read_transfer_status,
    status_rules,
)

CAN_TRANSFER = Function.parse("canTransfer(address,uint256,bytes)")
CAN_TRANSFER_FROM = Function.parse("canTransferFrom(address,address,uint256,bytes)")
ISSUABLE = Function.parse("isIssuable()(bool)")
CONTROLLABLE = Function.parse("isControllable()(bool)")


class Erc1594:
    """Asks the token's check as the one who would send, and translates its byte."""

    name = "ERC-1594"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """A status byte of either form, and the question whether more can be issued."""
        question = CAN_TRANSFER.encode(token, 0, b"")
        result, issuable, balance, controllable = await gather(
            reader.call(Call(token, question, token)),
            ask(reader, token, ISSUABLE),
            ask(reader, token, BALANCE_OF, token),
            ask(reader, token, CONTROLLABLE),
        )
        status = read_transfer_status(CAN_TRANSFER.name, result)
        if status.byte is None or issuable.flag is None or balance.number is None:
            return None
        return Match(capabilities=("controllable",) if controllable.flag else ())

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Pause, issuance, controllers as far as they are told; documents."""
        del account
        issuable, controllable, paused, powers, papers = await gather(
            ask(reader, token.address, ISSUABLE),
            ask(reader, token.address, CONTROLLABLE),
            ask(reader, token.address, PAUSED),
            common_powers(reader, token.address),
            read_documents(reader, token.address),
        )
        more = [Power("mint")] if issuable.flag else []
        if controllable.flag:
            more += [Power("force_transfer"), Power("burn")]
        rules = [RuleInForce("token_paused")] if paused.flag is not None else []
        return TokenDetails(
            rules=(*rules, RuleInForce("issuer_rule")), powers=(*powers, *more), documents=papers
        )

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """All of the balance: the standard tells no part that could not leave."""
        balance = await ask(reader, token.address, BALANCE_OF, account)
        return plain_holding(reader, token, account, balance.number)

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Balance, allowance, pause, and the byte with the token's own reason; one round trip."""
        common, status = await gather(common_rules(reader, intent), _status(reader, intent))
        return RuleReport((*common, *status_rules(status, intent, common)), status.answer)

    def explain(self, result: CallResult) -> Simulation:
        """A bool, nothing, a known error, or the digits of a status byte."""
        return explain_transfer(result, ERRORS, STATUS_TEXTS)


async def _status(reader: ChainReader, intent: TransferIntent) -> Status:
    if intent.spender is None:
        words = "canTransfer(to,amount,data)"
        data = CAN_TRANSFER.encode(intent.recipient, intent.base_units, b"")
    else:
        words = "canTransferFrom(from,to,amount,data)"
        data = CAN_TRANSFER_FROM.encode(intent.sender, intent.recipient, intent.base_units, b"")
    result = await reader.call(Call(intent.token.address, data, intent.caller))
    return read_transfer_status(words, result)
