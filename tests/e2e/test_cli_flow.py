"""The whole way by the command line alone: one process per step, as a script would do it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.program import Program, secret_file

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(150)]


def quantities(node):
    """Every quantity object of a document."""
    if isinstance(node, dict):
        if set(node) == {"amount", "base_units"}:
            yield node
        for value in node.values():
            yield from quantities(value)
    if isinstance(node, list):
        for value in node:
            yield from quantities(value)


def test_a_fresh_home_has_no_network(fresh):
    ran = fresh("portfolio")
    assert (ran.code, ran.error) == (2, "no_network")


def test_a_network_of_another_chain_is_refused(fresh, demo):
    ran = fresh("network", "add", "local", "--rpc", demo.url, "--chain-id", 1)
    assert (ran.code, ran.error) == (5, "wrong_chain")
    assert fresh("network", "list").document["networks"] == []


def test_a_dead_node_is_told_apart(fresh):
    ran = fresh("network", "add", "dead", "--rpc", "http://127.0.0.1:9", "--chain-id", 1)
    assert (ran.code, ran.error) == (5, "node_unreachable")


def test_accounts_come_in_by_key_file(demo, tmp_path):
    program = Program(tmp_path / "home")
    key = secret_file(tmp_path / "key", demo.key("Bob"))
    document = program.signing("account", "import", "--key-file", key, "--label", "Bob").document
    assert document["address"] == demo.address("Bob")
    assert (document["kind"], document["vault"]) == ("local", {"slot": "passphrase"})
    assert document["path"] is None
    listed = program("account", "list").document["accounts"]
    assert [one["label"] for one in listed] == ["Bob"]
    again = program.signing("account", "import", "--key-file", key)
    assert (again.code, again.error) == (2, "account_exists")


def test_a_key_file_that_others_can_read_is_refused(demo, fresh, tmp_path):
    key = secret_file(tmp_path / "key", demo.key("Bob"))
    key.chmod(0o644)
    ran = fresh.signing("account", "import", "--key-file", key)
    assert (ran.code, ran.error) == (2, "file_readable_by_others")
    assert demo.key("Bob")[2:] not in ran.out + ran.err


def test_tokens_are_recognised(anna, demo):
    listed = {one["symbol"]: one for one in anna("token", "list").document["tokens"]}
    told = {one["symbol"]: one["standard"] for one in demo.document["tokens"]}
    assert {symbol: one["standard"] for symbol, one in listed.items()} == told
    assert listed["EURX"]["decimals"] == 6


def test_a_token_tells_its_rules_and_powers(anna):
    document = anna("token", "show", "ACME").document
    assert {"country_allowed", "max_balance"} <= {rule["id"] for rule in document["rules"]}
    assert all(power["text"] for power in document["powers"])
    assert document["identity"]["verified"] is True


def test_the_parts_of_every_holding_sum(anna, demo):
    document = anna("portfolio").document
    assert document["round_trips"] >= 1
    assert {held["account"] for held in document["holdings"]} == {demo.address("Anna")}
    assert len(document["holdings"]) == len(demo.document["tokens"])
    for held in document["holdings"]:
        units = {
            part: int(held[part]["base_units"]) for part in ("total", "free", "frozen", "locked")
        }
        assert units["free"] + units["frozen"] + units["locked"] == units["total"] > 0
    assert len(list(quantities(document))) >= 12


def checked(anna, scenario):
    token, to, amount = scenario["token"], scenario["to"], scenario["amount"]
    return anna("check", token, to, amount, "--from", scenario["from"])


def test_every_scenario_gets_its_verdict_and_rule(anna, demo):
    scenarios = demo.document["scenarios"]
    assert len(scenarios) >= 10
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda one: checked(anna, one), scenarios))
    wrong = []
    for scenario, ran in zip(scenarios, results, strict=True):
        document = ran.document
        failing = {rule["id"] for rule in document["rules"] if rule["status"] == "fail"}
        expected = scenario["expected_rule"]
        fits = {"allowed": ran.code == 0 and not failing, "refused": ran.code == 3}
        good = fits[scenario["expected_verdict"]] and (expected is None or expected in failing)
        if not good or document["verdict"] != scenario["expected_verdict"]:
            wrong.append((scenario["title"], ran.code, document["verdict"], sorted(failing)))
    assert wrong == []


def test_a_check_says_all_that_is_promised(anna, demo):
    document = anna("check", "ACME", demo.address("Marie"), "10").document
    assert set(document) >= {
        "token", "from", "to", "amount", "base_units", "partition", "spender", "block", "context",
        "at", "verdict", "agreement", "effects", "warnings", "summary", "rules", "token_answer",
        "simulation", "gas", "round_trips",
    }  # fmt: skip
    assert document["context"] == "next_block"
    assert document["block"]["timestamp"].endswith("Z")
    failing = next(rule for rule in document["rules"] if rule["status"] == "fail")
    assert failing["remedy"]["actor"] in {"you", "recipient", "issuer", "time"}
    assert document["simulation"]["ok"] is False
    assert "no words" not in str(document)
    assert "There is no description" not in str(document)


def test_most_possible_is_a_range(anna, demo):
    ran = anna("max", "EURX", demo.address("Bob"))
    assert ran.code == 0
    last = ran.document["ranges"][-1]["max"]["base_units"]
    held = {one["token"]["symbol"]: one for one in anna("portfolio").document["holdings"]}
    assert last == held["EURX"]["free"]["base_units"]
    nothing = anna("max", "ACME", demo.address("Hugo"))
    assert (nothing.code, nothing.document["ranges"]) == (3, [])


def test_an_allowed_transfer_settles_and_is_remembered(anna, demo):
    bob = demo.address("Bob")
    ran = anna.signing("send", "ACME", bob, "3", "--yes")
    document = ran.document
    assert (ran.code, document["status"]) == (0, "settled"), ran.out
    assert document["check"]["verdict"] == "allowed"
    assert (document["amount"], document["base_units"]) == ("3", "3")
    assert document["fee"]["paid"]["base_units"] != "0"
    receipt = demo.rpc("eth_getTransactionReceipt", document["tx_hash"])
    assert int(receipt["blockNumber"], 16) == document["block"]
    shown = anna("tx", "show", document["tx_hash"])
    assert shown.code == 0
    assert shown.document["transactions"][0]["status"] == "settled"
    listed = anna("tx", "list").document["transactions"]
    assert document["tx_hash"] in {one["tx_hash"] for one in listed}
    entries = anna("history", "--token", "ACME").document["entries"]
    out = next(one for one in entries if one["tx_hash"] == document["tx_hash"])
    assert (out["kind"], out["to"], out["amount"]) == ("transfer_out", bob, "3")


def test_sent_without_waiting_is_followed_later(anna, demo):
    sent = anna.signing("send", "EURX", demo.address("Hugo"), "1.25", "--yes", "--no-wait").document
    assert sent["status"] in {"submitted", "mined", "settled"}
    resumed = anna("tx", "resume").document["transactions"]
    later = next(one for one in resumed if one["tx_hash"] == sent["tx_hash"])
    assert later["status"] == "settled"


def test_the_networks_own_coin_can_be_sent(anna, demo):
    ran = anna.signing("send", "--native", demo.address("Bob"), "0.5", "--yes")
    assert (ran.code, ran.document["status"], ran.document["kind"]) == (0, "settled", "payment")
    assert ran.document["amount"] == "0.5"


def test_a_refused_transfer_sends_nothing(anna, demo):
    before = demo.sent_by("Anna"), len(anna("tx", "list").document["transactions"])
    # The wrong passphrase would be told as well, had anybody asked for it.
    wrong = secret_file(anna.home.parent / "unused.txt", "not the passphrase of this vault")
    ran = anna("send", "ACME", demo.address("Marie"), "10", "--yes", "--passphrase-file", wrong)
    assert (ran.code, ran.error) == (3, "refused")
    details = ran.document["error"]["details"]
    assert details["check"]["verdict"] == "refused"
    assert before == (demo.sent_by("Anna"), len(anna("tx", "list").document["transactions"]))


def test_a_wrong_passphrase_signs_nothing(anna, demo):
    before = demo.sent_by("Anna")
    wrong = secret_file(anna.home.parent / "wrong.txt", "not the passphrase of this vault")
    ran = anna("send", "EURX", demo.address("Bob"), "1", "--yes", "--passphrase-file", wrong)
    assert (ran.code, ran.error) == (6, "passphrase_wrong")
    assert demo.sent_by("Anna") == before


def test_the_passphrase_can_come_by_standard_input(anna, demo):
    words = ("message", "sign", "hello", "--yes", "--passphrase-file", "-")
    good = anna(*words, typed=anna.passphrase.read_text("utf-8"))
    assert good.code == 0, good.out
    bad = anna(*words, typed="something else entirely\n")
    assert (bad.code, bad.error) == (6, "passphrase_wrong")
    address, signature = demo.address("Anna"), good.document["signature"]
    assert anna("message", "verify", address, signature, "hello").document["valid"] is True
    assert anna("message", "verify", address, signature, "hallo").document["valid"] is False


def test_without_passphrase_and_terminal_the_vault_stays_locked(anna, demo):
    ran = anna("send", "EURX", demo.address("Bob"), "1", "--yes")
    assert (ran.code, ran.error) == (6, "vault_locked")


def test_without_yes_and_terminal_nothing_is_signed(anna, demo):
    ran = anna.signing("send", "EURX", demo.address("Bob"), "1")
    assert (ran.code, ran.error) == (2, "confirmation_needed")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("1.5", "amount_too_precise"),
        ("ten", "amount_malformed"),
        ("1,000", "amount_malformed"),
        ("1e3", "amount_malformed"),
        ("-5", "amount_malformed"),
        ("0", "amount_is_zero"),
        ("9" * 80, "amount_too_large"),
    ],
)
def test_a_bad_amount_is_bad_input(anna, demo, amount, code):
    ran = anna.signing("send", "ACME", demo.address("Bob"), amount, "--yes")
    assert (ran.code, ran.error) == (2, code)


def test_names_that_nobody_has_are_not_found(anna, demo):
    assert (anna("check", "ACME", "Nobody", "1").code) == 7
    assert (anna("check", "NOPE", demo.address("Bob"), "1").code) == 7
    assert (anna("tx", "show", "0x" + "0" * 64).code) == 7


def test_contacts_stand_for_addresses(anna, demo):
    bob = demo.address("Bob")
    assert anna("contact", "add", "Bob Meier", bob).code == 0
    assert anna("check", "EURX", "Bob Meier", "1").document["to"] == bob
    assert anna("contact", "remove", "Bob Meier").document["contacts"] == []


def test_a_network_that_nobody_added_is_not_found(anna):
    ran = anna("portfolio", "--network", "nowhere")
    assert (ran.code, ran.error) == (7, "network_unknown")


def test_the_doctor_can_answer(anna):
    ran = anna("doctor")
    assert ran.code == 0
    found = {check["id"]: check["status"] for check in ran.document["checks"]}
    assert found["node"] == "ok"
    assert set(found) >= {"home", "keyring", "display", "vault", "versions"}
    assert all(check["text"] for check in ran.document["checks"])


def test_people_get_sentences_and_tables(anna, demo):
    shown = anna("portfolio", json_wanted=False)
    assert "ACME" in shown.out
    assert "{" not in shown.out
    refused = anna("check", "ACME", demo.address("Marie"), "10", json_wanted=False)
    assert refused.out.startswith("Refused: ")
    failed = anna("check", "NOPE", demo.address("Marie"), "10", json_wanted=False)
    assert failed.out == ""
    sentence, following = failed.err.strip().splitlines()
    assert sentence.endswith(".")
    assert following == "Next: scrip token add ADDRESS"
