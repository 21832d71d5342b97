"""How a proposal stands, what may be reviewed, and to whom votes are handed."""

from dataclasses import replace

import pytest

from tests.fakes.desk_top import MARIE, ME, FakeAccounts, Later
from tests.fakes.desk_top import at_once as now_
from tests.fakes.meetings import MEETING
from tests.fakes.votes_desk import (
    HERS,
    MAIN,
    NONE,
    NOW,
    OPEN,
    TOKEN,
    FakeGovernance,
    FakeTransfers,
    book,
    view_of,
)
from ui.desktop.pages.votes.acting import ActNeeds
from ui.desktop.pages.votes.delegation_model import DelegationModel, DelegationNeeds
from ui.desktop.pages.votes.proposal_model import Phase as ProposalPhase
from ui.desktop.pages.votes.proposal_model import ProposalModel, ProposalNeeds, Subject
from wallet.domain.compliance import Rule, RuleStatus
from wallet.domain.compliance import Subject as Whose
from wallet.domain.errors import ChainProblem, Refusal
from wallet.domain.governance import (
    Cast,
    DelegationIntent,
    ProposalState,
    Support,
    Tally,
)


class Booth:
    """The page of one proposal."""

    def __init__(self, *views, account=MAIN, run=now_, rules=()):
        self.shown, self.reviewed = [], []
        self.governance = FakeGovernance({account.address: views}, rules=rules)
        self.transfers = FakeTransfers()
        names = book(account)
        needs = ProposalNeeds(
            self.governance,
            ActNeeds(self.governance, self.transfers, names),
            names,
            lambda: (account,),
            lambda: (TOKEN,),
            lambda: NOW,
        )
        self.model = ProposalModel(needs, run, self.shown.append, self.reviewed.append)
        self.model.open(Subject(MEETING.address, 7))

    @property
    def view(self):
        return self.shown[-1]

    @property
    def yours(self):
        return self.view.yours


def test_a_proposal_is_told_whole():
    told = Booth(view_of()).view.told
    assert told.title == "Elect Clara"
    assert told.description == "For three years."
    assert told.by.startswith("Acme meeting · proposed by 0x")
    assert [call.is_readable for call in told.calls] == [False, True]
    assert "cannot read" in told.calls[0].text
    assert "0x01020304" in told.calls[0].text
    assert "min left" in told.times
    parts = [(part.kind, part.figure.text, part.share) for part in told.result.parts]
    assert parts == [
        ("for", "3 ACME", "75 %"),
        ("abstain", "0 ACME", "0 %"),
        ("against", "1 ACME", "25 %"),
    ]
    assert told.result.quorum_text == "Quorum of 2 ACME reached"


def test_a_quorum_that_is_missing_may_still_come_only_while_it_is_open():
    short = replace(OPEN, tally=Tally(0, 100, 0))
    assert Booth(view_of(standing=short)).view.told.result.quorum_text.endswith("reached yet")
    over = replace(short, state=ProposalState.DEFEATED)
    assert Booth(view_of(standing=over)).view.told.result.quorum_text.endswith("not reached")


def test_hostile_text_stays_text_that_can_be_broken():
    long = "x" * 400
    told = Booth(view_of(title=long, description=long + "\n<b>now</b>")).view.told
    assert max(len(word) for word in told.title.split("\u200b")) == 24
    assert told.description.endswith("<b>now</b>")


def test_unknown_is_not_zero():
    booth = Booth(view_of(standing=replace(OPEN, tally=None, quorum=None, power=None)))
    assert booth.view.told.result.parts is None
    assert booth.yours.power == "unknown"
    assert Booth(view_of(standing=None)).yours.closed_tone == "unknown"


@pytest.mark.parametrize(
    ("changes", "account", "said"),
    [
        ({"voted": Cast(Support.AGAINST)}, MAIN, "voted against, with 1,500 ACME"),
        ({"state": ProposalState.PENDING}, MAIN, "once the vote opens"),
        ({"state": ProposalState.SUCCEEDED}, MAIN, "is over"),
        ({"state": ProposalState.PENDING, "power": NONE}, MAIN, "no units vote for Main"),
        ({"power": NONE}, MAIN, "has no vote on this"),
        ({}, HERS, "only watch"),
    ],
)
def test_where_there_is_nothing_to_vote_it_says_why(changes, account, said):
    booth = Booth(view_of(standing=replace(OPEN, **changes)), account=account)
    assert said in booth.yours.closed


def test_no_power_but_units_offers_to_delegate():
    assert Booth(view_of(standing=replace(OPEN, power=NONE))).yours.needs_delegation
    assert not Booth(view_of()).yours.needs_delegation


