"""The chain decides; everything else explains."""

from itertools import product

import pytest

from wallet.domain.chain import Block, Call
from wallet.domain.compliance import (
    Agreement,
    Rule,
    RuleStatus,
    Simulation,
    Subject,
    TokenAnswer,
    TransferCheck,
    TransferIntent,
    Verdict,
    decide,
    require_allowed,
)
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address, TokenRef
from wallet.domain.security_token import SecurityToken

PASSED = Simulation(ran=True, ok=True)
FAILED = Simulation(ran=True, ok=False, error="Error(string)", args=("no",), raw=b"\x08")
NOT_RUN = Simulation(ran=False, ok=None)
ANSWERS = (None, TokenAnswer("x", None), TokenAnswer("x", True), TokenAnswer("x", False))  # noqa: FBT003


def rule(status, rule_id="country_allowed", subject=Subject.RECIPIENT):
    return Rule(rule_id, subject, status)


@pytest.mark.parametrize(("answer", "status"), list(product(ANSWERS, RuleStatus)))
def test_the_simulation_decides_whatever_else_is_said(answer, status):
    rules = (rule(status),)
    verdicts = [
        decide(simulation=simulation, answer=answer, rules=rules).verdict
        for simulation in (PASSED, FAILED, NOT_RUN)
    ]
    assert verdicts == [Verdict.ALLOWED, Verdict.REFUSED, Verdict.UNKNOWN]


@pytest.mark.parametrize("status", list(RuleStatus))
def test_a_refusal_always_names_a_failing_rule(status):
    decision = decide(simulation=FAILED, answer=None, rules=(rule(status),))
    assert any(one.failed for one in decision.rules)


def test_an_allowed_transfer_has_no_failing_rule():
    decision = decide(simulation=PASSED, answer=None, rules=(rule(RuleStatus.FAIL),))
    assert [one.status for one in decision.rules] == [RuleStatus.UNKNOWN]


def test_the_unexplained_refusal_carries_the_decoded_revert():
    decision = decide(simulation=FAILED, answer=None, rules=(rule(RuleStatus.PASS),))
    last = decision.rules[-1]
    assert (last.id, last.raw, last.params["reason"]) == (
        "token_refused",
        "Error(string): no",
        "no",
    )


def test_an_error_that_stands_for_a_rule_wins_over_a_probe_that_passed():
    cause = ("country_allowed", Subject.RECIPIENT)
    simulation = Simulation(ran=True, ok=False, error="X()", cause=cause)
    decision = decide(simulation=simulation, answer=None, rules=(rule(RuleStatus.PASS),))
    assert [(one.id, one.status) for one in decision.rules] == [
        ("country_allowed", RuleStatus.FAIL)
    ]


def test_a_revert_without_any_words_shows_its_bytes():
    decision = decide(simulation=Simulation(ran=True, ok=False), answer=None, rules=())
    assert decision.rules[0].raw == "0x"


@pytest.mark.parametrize(
    ("simulation", "says", "expected"),
    [
        (PASSED, True, Agreement.AGREE),
        (PASSED, False, Agreement.DISAGREE),
        (FAILED, True, Agreement.DISAGREE),
        (FAILED, False, Agreement.AGREE),
        (PASSED, None, Agreement.NO_CHECK),
        (NOT_RUN, True, Agreement.NO_CHECK),
    ],
)
def test_agreement_compares_with_the_tokens_own_check(simulation, says, expected):
    answer = TokenAnswer("canTransfer", says)
    assert decide(simulation=simulation, answer=answer, rules=()).agreement is expected


def check_with(simulation, answer=None):
    token = SecurityToken(TokenRef(1, Address("0x" + "11" * 20)), "A", "A", 0, "ERC-20")
    intent = TransferIntent(token, Address("0x" + "22" * 20), Address("0x" + "33" * 20), 5)
    decision = decide(simulation=simulation, answer=answer, rules=())
    call = Call(token.address, b"", intent.sender)
    return TransferCheck(intent, call, Block(1, "0x1", 1), "next_block", decision, simulation)


@pytest.mark.parametrize("simulation", [FAILED, NOT_RUN])
def test_nothing_but_an_allowed_check_may_go_on(simulation):
    with pytest.raises(ProgramFault):
        require_allowed(check_with(simulation), accept_disagreement=True)


def test_a_disagreement_needs_a_persons_acceptance():
    check = check_with(PASSED, TokenAnswer("canTransfer", passed=False))
    assert check.needs_acceptance
    with pytest.raises(ProgramFault):
        require_allowed(check, accept_disagreement=False)
    require_allowed(check, accept_disagreement=True)
    require_allowed(check_with(PASSED), accept_disagreement=False)


def test_a_spender_is_the_caller():
    check = check_with(PASSED)
    spender = Address("0x" + "44" * 20)
    assert check.intent.caller == check.intent.sender
    assert (
        TransferIntent(
            check.intent.token, check.intent.sender, check.intent.recipient, 1, spender=spender
        ).caller
        == spender
    )
