"""What needs one's vote, who votes with one's units, which assemblies are followed."""

from dataclasses import replace

import pytest

from tests.fakes.desk_top import MARIE, ME, Later
from tests.fakes.desk_top import at_once as now_
from tests.fakes.meetings import MEETING
from tests.fakes.votes_desk import (
    FULL,
    HERS,
    MAIN,
    NONE,
    NOW,
    OPEN,
    TOKEN,
    FakeGovernance,
    book,
    view_of,
)
from ui.desktop.pages.votes.view_model import Phase, VotesModel, VotesNeeds
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.governance import (
    Cast,
    ProposalState,
    Support,
    Tally,
)
from wallet.services.governor_search import Discovery


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


def test_before_a_vote_opens_no_vote_is_only_none_so_far():
    waits = replace(OPEN, state=ProposalState.PENDING, tally=Tally(0, 0, 0), power=NONE)
    (row,) = read(view_of(standing=waits)).view.open
    assert row.mine == ("Main has no vote so far",)
