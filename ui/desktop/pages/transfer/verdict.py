"""Turns a check into the words of the verdict panel. Plain Python."""

from ui.desktop.core.names import AddressBook
from ui.desktop.pages.transfer.view import Fact, RuleLine, VerdictView
from ui.text import caution, effect, remedy, rule, summary
from ui.text import sentence as words
from wallet.domain.compliance import (
    Agreement,
    Rule,
    RuleStatus,
    TransferCheck,
    Verdict,
)

_LOOKS = {
    Verdict.ALLOWED: ("ok", "allowed"),
    Verdict.REFUSED: ("bad", "refused"),
    Verdict.UNKNOWN: ("unknown", "unknown"),
}
_RULE_LOOKS = {
    RuleStatus.PASS: ("check", "ok"),
    RuleStatus.FAIL: ("cross", "bad"),
    RuleStatus.UNKNOWN: ("question", "unknown"),
    RuleStatus.NOT_APPLICABLE: ("skip", "text_3"),
}
_ANSWERS = {
    "allowed": "window.transfer.answer.allowed",
    "refused": "window.transfer.answer.refused",
    "unknown": "window.transfer.answer.unknown",
    "disagree": "window.transfer.answer.disagree",
}
# What these say is a fact of the holding, not something good: no tick.
_NOTES = frozenset({"partial_freeze", "lockup", "on_hold"})
# Failing rules first: the answer before the rest.
_ORDER = (RuleStatus.FAIL, RuleStatus.UNKNOWN, RuleStatus.PASS, RuleStatus.NOT_APPLICABLE)
RAW_LIMIT = 160


def verdict_view(check: TransferCheck, book: AddressBook) -> VerdictView:
    """Everything the panel says about one check."""
    tone, icon = _LOOKS[check.verdict]
    if check.needs_acceptance:
        tone, icon = "warn", "warning"
    lines = sorted(check.rules, key=_place)
    met = sum(asked.status is RuleStatus.PASS for asked in lines)
    burns = any(happening.id == "burn" for happening in check.effects)
    return VerdictView(
        tone=tone,
        icon=icon,
        title=words(f"window.verdict.{_title(check)}"),
        summary=summary(check, book.shown),
        rules=tuple(_line(asked, book) for asked in lines),
        effects=tuple(effect(happening, book.shown) for happening in check.effects),
        cautions=tuple(caution(warning, book.shown) for warning in check.cautions),
        block=check.block.number,
        block_time=check.block.timestamp,
        how=_how(check),
        met=_met(met),
        disagreement=words("window.verdict.accept_disagreement") if check.needs_acceptance else "",
        burn=words("window.verdict.accept_burn") if burns else "",
    )


def answer(check: TransferCheck, book: AddressBook) -> str:
    """The page's first line once the network has answered."""
    intent = check.intent
    return words(
        _ANSWERS[_title(check)],
        amount=intent.amount,
        symbol=intent.token.symbol,
        to=book.shown(intent.recipient),
        reason=summary(check, book.shown),
    )


def _title(check: TransferCheck) -> str:
    return "disagree" if check.needs_acceptance else check.verdict.value


def _place(asked: Rule) -> tuple[int, bool]:
    return _ORDER.index(asked.status), asked.id in _NOTES


def _met(count: int) -> str:
    if not count:
        return ""
    return (
        words("window.rule.met_one") if count == 1 else words("window.rule.met_many", count=count)
    )


def _line(asked: Rule, book: AddressBook) -> RuleLine:
    icon, tone = _RULE_LOOKS[asked.status]
    said = rule(asked, book.shown)
    met = asked.status in {RuleStatus.PASS, RuleStatus.NOT_APPLICABLE}
    if asked.status is RuleStatus.PASS and asked.id in _NOTES:
        return RuleLine("info", "text_2", words("window.rule.note"), said, met=True)
    help_ = remedy(asked.remedy, book.shown) if asked.remedy and asked.failed else ""
    return RuleLine(icon, tone, words(f"window.rule.{asked.status.value}"), said, help_, met)


def _how(check: TransferCheck) -> tuple[Fact, ...]:
    simulation, answer = check.simulation, check.answer
    facts = [
        Fact(words("window.how.call"), f"{check.call.to}  0x{check.call.data.hex()[:RAW_LIMIT]}"),
        Fact(words("window.how.simulation"), _simulation(check)),
    ]
    if simulation.error or simulation.message:
        said = ", ".join((simulation.error or simulation.message, *simulation.args))
        facts.append(Fact(words("window.how.revert"), said))
    if answer is not None:
        result = words(f"window.how.answer.{_answer(answer.passed)}")
        facts.append(Fact(words("window.how.answer"), f"{answer.call} → {result}"))
    facts.append(Fact(words("window.how.agreement"), _agreement(check.decision.agreement)))
    facts.append(Fact(words("window.how.block"), f"{check.block.number}  {check.block.hash}"))
    facts.append(Fact(words("window.how.context"), words(f"window.how.context.{check.context}")))
    facts.extend(Fact(asked.id, asked.raw[:RAW_LIMIT]) for asked in check.rules if asked.raw)
    if check.gas is not None:
        facts.append(Fact(words("window.how.gas"), f"{check.gas:,}"))
    return tuple(facts)


def _simulation(check: TransferCheck) -> str:
    if not check.simulation.ran:
        return words("window.how.simulation.not_run")
    code = {True: "passed", False: "failed", None: "unclear"}[check.simulation.ok]
    return words(f"window.how.simulation.{code}")


def _answer(passed: bool | None) -> str:  # noqa: FBT001  (a value, not an option)
    return {True: "yes", False: "no", None: "none"}[passed]


def _agreement(agreement: Agreement) -> str:
    return words(f"window.how.agreement.{agreement.value}")
