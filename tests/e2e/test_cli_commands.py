"""Every command once more, for people and for programs, with real services and a real network."""

import csv
import itertools
import json
import re

import pytest

from tests.support.program import secret_file

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(90)]

BOB = "Bob"


@pytest.mark.parametrize("what", ["network", "account", "contact", "token"])
def test_an_empty_list_says_what_fills_it(blank, demo, what):
    if what == "token":
        blank("network", "add", "n", "--rpc", demo.url, "--chain-id", demo.chain_id)
    assert "scrip " in blank(what, "list", json_wanted=False).out
    assert blank(what, "list").document == {f"{what}s": []}


def test_networks_come_and_go(blank, demo):
    for name in ("first", "second"):
        added = ("network", "add", name, "--rpc", demo.url, "--chain-id", demo.chain_id)
        assert blank(*added, "--confirmations", 2, "--coin", "XYZ").code == 0
    listed = {one["name"]: one for one in blank("network", "list").document["networks"]}
    assert {name: one["current"] for name, one in listed.items()} == {
        "first": True,
        "second": False,
    }
    assert listed["second"]["confirmations"] == 2
    assert blank("network", "use", "second").code == 0
    tested = blank("network", "test")
    assert tested.document["name"] == "second"
    assert tested.document["endpoints"][0]["ok"] is True
    assert "answers in" in blank("network", "test", "first", json_wanted=False).out
    left = blank("network", "remove", "second").document["networks"]
    assert [(one["name"], one["current"]) for one in left] == [("first", True)]
    assert "first" in blank("network", "list", json_wanted=False).out
    assert blank("network", "use", "third").code == 7


def test_a_seed_is_made_kept_and_confirmed(blank, tmp_path):
    phrase = tmp_path / "phrase.txt"
    made = blank.signing("account", "create", "--words", 12, "--phrase-out", phrase)
    assert made.code == 0, made.out
    assert made.document["backup_confirmed"] is False
    assert made.document["path"] == "m/44'/60'/0'/0/0"
    assert phrase.stat().st_mode & 0o077 == 0
    words = phrase.read_text("utf-8").split()
    assert len(words) == 12
    wrong = secret_file(tmp_path / "wrong.txt", " ".join(words[::-1]))
    differing = blank.signing("account", "backup-confirm", "--phrase-file", wrong)
    assert (differing.code, differing.document) == (0, {"backup_confirmed": False})
    assert "not confirmed" in blank("account", "list", json_wanted=False).out
    right = blank.signing("account", "backup-confirm", "--phrase-file", phrase)
    assert right.document == {"backup_confirmed": True}
    second = blank.signing("account", "create", "--label", "Savings", json_wanted=False)
    assert second.out.startswith("Savings: 0x")
    assert not [pair for pair in pairs(words) if pair in made.out + made.err + second.out]
    ambiguous = blank("message", "sign", "hello", "--yes")
    assert (ambiguous.code, ambiguous.error) == (2, "account_ambiguous")


def pairs(words):
    """Neighbours: a single word may well be part of a sentence."""
    return [" ".join(pair) for pair in itertools.pairwise(words)]


def test_a_seed_that_nobody_could_keep_is_not_made(blank):
    ran = blank.signing("account", "create")
    assert (ran.code, ran.error) == (2, "backup_needed")
    assert blank("account", "list").document == {"accounts": []}


def test_a_weak_passphrase_is_refused(blank, demo, tmp_path):
    weak = secret_file(tmp_path / "weak", "short")
    key = secret_file(tmp_path / "key", demo.key(BOB))
    ran = blank("account", "import", "--key-file", key, "--passphrase-file", weak)
    assert (ran.code, ran.error) == (2, "passphrase_too_weak")


def test_accounts_are_watched_named_and_forgotten(blank, demo):
    bob = demo.address(BOB)
    watched = blank("account", "watch", bob, "--label", "Bob").document
    assert (watched["kind"], watched["vault"]) == ("watch", None)
    assert blank("account", "rename", "Bob", "Robert").document["accounts"][0]["label"] == "Robert"
    assert "watched only" in blank("account", "list", json_wanted=False).out
    assert blank("account", "remove", bob).document == {"accounts": []}
    assert blank("account", "remove", bob).code == 7


def test_a_key_leaves_only_encrypted(clara, demo, tmp_path):
    out = tmp_path / "clara.json"
    password = secret_file(tmp_path / "password", "another passphrase of tests")
    words = ("account", "export", "Clara", "--keystore", out, "--keystore-password-file", password)
    assert clara.signing(*words).code == 0
    assert demo.key("Clara")[2:] not in out.read_text("utf-8")
    assert json.loads(out.read_text("utf-8"))["version"] == 3
    assert clara.signing(*words).error == "file_exists"


def test_removing_a_key_needs_a_yes(clara):
    ran = clara("account", "remove", "Clara")
    assert (ran.code, ran.error) == (2, "confirmation_needed")


def test_contacts(blank, demo):
    assert blank("contact", "add", "Bob", demo.address(BOB)).code == 0
    assert "Bob" in blank("contact", "list", json_wanted=False).out
    assert blank("contact", "add", "Bob", demo.address("Eva")).error == "name_taken"
    assert blank("contact", "add", "Eva", "0x12").error == "address_malformed"
    assert blank("contact", "remove", "Bob").document == {"contacts": []}
    assert blank("contact", "remove", "Bob").code == 7


def test_a_token_in_words(clara):
    shown = clara("token", "show", "ACME", json_wanted=False).out
    assert "Rules in force" in shown
    assert "Nobody may hold more than 5,000." in shown
    assert "Verified: yes" in shown
    assert "description" not in shown
    listed = clara("token", "list", json_wanted=False).out
    assert "ALP30" in listed
    for symbol in ("ALP30", "EURX"):
        assert "description" not in clara("token", "show", symbol, json_wanted=False).out


