"""Everything a proposal, a vote or a delegation can come to has words."""

import pytest

from tests.fakes.actions import allowed
from tests.fakes.entries import ACME, ALICE, BOB, CHAIN_ID
from tests.fakes.meetings import MEETING
from ui import text
from ui.text import catalogue
from ui.text.translations import fields
from wallet.domain.action import _REFUSALS
from wallet.domain.amounts import Amount
from wallet.domain.compliance import Rule, RuleStatus, Subject
from wallet.domain.governance import (
    BallotIntent,
    DelegationIntent,
    ProposalState,
    ProposedCall,
    Support,
)
from wallet.domain.ids import TokenRef
from wallet.domain.known_calls import _KNOWN, ReadCall, read_call
from wallet.domain.security_token import SecurityToken

SHARES = SecurityToken(TokenRef(CHAIN_ID, ACME), "Acme", "ACME", 2, "ERC-3643")
VOTE = BallotIntent(MEETING, 7, Support.FOR, ALICE)


@pytest.mark.parametrize("signature", _KNOWN)
def test_every_known_call_has_words_for_its_arguments(signature):
    code, names = _KNOWN[signature]
    template = catalogue.find("phrase", f"call_{code}")
    assert template is not None
    others = {name for known, more in _KNOWN.values() if known == code for name in more.split()}
    assert fields(template) <= {"target"} | others
    shown = dict.fromkeys(names.split(), "something")
    said = text.proposed_call(ReadCall(code, ACME, 0, signature, shown), text.amount_unknown)
    assert "unknown" not in said


def test_calls_are_told_with_amounts_names_and_what_they_pay():
    data = bytes.fromhex("40c10f19") + bytes(12) + ALICE.raw + (500).to_bytes(32)
    minting = read_call(ProposedCall(ACME, 10**18, data))
    said = text.proposed_call(
        minting, lambda units: f"{units / 100} ACME", {ALICE: "Anna", ACME: "Acme"}.get
    )
    assert said == "Acme: 5.0 ACME are issued to Anna. It also pays 1 of the network's coin."
    unreadable = read_call(ProposedCall(ACME, 0, b"\x01\x02\x03\x04"))
    assert "cannot read (0x01020304 at" in text.proposed_call(unreadable, text.amount_unknown)
    relayed = ReadCall("relay", ACME, 0, "", {}, minting)
    assert "There: " in text.proposed_call(relayed, text.amount_unknown)


@pytest.mark.parametrize(
    ("in_seconds", "said"), [(True, "votes last 2 days."), (False, "votes last 172,800 blocks.")]
)
def test_durations_are_told_in_the_governors_clock(in_seconds, said):
    call = ReadCall("set_voting_period", ACME, 0, "", {"count": 172_800})
    assert text.proposed_call(call, str, in_seconds=in_seconds).endswith(said)


@pytest.mark.parametrize("state", ProposalState)
def test_every_state_has_a_word(state):
    assert catalogue.find("phrase", f"proposal_state_{state.value}")


@pytest.mark.parametrize(("rule_id", "code"), _REFUSALS.items())
def test_every_refusal_and_its_rule_have_sentences(rule_id, code):
    assert catalogue.find("error", code)
    for status in ("pass", "fail", "unknown"):
        assert catalogue.find("rule", f"{rule_id}.{status}")


def power_rule(units):
    params = {"account": ALICE, "power": units, "symbol": "ACME"}
    return Rule("voting_power", Subject.SENDER, RuleStatus.PASS, params)


def test_the_answer_stands_in_one_line():
    weighed = allowed(VOTE, rules=(power_rule(Amount(150_000, 2)),))
    assert text.action_summary(weighed) == "The vote will count: for, with 1,500 ACME."
    assert text.action_summary(allowed(VOTE)) == "The vote will pass: for."
    handed = DelegationIntent(SHARES, ALICE, BOB)
    said = text.action_summary(allowed(handed), {BOB: "Bob"}.get)
    assert said == "From then on Bob votes with your ACME."
    assert text.action_summary(allowed(VOTE, ok=None)).startswith("Cannot tell")
    assert text.action_summary(allowed(VOTE, ok=False)).startswith("The contract refuses it")
