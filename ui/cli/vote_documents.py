"""JSON documents of votes: assemblies, proposals, checks of ballots and delegations."""

from collections.abc import Callable
from typing import Any

from ui import text
from ui.cli import documents
from ui.cli.documents import TokenOf
from ui.cli.outcome import Document
from ui.text.formatting import grouped
from wallet.domain.action import ActionCheck
from wallet.domain.amounts import Amount
from wallet.domain.governance import (
    BallotIntent,
    ClockMode,
    DelegationIntent,
    Governor,
    Standing,
    SubmissionIntent,
)
from wallet.domain.ids import Address
from wallet.domain.known_calls import ReadCall
from wallet.services.proposals import ProposalView


def governor(followed: Governor, token_of: TokenOf) -> Document:
    """A followed assembly."""
    return {
        "address": str(followed.address),
        "chain_id": followed.chain_id,
        "name": followed.name,
        "standard": "OpenZeppelin Governor",
        "standard_version": str(followed.generation),
        "clock": followed.clock.value,
        "token": documents.token_at(followed.token, token_of(followed.token)),
        "quorum_counts": list(followed.quorum_counts),
    }


def proposal(view: ProposalView, token_of: TokenOf, names: text.Names) -> dict[str, Any]:
    """One proposal as it stands for one account."""
    announced = view.proposal
    return {
        "governor": str(view.governor.address),
        "governor_name": view.governor.name,
        "id": str(announced.id),
        "title": announced.title,
        "description": announced.description,
        "proposer": str(announced.proposer),
        "starts_at": documents.iso(view.starts_at),
        "ends_at": documents.iso(view.ends_at),
        "times_estimated": view.times_estimated,
        **_standing(view.governor, view.standing),
        "needs": needs_of(view),
        "calls": [_call(view, call, token_of, names) for call in view.calls],
        "created_at_block": announced.block_number,
        "tx_hash": str(announced.tx_hash),
    }


def needs_of(view: ProposalView) -> str | None:
    """What the account should do: ``vote``, ``delegate``, or nothing."""
    if view.waits_for_vote:
        return "vote"
    power = None if view.standing is None else view.standing.power
    return "delegate" if power is not None and power.needs_delegation else None


def _standing(followed: Governor, standing: Standing | None) -> dict[str, Any]:
    def amount(units: int | None) -> Document | None:
        return None if units is None else documents.quantity(followed.amount(units))

    tally = None if standing is None else standing.tally
    power = None if standing is None else standing.power
    state = None if standing is None else standing.state
    voted = None if standing is None else standing.voted
    return {
        "state": None if state is None else state.value,
        "for": amount(None if tally is None else tally.in_favour),
        "against": amount(None if tally is None else tally.against),
        "abstain": amount(None if tally is None else tally.abstain),
        "quorum": amount(None if standing is None else standing.quorum),
        "voting_power": amount(None if power is None else power.counted),
        "voting_power_final": None if power is None else power.is_final,
        "votes_now": amount(None if power is None else power.now),
        "delegate": None if power is None or power.delegate is None else str(power.delegate),
        "voted": None if voted is None else voted.word,
    }


def amounts_of(view: ProposalView, target: Address, token_of: TokenOf) -> Callable[[int], object]:
    """How base units of a contract are told: as its token's amount if that is known."""
    known = token_of(target)
    if known is not None:
        return lambda units: f"{grouped(known.amount(units))} {known.symbol}"
    if target == view.governor.token:
        followed = view.governor
        return lambda units: f"{grouped(followed.amount(units))} {followed.symbol}"
    return text.amount_unknown


def _call(view: ProposalView, call: ReadCall, token_of: TokenOf, names: text.Names) -> Document:
    amount = amounts_of(view, call.target, token_of)
    in_seconds = view.governor.clock is ClockMode.SECONDS
    return {
        "target": str(call.target),
        "value": documents.quantity(Amount(call.value, 18)),
        "readable": call.readable,
        "function": call.function or None,
        "arguments": {name: _plain(value) for name, value in call.args.items()},
        "text": text.proposed_call(call, amount, names, in_seconds=in_seconds),
    }


def _plain(value: object) -> Any:  # noqa: ANN401  (whatever an argument is)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return documents.plain(value)


def action_check(check: ActionCheck, names: text.Names) -> dict[str, Any]:
    """The answer to "will this vote or delegation pass", in the shape of a transfer's."""
    intent = check.intent
    return {
        **_asked(intent),
        "amount": None,
        "base_units": None,
        "partition": None,
        "spender": None,
        "block": documents.block(check.block),
        "context": check.context,
        "at": None,
        "verdict": check.verdict.value,
        "agreement": check.decision.agreement.value,
        "effects": [],
        "warnings": [{"id": one.id, "text": text.caution(one, names)} for one in check.cautions],
        "summary": text.action_summary(check, names),
        "rules": [documents.rule(asked, names) for asked in check.rules],
        "token_answer": None,
        "simulation": documents.simulation(check.simulation),
        "gas": check.gas,
        "round_trips": check.round_trips,
        "proposal": None
        if isinstance(intent, DelegationIntent)
        else _standing(_governor_of(intent), check.standing),
    }


def _asked(intent: BallotIntent | SubmissionIntent | DelegationIntent) -> dict[str, Any]:
    if isinstance(intent, DelegationIntent):
        return {
            "kind": "delegation",
            "token": documents.token_brief(intent.token),
            "from": str(intent.delegator),
            "to": str(intent.delegatee),
        }
    asking = _governor_of(intent)
    token = {"address": str(asking.token), "symbol": asking.symbol or None, "standard": None}
    return {
        "kind": "vote",
        "token": None if asking.token is None else token,
        "from": str(intent.caller),
        "to": str(asking.address),
        **vote_fields(intent),
    }


def vote_fields(intent: BallotIntent | SubmissionIntent) -> dict[str, Any]:
    """Whose vote it is, on what, and how."""
    ballot = intent if isinstance(intent, BallotIntent) else intent.ballot
    reason = intent.reason if isinstance(intent, BallotIntent) else ""
    return {
        "governor": str(ballot.governor.address),
        "id": str(ballot.proposal_id),
        "support": ballot.support.word,
        "voter": str(ballot.voter),
        "reason": reason or None,
    }


def _governor_of(intent: BallotIntent | SubmissionIntent) -> Governor:
    return intent.governor if isinstance(intent, BallotIntent) else intent.ballot.governor
