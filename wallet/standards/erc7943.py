"""ERC-7943 (uRWA) for quantities: the final text and the drafts before it.

Source: ERC-7943 (Final 2026-05) and its drafts of 2025; the implementations of the authors and of
OpenZeppelin, whose errors differ. The standard's check does not look at the plain balance, and
more may be frozen than there is. The forms for single things are named, not handled.
"""

from asyncio import gather
from collections.abc import Mapping
from dataclasses import dataclass

from wallet.domain.abi import Function
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
from wallet.domain.holding import Holding, Parts, ValueState
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, NotAToken, TokenDetails
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.documents import read_documents
from wallet.standards.shared.freedom import freedom_rules
from wallet.standards.shared.interfaces import parrots, supported
from wallet.standards.shared.powers import common_powers
from wallet.standards.shared.probes import (
    BALANCE_OF,
    TOTAL_SUPPLY,
    common_rules,
    raw_answer,
    status,
    transfer_calldata,
)
from wallet.standards.shared.reverts import ERRORS, Cause, explain_transfer
from wallet.standards.shared.roles import ADMIN, role, role_holders

FINAL, DRAFT_3, DRAFT_2, DRAFT_1 = "final", "draft 3", "draft 2", "draft 1"
CAN_TRANSFER = Function.parse("canTransfer(address,address,uint256)(bool)")
FROZEN = Function.parse("getFrozenTokens(address)(uint256)")
# The first draft put a token id, zero for quantities, into every question.
TRANSFER_ALLOWED = Function.parse("isTransferAllowed(address,address,uint256,uint256)(bool)")
FROZEN_1 = Function.parse("getFrozen(address,uint256)(uint256)")
# OpenZeppelin's list: 0 nothing said, 1 shut out, 2 let in.
RESTRICTION = Function.parse("getRestriction(address)(uint8)")
_BLOCKED = 1
# Interfaces of the forms whose units are not alike.
OTHER_FORMS: Mapping[str, str] = {
    "bf1ef5fe": "ERC-721",
    "41c4fbad": "ERC-1155",
    "a8fdc849": "ERC-721",
    "5627c61a": "ERC-1155",
    "a1264b3e": "ERC-721",
    "5ffc456d": "ERC-1155",
}
_ROLES = {
    "freeze": ("FREEZER_ROLE", "FREEZING_ROLE"),
    "force_transfer": ("ENFORCER_ROLE", "FORCE_TRANSFER_ROLE"),
    "mint": ("MINTER_ROLE",),
    "burn": ("BURNER_ROLE",),
    "change_rules": ("WHITELIST_ROLE", "LIMITER_ROLE"),
}
URWA_ERRORS: Mapping[str, Cause | None] = {
    **ERRORS,
    "ERC7943CannotSend(address)": ("allowlisted", Subject.SENDER),
    "ERC7943CannotReceive(address)": ("allowlisted", Subject.RECIPIENT),
    "ERC7943CannotTransact(address)": None,
    "ERC7943CannotTransfer(address,address,uint256)": None,
    "ERC7943InsufficientUnfrozenBalance(address,uint256,uint256)": (
        "partial_freeze",
        Subject.SENDER,
    ),
    "ERC7943NotAllowedUser(address)": None,
    "ERC7943NotAllowedTransfer(address,address,uint256,uint256)": None,
    "ERC7943InsufficientUnfrozenBalance(address,uint256,uint256,uint256)": (
        "partial_freeze",
        Subject.SENDER,
    ),
    "ERC20UserRestricted(address)": None,
    "ERC20InsufficientUnfrozenBalance(address,uint256,uint256)": (
        "partial_freeze",
        Subject.SENDER,
    ),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one generation asks.

    Attributes:
        send: May this address send.
        receive: May this address receive.
        check: The check of a transfer; it gets a token id if ``by_id``.
        frozen: How much of an address is frozen; likewise.
    """

    send: Function
    receive: Function
    check: Function = CAN_TRANSFER
    frozen: Function = FROZEN
    by_id: bool = False

    async def ask_check(self, reader: ChainReader, intent: TransferIntent) -> Answer:
        """The token's own check, asked by who would send."""
        parties = (intent.sender, intent.recipient, *((0,) if self.by_id else ()))
        token = intent.token.address
        return await ask(
            reader, token, self.check, *parties, intent.base_units, sender=intent.caller
        )

    async def ask_frozen(self, reader: ChainReader, token: Address, account: Address) -> Answer:
        """How much is frozen."""
        return await ask(reader, token, self.frozen, account, *((0,) if self.by_id else ()))


def _both(signature: str) -> tuple[Function, Function]:
    return Function.parse(signature), Function.parse(signature)


DIALECTS: Mapping[str, Dialect] = {
    FINAL: Dialect(
        Function.parse("canSend(address)(bool)"), Function.parse("canReceive(address)(bool)")
    ),
    DRAFT_3: Dialect(*_both("canTransact(address)(bool)")),
    DRAFT_2: Dialect(*_both("isUserAllowed(address)(bool)")),
    DRAFT_1: Dialect(
        *_both("isUserAllowed(address)(bool)"), TRANSFER_ALLOWED, FROZEN_1, by_id=True
    ),
}


class Erc7943:
    """Asks who may send, who may receive, what is frozen, and the token's own check."""

    name = "ERC-7943"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """All questions of one generation answer in their shape; the newest one counts."""
        supply, balance, parrot, restriction, answers = await gather(
            ask(reader, token, TOTAL_SUPPLY),
            ask(reader, token, BALANCE_OF, token),
            parrots(reader, token),
            ask(reader, token, RESTRICTION, token),
            gather(*(_speaks(reader, token, dialect) for dialect in DIALECTS.values())),
        )
        if parrot or not supply.ok or not balance.ok:
            return None
        found = (version for version, fits in zip(DIALECTS, answers, strict=True) if fits)
        version = next(found, None)
        if version is None:
            return None
        return Match(version, ("partial_freeze", *(("lists",) if restriction.ok else ())))

    async def refuses(self, reader: ChainReader, contract: Address) -> NotAToken | None:
        """The forms for single things, by the interface they say they have."""
        form = await supported(reader, contract, tuple(OTHER_FORMS))
        if form is None:
            return None
        return NotAToken("single_units_not_supported", f"{self.name} ({OTHER_FORMS[form]})")

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """The rules every such token has, and the powers its events and slots show."""
        del account
        common, holders, documents = await gather(
            common_powers(reader, token.address),
            role_holders(reader, token.address),
            read_documents(reader, token.address),
        )
        rules = [RuleInForce("allowlisted"), RuleInForce("partial_freeze")]
        if any(power.id == "pause" for power in common):
            rules.append(RuleInForce("token_paused"))
        return TokenDetails(
            rules=(*rules, RuleInForce("issuer_rule")),
            powers=(*_powers(holders or {}), *common),
            documents=documents,
        )

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """Total and frozen; nothing is free for who may not send."""
        dialect = _dialect(token)
        balance, frozen, sends = await gather(
            ask(reader, token.address, BALANCE_OF, account),
            dialect.ask_frozen(reader, token.address, account),
            ask(reader, token.address, dialect.send, account),
        )
        parts = _parts(balance, frozen)
        if sends.flag is None:
            parts = None
        if parts is not None and not sends.flag:
            parts = Parts.split(total=parts.total, frozen_on_chain=parts.frozen, free=0)
        return Holding(
            account,
            token,
            parts,
            frozen_on_chain=frozen.number,
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
        )

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """One round trip: every question of the standard is asked at once."""
        dialect, token = _dialect(intent.token), intent.token.address
        common, balance, frozen, can, parties = await gather(
            common_rules(reader, intent),
            ask(reader, token, BALANCE_OF, intent.sender),
            dialect.ask_frozen(reader, token, intent.sender),
            dialect.ask_check(reader, intent),
            gather(
                _party_rule(reader, intent, dialect.send, Subject.SENDER),
                _party_rule(reader, intent, dialect.receive, Subject.RECIPIENT),
            ),
        )
        rules = (
            *common,
            *freedom_rules(intent, _parts(balance, frozen), freezable=True),
            *parties,
        )
        question = f"{dialect.check.signature.partition('(')[0]}(from,to,amount)"
        own = _own_rule(question, can, rules)
        return RuleReport((*rules, own), TokenAnswer(question, can.flag, can.result.data))

    def explain(self, result: CallResult) -> Simulation:
        """Success, a false, or the errors of the standard and of its implementations."""
        return explain_transfer(result, URWA_ERRORS)


async def _speaks(reader: ChainReader, token: Address, dialect: Dialect) -> bool:
    ids = (0,) if dialect.by_id else ()
    send, receive, frozen, check = await gather(
        ask(reader, token, dialect.send, token),
        ask(reader, token, dialect.receive, token),
        dialect.ask_frozen(reader, token, token),
        ask(reader, token, dialect.check, ZERO_ADDRESS, ZERO_ADDRESS, *ids, 0),
    )
    flags = all(one.flag is not None and one.length == 32 for one in (send, receive))
    # The check must not fail, says the standard; one that does is still a check.
    checks = (check.flag is not None and check.length == 32) or check.result.reverted
    return flags and frozen.number is not None and frozen.length == 32 and checks


def _dialect(token: SecurityToken) -> Dialect:
    return DIALECTS.get(token.version or FINAL, DIALECTS[FINAL])


def _parts(balance: Answer, frozen: Answer) -> Parts | None:
    if balance.number is None or frozen.number is None:
        return None
    return Parts.split(total=balance.number, frozen_on_chain=frozen.number)


async def _party_rule(
    reader: ChainReader, intent: TransferIntent, function: Function, subject: Subject
) -> Rule:
    """Whether a party may take part; which kind of list it is, some implementations tell."""
    account = intent.recipient if subject is Subject.RECIPIENT else intent.sender
    token = intent.token.address
    answer, restriction = await gather(
        ask(reader, token, function, account), ask(reader, token, RESTRICTION, account)
    )
    said = restriction.number
    shut_out = said == _BLOCKED or (said == 0 and answer.flag is True)
    rule_id = "denylisted" if shut_out else "allowlisted"
    params: dict[str, Param] = {"account": account}
    step = "ask_issuer" if shut_out else "ask_listing"
    remedy = Remedy(Actor.ISSUER, step, params) if answer.flag is False else None
    raw = raw_answer(f"{function.signature.partition('(')[0]}({subject.value})", answer)
    return Rule(rule_id, subject, status(passed=answer.flag), params, raw, remedy)


def _own_rule(question: str, can: Answer, rules: tuple[Rule, ...]) -> Rule:
    """The token's own check; a refusal that the other rules explain is not told twice."""
    raw = raw_answer(question, can)
    if can.flag is False and any(rule.failed for rule in rules):
        return Rule("issuer_rule", Subject.TOKEN, RuleStatus.NOT_APPLICABLE, raw=raw)
    failed = can.flag is False
    params: dict[str, Param] = {"message": raw} if failed else {}
    remedy = Remedy(Actor.ISSUER, "ask_issuer") if failed else None
    return Rule("issuer_rule", Subject.TOKEN, status(passed=can.flag), params, raw, remedy)


def _powers(holders: Mapping[bytes, tuple[Address, ...]]) -> tuple[Power, ...]:
    """Every such token can be frozen and moved by force; by whom, only its roles may tell."""
    powers = [
        Power(
            power,
            tuple(dict.fromkeys(who for name in names for who in holders.get(role(name), ()))),
        )
        for power, names in _ROLES.items()
    ]
    kept = [power for power in powers if power.holders or power.id in {"freeze", "force_transfer"}]
    admins = holders.get(ADMIN, ())
    return (*kept, *((Power("owner", admins),) if admins else ()))
