"""Requests and answers of signing by file, for a person at a terminal."""

from ui.cli.offline_differences import answer_differences, difference_lines
from ui.offline.facts import cautions, facts, said, stops
from ui.text import Names, rule, sentence
from wallet.services.offline_again import RuleChange
from wallet.services.offline_answers import Answer
from wallet.services.offline_signing import Opened


def review_lines(opened: Opened, names: Names) -> tuple[str, ...]:
    """What the bytes say, then what to look at twice, then what the other computer says."""
    rows = facts(opened, names)
    width = max((len(row.label) for row in rows), default=0) + 2
    told = [f"{row.label + ':':<{width}}{row.value}" for row in rows]
    warned = cautions(opened, names)
    if warned:
        told += ["", sentence("offline_warnings"), *(f"  • {line}" for line in warned)]
    heading, *found = said(opened, names) or ("",)
    if heading:
        told += ["", heading, *(f"  {line}" for line in found)]
    return tuple(told)


def inspection_lines(opened: Opened, names: Names) -> tuple[str, ...]:
    """All of that, and whether it agrees and would be signed here."""
    mismatches = opened.examination.mismatches
    agreement = difference_lines(opened, names) if mismatches else (sentence("offline_agrees"),)
    told = (*review_lines(opened, names), "", *agreement)
    blocked = stops(opened, names)
    if blocked:
        told = (*told, sentence("offline_stops"), *(f"  ✗ {line}" for line in blocked))
    return told


def answer_lines(answer: Answer, names: Names) -> tuple[str, ...]:
    """What an answer says."""
    if answer.signed is None or answer.signer is None:
        return (sentence("response_refused", reason=answer.response.reason),)
    who = names(answer.signer)
    told = [sentence("response_signed", who=who, hash=str(answer.signed.hash))]
    if answer.mismatches:
        told += answer_differences(answer, names)
    return tuple(told)


def change_lines(changes: tuple[RuleChange, ...], names: Names) -> tuple[str, ...]:
    """What the rules say differently since the request was made."""
    told = [sentence(_change(one), rule=rule(one.rule, names)) for one in changes]
    return (sentence("changes_heading"), *(f"  {line}" for line in told)) if told else ()


def _change(change: RuleChange) -> str:
    if change.before is None:
        return "change_new"
    return "change_gone" if change.after is None else "change_now"