def test_tokens_come_and_go(blank, demo):
    blank("network", "add", "n", "--rpc", demo.url, "--chain-id", demo.chain_id)
    token = demo.document["tokens"][2]["address"]
    assert "Euro cash" in blank("token", "add", token, json_wanted=False).out
    assert blank("token", "remove", "EURX").document == {"tokens": []}
    assert blank("token", "add", demo.address(BOB)).error == "not_a_contract"


def test_answers_in_words(clara, demo):
    bob = demo.address(BOB)
    assert clara("portfolio", json_wanted=False).out.splitlines()[0].startswith("Account")
    assert clara("check", "EURX", bob, "1", json_wanted=False).out.startswith("Allowed: ")
    assert "You can send from" in clara("max", "EURX", bob, json_wanted=False).out
    nothing = clara("max", "ACME", demo.address("Hugo"), json_wanted=False)
    assert "No amount" in nothing.out


def test_a_later_time_can_be_asked_about(clara, demo):
    words = ("check", "ACME", demo.address(BOB), "1250", "--from", demo.address("Anna"))
    now, later = clara(*words), clara(*words, "--at", "2040-01-01T00:00:00Z")
    failing = [
        {rule["id"] for rule in ran.document["rules"] if rule["status"] == "fail"}
        for ran in (now, later)
    ]
    assert "lockup" in failing[0]
    assert "lockup" not in failing[1]
    assert later.document["at"] == "2040-01-01T00:00:00Z"


def test_sending_in_words(clara, demo, tmp_path):
    sent = clara.signing(
        "send", "EURX", demo.address(BOB), "2.5", "--yes", "--fee", "fast", json_wanted=False
    )
    assert sent.out.startswith("Settled in block "), sent.out + sent.err
    assert "Sent: 0x" in sent.err
    transactions = clara("tx", "list", json_wanted=False).out
    assert "2.5 EURX" in transactions
    tx_hash = clara("tx", "list").document["transactions"][0]["tx_hash"]
    assert "settled" in clara("tx", "show", tx_hash, json_wanted=False).out
    assert clara("tx", "resume").code == 0
    file = tmp_path / "history.csv"
    shown = clara("history", "--csv", file, json_wanted=False).out
    assert "sent" in shown
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert any(tx_hash in row for row in csv.reader(opened))


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("\n", 2)])
def test_a_person_is_shown_the_bytes_and_asked(clara, demo, monkeypatch, typed, code):
    monkeypatch.setattr("ui.cli.reviewing.has_terminal", lambda: True)
    before = demo.sent_by("Clara")
    words = ("send", "EURX", demo.address(BOB), "0.5")
    ran = clara.signing(*words, typed=typed, json_wanted=False)
    assert ran.code == code
    assert demo.sent_by("Clara") - before == (1 if code == 0 else 0)
    assert re.search(f"To: .*{demo.address(BOB)}", ran.err)
    for shown in ("Amount:  0.5 EURX", "Network: local, chain", "transfer(address,uint256)", "0x"):
        assert shown in ran.err
    assert "Sign this? [y/N]" in ran.err


def test_a_payment_is_reviewed_in_coin(clara, demo, monkeypatch):
    monkeypatch.setattr("ui.cli.reviewing.has_terminal", lambda: True)
    ran = clara.signing("send", "--native", demo.address(BOB), "0.25", typed="n\n")
    assert (ran.code, ran.error) == (2, "confirmation_declined")
    assert "Amount:  0.25 ETH" in ran.err


def test_a_fee_that_is_too_low_sends_nothing(clara, demo):
    words = ("send", "EURX", demo.address(BOB), "1", "--yes", "--max-fee-gwei", "0.000000001")
    ran = clara.signing(*words)
    assert (ran.code, ran.error) == (2, "max_fee_too_low")
    assert ran.document["error"]["details"]["check"]["verdict"] == "allowed"


def test_messages_from_files(clara, demo, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"\x00bytes\xff")
    signed = clara.signing("message", "sign", "--file", letter, "--yes").document["signature"]
    address = demo.address("Clara")
    good = clara("message", "verify", address, signed, "--file", letter, json_wanted=False)
    assert good.out == "Valid: Clara signed this.\n"
    bad = clara("message", "verify", demo.address(BOB), signed, "--file", letter)
    assert bad.document["valid"] is False
    missing = clara("message", "verify", address, signed, "--file", tmp_path / "none")
    assert (missing.code, missing.error) == (2, "file_unreadable")


def test_the_doctor_in_words(clara):
    shown = clara("doctor", json_wanted=False).out
    assert "newest block" in shown
    assert "description" not in shown


def test_the_tour_in_words(blank):
    shown = blank("demo", "--tour", json_wanted=False)
    assert shown.code == 0
    assert "✗ Hugo Stein is not a verified investor" in shown.out
    assert shown.out.count("\n✓") >= 7


def test_a_passphrase_file_that_others_can_read_is_refused(clara, tmp_path):
    open_file = secret_file(tmp_path / "open", "any passphrase at all, really")
    open_file.chmod(0o640)
    ran = clara("message", "sign", "x", "--yes", "--passphrase-file", open_file)
    assert (ran.code, ran.error) == (2, "file_readable_by_others")


def test_a_home_that_is_a_file_is_told(blank, tmp_path):
    (tmp_path / "file").touch()
    ran = blank("account", "list", "--home", tmp_path / "file")
    assert (ran.code, ran.error) == (2, "home_unusable")


def test_an_empty_home_is_not_the_folder_one_is_in(blank):
    ran = blank("account", "list", "--home", "")
    assert (ran.code, ran.error) == (2, "usage")
