"""Whether a vote or a delegation will pass, and why; the counterpart of a transfer's check.

The simulated transaction decides, with one exception: a governor takes a vote of weight zero
and uses it up, so that Scrip stops it by itself.
"""

from dataclasses import dataclass, replace
from typing import Any

from wallet.domain.chain import Block, Call
from wallet.domain.compliance import (
    Agreement,
    Caution,
    Decision,
    Rule,
    RuleStatus,
    Simulation,
    Verdict,
    decide,
)
from wallet.domain.errors import ProgramFault, Refusal
from wallet.domain.governance import ActionIntent, BallotIntent, Standing, SubmissionIntent

# Rules that Scrip sets itself: they hold although the chain would take the call.
_OWN_STOPS = frozenset({"voting_power"})
# Failing rule -> code of the refusal.
_REFUSALS = {
    "voting_power": "no_voting_power",
    "proposal_active": "proposal_not_active",
    "vote_unused": "already_voted",
    "ballot_valid": "ballot_invalid",
    "token_votes": "token_has_no_votes",
}


@dataclass(frozen=True, slots=True)
class ActionCheck:
    """The answer to one intent at one block.

    Attributes:
        call: The exact call that was simulated and that will be sent.
        context: ``next_block``, or ``block`` where the node has no block override.
        gas: Estimated gas, ``None`` if not asked or unknown.
        standing: How the proposal stands, for votes.
        round_trips: HTTP requests made for this answer.
    """

    intent: ActionIntent
    call: Call
    block: Block
    context: str
    decision: Decision
    simulation: Simulation
    cautions: tuple[Caution, ...] = ()
    gas: int | None = None
    standing: Standing | None = None
    round_trips: int = 0

    @property
    def verdict(self) -> Verdict:
        """Allowed, refused or unknown."""
        return self.decision.verdict

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules asked, in the order a person would ask."""
        return self.decision.rules

    @property
    def choice(self) -> str | None:
        """``for``, ``against`` or ``abstain``; ``None`` for a delegation."""
        if isinstance(self.intent, BallotIntent):
            return self.intent.support.word
        return (
            self.intent.ballot.support.word if isinstance(self.intent, SubmissionIntent) else None
        )

    @property
    def failing(self) -> tuple[Rule, ...]:
        """The rules that stand against it."""
        return tuple(rule for rule in self.rules if rule.failed)


def decide_action(simulation: Simulation, rules: tuple[Rule, ...]) -> Decision:
    """Combine the simulated call and the rules.

    Returns:
        As :func:`wallet.domain.compliance.decide`, but a call that would pass is refused where
        one of Scrip's own stops fails, and a refusal nobody can explain is the contract's.
    """
    decision = decide(simulation=simulation, answer=None, rules=rules)
    stops = any(rule.failed and rule.id in _OWN_STOPS for rule in rules)
    if decision.verdict is Verdict.ALLOWED and stops:
        kept = tuple(
            rule if rule.id in _OWN_STOPS or not rule.failed else _doubted(rule) for rule in rules
        )
        return Decision(Verdict.REFUSED, Agreement.NO_CHECK, kept)
    named = tuple(
        replace(rule, id="contract_refused", remedy=None) if rule.id == "token_refused" else rule
        for rule in decision.rules
    )
    return Decision(decision.verdict, decision.agreement, named)


def _doubted(rule: Rule) -> Rule:
    return replace(rule, status=RuleStatus.UNKNOWN, remedy=None)


def refusal_of(check: ActionCheck) -> Refusal | None:
    """The refusal a refused check amounts to, ``None`` if it is not refused."""
    if check.verdict is not Verdict.REFUSED:
        return None
    first = check.failing[0]
    code = _REFUSALS.get(first.id, "contract_refused")
    params: dict[str, Any] = {"reason": first.raw, "state": None, **first.params}
    return Refusal(code, **params)


def require_action(check: ActionCheck) -> None:
    """Guard between a check and anything that signs.

    Raises:
        ProgramFault: ``not_allowed`` unless the verdict is allowed.
    """
    if check.verdict is not Verdict.ALLOWED:
        raise ProgramFault("not_allowed", verdict=check.verdict.value)
