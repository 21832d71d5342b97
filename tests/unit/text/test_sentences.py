"""Rules, remedies, effects and errors as sentences."""

import pytest

from tests.cli.conftest import ANNA, BOB, FAILING, TOKEN, check_of
from ui import text
from wallet.domain.amounts import Amount
from wallet.domain.compliance import (
    Actor,
    Agreement,
    Caution,
    Effect,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    Verdict,
)
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.security_token import Power, RuleInForce


def bob(address):
    return "Bob" if address == BOB else str(address)


def test_the_summary_of_a_refusal_is_its_first_reason():
    check = check_of(Verdict.REFUSED, rules=[FAILING])
    assert text.summary(check, bob) == "France, the country of Bob, is not allowed."


def test_the_summary_of_an_allowed_transfer_names_it():
    assert text.summary(check_of(), bob) == "12.5 ACME can be sent to Bob."


def test_the_summary_tells_of_a_disagreement():
    summary = text.summary(check_of(agreement=Agreement.DISAGREE), bob)
    assert "the token's own check says no" in summary


def test_the_summary_of_an_undecided_transfer_says_what_is_missing():
    assert "could not try" in text.summary(check_of(Verdict.UNKNOWN), bob)


@pytest.mark.parametrize("status", RuleStatus)
def test_a_rule_nobody_wrote_a_sentence_for_still_says_something(status):
    said = text.rule(Rule("brand_new", Subject.TOKEN, status))
    assert "brand_new" in said
    assert "no description" not in said


@pytest.mark.parametrize("actor", Actor)
def test_a_remedy_without_words_says_who_can_act(actor):
    assert text.remedy(Remedy(actor, "brand_new", earliest=0)).endswith(".")


def test_effects_and_cautions():
    assert "5" in text.effect(Effect("transfer_fee", Amount(5, 0)))
    assert "Bob" in text.caution(Caution("first_time_recipient", {"account": BOB}), bob)


def test_powers_and_rules_in_force():
    assert text.power(Power("freeze", (ANNA,))) == "Freeze a holder, wholly or in part"
    limit = RuleInForce("max_balance", {"limit": TOKEN.amount(500_000)})
    assert text.rule_in_force(limit) == "Nobody may hold more than 5,000."


def test_an_error_can_have_a_sentence_for_its_cause():
    genesis = ChainProblem("wrong_chain", endpoint="http://x", why="genesis")
    other = ChainProblem("wrong_chain", endpoint="http://x", expected=1, got=2)
    assert "same number" in text.error(genesis)
    assert "chain 2, not on chain 1" in text.error(other)


def test_a_code_without_a_sentence_names_itself():
    assert text.error(BadInput("brand_new")) == "There is no description for “brand_new”."
