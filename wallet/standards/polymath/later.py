"""Polymath 2.x and 3.x: recognised, with lots, freeze and the token's own answer.

Source: polymath-core 2.x and 3.x sources, never run here. The managers have too many forms to be
read one by one; where the token names the one that refuses, its name is told.
"""

from asyncio import gather
from dataclasses import replace

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleReport,
    RuleStatus,
    Simulation,
    Subject,
    TokenAnswer,
    TransferIntent,
)
from wallet.domain.holding import Holding, Partition, Parts, ValueState
from wallet.domain.ids import Address
from wallet.domain.partition_calls import (
    OPERATOR_TRANSFER_BY_PARTITION,
    TRANSFER_BY_PARTITION,
    encode_partition_transfer,
)
from wallet.domain.security_token import PARTITIONS, RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.polymath import codes
from wallet.standards.polymath.common import lot_rule, lots_in_force, owner_powers
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.documents import read_documents
from wallet.standards.shared.holdings import plain_holding
from wallet.standards.shared.probes import (
    BALANCE_OF,
    common_rules,
    paused_rule,
    raw_answer,
    status,
    transfer_calldata,
)
from wallet.standards.shared.reverts import ERRORS, explain_transfer
from wallet.standards.shared.status_bytes import (
    Status,
    read_partition_status,
    read_transfer_status,
    readable,
    status_rules,
)

_BY_PARTITION = frozenset({TRANSFER_BY_PARTITION.selector, OPERATOR_TRANSFER_BY_PARTITION.selector})


class Polymath2:
    """Asks ``verifyTransfer`` with empty data; the rest is the simulation's word."""

    name = "Polymath 2.x"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Lots, a freeze, and modules listed by kind; no partitions."""
        lot, frozen, modules, held = await gather(
            ask(reader, token, codes.GRANULARITY),
            ask(reader, token, codes.FROZEN),
            ask(reader, token, codes.MODULES_BY_TYPE, codes.TRANSFER_MANAGERS),
            ask(reader, token, codes.PARTITIONS_OF, token),
        )
        if lot.number is None or frozen.flag is None or modules.items is None or held.ok:
            return None
        return Match(version="2.x", capabilities=("pause",))

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Freeze and lots; the managers together are the issuer's rule."""
        del account
        lots, powers = await gather(
            lots_in_force(reader, token), owner_powers(reader, token.address)
        )
        rules = (RuleInForce("token_paused"), *lots, RuleInForce("issuer_rule"))
        return TokenDetails(rules=rules, powers=powers)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """All of the balance: what managers lock they do not tell."""
        balance = await ask(reader, token.address, BALANCE_OF, account)
        return plain_holding(reader, token, account, balance.number)

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Lots, balance, freeze, and the token's yes or no; one round trip."""
        parties = (intent.sender, intent.recipient, intent.base_units, b"")
        rules, answer = await gather(
            _basics(reader, intent),
            ask(
                reader,
                intent.token.address,
                codes.VERIFY_WITH_DATA,
                *parties,
                sender=intent.caller,
            ),
        )
        raw = raw_answer("verifyTransfer(from,to,amount,data)", answer)
        failed = answer.flag is False and not any(rule.failed for rule in rules)
        remedy = Remedy(Actor.ISSUER, "ask_issuer") if failed else None
        params: dict[str, Param] = {"message": "verifyTransfer"}
        state = status(passed=answer.flag)
        if state is RuleStatus.FAIL and not failed:
            state = RuleStatus.NOT_APPLICABLE
        own = Rule("issuer_rule", Subject.TOKEN, state, params, raw, remedy)
        said = TokenAnswer("verifyTransfer(from,to,amount,data)", answer.flag, answer.result.data)
        return RuleReport((*rules, own), said)

    def explain(self, result: CallResult) -> Simulation:
        """A bool, or one of the texts of polymath-core."""
        return explain_transfer(result, ERRORS, codes.POLYMATH_TEXTS)


