"""The two standards with partitions: recognise, read, build, check."""

from asyncio import gather

from wallet.domain.chain import Call, CallResult, CallState
from wallet.domain.compliance import Rule, RuleReport, Simulation, TransferIntent
from wallet.domain.holding import Holding, Partition, Parts, ValueState
from wallet.domain.ids import Address
from wallet.domain.partition_calls import (
    OPERATOR_TRANSFER_BY_PARTITION,
    TRANSFER_BY_PARTITION,
    encode_partition_transfer,
)
from wallet.domain.security_token import PARTITIONS, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.erc1400 import codes
from wallet.standards.erc1400.amounts import amount_rules, on_hold
from wallet.standards.erc1400.details import read_details
from wallet.standards.erc1400.permits import hook_rules, list_rules, pause_rules, spender_rules
from wallet.standards.erc1400.reads import Position, read_implementer, read_position
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import BALANCE_OF, transfer_calldata, zero_recipient_rule
from wallet.standards.shared.reverts import ERRORS, explain_transfer
from wallet.standards.shared.status_bytes import (
    Status,
    read_partition_status,
    read_transfer_status,
    readable,
    status_rules,
)

_BY_PARTITION = frozenset({TRANSFER_BY_PARTITION.selector, OPERATOR_TRANSFER_BY_PARTITION.selector})
CONTROLLABLE = "controllable"


class _Partitioned:
    """What ERC-1400 and ERC-1410 share; only recognising differs."""

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Lots, lists, holds and certificates in force; controllers; documents."""
        del account
        return await read_details(reader, token)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """Every class; what holds keep is locked, and what a plain transfer reaches is told."""
        held = await read_position(reader, token.address, account)
        total, free = held.balance.number, held.spendable
        parts = None if total is None or free is None else Parts.split(total=total, free=free)
        has_holds = held.setup is not None and held.setup.holds
        return Holding(
            account,
            token,
            parts,
            partitions=tuple(
                Partition("0x" + one.id.hex(), readable(one.id) or None, one.balance, one.spendable)
                for one in held.classes
                if one.balance
            ),
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
            reachable=_reachable(held) if parts else None,
            on_hold=on_hold(held.classes) if parts and has_holds else None,
        )

    def build_call(self, intent: TransferIntent) -> Call:
        """Inside a partition if one is named, else the plain transfer."""
        if intent.partition is None:
            return Call(intent.token.address, transfer_calldata(intent), intent.caller)
        data = encode_partition_transfer(
            intent.partition,
            intent.sender,
            intent.recipient,
            intent.base_units,
            operated=intent.spender is not None,
        )
        return Call(intent.token.address, data, intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Classes, holds, lots, lists and pause; two round trips the first time."""
        held, plain, spender, permits, said = await gather(
            read_position(reader, intent.token.address, intent.sender, intent.partition),
            _plain(reader, intent),
            spender_rules(reader, intent),
            _permits(reader, intent),
            _own_check(reader, intent),
        )
        rules = (
            zero_recipient_rule(intent),
            *amount_rules(intent, held, plain),
            *spender,
            *permits,
        )
        if said is None:
            return RuleReport(rules)
        return RuleReport((*rules, *status_rules(said, intent, rules)), said.answer)

    def explain(self, result: CallResult) -> Simulation:
        """A bool, nothing, or two hex digits of a status byte as text."""
        return explain_transfer(result, ERRORS, codes.PARTITION_TEXTS)

    def explain_call(self, call: Call, result: CallResult) -> Simulation:
        """A transfer by partition returns where the units went: zero is a partition too."""
        if result.returned and call.data[:4] in _BY_PARTITION:
            return Simulation(ran=True, ok=True, raw=result.data)
        return self.explain(result)


