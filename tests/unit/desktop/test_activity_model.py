"""The history: what is under way first, filters, one entry whole, and writing it out."""

from dataclasses import replace

import pytest

from tests.fakes.desk_top import (
    ACME,
    CASH,
    CHAIN,
    MARIE,
    ME,
    NETWORK,
    NOW,
    STRANGER,
    FakeAccounts,
    FakeContacts,
    FakeTracking,
    at_once,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.activity.detail import Pace
from ui.desktop.pages.activity.filters import GROUPS, group_of
from ui.desktop.pages.activity.rows import MINUS
from ui.desktop.pages.activity.view_model import ActivityModel, ActivityNeeds
from wallet.domain.account import Account, AccountKind
from wallet.domain.activity import ActivityEntry
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.ids import TxHash
from wallet.domain.transfer import OutboxEntry, OutboxState

HASH = TxHash("0x" + "ef" * 32)
OTHER = TxHash("0x" + "aa" * 32)


class FakeActivity:
    def __init__(self, *entries):
        self.all = entries
        self.problem = None
        self.exports = []

    async def sync(self, progress=None):
        if self.problem:
            raise self.problem

    def entries(self, account=None, token=None):
        return self.all

    def synced_to(self):
        return 412

    def export_csv(self, path, account=None, token=None):
        if self.problem:
            raise self.problem
        self.exports.append((path, account, token))
        return len(self.all)


def entry(kind, tx_hash=HASH, at=NOW - 10, units=100, **more):
    made = ActivityEntry(CHAIN, ME, at, 400, "0x", tx_hash, 0, kind, ACME.address, ME, MARIE, units)
    return replace(made, **more)


def own(state, tx_hash=HASH, kind="transfer", **more):
    given = {"token": ACME.address, "recipient": MARIE, "base_units": 100, **more}
    return OutboxEntry(tx_hash, CHAIN, ME, 3, b"", state, kind, NOW - 5, **given)


class Page:
    def __init__(self, past=(), ours=(), *, chosen=(ME,), network=NETWORK):
        self.shown, self.activity, self.tracking = [], FakeActivity(*past), FakeTracking()
        self.tracking.current = tuple(ours)
        self.network = network
        self.chosen = chosen
        accounts = FakeAccounts(Account(ME, "Main", AccountKind.LOCAL))
        self.known = {ACME.address: ACME, CASH.address: CASH}
        needs = ActivityNeeds(
            self.activity,
            self.tracking,
            AddressBook(accounts, FakeContacts(accounts)),
            lambda: self.chosen,
            lambda: self.network,
            self.known.get,
            lambda: tuple(self.known.values()),
            lambda: NOW,
        )
        self.model = ActivityModel(needs, at_once, self.shown.append)
        self.model.refresh()

    @property
    def view(self):
        return self.shown[-1]

    def detail(self, key=None):
        drawn = []
        assert self.model.open(key or self.view.rows[0].key, drawn.append)
        return drawn


# The list


def test_an_empty_history_says_so():
    view = Page().view
    assert (view.rows, view.is_empty) == ((), True)
    assert view.answer == "Nothing has happened yet"


def test_without_a_network_nothing_is_read():
    page = Page([entry("mint")], network=None)
    assert page.view.no_network
    assert page.view.rows == ()


def test_what_came_in_and_went_out_have_their_signs():
    rows = Page([entry("transfer_in"), entry("transfer_out", OTHER)]).view.rows
    assert [row.sign for row in rows] == ["+", MINUS]
    assert rows[1].party == "Marie Laurent"
    assert rows[0].when.shown == "10 s ago"


def test_an_own_transfer_is_one_line_with_its_own_state():
    view = Page([entry("transfer_out")], [own(OutboxState.MINED)]).view
    assert len(view.rows) == 1
    assert view.rows[0].state == "In a block"
    assert view.answer == "1 transfer is under way"


def test_an_own_vote_is_one_line_too():
    past = entry("vote", recipient=STRANGER, note="for")
    view = Page([past], [own(OutboxState.SETTLED, kind="vote")]).view
    assert [row.what for row in view.rows] == ["Vote"]


def test_what_else_an_own_transaction_did_stays_a_line_of_its_own():
    ours = [own(OutboxState.SETTLED)]
    past = [entry("transfer_out"), entry("freeze", log_index=1)]
    assert len(Page(past, ours).view.rows) == 2


def test_what_is_under_way_stands_first():
    view = Page([entry("transfer_in")], [own(OutboxState.SUBMITTED, OTHER)]).view
    assert [row.state for row in view.rows] == ["Sent", "Settled"]


def test_a_failed_transfer_shows_its_reason():
    row = Page(ours=[own(OutboxState.REVERTED, error="paused")]).view.rows[0]
    assert (row.tone, row.details) == ("bad", "paused")


def test_a_payment_is_counted_in_the_networks_coin():
    paid = own(OutboxState.SETTLED, kind="payment", token=None, base_units=10**18)
    assert Page(ours=[paid]).view.rows[0].amount.text == "1 ETH"


def test_a_silent_network_keeps_what_is_stored():
    page = Page([entry("mint")])
    page.activity.problem = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
    page.model.refresh()
    assert page.view.problem
    assert len(page.view.rows) == 1


# Filters


def full_page(**more):
    return Page(
        [
            entry("transfer_in", sender=STRANGER),
            entry("transfer_out", OTHER),
            entry("vote", TxHash("0x" + "bb" * 32), note="for"),
            entry("freeze", TxHash("0x" + "cc" * 32)),
            entry("transfer_in", TxHash("0x" + "dd" * 32), token=CASH.address, units=2_500_000),
        ],
        **more,
    )


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"kind": "moves"}, 3),
        ({"kind": "votes"}, 1),
        ({"kind": "issuer"}, 1),
        ({"kind": "income"}, 0),
        ({"token": str(CASH.address)}, 1),
        ({"token": str(CASH.address), "kind": "votes"}, 0),
        ({"text": "marie"}, 2),
        ({"text": "SENT marie"}, 1),
        ({"text": "marie nobody"}, 0),
        ({"text": str(STRANGER).lower()}, 1),
        ({"text": str(OTHER)}, 1),
        ({"text": "2.5 eurx"}, 1),
        ({"text": "  "}, 5),
    ],
)
def test_only_what_is_looked_for_is_shown(wanted, count):
    page = full_page()
    page.model.look_for(**wanted)
    assert len(page.view.rows) == count
    assert not page.view.is_empty