class Polymath3:
    """Two partitions, and a status byte that names the manager that refuses."""

    name = "Polymath 3.x"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Lots, modules listed by kind, and partitions."""
        lot, frozen, modules, held = await gather(
            ask(reader, token, codes.GRANULARITY),
            ask(reader, token, codes.FROZEN),
            ask(reader, token, codes.MODULES_BY_TYPE, codes.TRANSFER_MANAGERS),
            ask(reader, token, codes.PARTITIONS_OF, token),
        )
        if None in (lot.number, frozen.flag, modules.items) or not held.ok:
            return None
        return Match(version="3.x", capabilities=(PARTITIONS, "pause"))

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Freeze, lots, the locked class; documents."""
        del account
        lots, powers, papers = await gather(
            lots_in_force(reader, token),
            owner_powers(reader, token.address),
            read_documents(reader, token.address),
        )
        locked = RuleInForce("partition_locked", {"name": readable(codes.LOCKED)})
        rules = (RuleInForce("token_paused"), *lots, locked, RuleInForce("issuer_rule"))
        return TokenDetails(rules=rules, powers=powers, documents=papers)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """What is in the class LOCKED cannot leave."""
        balance, locked = await gather(
            ask(reader, token.address, BALANCE_OF, account),
            ask(reader, token.address, codes.BALANCE_BY, codes.LOCKED, account),
        )
        total, kept = balance.number, locked.number
        parts = None
        if total is not None and kept is not None:
            parts = Parts.split(total=total, free=max(0, total - kept))
        classes: tuple[Partition, ...] = ()
        if parts:
            both = ((codes.UNLOCKED, parts.free, parts.free), (codes.LOCKED, parts.locked, 0))
            classes = tuple(
                Partition("0x" + one.hex(), readable(one), held, free)
                for one, held, free in both
                if held
            )
        return Holding(
            account,
            token,
            parts,
            partitions=classes,
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
            reachable=parts.free if parts else None,
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
        """Lots, balance, freeze, the class, and the byte with the manager behind it."""
        basics, said = await gather(_basics(reader, intent), _status(reader, intent))
        rules = (*basics, *_class(intent))
        own = status_rules(said, intent, rules)
        if own and own[0].failed and own[0].id == "issuer_rule":
            name = await _blocker(reader, intent, said)
            message = name or own[0].params["message"]
            params: dict[str, Param] = {**own[0].params, "message": message}
            own = (replace(own[0], params=params, raw=f"{said.raw} {name}".strip()),)
        return RuleReport((*rules, *own), said.answer)

    def explain(self, result: CallResult) -> Simulation:
        """A bool, or one of the texts of polymath-core."""
        return explain_transfer(result, ERRORS, codes.POLYMATH_TEXTS)

    def explain_call(self, call: Call, result: CallResult) -> Simulation:
        """A transfer by partition returns where the units went, not a bool."""
        if result.returned and call.data[:4] in _BY_PARTITION:
            return Simulation(ran=True, ok=True, raw=result.data)
        return self.explain(result)


async def _basics(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    token = intent.token.address
    common, lot, frozen = await gather(
        common_rules(reader, intent),
        ask(reader, token, codes.GRANULARITY),
        ask(reader, token, codes.FROZEN),
    )
    return (*common, lot_rule(intent, lot), paused_rule(frozen, "transfersFrozen()"))


def _class(intent: TransferIntent) -> tuple[Rule, ...]:
    """Only the class UNLOCKED moves."""
    if intent.partition is None:
        return ()
    passed = intent.partition == codes.UNLOCKED
    name = readable(intent.partition) or f"0x{intent.partition[:4].hex()}…"
    params: dict[str, Param] = {"name": name, "names": readable(codes.UNLOCKED)}
    remedy = None if passed else Remedy(Actor.YOU, "name_partition", params)
    return (Rule("partition_locked", Subject.SENDER, status(passed=passed), params, remedy=remedy),)


async def _status(reader: ChainReader, intent: TransferIntent) -> Status:
    to, units = intent.recipient, intent.base_units
    if intent.partition is not None:
        words = "canTransferByPartition(from,to,partition,amount,data)"
        data = codes.CAN_BY_PARTITION.encode(intent.sender, to, intent.partition, units, b"")
    elif intent.spender is not None:
        words = "canTransferFrom(from,to,amount,data)"
        data = codes.CAN_TRANSFER_FROM.encode(intent.sender, to, units, b"")
    else:
        words = "canTransfer(to,amount,data)"
        data = codes.CAN_TRANSFER.encode(to, units, b"")
    result = await reader.call(Call(intent.token.address, data, intent.caller))
    read = read_transfer_status if intent.partition is None else read_partition_status
    return read(words, result)


async def _blocker(reader: ChainReader, intent: TransferIntent, said: Status) -> str:
    """The manager whose address stands at the front of the reason."""
    if len(said.reason) != 32 or any(said.reason[20:]):
        return ""
    blamed = Address.from_bytes(said.reason[:20])
    if blamed.is_zero:
        return ""
    answer: Answer = await ask(reader, intent.token.address, codes.MODULE_NAME, blamed)
    name = answer.values[0] if answer.values else b""
    return readable(name) if isinstance(name, bytes) else ""
