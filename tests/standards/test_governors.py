"""Votes on real OpenZeppelin governors, 4.9 and 5, in blocks and seconds: what the check says is
what the mined transaction does."""

from dataclasses import replace

import pytest
import pytest_asyncio
from eth_account import Account

from tests.support.anvil import KEYS
from tests.support.meeting import PERIOD, Meeting, open_governance
from wallet.domain.action import refusal_of
from wallet.domain.compliance import Verdict
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.governance import (
    BallotIntent,
    Cast,
    ClockMode,
    DelegationIntent,
    ProposalState,
    SignedBallot,
    SubmissionIntent,
    Support,
)
from wallet.domain.typed_data import BallotData

KINDS = [(4, "blocks"), (4, "seconds"), (5, "blocks"), (5, "seconds")]


@pytest.fixture(scope="session", params=KINDS, ids=lambda kind: f"oz{kind[0]}-{kind[1]}")
def deployed(request, shared_bench):
    return Meeting.deploy(shared_bench, *request.param)


@pytest.fixture
def meeting(deployed, bench):
    return replace(deployed, bench=bench)


@pytest.fixture
def people(bench):
    """Three who delegated to themselves, one who holds without, one without units."""
    anna, bob, clara, dave, eve = bench.accounts[:5]
    return {"anna": anna, "bob": bob, "clara": clara, "dave": dave, "eve": eve}


@pytest_asyncio.fixture
async def service(desk):
    return open_governance(desk)


async def ballot(service, meeting, motion, who, support=Support.FOR, reason=""):
    governor = await service.recognise(meeting.governor)
    return BallotIntent(governor, motion.number, support, who, reason)


async def agrees(service, meeting, intent, *, verdict):
    """Check, then send for real; both must say the same."""
    check = await service.check(intent)
    assert check.verdict is verdict, check
    assert meeting.send(check.call) is (verdict is Verdict.ALLOWED)
    return check


async def test_it_is_recognised_by_its_answers(service, meeting):
    found = await service.recognise(meeting.governor)
    clock = ClockMode.BLOCKS if meeting.clock == "blocks" else ClockMode.SECONDS
    word = {4: "Four meeting", 5: "Five meeting"}[meeting.generation]
    assert (found.generation, found.clock, found.name) == (meeting.generation, clock, word)
    assert (found.token, found.symbol, found.decimals) == (meeting.token, "SHR", 2)
    assert found.quorum_counts == ("for", "abstain")


async def test_a_token_is_no_governor(service, meeting):
    with pytest.raises(BadInput, match="not_a_governor"):
        await service.recognise(meeting.token)
    with pytest.raises(BadInput, match="not_a_contract"):
        await service.recognise(meeting.bench.accounts[0])


async def test_an_unknown_proposal_is_not_found(service, meeting, people):
    intent = await ballot(service, meeting, meeting.motion("never proposed"), people["anna"])
    with pytest.raises(NotFound, match="proposal_unknown"):
        await service.check(intent)


async def test_before_the_vote_opens_it_is_refused(service, meeting, people):
    motion = meeting.motion()
    meeting.propose(motion)
    intent = await ballot(service, meeting, motion, people["anna"])
    check = await agrees(service, meeting, intent, verdict=Verdict.REFUSED)
    assert [rule.id for rule in check.failing] == ["proposal_active"]
    refusal = refusal_of(check)
    assert (refusal.code, refusal.params["state"]) == ("proposal_not_active", "pending")
    remedy = check.failing[0].remedy
    assert (remedy.earliest is not None) == (meeting.clock == "seconds")
    assert check.standing.power.counted == 100_000


@pytest.mark.parametrize(
    ("support", "reason"),
    [(Support.FOR, ""), (Support.AGAINST, "Too much ✗"), (Support.ABSTAIN, "")],
)
async def test_a_vote_counts_once(service, meeting, people, support, reason):
    motion, anna = meeting.motion(), people["anna"]
    meeting.propose(motion)
    meeting.open_vote()
    intent = await ballot(service, meeting, motion, anna, support, reason)
    check = await agrees(service, meeting, intent, verdict=Verdict.ALLOWED)
    assert {rule.status.value for rule in check.rules} == {"pass"}
    again = await agrees(service, meeting, intent, verdict=Verdict.REFUSED)
    assert [rule.id for rule in again.failing] == ["vote_unused"]
    assert refusal_of(again).code == "already_voted"
    votes = {"against": 0, "for": 0, "abstain": 0, support.word: 100_000}
    tally = again.standing.tally
    assert (tally.against, tally.in_favour, tally.abstain) == tuple(votes.values())


