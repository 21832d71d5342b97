"""Between the request and its answer time passes: what changed, and whether it still goes."""

from dataclasses import dataclass

from wallet.domain.action import ActionCheck, refusal_of
from wallet.domain.compliance import Rule, RuleStatus, Verdict
from wallet.domain.errors import Refusal, Undecided
from wallet.domain.ids import TxHash
from wallet.domain.offline import OfflineRequest
from wallet.domain.transfer import Acceptances
from wallet.services.transfers import Checked

DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that says something else than when the request was made.

    Attributes:
        rule: As it is now; as it was then if it is no longer asked.
        before: ``None`` if it was not asked then.
        after: ``None`` if it is no longer asked.
    """

    rule: Rule
    before: RuleStatus | None
    after: RuleStatus | None


def changes(request: OfflineRequest, rules: tuple[Rule, ...]) -> tuple[RuleChange, ...]:
    """What the rules say differently now, in the order of the check."""
    said = () if request.evidence is None else request.evidence.decision.rules
    before = {(rule.id, rule.subject): rule for rule in said}
    after = {(rule.id, rule.subject): rule for rule in rules}
    found = []
    for key in {**after, **before}:
        old, new = before.get(key), after.get(key)
        statuses = (old.status if old else None, new.status if new else None)
        rule = new or old
        if rule is not None and statuses[0] is not statuses[1]:
            found.append(RuleChange(rule, *statuses))
    return tuple(found)


def all_accepted(request: OfflineRequest, now: Acceptances) -> Acceptances:
    """What was accepted when the request was made, and what is accepted now."""
    before = set() if request.evidence is None else set(request.evidence.accepted)
    disagreement = now.disagreement or DISAGREEMENT in before
    return Acceptances(disagreement, frozenset(before - {DISAGREEMENT}) | now.warnings)


def require_passable(now: Checked, accepted: Acceptances, tx_hash: TxHash) -> None:
    """Stop what was signed but would no longer pass.

    Raises:
        Refusal: ``refused_after_signing`` (params ``check``), or what stands against a vote.
        Undecided: ``undecided_after_signing``, ``disagreement``, ``undecided``.
    """
    if now.verdict is Verdict.UNKNOWN:
        raise Undecided("undecided_after_signing", tx_hash=tx_hash, check=now)
    if isinstance(now, ActionCheck):
        refusal = refusal_of(now)
        if refusal is not None:
            raise refusal
        return
    if now.verdict is Verdict.REFUSED:
        raise Refusal("refused_after_signing", tx_hash=tx_hash, check=now)
    if now.needs_acceptance and not accepted.disagreement:
        raise Undecided("disagreement", check=now)
    missing = {effect.id for effect in now.effects if effect.id == "burn"} - accepted.warnings
    if missing:
        raise Undecided("undecided", why="acceptance", missing=tuple(sorted(missing)), check=now)
