"""What the transfer page decides."""

import pytest

from tests.fakes.desk_top import (
    ACME,
    CASH,
    COIN,
    MARIE,
    ME,
    REFUSAL,
    STRANGER,
    FakeAccounts,
    FakeCompliance,
    FakeContacts,
    FakePortfolio,
    FakeTokens,
    FakeTransfers,
    Later,
    at_once,
    check_of,
    holding,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.transfer.verdict import verdict_view
from ui.desktop.pages.transfer.view_model import TransferModel, TransferNeeds
from wallet.domain.account import Account, AccountKind
from wallet.domain.compliance import Agreement, Effect, Rule, RuleStatus, Subject, Verdict
from wallet.domain.errors import ChainProblem, Refusal

MAIN = Account(ME, "Main", AccountKind.LOCAL)
WATCHED = Account(MARIE, "Watched", AccountKind.WATCH)


class Desk:
    """A transfer page without a window."""

    def __init__(self, run=at_once, compliance=None, accounts=None):
        self.shown = []
        self.reviewed = []
        self.exported = []
        self.compliance = compliance or FakeCompliance()
        self.transfers = FakeTransfers()
        self.accounts = accounts or FakeAccounts(MAIN)
        book = self.book = AddressBook(self.accounts, FakeContacts(self.accounts))
        needs = TransferNeeds(
            self.accounts,
            FakeTokens(ACME, CASH),
            FakePortfolio(holding()),
            self.compliance,
            self.transfers,
            book,
            lambda: COIN,
        )
        self.model = TransferModel(
            needs, run, self.shown.append, self.reviewed.append, self.exported.append
        )
        self.model.refresh()

    @property
    def view(self):
        return self.shown[-1]

    def fill(self, recipient="Marie Laurent", amount="100"):
        self.model.edit(recipient=recipient, amount=amount)


def test_an_empty_form_says_what_is_missing_and_complains_of_nothing():
    desk = Desk()
    assert not desk.view.can_review
    assert desk.view.why_not
    assert desk.view.problems == ()
    assert desk.compliance.asked == []


def test_the_first_line_is_what_can_be_sent():
    assert "1,200 ACME" in Desk().view.title


def test_accounts_that_can_sign_come_before_those_only_watched():
    desk = Desk(accounts=FakeAccounts(WATCHED, MAIN))
    assert [entry.key for entry in desk.view.senders] == [ME, MARIE]
    assert desk.view.sender == ME


def test_a_watched_account_can_only_be_signed_for_by_file():
    desk = Desk(accounts=FakeAccounts(WATCHED))
    assert not desk.view.can_export
    desk.fill(recipient=str(STRANGER))
    assert desk.view.key_elsewhere
    assert desk.view.can_export
    assert not desk.view.can_review
    assert "watch" in desk.view.why_not
    desk.model.review()
    assert (desk.transfers.prepared, desk.reviewed) == ([], [])
    desk.model.sign_offline()
    assert desk.exported[0].check.intent.sender == MARIE
    assert desk.reviewed == []


def test_an_own_key_can_be_asked_by_file_too_but_never_past_a_refusal():
    desk = Desk()
    desk.fill()
    desk.model.sign_offline()
    assert len(desk.exported) == 1
    desk.fill(amount="1201")
    assert not desk.view.can_export
    desk.model.sign_offline()
    assert len(desk.exported) == 1


def test_a_complete_form_is_answered_and_may_be_reviewed():
    desk = Desk()
    desk.fill()
    assert desk.view.verdict.tone == "ok"
    assert desk.view.can_review
    assert desk.view.why_not == ""


def test_a_refusal_closes_the_review_and_shows_the_failing_rule_first():
    desk = Desk()
    desk.fill(amount="1300")
    assert desk.view.verdict.tone == "bad"
    assert desk.view.verdict.rules[0].icon == "cross"
    assert not desk.view.can_review
    assert desk.view.why_not


def test_late_answer_to_an_old_edit_is_dropped():
    run = Later()
    desk = Desk(run)
    run.answer_all()
    desk.fill(amount="100")
    desk.model.edit(amount="1300")
    old, new = run.pending[-2:]
    old()
    assert not desk.view.can_review
    assert desk.view.verdict is None
    new()
    assert desk.view.verdict.tone == "bad"


def test_typing_is_answered_after_a_pause():
    run = Later()
    desk = Desk(run)
    desk.fill()
    assert run.options[-1] == {"slot": "check", "delay_s": 0.25}


def test_a_changed_field_takes_the_review_away_at_once():
    run = Later()
    desk = Desk(run)
    desk.fill()
    run.answer_all()
    assert desk.view.can_review
    desk.model.edit(amount="101")
    assert not desk.view.can_review
    assert desk.view.checking


@pytest.mark.parametrize("amount", ["1,200", "abc", "1.5", "-1", "1e3", "9" * 90])
def test_a_bad_amount_is_explained_and_kept(amount):
    desk = Desk()
    desk.fill(amount=amount)
    assert desk.view.problem("amount")
    assert desk.view.amount == amount
    assert desk.compliance.asked == []


@pytest.mark.parametrize("recipient", ["Nobody", "0x12", "0x" + "Ab" * 20])
def test_a_bad_recipient_is_explained(recipient):
    desk = Desk()
    desk.fill(recipient=recipient)
    assert desk.view.problem("recipient")
    assert not desk.view.can_review


def test_zero_is_checked_and_not_sent():
    desk = Desk()
    desk.fill(amount="0")
    assert desk.view.verdict is not None
    assert not desk.view.can_review


def test_a_contact_is_known_and_a_stranger_is_marked():
    desk = Desk()
    desk.fill()
    assert (desk.view.recipient.name, desk.view.recipient.tone) == ("Marie Laurent", "ok")
    desk.fill(recipient="0x" + "44" * 20)
    assert desk.view.recipient.tone == "warn"


def test_a_silent_network_is_no_answer_and_no_permission():
    desk = Desk()
    desk.compliance.problem = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
    desk.fill()
    assert desk.view.verdict is None
    assert desk.view.trouble
    assert not desk.view.can_review


def test_a_disagreement_needs_its_tick_and_loses_it_with_the_next_edit():
    desk = Desk()
    desk.compliance.agreement = Agreement.DISAGREE
    desk.fill()
    assert desk.view.verdict.tone == "warn"
    assert not desk.view.can_review
    desk.model.accept(disagreement=True, burn=False)
    assert desk.view.can_review
    desk.model.edit(amount="99")
    assert not desk.view.can_review


def test_units_that_are_destroyed_need_their_tick():
    desk = Desk()
    desk.compliance.effects = (Effect("burn", ACME.amount(1)),)
    desk.fill()
    assert desk.view.verdict.burn
    assert not desk.view.can_review
    desk.model.accept(disagreement=False, burn=True)
    assert desk.view.can_review


def test_the_same_answer_at_a_newer_block_keeps_the_tick():
    desk = Desk()
    desk.compliance.agreement = Agreement.DISAGREE
    desk.fill()
    desk.model.accept(disagreement=True, burn=False)
    desk.model.refresh()
    assert len(desk.compliance.asked) == 2
    assert desk.view.can_review


def test_an_answer_that_turned_is_shown_without_being_asked():
    desk = Desk()
    desk.fill()
    desk.compliance.most = 0
    desk.model.refresh()
    assert desk.view.verdict.tone == "bad"
    assert not desk.view.can_review


def test_most_possible_fills_in_the_amount_and_checks_it():
    desk = Desk()
    desk.model.edit(recipient="Marie Laurent")
    desk.model.most_possible()
    assert desk.view.amount == "1200"
    assert desk.view.can_review


def test_most_possible_needs_a_recipient():
    desk = Desk()
    desk.model.most_possible()
    assert desk.view.maximum_note
    assert desk.view.amount == ""


def test_nothing_possible_is_said_and_changes_no_amount():
    desk = Desk(compliance=FakeCompliance(most=0))
    desk.fill(amount="5")
    desk.model.most_possible()
    assert desk.view.maximum_note
    assert desk.view.amount == "5"


def test_the_review_gets_the_checked_call():
    desk = Desk()
    desk.fill()
    desk.model.review()
    assert desk.reviewed[0].check == check_of(desk.compliance.asked[-1])
    assert desk.reviewed[0].review.call.recipient == MARIE


def test_what_stops_the_preparation_is_said():
    desk = Desk()
    desk.transfers.problem = Refusal("gas_funds", needed=None, available=None)
    desk.fill()
    desk.model.review()
    assert desk.reviewed == []
    assert desk.view.trouble
    assert not desk.view.preparing


def test_a_refused_transfer_is_never_prepared():
    desk = Desk()
    desk.fill(amount="1300")
    desk.model.review()
    assert desk.transfers.prepared == []


def test_after_sending_the_amount_is_empty_and_the_rest_stays():
    desk = Desk()
    desk.fill()
    desk.model.sent()
    assert desk.view.amount == ""
    assert desk.view.recipient.name == "Marie Laurent"


def test_the_first_line_becomes_the_answer():
    desk = Desk()
    desk.fill()
    assert desk.view.title == "You can send 100 ACME to Marie Laurent"
    desk.fill(amount="1300")
    assert desk.view.title == f"Refused: {desk.view.verdict.summary}"
    desk.fill(amount="")
    assert desk.view.title == "You can send up to 1,200 ACME"


def test_rules_that_are_met_can_be_folded_and_facts_have_no_tick():
    rules = (
        Rule("lockup", Subject.SENDER, RuleStatus.PASS),
        Rule("amount_is_zero", Subject.AMOUNT, RuleStatus.PASS),
        REFUSAL,
    )
    desk = Desk()
    desk.fill()
    intent = desk.compliance.asked[0]
    view = verdict_view(check_of(intent, Verdict.REFUSED, rules=rules), desk.book)
    assert view.met == "2 rules met"
    assert [(line.icon, line.met) for line in view.rules] == [
        ("cross", False),
        ("check", True),
        ("info", True),
    ]