async def test_a_weightless_vote_is_stopped_though_the_chain_takes_it(service, meeting, people):
    motion, dave = meeting.motion(), people["dave"]
    meeting.propose(motion)
    meeting.open_vote()
    meeting.bench.call(dave, meeting.token, "delegate(address)", dave)
    meeting.bench.flush()
    intent = await ballot(service, meeting, motion, dave)
    check = await service.check(intent)
    assert (check.verdict, refusal_of(check).code) == (Verdict.REFUSED, "no_voting_power")
    assert check.simulation.ok is True
    assert check.standing.power.now == 100_000
    assert meeting.send(check.call)


async def test_units_that_vote_for_nobody_are_told_apart_from_none(service, meeting, people):
    motion = meeting.motion()
    meeting.propose(motion)
    meeting.open_vote()
    held = await service.check(await ballot(service, meeting, motion, people["dave"]))
    none = await service.check(await ballot(service, meeting, motion, people["eve"]))
    assert held.failing[0].remedy.code == "delegate_first"
    assert none.failing[0].remedy is None
    assert {refusal_of(one).code for one in (held, none)} == {"no_voting_power"}


async def test_units_handed_to_another_are_told(service, meeting, people):
    meeting.bench.call(people["anna"], meeting.token, "delegate(address)", people["bob"])
    meeting.bench.flush()
    motion = meeting.motion()
    meeting.propose(motion)
    meeting.open_vote()
    check = await service.check(await ballot(service, meeting, motion, people["anna"]))
    remedy = check.failing[0].remedy
    assert (remedy.code, remedy.params["delegate"]) == ("votes_delegated_away", people["bob"])
    double = await service.check(await ballot(service, meeting, motion, people["bob"]))
    assert double.standing.power.counted == 200_000


async def test_after_the_end_it_is_refused(service, meeting, people):
    motion = meeting.motion()
    meeting.propose(motion)
    meeting.open_vote()
    meeting.end_vote()
    intent = await ballot(service, meeting, motion, people["anna"])
    check = await agrees(service, meeting, intent, verdict=Verdict.REFUSED)
    assert refusal_of(check).params["state"] == "defeated"


async def test_every_state_is_read(service, meeting, people):
    anna, bob = people["anna"], people["bob"]
    names = ("executed", "succeeded", "defeated", "active", "canceled", "pending")
    motions = {name: meeting.motion(f"# To be {name}") for name in names}
    for name in ("executed", "succeeded", "defeated"):
        meeting.propose(motions[name])
    meeting.open_vote()
    for name in ("executed", "succeeded"):
        meeting.vote(motions[name], anna, Support.FOR.value)
    meeting.vote(motions["defeated"], bob, Support.AGAINST.value)
    meeting.end_vote()
    meeting.bench.call(meeting.maker, meeting.token, "mint(address,uint256)", meeting.governor, 1)
    meeting.close(motions["executed"], "execute")
    meeting.propose(motions["active"])
    meeting.open_vote()
    meeting.propose(motions["pending"])
    meeting.propose(motions["canceled"])
    meeting.close(motions["canceled"], "cancel")
    await service.add(meeting.governor)
    found = await service.proposals(account=bob)
    states = {view.proposal.title: view.standing.state.value for view in found.views}
    assert states == {f"To be {name}": name for name in names}
    assert [view.proposal.title for view in found.views][:2] == ["To be active", "To be pending"]
    voted = {view.proposal.title: view.standing.voted for view in found.views}
    assert voted.pop("To be defeated") == Cast(Support.AGAINST)
    assert set(voted.values()) == {None}


async def test_a_proposal_is_told_in_full(service, meeting, people):
    motion, anna = meeting.motion(), people["anna"]
    meeting.propose(motion)
    meeting.open_vote()
    await service.add(meeting.governor)
    (view,) = (await service.proposals(account=anna)).views
    assert view.waits_for_vote
    assert (view.proposal.id, view.proposal.proposer) == (motion.number, anna)
    assert (view.proposal.title, view.proposal.description) == (
        "Issue more",
        "Issue more\n\nFor growth.",
    )
    (call,) = view.calls
    assert (call.code, call.args["to"], call.args["amount"]) == ("mint", anna, 500)
    assert view.standing.quorum == 40_000
    assert (view.standing.power.counted, view.standing.power.is_final) == (100_000, True)
    head = meeting.bench.time()
    assert view.starts_at < head < view.ends_at
    assert view.times_estimated == (meeting.clock == "blocks")
    if meeting.clock == "seconds":
        assert view.ends_at - view.starts_at == PERIOD["seconds"]
    meeting.vote(motion, anna, Support.ABSTAIN.value)
    (voted,) = (await service.proposals(account=anna)).views
    assert voted.standing.voted == Cast(Support.ABSTAIN)
    assert not voted.waits_for_vote
    (nobody,) = (await service.proposals()).views
    assert (nobody.standing.voted, nobody.standing.power) == (None, None)


