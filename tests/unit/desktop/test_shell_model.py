"""What the frame around the pages decides."""

from tests.fakes.desk_top import (
    MARIE,
    ME,
    FakeAccounts,
    FakeClock,
    FakeContacts,
    FakeNetworks,
    FakeTracking,
    Later,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.shell_model import ShellModel, ShellNeeds
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import ChainProblem


class Desk:
    def __init__(self):
        self.run = Later()
        self.networks = FakeNetworks()
        self.clock = FakeClock()
        accounts = FakeAccounts(
            Account(ME, "Main", AccountKind.LOCAL), Account(MARIE, "Second", AccountKind.LOCAL)
        )
        self.accounts = accounts
        book = AddressBook(accounts, FakeContacts(accounts))
        needs = ShellNeeds(self.networks, accounts, FakeTracking(), book, self.clock)
        self.model = ShellModel(needs, self.run, lambda _: None)
        self.model.refresh()

    @property
    def view(self):
        return self.model.view


def test_in_sync_is_said_in_words():
    desk = Desk()
    desk.model.follow()
    desk.run.answer_all()
    assert desk.view.sync == "in sync · block 412"
    assert desk.view.tone == "ok"


def test_it_goes_on_asking_until_stopped():
    desk = Desk()
    desk.model.follow()
    desk.run.answer_all()
    assert len(desk.run.pending) == 1
    desk.model.stop()
    desk.run.answer_all()
    assert desk.run.pending == []


def test_a_new_block_is_told_to_the_pages_once():
    desk, told = Desk(), []
    desk.model.block_changed = lambda: told.append(1)
    desk.model.follow()
    desk.run.answer_all()
    desk.run.answer_all()
    assert told == []
    desk.networks.number = 413
    desk.run.answer_all()
    assert told == [1]


def test_a_network_that_went_silent_is_stale_and_not_in_sync():
    desk = Desk()
    desk.model.follow()
    desk.run.answer_all()
    desk.networks.problem = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
    desk.clock.at += 61
    desk.run.answer_all()
    assert "1 min ago" in desk.view.sync
    assert desk.view.tone == "warn"
    assert desk.run.pending


def test_a_network_that_never_answered_says_so():
    desk = Desk()
    desk.networks.problem = ChainProblem("wrong_chain", endpoint="http://127.0.0.1:1")
    desk.model.follow()
    desk.run.answer_all()
    assert "412" not in desk.view.sync
    assert desk.view.sync_tip


def test_without_a_network_nothing_is_asked():
    desk = Desk()
    desk.networks.all = []
    desk.model.refresh()
    assert desk.model.network() is None
    assert desk.view.sync == "no network yet"


def test_the_account_filter_narrows_what_pages_read():
    desk, told = Desk(), []
    desk.model.choice_changed = lambda: told.append(1)
    assert desk.model.chosen() == (ME, MARIE)
    desk.model.choose_account(str(MARIE))
    assert desk.model.chosen() == (MARIE,)
    assert told == [1]


def test_a_removed_account_does_not_stay_chosen():
    desk = Desk()
    desk.model.choose_account(str(MARIE))
    desk.accounts.remove(MARIE)
    desk.model.refresh()
    assert desk.model.chosen() == (ME,)
