"""Every code of the core as a sentence: for the window and the command line alike, no Qt.

Light to import: the command line's help goes through here.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ui.text.catalogue import find, say
from ui.text.formatting import Names, plain_name

if TYPE_CHECKING:
    from wallet.domain.compliance import Caution, Effect, Remedy, Rule, TransferCheck
    from wallet.domain.errors import WalletError
    from wallet.domain.security_token import Power, RuleInForce

__all__ = [
    "Names",
    "caution",
    "effect",
    "error",
    "plain_name",
    "power",
    "remedy",
    "rule",
    "rule_in_force",
    "sentence",
    "summary",
]


def sentence(code: str, names: Names = plain_name, /, **params: object) -> str:
    """A phrase of the program's own, by its code."""
    template = find("phrase", code) or find("error", code)
    return _said(template, code, params, names)


def error(problem: "WalletError", names: Names = plain_name) -> str:
    """What went wrong and what is expected, in one sentence."""
    params = {"detail": problem.detail or None, **problem.params}
    why = problem.params.get("why")
    template = find("error", f"{problem.code}.{why}", problem.code)
    return _said(template, problem.code, params, names)


def rule(asked: "Rule", names: Names = plain_name) -> str:
    """What a rule says of this transfer."""
    status, subject = asked.status.value, asked.subject.value
    exact = (f"{asked.id}.{status}.{subject}", f"{asked.id}.{status}")
    template = find("rule", *exact) or find("phrase", f"rule_{status}")
    return _said(template, asked.id, {"id": asked.id, **asked.params}, names)


def remedy(offered: "Remedy", names: Names = plain_name) -> str:
    """What would make a failing rule pass."""
    template = find("remedy", offered.code) or find("phrase", f"remedy_{offered.actor.value}")
    params = {"earliest": offered.earliest, **offered.params}
    return _said(template, offered.code, params, names)


def effect(happening: "Effect", names: Names = plain_name) -> str:
    """What the transfer does besides moving the amount."""
    template = find("effect", f"effect.{happening.id}")
    params = {"amount": happening.amount, **happening.params}
    return _said(template, happening.id, params, names)


def caution(warning: "Caution", names: Names = plain_name) -> str:
    """A warning of the wallet's own."""
    template = find("effect", f"caution.{warning.id}")
    return _said(template, warning.id, warning.params, names)


def power(held: "Power", names: Names = plain_name) -> str:
    """What the issuer or an agent may do."""
    template = find("token", f"power.{held.id}")
    return _said(template, held.id, {"holders": held.holders or None}, names)


def rule_in_force(standing: "RuleInForce", names: Names = plain_name) -> str:
    """A rule of the token, apart from any transfer."""
    template = find("token", f"rule.{standing.id}")
    return _said(template, standing.id, standing.parameters, names)


def summary(check: "TransferCheck", names: Names = plain_name) -> str:
    """The answer in one line: what passes, or the first reason why not, or what is missing."""
    intent = check.intent
    given = {"amount": intent.amount, "symbol": intent.token.symbol, "to": intent.recipient}
    if check.failing:
        return rule(check.failing[0], names)
    if not check.simulation.ran:
        return sentence("summary_not_simulated", names, **given)
    if check.simulation.ok is None:
        return sentence("summary_unknown", names, **given)
    code = "summary_disagreement" if check.needs_acceptance else "summary_allowed"
    return sentence(code, names, **given)


def _said(template: str | None, code: str, params: Mapping[str, object], names: Names) -> str:
    if template is None:
        return say(find("phrase", "no_words") or "{code}", {"code": code}, names)
    return say(template, params, names)
