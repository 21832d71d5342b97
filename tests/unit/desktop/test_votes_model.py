"""What needs one's vote, how a proposal stands, and what may be reviewed."""

from dataclasses import dataclass, field, replace

import pytest

from tests.fakes.desk_top import ACME, BLOCK, MARIE, ME, FakeAccounts, FakeContacts, Later
from tests.fakes.desk_top import at_once as now_
from tests.fakes.meetings import MEETING, proposal
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.votes.acting import ActNeeds
from ui.desktop.pages.votes.delegation_model import DelegationModel, DelegationNeeds
from ui.desktop.pages.votes.proposal_model import Phase as ProposalPhase
from ui.desktop.pages.votes.proposal_model import ProposalModel, ProposalNeeds, Subject
from ui.desktop.pages.votes.view_model import Phase, VotesModel, VotesNeeds
from wallet.domain.account import Account, AccountKind
from wallet.domain.action import ActionCheck, decide_action
from wallet.domain.chain import Call
from wallet.domain.compliance import Rule, RuleStatus, Simulation
from wallet.domain.compliance import Subject as Whose
from wallet.domain.errors import BadInput, ChainProblem, Refusal
from wallet.domain.governance import (
    Cast,
    DelegationIntent,
    ProposalState,
    Standing,
    Support,
    Tally,
    VotingPower,
)
from wallet.domain.known_calls import read_call
from wallet.domain.vote_calls import encode_action
from wallet.services.governance import TokenVotes
from wallet.services.governor_search import Discovery
from wallet.services.proposals import ProposalList, ProposalView

NOW = 1_700_000_500
MAIN = Account(ME, "Main", AccountKind.LOCAL)
HERS = Account(MARIE, "Hers", AccountKind.WATCH)
FULL = VotingPower(150_000, True, 150_000, 150_000, ME)  # noqa: FBT003
NONE = VotingPower(0, True, 0, 150_000, None)  # noqa: FBT003
OPEN = Standing(ProposalState.ACTIVE, 1_700_000_100, 1_700_000_900, Tally(100, 300, 0), 200, FULL)
TOKEN = replace(ACME, decimals=2)


def view_of(number=7, standing=OPEN, **changes):
    asked = proposal(number, **changes)
    calls = tuple(read_call(call) for call in asked.calls)
    return ProposalView(MEETING, asked, standing, calls, asked.snapshot, asked.deadline)


@dataclass
class FakeGovernance:
    views: dict = field(default_factory=dict)
    power: VotingPower | None = FULL
    followed: list = field(default_factory=lambda: [MEETING])
    found: Discovery = field(default_factory=lambda: Discovery((), 12, events_read=True))
    problem: Exception | None = None
    rules: tuple = ()
    complete: bool = True
    asked: list = field(default_factory=list)

    def governors(self):
        return tuple(self.followed)

    async def proposals(self, governors=None, account=None):
        self.asked.append(account)
        if self.problem:
            raise self.problem
        return ProposalList(BLOCK, tuple(self.views.get(account, ())), self.complete)

    async def delegations(self, account):
        return () if self.power is None else (TokenVotes(TOKEN, self.power),)

    async def resolve(self, text):
        return MEETING

    async def add(self, address):
        if self.problem:
            raise self.problem
        self.followed.append(replace(MEETING, address=address))
        return self.followed[-1]

    def remove(self, text):
        self.followed = [one for one in self.followed if str(one.address) != text]

    async def discover(self):
        if self.problem:
            raise self.problem
        return self.found

    async def check(self, intent):
        if self.problem:
            raise self.problem
        contract, data = encode_action(intent)
        call = Call(contract, data, intent.caller)
        simulation = Simulation(ran=True, ok=not any(rule.failed for rule in self.rules))
        decision = decide_action(simulation, self.rules)
        return ActionCheck(intent, call, BLOCK, "next_block", decision, simulation)


class FakeTransfers:
    def __init__(self):
        self.prepared = []
        self.problem = None

    async def prepare(self, check):
        if self.problem:
            raise self.problem
        self.prepared.append(check)
        return check


def book(*accounts):
    kept = FakeAccounts(*accounts)
    return AddressBook(kept, FakeContacts(kept))


class Page:
    """The list with everything around it."""

    def __init__(self, governance, accounts=(MAIN,), run=now_, *, has_network=True):
        self.shown, self.counts = [], []
        self.now = NOW
        self.governance = governance
        needs = VotesNeeds(
            governance,
            book(*accounts),
            lambda: tuple(accounts),
            lambda: has_network,
            lambda: self.now,
            self.counts.append,
        )
        self.model = VotesModel(needs, run, self.shown.append)

    @property
    def view(self):
        return self.shown[-1]


def read(*views, accounts=(MAIN,), **more):
    page = Page(FakeGovernance({a.address: views for a in accounts}, **more), accounts)
    page.model.refresh()
    return page