def test_every_kind_belongs_to_a_group_that_can_be_chosen():
    assert {group_of(kind) for kind in ("burn", "vote", "claim", "pause", "approval")} <= set(
        GROUPS
    )


def test_giving_up_the_filter_shows_everything():
    page = full_page()
    page.model.look_for(kind="income", text="x")
    page.model.show_everything()
    assert len(page.view.rows) == 5
    assert page.view.wanted.text == ""


def test_a_token_that_is_gone_filters_nothing():
    page = full_page()
    page.model.look_for(token=str(CASH.address))
    del page.known[CASH.address]
    page.model.refresh()
    assert len(page.view.rows) == 5


def test_the_accounts_of_the_top_bar_are_those_shown():
    page = full_page()
    page.chosen = (MARIE,)
    page.model.refresh()
    assert page.view.rows == ()
    page.chosen = (ME, MARIE)
    page.model.refresh()
    assert page.view.several
    assert page.view.rows[0].account == "Main"


# One entry whole


def words_of(view):
    return [(step.word, step.pace) for step in view.steps]


@pytest.mark.parametrize(
    ("state", "life"),
    [
        (
            OutboxState.SIGNED,
            [("Signed", "DONE"), ("Sent", "NOW"), ("In a block", "OPEN"), ("Settled", "OPEN")],
        ),
        (
            OutboxState.SUBMITTED,
            [("Signed", "DONE"), ("Sent", "DONE"), ("In a block", "NOW"), ("Settled", "OPEN")],
        ),
        (
            OutboxState.MINED,
            [("Signed", "DONE"), ("Sent", "DONE"), ("In a block", "DONE"), ("Settled", "NOW")],
        ),
        (
            OutboxState.SETTLED,
            [("Signed", "DONE"), ("Sent", "DONE"), ("In a block", "DONE"), ("Settled", "DONE")],
        ),
        (
            OutboxState.REVERTED,
            [("Signed", "DONE"), ("Sent", "DONE"), ("Failed", "FAILED")],
        ),
        (
            OutboxState.REPLACED,
            [("Signed", "DONE"), ("Sent", "DONE"), ("Replaced", "FAILED")],
        ),
        (
            OutboxState.DROPPED,
            [("Signed", "DONE"), ("Sent", "DONE"), ("Dropped", "FAILED")],
        ),
    ],
)
def test_the_life_of_a_transaction_says_how_far_it_came(state, life):
    view = Page(ours=[own(state)]).detail()[-1]
    assert words_of(view) == [(word, Pace[pace]) for word, pace in life]


