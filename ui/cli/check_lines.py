"""A check for a person: the answer first, then rule by rule."""

from typing import Final

from ui import text
from wallet.domain.action import ActionCheck
from wallet.domain.compliance import RuleStatus, TransferCheck, Verdict

_MARKS: Final = {
    RuleStatus.PASS: "✓",
    RuleStatus.FAIL: "✗",
    RuleStatus.UNKNOWN: "?",
    RuleStatus.NOT_APPLICABLE: "·",
}
# What stands against it is read first; the rest keeps the order of asking.
_ORDER: Final = (
    RuleStatus.FAIL,
    RuleStatus.UNKNOWN,
    RuleStatus.PASS,
    RuleStatus.NOT_APPLICABLE,
)
_HEADINGS: Final = {
    Verdict.ALLOWED: "verdict_allowed",
    Verdict.REFUSED: "verdict_refused",
    Verdict.UNKNOWN: "verdict_unknown",
}


def check_lines(answer: TransferCheck | ActionCheck, names: text.Names) -> tuple[str, ...]:
    """Verdict and summary, rules with remedies, effects, warnings, block."""
    if isinstance(answer, TransferCheck):
        summary, effects = text.summary(answer, names), answer.effects
    else:
        summary, effects = text.action_summary(answer, names), ()
    told = [text.sentence(_HEADINGS[answer.verdict], summary=summary)]
    for asked in sorted(answer.rules, key=lambda one: _ORDER.index(one.status)):
        if asked.status is RuleStatus.NOT_APPLICABLE:
            continue
        told.append(f"  {_MARKS[asked.status]} {text.rule(asked, names)}")
        if asked.remedy is not None and asked.failed:
            told.append(f"      {text.remedy(asked.remedy, names)}")
    told += [f"  • {text.effect(happening, names)}" for happening in effects]
    told += [f"  ! {text.caution(warning, names)}" for warning in answer.cautions]
    told.append(text.sentence("checked_at", number=answer.block.number))
    return tuple(told)
