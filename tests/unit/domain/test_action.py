"""The simulated call decides, except where a vote would be used up for nothing."""

import pytest

from tests.fakes.entries import ALICE
from tests.fakes.meetings import MEETING
from wallet.domain.action import ActionCheck, decide_action, refusal_of
from wallet.domain.chain import Block, Call
from wallet.domain.compliance import Rule, RuleStatus, Simulation, Subject, Verdict
from wallet.domain.governance import BallotIntent, Support

WORKS = Simulation(ran=True, ok=True)
FAILS = Simulation(ran=True, ok=False, error="Error(string)", args=("no",))
NEVER_RAN = Simulation(ran=False, ok=None)


def rule(rule_id, *, fails, **params):
    status = RuleStatus.FAIL if fails else RuleStatus.PASS
    return Rule(rule_id, Subject.SENDER, status, params)


def check(simulation, *rules):
    intent = BallotIntent(MEETING, 7, Support.FOR, ALICE)
    call = Call(MEETING.address, b"", ALICE)
    decision = decide_action(simulation, rules)
    return ActionCheck(intent, call, Block(1, "0x1", 1), "block", decision, simulation)


def test_a_weightless_vote_is_stopped_although_the_chain_would_take_it():
    found = check(WORKS, rule("proposal_active", fails=False), rule("voting_power", fails=True))
    assert found.verdict is Verdict.REFUSED
    assert [one.id for one in found.failing] == ["voting_power"]
    assert refusal_of(found).code == "no_voting_power"


def test_any_other_doubt_gives_way_to_the_chain():
    found = check(WORKS, rule("vote_unused", fails=True))
    assert found.verdict is Verdict.ALLOWED
    assert found.failing == ()
    assert refusal_of(found) is None


def test_a_doubt_beside_a_stop_is_no_reason():
    found = check(WORKS, rule("vote_unused", fails=True), rule("voting_power", fails=True))
    assert [one.id for one in found.failing] == ["voting_power"]


@pytest.mark.parametrize(
    ("rule_id", "code"),
    [
        ("proposal_active", "proposal_not_active"),
        ("vote_unused", "already_voted"),
        ("ballot_valid", "ballot_invalid"),
        ("token_votes", "token_has_no_votes"),
    ],
)
def test_a_refusal_is_named_after_its_rule(rule_id, code):
    found = refusal_of(check(FAILS, rule(rule_id, fails=True, state="defeated")))
    assert (found.code, found.params["state"]) == (code, "defeated")


def test_a_refusal_nobody_can_explain_is_the_contracts():
    found = check(FAILS, rule("voting_power", fails=False))
    assert found.failing[0].id == "contract_refused"
    refusal = refusal_of(found)
    assert (refusal.code, refusal.params["reason"]) == ("contract_refused", "no")


def test_without_a_simulation_nothing_is_decided():
    found = check(NEVER_RAN, rule("voting_power", fails=True))
    assert found.verdict is Verdict.UNKNOWN
    assert refusal_of(found) is None
