"""Requests that wait, answers that come back, and the file in between; on real services."""

import asyncio
import itertools
from dataclasses import replace

import pytest

from tests.fakes.desk_top import Later, at_once
from tests.fakes.offline_pair import PAYEE, PAYER, OnlineComputer, pair, with_request
from ui.desktop.core.names import AddressBook
from ui.desktop.dialogs.answer_model import AnswerModel, AnswerNeeds
from ui.desktop.dialogs.export_model import ExportModel
from ui.desktop.dialogs.review_model import ReviewNeeds, Stage, facts_of
from ui.desktop.pages.offline.view_model import OfflineModel, OfflineNeeds
from wallet.domain.account import Contact
from wallet.domain.compliance import Agreement, Rule, RuleStatus, Subject, Verdict
from wallet.domain.errors import ChainProblem
from wallet.domain.offline import RequestState
from wallet.domain.offline_files import read_request
from wallet.domain.transfer import OutboxState


class Listed:
    def __init__(self, *all_):
        self.all = all_

    def list(self):
        return self.all


class Followed:
    """The journal; a poll takes what was sent to its end."""

    def __init__(self, outbox):
        self._outbox = outbox
        self._later = itertools.cycle((OutboxState.MINED, OutboxState.SETTLED))
        self.problem = None

    def entries(self):
        return self._outbox.entries()

    async def poll(self):
        problem, self.problem = self.problem, None
        if problem:
            raise problem
        for entry in self._outbox.entries():
            self._outbox.update(replace(entry, state=next(self._later), block_number=9))
        return self.entries()


class Page:
    """The model, what it showed, and the answers that fitted."""

    def __init__(self, run=at_once):
        self.online, self.cold = pair()
        self.online.accounts.save_contact(Contact("Payee", PAYEE))
        accounts = self.online.accounts
        self.book = AddressBook(Listed(*accounts.accounts()), Listed(*accounts.contacts()))
        self.shown, self.fitted = [], []
        now = self.online.desk.clock.now
        needs = OfflineNeeds(self.online.offline, self.book, now)
        self.model = OfflineModel(
            needs, run, self.shown.append, lambda *fit: self.fitted.append(fit)
        )
        self.model.opened()
        self.tracking = Followed(self.online.desk.outbox)

    @property
    def view(self):
        return self.shown[-1]

    def export(self):
        raw = asyncio.run(self.online.export())
        self.model.refresh()
        return raw

    def sign(self, raw):
        return asyncio.run(self.cold.sign(raw))

    def bring(self, tmp_path, raw):
        file = tmp_path / "brought.json"
        file.write_bytes(raw)
        self.model.bring(file)

    def answer(self, tmp_path, run=at_once):
        """The dialog's model for a fitting answer."""
        self.bring(tmp_path, self.sign(self.export()))
        raw, returned, what = self.fitted[-1]
        network = self.online.desk.networks.network
        needs = AnswerNeeds(
            self.online.offline, self.tracking, self.book, network, self.online.desk.clock.now
        )
        shown = []
        return AnswerModel(raw, returned, what, needs, run, shown.append), shown


def test_without_requests_nothing_waits():
    page = Page()
    assert page.view.answer == "Nothing waits for a signature"
    assert (page.view.waiting, page.view.earlier) == ((), ())


def test_a_request_waits_with_what_it_does_its_age_and_its_words():
    page = Page()
    raw = page.export()
    (row,) = page.view.waiting
    assert page.view.answer == "1 request waits for its answer"
    assert row.what.endswith("to Payee")
    assert row.sender == "Cold"
    assert row.state == "waiting"
    assert row.code == page.cold.signer.open(raw).words
    assert "sign before" in row.expires


def test_a_request_nobody_may_sign_any_more_says_so():
    page = Page()
    request = read_request(page.export())
    page.online.desk.clock.time = request.expires
    page.model.refresh()
    (row,) = page.view.waiting
    assert row.state == "too late to sign"
    assert "had to be signed" in row.expires


