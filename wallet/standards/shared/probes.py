"""Rules that most tokens share, each asked and answered on its own."""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import Answer, ask

BALANCE_OF = Function.parse("balanceOf(address)(uint256)")
ALLOWANCE = Function.parse("allowance(address,address)(uint256)")
PAUSED = Function.parse("paused()(bool)")
TOTAL_SUPPLY = Function.parse("totalSupply()(uint256)")
TRANSFER = Function.parse("transfer(address,uint256)(bool)")
TRANSFER_FROM = Function.parse("transferFrom(address,address,uint256)(bool)")


def status(*, passed: bool | None) -> RuleStatus:
    """A rule's status from a yes, a no or no answer."""
    if passed is None:
        return RuleStatus.UNKNOWN
    return RuleStatus.PASS if passed else RuleStatus.FAIL


def raw_answer(question: str, answer: Answer) -> str:
    """How the contract answered, for the details: ``paused() → true``."""
    if answer.result.reverted:
        said = "reverted"
    elif not answer.result.returned:
        said = "no answer"
    elif answer.values is None:
        said = "0x" + answer.result.data[:64].hex()
    else:
        said = ", ".join(_short(value) for value in answer.values)
    return f"{question} → {said}"


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return "0x" + value[:32].hex()
    return str(value)[:120]


def balance_rule(intent: TransferIntent, balance: Answer) -> Rule:
    """``sender_balance``: the amount is not above the total."""
    total = balance.number
    params: dict[str, Param] = {"account": intent.sender, "amount": intent.amount}
    params["total"] = None if total is None else intent.token.amount(total)
    passed = None if total is None else intent.base_units <= total
    remedy = Remedy(Actor.YOU, "send_less", {"most": params["total"]})
    return Rule(
        "sender_balance",
        Subject.SENDER,
        status(passed=passed),
        params,
        raw=raw_answer("balanceOf(sender)", balance),
        remedy=remedy if passed is False else None,
    )


def zero_recipient_rule(intent: TransferIntent) -> Rule:
    """``recipient_is_zero``: the zero address belongs to nobody."""
    passed = not intent.recipient.is_zero
    return Rule(
        "recipient_is_zero",
        Subject.RECIPIENT,
        status(passed=passed),
        remedy=None if passed else Remedy(Actor.YOU, "other_recipient"),
    )


def paused_rule(answer: Answer, question: str = "paused()") -> Rule:
    """``token_paused``: the issuer has not stopped all transfers."""
    passed = None if answer.flag is None else not answer.flag
    return Rule(
        "token_paused",
        Subject.TOKEN,
        status(passed=passed),
        raw=raw_answer(question, answer),
        remedy=Remedy(Actor.ISSUER, "unpause") if passed is False else None,
    )


async def allowance_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """``spender_allowance`` when somebody else moves the tokens, else nothing."""
    spender = intent.spender
    if spender is None:
        return ()
    allowed = await ask(reader, intent.token.address, ALLOWANCE, intent.sender, spender)
    units = allowed.number
    passed = None if units is None else intent.base_units <= units
    params: dict[str, Param] = {"account": spender, "amount": intent.amount}
    params["allowed"] = None if units is None else intent.token.amount(units)
    rule = Rule(
        "spender_allowance",
        Subject.SPENDER,
        status(passed=passed),
        params,
        raw=raw_answer("allowance(sender,spender)", allowed),
        remedy=Remedy(Actor.YOU, "approve_spender") if passed is False else None,
    )
    return (rule,)


async def common_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """Balance, recipient, and pause where the token has one, in one turn."""
    token = intent.token.address
    balance, paused, allowance = await gather(
        ask(reader, token, BALANCE_OF, intent.sender),
        ask(reader, token, PAUSED),
        allowance_rules(reader, intent),
    )
    pause = (paused_rule(paused),) if paused.flag is not None else ()
    return (zero_recipient_rule(intent), balance_rule(intent, balance), *allowance, *pause)


def transfer_calldata(intent: TransferIntent) -> bytes:
    """``transfer``, or ``transferFrom`` when a spender calls."""
    if intent.spender is None:
        return TRANSFER.encode(intent.recipient, intent.base_units)
    return TRANSFER_FROM.encode(intent.sender, intent.recipient, intent.base_units)


def frozen_rule(
    rule_id: str,
    subject: Subject,
    account: Address,
    answer: Answer,
    question: str = "isFrozen(account)",
) -> Rule:
    """``sender_frozen`` or ``recipient_frozen``: the whole address is not frozen."""
    passed = None if answer.flag is None else not answer.flag
    return Rule(
        rule_id,
        subject,
        status(passed=passed),
        {"account": account},
        raw=raw_answer(question, answer),
        remedy=Remedy(Actor.ISSUER, "unfreeze") if passed is False else None,
    )