def test_times_and_fee_are_those_of_journal_and_chain():
    ours = own(
        OutboxState.SETTLED,
        submitted_at=NOW - 4,
        block_number=400,
        gas_used=50_000,
        effective_gas_price=2 * 10**9,
    )
    view = Page([entry("transfer_out", at=NOW - 3)], [ours]).detail()[-1]
    assert [step.when for step in view.steps] == ["5 s ago", "4 s ago", "3 s ago", ""]
    assert ("Network fee", "0.0001 ETH") in view.facts
    assert view.title == "Sent 100 ACME"
    assert [(one.label, one.name) for one in view.people] == [
        ("From", "Main"),
        ("To", "Marie Laurent"),
        ("Token", "ACME Holdings"),
    ]


def test_a_fee_that_is_not_known_yet_is_no_zero():
    view = Page(ours=[own(OutboxState.SUBMITTED)]).detail()[-1]
    assert ("Network fee", "known once it is in a block") in view.facts


def test_why_it_failed_is_said():
    told = Page(ours=[own(OutboxState.REVERTED, error="Pausable: paused")]).detail()[-1]
    assert "Pausable: paused" in told.problem
    silent = Page(ours=[own(OutboxState.REVERTED)]).detail()[-1]
    assert "gave no reason" in silent.problem
    assert "nothing was moved" in Page(ours=[own(OutboxState.DROPPED)]).detail()[-1].problem


def test_what_others_did_begins_in_a_block():
    view = Page([entry("freeze", sender=None, recipient=None)]).detail()[-1]
    assert words_of(view) == [("In a block", Pace.DONE), ("Settled", Pace.DONE)]
    assert view.people[0].label == "Account"
    assert not [name for name, _ in view.facts if name == "Network fee"]


def test_a_vote_says_which():
    view = Page([entry("vote", note="against")]).detail()[-1]
    assert ("What exactly", "voted against") in view.facts


def test_the_explorers_address_is_told_as_text():
    known = replace(NETWORK, explorer="https://explorer.example/tx/{tx}")
    view = Page([entry("mint")], network=known).detail()[-1]
    assert view.explorer == f"https://explorer.example/tx/{HASH}"
    by_address = replace(NETWORK, explorer="https://explorer.example/{address}")
    assert Page([entry("mint")], network=by_address).detail()[-1].explorer == ""


def test_an_open_entry_follows_what_happens_even_into_the_history():
    page = Page(ours=[own(OutboxState.SUBMITTED)])
    drawn = page.detail()
    page.tracking.current = (own(OutboxState.SETTLED),)
    page.activity.all = (entry("transfer_out"),)
    page.model.refresh()
    assert drawn[-1].state == "Settled"
    page.model.close()
    before = len(drawn)
    page.model.refresh()
    assert len(drawn) == before


def test_an_entry_that_is_gone_cannot_be_opened():
    assert not Page().model.open("0xab", lambda _: None)


# Writing it out


def test_what_is_chosen_is_written(tmp_path):
    page = full_page()
    done, failed = [], []
    page.model.look_for(token=str(CASH.address))
    page.model.export(tmp_path / "out.csv", done.append, failed.append)
    assert page.activity.exports == [(tmp_path / "out.csv", ME, CASH.address)]
    assert done == ["5 lines were written to out.csv."]
    page.chosen = (ME, MARIE)
    page.model.show_everything()
    page.model.export(tmp_path / "out.csv", done.append, failed.append)
    assert page.activity.exports[-1] == (tmp_path / "out.csv", None, None)
    assert failed == []


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    page = full_page()
    page.activity.problem = BadInput("file_unwritable", file="out.csv", detail="No space")
    done, failed = [], []
    page.model.export(tmp_path / "out.csv", done.append, failed.append)
    assert (done, len(failed)) == ([], 1)