def test_a_fitting_answer_is_handed_over_and_nothing_is_sent(tmp_path):
    page = Page()
    answer = page.sign(page.export())
    page.bring(tmp_path, answer)
    raw, returned, what = page.fitted[0]
    assert raw == answer
    assert returned.pending.id == page.view.waiting[0].id
    assert "Payee" in what
    assert page.view.problem == ""
    assert page.online.chain.sent == []


def flipped(page):
    raw = page.sign(page.export())
    return raw[:200] + bytes([raw[200] ^ 1]) + raw[201:]


def foreign(page):
    page.export()
    raw = asyncio.run(OnlineComputer(page.online.chain).export())
    return page.sign(with_request(raw, id="00000000-0000-4000-8000-0000000000ff"))


def request_itself(page):
    return page.export()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (flipped, "damaged"),
        (foreign, "No request of yours"),
        (request_itself, "is a request, not its answer"),
        (lambda page: page.export() and b"no package", "no transfer package"),
    ],
)
def test_a_wrong_file_is_named_and_the_request_stays_open(tmp_path, make, said):
    page = Page()
    page.bring(tmp_path, make(page))
    assert said in page.view.problem
    assert page.view.problem.endswith("Your request stays open.")
    assert [row.state for row in page.view.waiting] == ["waiting"]
    assert page.fitted == []
    assert page.online.chain.sent == []
    page.model.opened()
    assert page.view.problem == ""


def test_a_file_that_is_not_there_is_told(tmp_path):
    page = Page()
    page.model.bring(tmp_path / "gone.json")
    assert "stays open" in page.view.problem


def test_a_no_of_the_other_computer_is_noted(tmp_path):
    page = Page()
    page.bring(tmp_path, page.cold.signer.decline(page.export()))
    assert page.view.problem == "The other computer did not sign."
    assert page.view.waiting == ()
    assert page.view.earlier[0].state == "not signed"
    assert page.fitted == []


def test_a_withdrawn_request_takes_no_answer(tmp_path):
    page = Page()
    answer = page.sign(page.export())
    page.model.withdraw(page.view.waiting[0].id)
    assert page.view.waiting == ()
    assert page.view.earlier[0].state == "withdrawn"
    page.bring(tmp_path, answer)
    assert "withdrew" in page.view.problem


