"""Votes by the command line only, on the demo network."""

import json

import pytest

from tests.e2e.conftest import connected
from tests.support.program import Inside

pytestmark = pytest.mark.e2e
STATES = ["active", "pending", "succeeded", "canceled", "defeated", "executed"]


@pytest.fixture
def undone(demo):
    """What the test votes is taken back, so that the others find the demo as it was."""
    mark = demo.rpc("evm_snapshot")
    yield
    assert demo.rpc("evm_revert", mark)


@pytest.fixture
def wallet(demo, undone, tmp_path):
    """Makes a wallet of these people that follows the demo's assembly."""

    def make(*people):
        folder = tmp_path / "-".join(people)
        folder.mkdir()
        program = connected(folder, demo, *people, kind=Inside)
        added = program("governor", "add", demo.document["governors"][0])
        assert added.code == 0, added.out
        return program

    return make


def proposals(program):
    found = program("proposals").document["proposals"]
    return {one["state"]: one for one in found}


def vote(program, proposal, choice, *more):
    words = ("vote", proposal["governor"], proposal["id"], choice, "--yes", *more)
    return program.signing(*words)


def test_assemblies_are_found_followed_and_forgotten(demo, wallet, tmp_path):
    (tmp_path / "fresh").mkdir()
    fresh = connected(tmp_path / "fresh", demo, "Anna", kind=Inside)
    (address,) = demo.document["governors"]
    found = fresh("governor", "discover").document
    assert [one["address"] for one in found["governors"]] == [address]
    assert fresh("governor", "list").document == {"governors": []}
    added = fresh("governor", "add", address).document["governor"]
    assert (added["standard_version"], added["clock"]) == ("5", "timestamp")
    assert added["token"]["symbol"] == "ACME"
    again = fresh("governor", "remove", "ACME Holdings shareholders")
    assert (again.code, again.document) == (0, {"governors": []})
    assert fresh("governor", "remove", address).code == 7
    token = demo.document["tokens"][0]["address"]
    refused = fresh("governor", "add", token)
    assert (refused.code, refused.error) == (2, "not_a_governor")


def test_proposals_are_told_in_full_what_waits_first(wallet):
    anna = wallet("Anna")
    found = anna("proposals").document
    assert [one["state"] for one in found["proposals"]] == STATES
    assert (found["complete"], found["left_out"]) == (True, 0)
    first = found["proposals"][0]
    assert first["id"].isdecimal()
    assert first["title"] == "Pay a dividend of 0.50 EUR per share"
    assert first["voting_power"] == {"amount": "1500", "base_units": "1500"}
    assert first["quorum"]["amount"] == "2800"
    assert (first["for"]["amount"], first["against"]["amount"]) == ("3150", "300")
    assert (first["voted"], first["needs"]) == (None, "vote")
    assert first["starts_at"] < first["ends_at"]
    assert first["calls"][0]["function"] == "record(string)"
    voted = {one["state"]: one["voted"] for one in found["proposals"]}
    assert (voted["executed"], voted["succeeded"], voted["defeated"]) == ("for", "for", None)
    assert anna("proposals", "--governor", first["governor"]).document["proposals"] != []
    shown = anna("proposals", json_wanted=False).out
    assert "This waits for your vote." in shown
    assert "votes last 2 days." in shown


def test_somebody_elses_power_is_told_too(demo, wallet):
    anna = wallet("Anna")
    hugo = anna("proposals", "--account", demo.address("Hugo")).document["proposals"][0]
    assert hugo["voting_power"]["amount"] == "0"
    assert hugo["needs"] is None


def test_a_vote_is_cast_counted_and_kept(wallet):
    anna = wallet("Anna")
    active = proposals(anna)["active"]
    sent = vote(anna, active, "against", "--reason", "Keep it in the company")
    assert sent.code == 0, sent.out
    document = sent.document
    assert (document["status"], document["kind"], document["support"]) == (
        "settled", "vote", "against",
    )  # fmt: skip
    assert document["check"]["verdict"] == "allowed"
    assert document["fee"]["paid"]["base_units"] != "0"
    now = proposals(anna)["active"]
    assert (now["voted"], now["needs"]) == ("against", None)
    assert int(now["against"]["amount"]) == int(active["against"]["amount"]) + 1_500
    again = vote(anna, active, "for")
    assert (again.code, again.error) == (3, "refused")
    details = again.document["error"]["details"]
    assert details["reason_code"] == "already_voted"
    failing = [rule["id"] for rule in details["check"]["rules"] if rule["status"] == "fail"]
    assert failing == ["vote_unused"]
    entries = anna("history").document["entries"]
    assert (entries[0]["kind"], entries[0]["note"], entries[0]["amount"]) == (
        "vote", "against", "1500",
    )  # fmt: skip
    assert [one["note"] for one in entries if one["kind"] == "vote"] == ["against", "for", "for"]
    assert anna("tx", "list").document["transactions"][0]["kind"] == "vote"