class Erc1400(_Partitioned):
    """The whole family at once: partitions, issuance, controllers; also the UniversalToken."""

    name = "ERC-1400"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Partitions, and the questions of ERC-1594 and ERC-1644, each with its own length."""
        (held, by, balance), controllable, issuable, defaults, lot, validator = await gather(
            _ask_partitions(reader, token),
            ask(reader, token, codes.CONTROLLABLE),
            ask(reader, token, codes.ISSUABLE),
            ask(reader, token, codes.DEFAULTS),
            ask(reader, token, codes.GRANULARITY),
            read_implementer(reader, token, codes.VALIDATOR_KEY),
        )
        if not (held.ok and by.ok and balance.ok and controllable.ok and issuable.ok):
            return None
        universal = defaults.ok and lot.ok
        controls = (CONTROLLABLE,) if controllable.flag else ()
        return Match(
            version="UniversalToken" if universal else None,
            capabilities=(PARTITIONS, *controls),
            anchors={"validator": validator} if validator else {},
        )


class Erc1410(_Partitioned):
    """Partitions alone, as the reference of ERC-1410 has them: no plain transfer."""

    name = "ERC-1410"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Lists of partitions and balances in them; nothing more is asked for."""
        held, by, balance = await _ask_partitions(reader, token)
        return Match(capabilities=(PARTITIONS,)) if held.ok and by.ok and balance.ok else None


async def _ask_partitions(reader: ChainReader, token: Address) -> tuple[Answer, Answer, Answer]:
    held, by, balance = await gather(
        ask(reader, token, codes.PARTITIONS_OF, token),
        ask(reader, token, codes.BALANCE_BY, bytes(32), token),
        ask(reader, token, BALANCE_OF, token),
    )
    return held, by, balance


def _reachable(held: Position) -> int | None:
    return None if held.defaults is None else held.reachable


async def _plain(reader: ChainReader, intent: TransferIntent) -> Answer:
    """The plain transfer tried out: the same question as the simulation, so it costs nothing."""
    if intent.partition is not None:
        return Answer(CallResult(CallState.FAILED), None)
    data = transfer_calldata(intent)
    result = await reader.call(Call(intent.token.address, data, intent.caller))
    return Answer(result, None)


async def _permits(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    groups = await gather(
        pause_rules(reader, intent), list_rules(reader, intent), hook_rules(reader, intent)
    )
    return tuple(rule for group in groups for rule in group)


async def _own_check(reader: ChainReader, intent: TransferIntent) -> Status | None:
    """The token's own answer, from the first of its checks that gives a status byte."""
    asked = await gather(*(_ask_check(reader, intent, *one) for one in _checks(intent)))
    return next((status for status in asked if status.byte is not None), None)


def _checks(intent: TransferIntent) -> tuple[tuple[str, bytes], ...]:
    to, units, named = intent.recipient, intent.base_units, intent.partition
    spends = intent.spender is not None
    if named is None:
        if spends:
            data = codes.CAN_TRANSFER_FROM.encode(intent.sender, to, units, b"")
            return (("canTransferFrom(from,to,amount,data)", data),)
        return (("canTransfer(to,amount,data)", codes.CAN_TRANSFER.encode(to, units, b"")),)
    general = codes.CAN_BY_PARTITION.encode(intent.sender, to, named, units, b"")
    if spends:
        own = codes.CAN_OPERATE.encode(named, intent.sender, to, units, b"", b"")
        first = ("canOperatorTransferByPartition(partition,from,to,amount,data,data)", own)
    else:
        own = codes.CAN_OWN.encode(named, to, units, b"")
        first = ("canTransferByPartition(partition,to,amount,data)", own)
    return (first, ("canTransferByPartition(from,to,partition,amount,data)", general))


async def _ask_check(
    reader: ChainReader, intent: TransferIntent, words: str, data: bytes
) -> Status:
    # Whoever calls is who is judged: without a sender it would be an empty account.
    result = await reader.call(Call(intent.token.address, data, intent.caller))
    read = read_transfer_status if intent.partition is None else read_partition_status
    return read(words, result)