async def test_the_overview_starts_with_what_waits(service, meeting, people):
    for text in ("# First", "# Second"):
        meeting.propose(meeting.motion(text))
    meeting.open_vote()
    meeting.vote(meeting.motion("# First"), people["anna"], Support.FOR.value)
    meeting.propose(meeting.motion("# Third"))
    await service.add(meeting.governor)
    anna = await service.overview(people["anna"])
    assert [view.proposal.title for view in anna.waiting] == ["Second"]
    assert [view.proposal.title for view in anna.open] == ["First", "Third"]
    assert (anna.past, anna.needs_delegation, anna.is_complete) == ((), (), True)
    dave = await service.overview(people["dave"])
    assert dave.waiting == ()
    assert [one.address for one in dave.needs_delegation] == [meeting.governor]


async def signed_ballot(service, meeting, intent, key, **changes):
    data = await service.ballot(intent)
    signed_by = Account.unsafe_sign_hash(data.digest, key)
    made = SignedBallot(
        intent.governor, intent.proposal_id, intent.support, intent.voter, data.nonce,
        bytes(signed_by.signature),
    )  # fmt: skip
    return data, replace(made, **changes)


async def test_a_signed_ballot_is_handed_in_by_somebody_else(service, meeting, people):
    motion, anna, eve = meeting.motion(), people["anna"], people["eve"]
    meeting.propose(motion)
    meeting.open_vote()
    intent = await ballot(service, meeting, motion, anna, Support.AGAINST)
    data, signed = await signed_ballot(service, meeting, intent, KEYS[0])
    assert (data.voter is None) == (meeting.generation == 4)
    assert BallotData.from_json(data.to_json()) == data
    check = await agrees(service, meeting, SubmissionIntent(signed, eve), verdict=Verdict.ALLOWED)
    assert check.call.sender == eve
    again = await agrees(service, meeting, SubmissionIntent(signed, eve), verdict=Verdict.REFUSED)
    failing = {rule.id for rule in again.failing}
    assert failing == (
        {"vote_unused", "ballot_valid"} if data.nonce is not None else {"vote_unused"}
    )
    assert again.standing.tally.against == 100_000


async def test_a_ballot_with_another_vote_than_was_signed_is_refused(service, meeting, people):
    motion, anna, eve = meeting.motion(), people["anna"], people["eve"]
    meeting.propose(motion)
    meeting.open_vote()
    intent = await ballot(service, meeting, motion, anna)
    _, altered = await signed_ballot(service, meeting, intent, KEYS[0], support=Support.AGAINST)
    check = await service.check(SubmissionIntent(altered, eve))
    # The fourth generation finds some other signer, who has no weight.
    assert check.verdict is Verdict.REFUSED
    expected = "no_voting_power" if meeting.generation == 4 else "ballot_invalid"
    assert refusal_of(check).code == expected


async def test_votes_are_handed_over(service, desk, meeting, people):
    token = await desk.tokens.recognise(meeting.token)
    dave, bob = people["dave"], people["bob"]
    intent = DelegationIntent(token, dave, bob)
    check = await agrees(service, meeting, intent, verdict=Verdict.ALLOWED)
    assert [one.id for one in check.cautions] == ["votes_handed_over"]
    assert meeting.bench.read(meeting.token, "getVotes(address)(uint256)", bob) == 200_000
    again = await service.check(intent)
    assert [one.id for one in again.cautions] == ["votes_handed_over", "delegate_unchanged"]


async def test_a_token_without_votes_cannot_hand_them_over(service, desk, meeting, people):
    token = await desk.tokens.recognise(meeting.token)
    other = replace(token, ref=replace(token.ref, address=meeting.governor))
    intent = DelegationIntent(other, people["dave"], people["bob"])
    check = await agrees(service, meeting, intent, verdict=Verdict.REFUSED)
    assert refusal_of(check).code == "token_has_no_votes"


async def test_the_governor_of_a_tracked_token_is_found(desk, meeting, people):
    await desk.tokens.add(meeting.token)
    service = open_governance(desk, own=(people["eve"],))
    assert (await service.discover()).found == ()
    meeting.propose(meeting.motion())
    found = await service.discover()
    assert [one.address for one in found.found] == [meeting.governor]
    await service.add(meeting.governor)
    assert (await service.discover()).found == ()


def test_states_are_numbered_as_governors_number_them():
    assert ProposalState.numbered(7) is ProposalState.EXECUTED
    assert ProposalState.numbered(8) is None
