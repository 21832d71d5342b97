"""The questions a vote or a delegation must pass, with what would help. Pure."""

from wallet.domain.compliance import (
    Actor,
    At,
    Caution,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
)
from wallet.domain.governance import (
    BallotIntent,
    ClockMode,
    DelegationIntent,
    ProposalState,
    Standing,
    VotingPower,
)


def ballot_rules(
    ballot: BallotIntent, standing: Standing, *, weight: int | None, fresh: bool | None = None
) -> tuple[Rule, ...]:
    """Every question, in the order a person would ask.

    Args:
        ballot: What is voted, by whom.
        standing: How the proposal stands.
        weight: What the simulated vote weighed; ``None`` if it did not run through.
        fresh: Whether a signed ballot's number still counts; ``None`` for a vote of one's own.
    """
    signed = () if fresh is None else (_fresh_rule(fresh=fresh),)
    return (
        _active_rule(ballot, standing),
        _unused_rule(ballot, standing),
        *signed,
        _power_rule(ballot, standing, weight),
    )


def _status(*, passed: bool | None) -> RuleStatus:
    if passed is None:
        return RuleStatus.UNKNOWN
    return RuleStatus.PASS if passed else RuleStatus.FAIL


def _active_rule(ballot: BallotIntent, standing: Standing) -> Rule:
    state = standing.state
    params: dict[str, Param] = {"state": None if state is None else state.value}
    opens = None
    if ballot.governor.clock is ClockMode.SECONDS:
        opens = None if standing.snapshot is None else standing.snapshot + 1
        params["opens"] = None if opens is None else At(opens)
        params["closes"] = None if standing.deadline is None else At(standing.deadline)
    waits = state is ProposalState.PENDING
    return Rule(
        "proposal_active",
        Subject.TIME,
        _status(passed=None if state is None else state is ProposalState.ACTIVE),
        params,
        raw=None if state is None else f"state(id) → {state.value}",
        remedy=Remedy(Actor.TIME, "wait_for_vote", earliest=opens) if waits else None,
    )


def _unused_rule(ballot: BallotIntent, standing: Standing) -> Rule:
    return Rule(
        "vote_unused",
        Subject.SENDER,
        _status(passed=standing.voted is None),
        {"account": ballot.voter},
        raw=f"hasVoted(id,account) → {'false' if standing.voted is None else 'true'}",
    )


def _fresh_rule(*, fresh: bool) -> Rule:
    remedy = None if fresh else Remedy(Actor.YOU, "sign_ballot_again")
    return Rule("ballot_valid", Subject.SENDER, _status(passed=fresh), remedy=remedy)


def _power_rule(ballot: BallotIntent, standing: Standing, weight: int | None) -> Rule:
    power = standing.power
    units = weight if weight is not None or power is None else power.counted
    params: dict[str, Param] = {
        "account": ballot.voter,
        "power": None if units is None else ballot.governor.amount(units),
        "symbol": ballot.governor.symbol,
    }
    passed = None if units is None else units > 0
    return Rule(
        "voting_power",
        Subject.SENDER,
        _status(passed=passed),
        params,
        raw=None if units is None else f"getVotes(account,snapshot) → {units}",
        remedy=power_remedy(power) if passed is False else None,
    )


def power_remedy(power: VotingPower | None) -> Remedy | None:
    """What would give a vote weight; mostly for the next proposal, as snapshots stay."""
    if power is None:
        return None
    if power.needs_delegation:
        return Remedy(Actor.YOU, "delegate_first")
    if power.now == 0 and (power.balance or 0) > 0:
        return Remedy(Actor.YOU, "votes_delegated_away", {"delegate": power.delegate})
    return None


def delegation_rules(intent: DelegationIntent, power: VotingPower | None) -> tuple[Rule, ...]:
    """``token_votes``: the token has votes to hand over."""
    return (
        Rule(
            "token_votes",
            Subject.TOKEN,
            _status(passed=power is not None),
            {"symbol": intent.token.symbol},
        ),
    )


def delegation_cautions(intent: DelegationIntent, power: VotingPower | None) -> tuple[Caution, ...]:
    """What is worth a second look before votes are handed over."""
    to = intent.delegatee
    if to.is_zero:
        return (Caution("votes_given_up"),)
    found = []
    if to != intent.delegator:
        found.append(Caution("votes_handed_over", {"delegate": to}))
    if power is not None and power.delegate == to:
        found.append(Caution("delegate_unchanged", {"delegate": to}))
    return tuple(found)