def test_what_needs_the_vote_comes_first_and_is_counted():
    voted = replace(OPEN, voted=Cast(Support.FOR))
    past = replace(OPEN, state=ProposalState.EXECUTED)
    page = read(view_of(7), view_of(8, voted), view_of(9, past))
    view = page.view
    assert view.answer == "1 proposal needs your vote"
    assert [row.number for row in view.waiting] == [7]
    assert [row.number for row in view.open] == [8]
    assert [row.number for row in view.past] == [9]
    assert page.counts[-1] == 1
    assert view.waiting[0].mine == ("Main has not voted yet · 1,500 ACME",)
    assert view.open[0].mine == ("Main voted for · 1,500 ACME",)


def test_several_and_none():
    assert read(view_of(1), view_of(2)).view.answer == "2 proposals need your vote"
    assert read().view.answer == "No proposal needs your vote"
    page = read(complete=False)
    assert page.view.answer.startswith("Part of the proposals")
    assert any("Not all events" in note for note in page.view.notes)


def test_an_account_that_is_only_watched_is_not_waited_for():
    page = read(view_of(), accounts=(HERS,))
    assert page.view.waiting == ()
    assert page.counts[-1] == 0
    assert "you only watch this account" in page.view.open[0].mine[0]


def test_each_proposal_is_shown_once_for_all_accounts():
    page = read(view_of(), accounts=(HERS, MAIN))
    (row,) = page.view.waiting
    assert len(row.mine) == 2
    assert row.account == str(ME)
    assert page.governance.asked == [MARIE, ME]


def test_without_an_account_proposals_are_still_listed():
    page = Page(FakeGovernance({None: (view_of(standing=replace(OPEN, power=None)),)}), ())
    page.model.refresh()
    assert [row.account for row in page.view.open] == [""]
    assert page.view.powers == ()


def test_who_votes_with_the_units_and_what_to_do_when_nobody_does():
    page = read(view_of(standing=replace(OPEN, power=NONE)), power=NONE)
    (power,) = page.view.powers
    assert power.text == "Nobody votes with your 1,500 ACME."
    assert "before the next vote opens" in power.hint
    assert power.can_change
    assert page.view.open[0].mine == ("Main has no vote on this",)


@pytest.mark.parametrize(
    ("power", "said"),
    [
        (FULL, "You vote with your 1,500 ACME."),
        (replace(FULL, now=250_000), "and for others: 2,500 ACME in all."),
        (replace(FULL, now=0, delegate=MARIE), "Marie Laurent votes with your 1,500 ACME."),
        (replace(FULL, now=0, balance=0, delegate=None), "Main holds no ACME."),
    ],
)
def test_every_delegation_has_its_sentence(power, said):
    counted = replace(MEETING, token=TOKEN.address)
    (row,) = read(power=power, followed=[counted]).view.powers
    assert said in row.text
    assert row.hint == ""


def test_watched_units_can_not_be_delegated_here():
    (row,) = read(accounts=(HERS,), power=NONE).view.powers
    assert not row.can_change
    assert row.hint == ""


def test_what_was_read_stays_when_the_network_falls_silent():
    page = read(view_of())
    page.governance.problem = ChainProblem("node_unreachable", endpoint="")
    page.model.refresh()
    assert page.view.phase is Phase.READY
    assert page.view.waiting
    assert page.view.problem


def test_silence_from_the_start_is_a_state_of_its_own():
    page = Page(FakeGovernance(problem=ChainProblem("node_unreachable", endpoint="")))
    page.model.refresh()
    assert page.view.phase is Phase.FAILED
    assert page.counts == []


def test_no_network_and_no_assembly_count_nothing():
    page = Page(FakeGovernance(), has_network=False)
    page.model.refresh()
    assert (page.view.phase, page.counts) == (Phase.NO_NETWORK, [0])
    page = Page(FakeGovernance(followed=[]))
    page.model.refresh()
    assert (page.view.phase, page.counts) == (Phase.EMPTY, [0])


def test_a_search_offers_what_it_found_and_following_reads_again():
    other = replace(MEETING, address=MARIE, name="Other")
    page = read(found=Discovery((other,), 3, events_read=True))
    page.model.search()
    assert [row.name for row in page.view.found] == ["Other"]
    done = []
    page.model.add(str(MARIE), lambda: done.append(1), done.append)
    assert done == [1]
    assert page.view.found == ()
    assert len(page.view.assemblies) == 2
    page.model.remove(MARIE)
    assert len(page.view.assemblies) == 1


def test_a_search_that_finds_nothing_says_what_was_asked():
    page = read(found=Discovery((), 12, events_read=False))
    page.model.search()
    assert "12 contracts were asked" in page.view.search_note
    assert "may have been missed" in page.view.search_note


def test_what_cannot_be_followed_is_said_beside_the_field():
    page, said = read(), []
    page.model.add("0x12", lambda: said.append("done"), said.append)
    page.governance.problem = BadInput("not_a_governor", address=MARIE)
    page.model.add(str(MARIE), lambda: said.append("done"), said.append)
    assert len(said) == 2
    assert "done" not in said


def test_the_number_in_the_rail_is_kept_right_from_elsewhere():
    later = Later()
    page = Page(FakeGovernance({ME: (view_of(),)}), run=later)
    page.model.noticed()
    assert later.options[-1]["delay_s"] == 0.0
    later.answer_all()
    later.answer_all()
    assert page.counts == [1]
    page.now += 4
    page.model.noticed()
    assert later.options[-1]["delay_s"] == 6.0


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