@pytest.mark.parametrize("state", ["pending", "succeeded", "canceled", "defeated", "executed"])
def test_a_vote_outside_its_time_is_stopped_and_its_state_named(demo, wallet, state):
    clara = wallet("Clara")
    before = demo.sent_by("Clara")
    stopped = vote(clara, proposals(clara)[state], "for")
    assert (stopped.code, stopped.error) == (3, "refused")
    error = stopped.document["error"]
    assert state in error["message"]
    assert error["details"]["reason_code"] == "proposal_not_active"
    assert demo.sent_by("Clara") == before


def test_a_weightless_vote_is_stopped(demo, wallet):
    hugo = wallet("Hugo")
    stopped = vote(hugo, proposals(hugo)["active"], "for")
    assert (stopped.code, stopped.error) == (3, "refused")
    details = stopped.document["error"]["details"]
    assert details["reason_code"] == "no_voting_power"
    assert details["check"]["simulation"]["ok"] is True
    assert demo.sent_by("Hugo") == 0


def test_votes_are_handed_over(demo, wallet):
    anna = wallet("Anna")
    sent = anna.signing("delegate", "ACME", demo.address("Bob"), "--yes")
    assert sent.code == 0, sent.out
    assert (sent.document["status"], sent.document["kind"]) == ("settled", "delegation")
    warned = [one["id"] for one in sent.document["check"]["warnings"]]
    assert warned == ["votes_handed_over"]
    entry = anna("history").document["entries"][0]
    assert (entry["kind"], entry["to"]) == ("delegation", demo.address("Bob"))
    # What counts for the open vote was fixed before.
    active = proposals(anna)["active"]
    assert (active["voting_power"]["amount"], active["votes_now"]["amount"]) == ("1500", "0")
    refused = anna.signing("delegate", "ALP30", demo.address("Bob"), "--yes")
    assert (refused.code, refused.error) == (3, "refused")
    assert refused.document["error"]["details"]["reason_code"] == "token_has_no_votes"


def test_a_ballot_is_signed_by_one_and_handed_in_by_another(demo, wallet, tmp_path):
    clara, hugo = wallet("Clara"), wallet("Hugo")
    active, file = proposals(clara)["active"], tmp_path / "ballot.json"
    spent = demo.sent_by("Clara")
    signed = vote(clara, active, "abstain", "--by-signature", file)
    assert signed.code == 0, signed.out
    assert signed.document["ballot"]["support"] == "abstain"
    assert vote(clara, active, "for", "--by-signature", file).error == "file_exists"
    held = json.loads(file.read_bytes())
    assert held["format"] == "scrip-ballot/1"
    assert held["typed_data"]["message"]["voter"] == demo.address("Clara")
    sent = hugo.signing("vote", "submit", file, "--yes")
    assert sent.code == 0, sent.out
    assert (sent.document["from"], sent.document["voter"]) == (
        demo.address("Hugo"), demo.address("Clara"),
    )  # fmt: skip
    assert demo.sent_by("Clara") == spent
    now = proposals(clara)["active"]
    assert (now["voted"], now["abstain"]["amount"]) == ("abstain", "300")
    again = hugo.signing("vote", "submit", file, "--yes")
    assert (again.code, again.error) == (3, "refused")


def test_an_altered_ballot_is_never_handed_in(demo, wallet, tmp_path):
    clara, hugo = wallet("Clara"), wallet("Hugo")
    file, altered = tmp_path / "ballot.json", tmp_path / "altered.json"
    assert vote(clara, proposals(clara)["active"], "for", "--by-signature", file).code == 0
    raw = file.read_bytes()
    changes = {
        "ballot_signature_wrong": raw.replace(b'"support":"1"', b'"support":"0"'),
        "ballot_malformed": raw.replace(b'"support":"1"', b'"support": "1"'),
    }
    for code, content in changes.items():
        assert content != raw
        altered.write_bytes(content)
        stopped = hugo.signing("vote", "submit", altered, "--yes")
        assert (stopped.code, stopped.error) == (2, code)
    assert hugo.signing("vote", "submit", tmp_path / "none", "--yes").error == "file_unreadable"
    assert demo.sent_by("Hugo") == 0


def test_words_that_make_no_vote_are_usage_errors(demo, wallet):
    anna = wallet("Anna")
    (governor,) = demo.document["governors"]
    for words in (
        ("vote", governor, "7"),
        ("vote", governor, "7", "maybe"),
        ("vote", "submit", "f", "for"),
        ("vote", "submit", "f", "--reason", "x"),
    ):
        ran = anna.signing(*words, "--yes")
        assert (ran.code, ran.error) == (2, "usage")
    assert anna.signing("vote", governor, "seven", "for", "--yes").code == 2
    assert anna.signing("vote", governor, "7", "for", "--yes").code == 7
    assert anna.signing("vote", "nobody", "7", "for", "--yes").code == 7
    unasked = anna.signing("vote", governor, proposals(anna)["active"]["id"], "for")
    assert (unasked.code, unasked.error) == (2, "confirmation_needed")
    reasoned = anna.signing(
        "vote", governor, proposals(anna)["active"]["id"], "for", "--yes", "--reason", "a\nb"
    )
    assert reasoned.error == "reason_malformed"