def test_a_choice_is_checked_and_reviewed_with_its_reason():
    booth = Booth(view_of())
    assert booth.yours.act.why_not == "Choose how you vote."
    booth.model.review()
    booth.model.choose(Support.AGAINST)
    booth.model.reason(" Too dear ")
    assert booth.yours.act.can_review
    assert booth.yours.act.summary == "The vote will pass: against."
    booth.model.review()
    (check,) = booth.reviewed
    assert (check.intent.support, check.intent.reason) == (Support.AGAINST, "Too dear")
    assert check.intent.voter == ME


def test_a_refused_vote_is_never_prepared():
    rule = Rule("proposal_active", Whose.TIME, RuleStatus.FAIL, {"state": "pending"})
    booth = Booth(view_of(), rules=(rule,))
    booth.model.choose(Support.FOR)
    assert not booth.yours.act.can_review
    assert booth.yours.act.tone == "bad"
    assert "not open" in booth.yours.act.summary
    booth.model.review()
    assert booth.transfers.prepared == []


def test_a_vote_without_weight_is_stopped_although_the_contract_takes_it():
    rule = Rule("voting_power", Whose.SENDER, RuleStatus.FAIL, {"account": ME})
    booth = Booth(view_of())
    booth.governance.rules = (rule,)
    booth.model.choose(Support.FOR)
    assert "used up for nothing" in booth.yours.act.summary
    assert not booth.yours.act.can_review


def test_a_reason_that_is_too_long_is_said_beside_the_field():
    booth = Booth(view_of())
    booth.model.choose(Support.FOR)
    booth.model.reason("x" * 1_001)
    assert "1000" in booth.view.reason_problem
    assert not booth.yours.act.can_review


def test_a_late_answer_to_an_old_choice_is_dropped():
    later = Later()
    booth = Booth(view_of(), run=later)
    later.answer_all()
    booth.model.choose(Support.FOR)
    old = later.pending.pop()
    booth.model.choose(Support.AGAINST)
    later.answer_all()
    old()
    assert "against" in booth.yours.act.summary


def test_trouble_is_said_and_can_be_tried_again():
    booth = Booth(view_of())
    booth.model.choose(Support.FOR)
    booth.transfers.problem = Refusal("gas_funds", has=None, needs=None)
    booth.model.review()
    assert booth.yours.act.tone == "bad"
    assert not booth.yours.act.can_review
    booth.transfers.problem = None
    booth.model.choose(Support.FOR)
    booth.model.review()
    assert len(booth.reviewed) == 1


def test_what_is_not_known_any_more_is_missing_and_silence_fails():
    assert Booth().view.phase is ProposalPhase.MISSING
    booth = Booth(view_of())
    booth.governance.problem = ChainProblem("node_unreachable", endpoint="")
    booth.model.refresh()
    assert booth.view.phase is ProposalPhase.READY
    assert booth.view.problem
    booth.model.open(Subject(MEETING.address, 8, str(ME)))
    assert booth.view.phase is ProposalPhase.FAILED


def test_another_proposal_starts_without_a_choice():
    booth = Booth(view_of(7), view_of(8))
    booth.model.choose(Support.FOR)
    booth.model.reason("Yes")
    booth.model.open(Subject(MEETING.address, 8))
    assert (booth.yours.support, booth.yours.reason) == (None, "")


class Handing:
    """The dialog about a delegation."""

    def __init__(self):
        self.shown, self.reviewed = [], []
        accounts = FakeAccounts(MAIN)
        names = book(MAIN)
        self.governance, self.transfers = FakeGovernance(), FakeTransfers()
        act = ActNeeds(self.governance, self.transfers, names)
        needs = DelegationNeeds(TOKEN, ME, act, accounts.resolve, names)
        self.model = DelegationModel(needs, now_, self.shown.append, self.reviewed.append)


def test_votes_go_to_oneself_or_to_somebody_by_name():
    handing = Handing()
    handing.model.start(to_self=False)
    assert handing.shown[-1].act.why_not == "Say who votes."
    handing.model.choose(to_self=True)
    handing.model.review()
    handing.model.choose(to_self=False)
    assert not handing.shown[-1].act.can_review
    handing.model.whom("marie laurent")
    assert handing.shown[-1].whom == str(MARIE)
    handing.model.review()
    assert [check.intent for check in handing.reviewed] == [
        DelegationIntent(TOKEN, ME, ME),
        DelegationIntent(TOKEN, ME, MARIE),
    ]


def test_a_name_nobody_has_is_said_and_nothing_is_asked():
    handing = Handing()
    handing.model.whom("nobody")
    assert handing.shown[-1].whom_problem
    assert not handing.shown[-1].act.can_review


def test_before_the_vote_opens_its_quorum_is_not_missing():
    waits = replace(OPEN, state=ProposalState.PENDING, tally=Tally(0, 0, 0), quorum=None)
    result = Booth(view_of(standing=waits)).view.told.result
    assert result.is_empty
    assert result.quorum_text == "The quorum is counted when the vote opens."