def test_the_same_file_can_be_written_again(tmp_path):
    page = Page()
    raw = page.export()
    page.model.save_again(page.view.waiting[0].id, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == raw
    page.model.save_again(page.view.waiting[0].id, tmp_path / "no" / "again.json")
    assert page.view.problem


# The dialog of an answer


def test_what_was_verified_is_told_and_the_rules_are_asked_before_sending(tmp_path):
    page = Page()
    later = Later()
    model, shown = page.answer(tmp_path, later)
    model.start()
    assert len(shown[-1].steps) == 5
    assert not shown[-1].can_send
    later.answer_all()
    assert shown[-1].can_send
    assert shown[-1].unchanged
    assert page.online.chain.sent == []


def test_sent_once_it_is_followed_to_its_end(tmp_path):
    page = Page()
    model, shown = page.answer(tmp_path)
    model.start()
    model.send()
    assert [view.stage for view in shown][-3:] == [Stage.SUBMITTED, Stage.MINED, Stage.SETTLED]
    assert len(page.online.chain.sent) == 1
    model.send()
    assert len(page.online.chain.sent) == 1
    page.model.refresh()
    assert page.view.earlier[0].state == "sent"
    assert page.online.offline.pending()[0].state is RequestState.SUBMITTED


@pytest.mark.parametrize("verdict", [Verdict.REFUSED, Verdict.UNKNOWN])
def test_what_would_no_longer_pass_is_not_sent(tmp_path, verdict):
    page = Page()
    model, shown = page.answer(tmp_path)
    page.online.desk.verdict = verdict
    model.start()
    assert not shown[-1].can_send
    assert shown[-1].can_ask
    assert "Nothing was sent" in shown[-1].why_not
    model.send()
    assert page.online.chain.sent == []
    page.online.desk.verdict = Verdict.ALLOWED
    model.ask()
    assert shown[-1].can_send


def test_a_silent_network_leaves_the_answer_good(tmp_path):
    page = Page()
    model, shown = page.answer(tmp_path)
    page.online.chain.problem = ChainProblem("node_unreachable", endpoint="x")
    model.start()
    assert shown[-1].problem
    assert shown[-1].can_ask
    assert not shown[-1].can_send
    page.online.chain.problem = None
    model.ask()
    assert shown[-1].can_send
    assert shown[-1].problem == ""


def test_a_verdict_that_turns_while_sending_stops_it(tmp_path):
    page = Page()
    model, shown = page.answer(tmp_path)
    model.start()
    page.online.desk.verdict = Verdict.REFUSED
    model.send()
    assert page.online.chain.sent == []
    assert shown[-1].stage is Stage.REVIEW
    assert shown[-1].problem
    assert not shown[-1].is_busy


def rechecked(page, **decision):
    before = page.online.desk.recheck

    async def recheck(intent):
        now = await before(intent)
        return replace(now, decision=replace(now.decision, **decision))

    page.online.offline._desk = replace(page.online.offline._desk, recheck=recheck)


def test_a_new_disagreement_needs_its_tick(tmp_path):
    page = Page()
    model, shown = page.answer(tmp_path)
    rechecked(page, agreement=Agreement.DISAGREE)
    model.start()
    assert shown[-1].disagreement
    assert not shown[-1].can_send
    model.accept(disagreement=True, burn=False)
    assert shown[-1].can_send
    model.send()
    assert len(page.online.chain.sent) == 1


def test_changes_are_told_one_by_one(tmp_path):
    page = Page()
    model, shown = page.answer(tmp_path)
    rechecked(page, rules=(Rule("token_paused", Subject.TOKEN, RuleStatus.PASS),))
    model.start()
    assert [step.text.split(":")[0] for step in shown[-1].changes] == ["New"]
    assert shown[-1].unchanged == ""


def test_a_network_that_falls_silent_after_sending_is_asked_again(tmp_path):
    page = Page()
    model, shown = page.answer(tmp_path)
    model.start()
    page.tracking.problem = ChainProblem("node_unreachable", endpoint="x")
    model.send()
    assert any(view.problem for view in shown)
    assert shown[-1].stage is Stage.SETTLED
    assert shown[-1].problem == ""


def test_a_closed_dialog_is_drawn_no_more(tmp_path):
    page = Page()
    later = Later()
    model, shown = page.answer(tmp_path, later)
    model.start()
    model.stop()
    drawn = len(shown)
    later.answer_all()
    assert len(shown) == drawn


# The dialog that writes a request


def exporting(page):
    reviewed = asyncio.run(page.online.reviewed())
    network = page.online.desk.networks.network
    needs = ReviewNeeds(None, None, None, page.book, network, lambda _address: None)
    shown = []
    facts, now = facts_of(reviewed, needs), page.online.desk.clock.now
    model = ExportModel(reviewed, facts, page.online.offline, now, shown.append)
    model.start()
    return model, shown


def test_a_request_is_written_with_words_and_the_chosen_end(tmp_path):
    page = Page()
    model, shown = exporting(page)
    model.choose("week")
    file = tmp_path / model.file_name()
    model.save(file)
    written = shown[-1].written
    opened = page.cold.signer.open(file.read_bytes())
    assert written.code == opened.words
    assert written.digest.replace(" ", "") == opened.digest.hex()
    assert opened.request.expires - opened.request.created == 7 * 86_400
    assert opened.request.account == PAYER
    model.save(tmp_path / "twice.json")
    assert not (tmp_path / "twice.json").exists()


def test_without_its_file_there_is_no_request(tmp_path):
    page = Page()
    model, shown = exporting(page)
    taken = tmp_path / "mine.txt"
    taken.write_text("something of mine")
    model.save(taken)
    assert shown[-1].problem
    assert shown[-1].written is None
    assert taken.read_text() == "something of mine"
    assert page.online.offline.pending() == ()


def test_a_second_request_with_the_same_number_is_told(tmp_path):
    page = Page()
    page.export()
    model, shown = exporting(page)
    model.save(tmp_path / "second.json")
    assert "same number" in shown[-1].written.rival
