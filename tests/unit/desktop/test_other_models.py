"""Accounts, adding accounts and settings without a window."""

from dataclasses import dataclass, replace

import pytest

from tests.fakes.desk_top import (
    MARIE,
    ME,
    FakeAccounts,
    FakeContacts,
    FakeNetworks,
    at_once,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.accounts.view_model import AccountsModel, AccountsNeeds
from ui.desktop.pages.settings.view_model import NetworkForm, SettingsModel
from ui.desktop.wizards.add_account_model import AddAccountModel, Entered, Way
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import ChainProblem, KeyProblem
from wallet.domain.vault import Ask, ImportKind, RevealKind
from wallet.services.doctor import Finding, Health
from wallet.services.networks import EndpointReport

MAIN = Account(ME, "Main", AccountKind.LOCAL, None, "seed", backup_confirmed=False)


class Told:
    """Collects what a model answers."""

    def __init__(self):
        self.done = 0
        self.problems = []

    def finished(self):
        self.done += 1


def book_of(accounts):
    return AddressBook(accounts, FakeContacts(accounts))


# Adding accounts


def adding(way, accounts=None, **entered):
    accounts, told = accounts or FakeAccounts(), Told()
    model = AddAccountModel(accounts, book_of(accounts), at_once)
    model.add(Entered(way, **entered), "a long passphrase", told.finished, told.problems.append)
    return accounts, told


def test_a_new_phrase_is_shown_by_the_key_host():
    accounts, told = adding(Way.CREATE, label=" Savings ")
    label, words, passphrase, reveal = accounts.made[0]
    assert (label, words, passphrase) == ("Savings", 24, "a long passphrase")
    assert reveal.kind is RevealKind.WINDOW
    assert told.done == 1


@pytest.mark.parametrize("way", [Way.PHRASE, Way.KEY, Way.KEYSTORE])
def test_a_secret_is_entered_in_the_key_hosts_window(way):
    accounts, _ = adding(way)
    source = accounts.made[0][0]
    assert source.kind is ImportKind(way.value)
    assert source.secret.ask is Ask.WINDOW
    assert (source.password is not None) is (way is Way.KEYSTORE)


def test_watching_needs_an_address_and_no_key():
    accounts, told = adding(Way.WATCH, address=f" {MARIE} ", label="Hers")
    assert accounts.all[-1].kind is AccountKind.WATCH
    assert told.done == 1
    assert Entered(Way.WATCH, address="  ").problem()[0] == "address"


def test_a_persons_own_no_needs_no_words():
    accounts = FakeAccounts()
    accounts.problem = KeyProblem("person_declined")
    _, told = adding(Way.CREATE, accounts)
    assert told.problems == [""]


def test_a_bad_address_is_explained():
    accounts, told = adding(Way.WATCH, address="0x12")
    assert told.problems
    assert told.done == 0
    assert accounts.all == []


@pytest.mark.parametrize("same", [True, False])
def test_a_backup_is_compared_in_the_key_hosts_window(same):
    accounts, told = FakeAccounts(MAIN), Told()
    accounts.same_words = same
    model = AddAccountModel(accounts, book_of(accounts), at_once)
    model.confirm_backup("a long passphrase", told.finished, told.problems.append)
    assert accounts.made[0][0].ask is Ask.WINDOW
    assert (told.done, len(told.problems)) == ((1, 0) if same else (0, 1))


# Accounts


def accounts_page(*own):
    shown, accounts = [], FakeAccounts(*own)
    needs = AccountsNeeds(accounts, book_of(accounts))
    model = AccountsModel(needs, shown.append)
    model.refresh()
    return model, shown, Told()


def test_an_open_backup_is_the_answer():
    _, shown, _ = accounts_page(MAIN)
    assert shown[-1].accounts[0].needs_backup
    assert "not confirmed" in shown[-1].answer


def test_accounts_are_counted():
    safe = replace(MAIN, backup_confirmed=True)
    watched = Account(MARIE, "Hers", AccountKind.WATCH)
    assert accounts_page(safe)[1][-1].answer == "You have 1 account"
    assert accounts_page(safe, watched)[1][-1].answer == "You have 2 accounts"
    assert accounts_page(safe, watched)[1][-1].accounts[1].backup == ""


def test_renaming_needs_a_name_and_keeps_what_was_typed_until_then():
    model, shown, told = accounts_page(MAIN)
    model.rename(ME, "  ", told.finished, told.problems.append)
    assert told.problems
    assert told.done == 0
    model.rename(ME, "Savings", told.finished, told.problems.append)
    assert shown[-1].accounts[0].label == "Savings"


def test_an_account_is_removed():
    model, shown, told = accounts_page(MAIN)
    model.remove(ME, told.finished, told.problems.append)
    assert shown[-1].accounts == ()


# Settings


@dataclass
class FakeDoctor:
    findings: tuple = ()

    async def examine(self):
        return self.findings


def settings_page(networks=None, doctor=None):
    shown = []
    model = SettingsModel(networks or FakeNetworks(), doctor or FakeDoctor(), at_once, shown.append)
    model.refresh()
    return model, shown, Told()


def test_the_network_in_use_is_marked():
    _, shown, _ = settings_page()
    assert shown[-1].networks[0].current


def test_a_network_is_added_and_used():
    networks = FakeNetworks()
    model, shown, told = settings_page(networks)
    form = NetworkForm("sepolia", " https://node.example ", "11155111")
    model.add(form, told.finished, told.problems.append)
    assert networks.used == "sepolia"
    assert told.done == 1
    assert len(shown[-1].networks) == 2


@pytest.mark.parametrize(
    "form",
    [
        NetworkForm("x", "", "1"),
        NetworkForm("x", "https://node.example", ""),
        NetworkForm("x", "https://node.example", "one"),
        NetworkForm("x", "https://node.example", "-1"),
        NetworkForm("x", "https://node.example", "٣"),
    ],
)
def test_nonsense_is_refused_before_anybody_is_asked(form):
    networks = FakeNetworks()
    model, _, told = settings_page(networks)
    model.add(form, told.finished, told.problems.append)
    assert len(told.problems) == 1
    assert len(networks.all) == 1


def test_a_node_on_another_chain_is_refused_with_a_sentence():
    wrong = ChainProblem("wrong_chain", endpoint="https://node.example", expected=1, got=5)
    model, _, told = settings_page(FakeNetworks(problem=wrong))
    form = NetworkForm("x", "https://node.example", "1")
    model.add(form, told.finished, told.problems.append)
    assert told.problems
    assert told.done == 0


@pytest.mark.parametrize(("ok", "tone"), [(True, "ok"), (False, "bad")])
def test_a_test_tells_how_the_nodes_answer(ok, tone):
    error = None if ok else "node_unreachable"
    report = EndpointReport(
        "http://127.0.0.1:1", ok=ok, chain_id=7, head=9, latency_ms=3, error=error
    )
    model, shown, _ = settings_page(FakeNetworks(reports=(report,)))
    model.test("testnet")
    assert shown[-1].networks[0].tone == tone
    assert shown[-1].networks[0].tested


def test_a_network_is_removed():
    model, shown, told = settings_page()
    model.remove("testnet", told.finished, told.problems.append)
    assert shown[-1].networks == ()
    assert told.done == 1


def test_findings_are_said_with_word_and_remedy():
    bad = Finding("home", Health.FAIL, "doctor_home_read_only", {"path": "x"}, "remedy_home")
    fine = Finding("config", Health.OK, "doctor_config_ok")
    model, shown, _ = settings_page(doctor=FakeDoctor((bad, fine)))
    model.examine()
    checks = shown[-1].checks
    assert [check.tone for check in checks] == ["bad", "ok"]
    assert checks[0].remedy
    assert not shown[-1].checking


def test_a_finding_that_asks_for_nothing_is_no_warning():
    none = Finding("keyring", Health.WARN, "doctor_keyring_missing", {}, "remedy_keyring_missing")
    model, shown, _ = settings_page(doctor=FakeDoctor((none,)))
    model.examine()
    assert [(check.tone, check.icon) for check in shown[-1].checks] == [("text_2", "info")]
