"""Every code of the core as a sentence: for the window and the command line alike, no Qt.

Light to import: the command line's help goes through here.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.text.catalogue import find, say
from ui.text.formatting import Names, plain_name

if TYPE_CHECKING:
    from wallet.domain.action import ActionCheck
    from wallet.domain.compliance import Caution, Effect, Remedy, Rule, TransferCheck
    from wallet.domain.errors import WalletError
    from wallet.domain.known_calls import ReadCall
    from wallet.domain.security_token import Power, RuleInForce

__all__ = [
    "Names",
    "action_summary",
    "caution",
    "effect",
    "error",
    "hint",
    "plain_name",
    "power",
    "proposed_call",
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


def hint(problem: "WalletError", program: str) -> str | None:
    """The command that helps after a problem, if there is one."""
    template = find("hint", f"hint.{problem.code}")
    return None if template is None else say(template, {"program": program})


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
    exact = f"caution.{warning.id}.{warning.params.get('why')}"
    template = find("effect", exact, f"caution.{warning.id}")
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


def action_summary(check: "ActionCheck", names: Names = plain_name) -> str:
    """A vote's or a delegation's answer in one line."""
    from wallet.domain.governance import DelegationIntent  # noqa: PLC0415  (help needs none of it)

    intent = check.intent
    if check.failing:
        return rule(check.failing[0], names)
    if check.simulation.ok is None:
        return sentence("action_summary_unknown", names)
    if isinstance(intent, DelegationIntent):
        given = {"delegate": intent.delegatee, "symbol": intent.token.symbol}
        return sentence("delegation_summary_allowed", names, **given)
    weighed = next((one.params for one in check.rules if one.id == "voting_power"), {})
    choice = sentence(f"choice_{check.choice}")
    if weighed.get("power") is None:
        return sentence("vote_summary_unweighed", names, choice=choice)
    return sentence("vote_summary_allowed", names, **{**weighed, "choice": choice})


def proposed_call(
    call: "ReadCall",
    amount: Callable[[int], object],
    names: Names = plain_name,
    *,
    in_seconds: bool = False,
) -> str:
    """What a call of a proposal would do.

    Args:
        call: As far as it can be read.
        amount: Puts base units of the target into words.
        names: Of addresses.
        in_seconds: Whether the governor counts time in seconds, not in blocks.
    """
    given: dict[str, object] = {**call.args, "target": call.target, "function": call.function}
    units = call.args.get("amount")
    if isinstance(units, int):
        given["amount"] = amount(units)
    exact = f"call_{call.code}_s" if in_seconds else ""
    template = find("phrase", exact, f"call_{call.code}")
    said = _said(template, call.code, {"value": call.value, **given}, names)
    if call.value and call.code != "payment":
        said = sentence("call_with_value", names, call=said, value=call.value)
    if call.inner is not None:
        inner = proposed_call(call.inner, amount_unknown, names)
        said = sentence("call_with_inner", names, call=said, inner=inner)
    return said


def amount_unknown(units: int) -> str:
    """A number of units of a contract nobody here knows the decimals of."""
    return sentence("base_units", number=units)


def _said(template: str | None, code: str, params: Mapping[str, object], names: Names) -> str:
    if template is None:
        return say(find("phrase", "no_words") or "{code}", {"code": code}, names)
    return say(template, params, names)
