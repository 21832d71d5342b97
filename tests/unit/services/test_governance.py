"""Governors, proposals and what waits, with a chain in memory."""

from dataclasses import replace

import pytest
from eth_abi import encode as abi_encode

from tests.fakes.chain import BLOCK, FAILED, FakeChain, FakeReader
from tests.fakes.entries import ACME, ALICE, BOB, CHAIN_ID
from tests.fakes.meetings import MEETING
from tests.fakes.sending import FakeClock, OneNetwork, Told
from tests.fakes.stores import MemoryGovernors, MemoryTokens
from wallet.domain.chain import Block, LogEntry
from wallet.domain.compliance import Verdict
from wallet.domain.errors import BadInput, ChainProblem, NotFound, Undecided
from wallet.domain.events import GovernorsChanged
from wallet.domain.governance import BallotIntent, Cast, ClockMode, Support
from wallet.domain.ids import TxHash
from wallet.domain.keccak import keccak
from wallet.domain.vote_events import CAST_TOPIC, CREATED_TOPIC
from wallet.services.governance import Governance, Voting
from wallet.services.proposals import SHOWN_PER_GOVERNOR
from wallet.services.tokens import Tokens
from wallet.services.vote_checks import Language
from wallet.standards.governors import Governors
from wallet.standards.registry import STANDARDS
from wallet.standards.votes import Votes

WHERE = MEETING.address
CREATED = ("uint256", "address", "address[]", "uint256[]", "string[]", "bytes[]", "uint256",
           "uint256", "string")  # fmt: skip


class Recovers:
    """Takes every signature for ALICE's."""

    def recover(self, digest, signature):
        return ALICE


class World:
    """A governor on a fake chain."""

    def __init__(self, chain):
        self.chain = chain
        self.store, self.told, self.clock = MemoryGovernors(), Told(), FakeClock()
        networks = OneNetwork(chain)
        tokens = Tokens(MemoryTokens(), networks, STANDARDS, self.clock, self.told)
        language = Language(Governors(), Votes())
        voting = Voting(self.store, language, self.clock, self.told, Recovers(), lambda: (ALICE,))
        self.service = Governance(networks, tokens, voting)
        self.answer_as_governor()

    def answer_as_governor(self, counting="support=bravo&quorum=for,abstain"):
        chain = self.chain
        chain.codes[WHERE] = b"\x60"
        chain.answer(WHERE, "COUNTING_MODE()(string)", counting)
        chain.answer(WHERE, "CLOCK_MODE()(string)", "mode=timestamp")
        chain.answer(WHERE, "votingDelay()(uint256)", 1)
        chain.answer(WHERE, "votingPeriod()(uint256)", 9)
        chain.answer(WHERE, "name()(string)", "Acme meeting")
        chain.answer(WHERE, "token()(address)", ACME)
        chain.answer(WHERE, "nonces(address)(uint256)", 3)
        chain.answer(ACME, "symbol()(string)", "ACME")
        chain.answer(ACME, "decimals()(uint256)", 2)

    def stand(self, number, state, *, voted=False, power=100, tally=(1, 2, 3)):
        chain = self.chain
        chain.answer(WHERE, "state(uint256)(uint8)", state, args=(number,))
        chain.answer(WHERE, "proposalSnapshot(uint256)(uint256)", 50 + number)
        chain.answer(WHERE, "proposalDeadline(uint256)(uint256)", 900 + number)
        chain.answer(WHERE, "proposalVotes(uint256)(uint256,uint256,uint256)", *tally)
        chain.answer(WHERE, "hasVoted(uint256,address)(bool)", voted, args=(number, ALICE))
        chain.answer(WHERE, "quorum(uint256)(uint256)", 40)
        chain.answer(WHERE, "getVotes(address,uint256)(uint256)", power)
        chain.answer(ACME, "getVotes(address)(uint256)", power)
        chain.answer(ACME, "delegates(address)(address)", ALICE)
        chain.answer(ACME, "balanceOf(address)(uint256)", 100)

    def announce(self, number, text="# Hello", block=5, snapshot=100, deadline=None, **other):
        ends = 900 + number if deadline is None else deadline
        calls = other.get("calls", ([str(ACME)], [0], [""], [b"\x12\x34"]))
        data = abi_encode(CREATED, [number, str(BOB), *calls, snapshot, ends, text])
        self.emit((CREATED_TOPIC,), other.get("data", data), block)

    def emit(self, topics, data, block=5):
        tx_hash = TxHash.from_bytes(keccak(data + bytes([block % 256])))
        index = len(self.chain.log_entries)
        entry = LogEntry(WHERE, topics, data, block, "0x" + "b7" * 32, tx_hash, index)
        self.chain.log_entries.append(entry)


@pytest.fixture
def world():
    return World(FakeChain(chain_id=CHAIN_ID, blocks={}))


async def shown(world, account=ALICE):
    return (await world.service.proposals([MEETING], account)).views


async def test_a_governor_is_followed_and_forgotten(world):
    added = await world.service.add(WHERE)
    assert added == MEETING
    assert world.service.governors() == (MEETING,)
    assert await world.service.resolve("acme MEETING") == MEETING
    assert world.service.remove(WHERE.lower()) == MEETING
    assert world.service.governors() == ()
    assert world.told.events == [GovernorsChanged(), GovernorsChanged()]
    with pytest.raises(NotFound, match="governor_unknown"):
        world.service.remove("Acme meeting")


async def test_one_that_is_not_followed_is_recognised_by_its_address(world):
    assert await world.service.resolve(WHERE) == MEETING
    with pytest.raises(NotFound, match="governor_unknown"):
        await world.service.resolve("nobody")
    with pytest.raises(BadInput, match="address_malformed"):
        await world.service.resolve("0x12")


async def test_two_of_one_name_are_not_confused(world):
    world.store.save_governor(MEETING)
    world.store.save_governor(replace(MEETING, address=BOB))
    with pytest.raises(BadInput, match="governor_ambiguous"):
        await world.service.resolve("Acme meeting")
    assert (await world.service.resolve(BOB)).address == BOB


@pytest.mark.parametrize("counting", ["", "support=quadratic&quorum=for", "quorum=for", "bravo"])
async def test_other_ways_of_counting_are_no_governor_of_ours(world, counting):
    world.answer_as_governor(counting)
    with pytest.raises(BadInput, match="not_a_governor"):
        await world.service.add(WHERE)


async def test_a_node_that_cannot_tell_is_no_answer(world):
    del world.chain.codes[WHERE]
    with pytest.raises(BadInput, match="not_a_contract"):
        await world.service.add(WHERE)
    world.chain.codes[WHERE] = None
    with pytest.raises(ChainProblem, match="node_unreachable"):
        await world.service.add(WHERE)


async def test_names_are_made_harmless(world):
    world.chain.answer(WHERE, "name()(string)", "Acme\u202e\nmeeting " + "x" * 500)
    world.chain.answer(ACME, "symbol()(string)", "\u200bAC\nME" * 9)
    found = await world.service.recognise(WHERE)
    assert found.name.startswith("Acme meeting x")
    assert (len(found.name), len(found.symbol)) == (64, 11)


async def test_what_waits_comes_first_then_open_ones_then_the_newest(world):
    for number, state, voted in (
        (1, 7, True),
        (2, 1, True),
        (3, 1, False),
        (4, 0, False),
        (5, 1, 0),
    ):
        world.stand(number, state, voted=bool(voted))
        world.announce(number, f"# Number {number}", block=number)
    views = await shown(world)
    assert [view.proposal.id for view in views] == [3, 5, 2, 4, 1]
    overview_ids = [view.waits_for_vote for view in views]
    assert overview_ids == [True, True, False, False, False]


async def test_the_way_one_voted_is_found_in_the_events(world):
    for number in (1, 2):
        world.stand(number, 1, voted=True)
        world.announce(number)
    said = abi_encode(["uint256", "uint8", "uint256", "string"], [1, 0, 100, ""])
    world.emit((CAST_TOPIC, bytes(12) + ALICE.raw), said)
    voted = {view.proposal.id: view.standing.voted for view in await shown(world)}
    assert voted == {1: Cast(Support.AGAINST), 2: Cast(None)}


async def test_without_events_it_is_known_that_one_voted_but_not_how(world, monkeypatch):
    world.stand(1, 1, voted=True)
    world.announce(1)
    await shown(world)
    asked = FakeReader.logs

    async def refuses(reader, query):
        if query.topics[0] != CREATED_TOPIC:
            raise ChainProblem("node_unreachable", endpoint="", why="timeout")
        return await asked(reader, query)

    monkeypatch.setattr(FakeReader, "logs", refuses)
    (view,) = await shown(world)
    assert view.standing.voted == Cast(None)


async def test_an_answer_that_fails_is_unknown_never_a_no(world):
    world.stand(1, 1)
    world.announce(1)
    for signature in (
        "hasVoted(uint256,address)(bool)",
        "proposalVotes(uint256)(uint256,uint256,uint256)",
        "quorum(uint256)(uint256)",
    ):
        world.chain.results = {
            key: value for key, value in world.chain.results.items()
            if key[1][:4] != keccak(signature.split(")(")[0].encode() + b")")[:4]
        }  # fmt: skip
        world.chain.put(WHERE, signature, FAILED)
    (view,) = await shown(world)
    standing = view.standing
    assert (standing.tally, standing.quorum, standing.voted) == (None, None, Cast(None))
    assert not view.waits_for_vote


async def test_a_compatible_governor_tells_its_votes_under_another_name(world):
    world.stand(1, 1)
    world.announce(1)
    world.chain.revert(WHERE, "proposalVotes(uint256)(uint256,uint256,uint256)")
    types = "(uint256,address,uint256,uint256,uint256,uint256,uint256,uint256,bool,bool)"
    told = (1, BOB, 0, 50, 900, 11, 22, 33, False, False)
    world.chain.answer(WHERE, f"proposals(uint256){types}", *told)
    (view,) = await shown(world)
    tally = view.standing.tally
    assert (tally.in_favour, tally.against, tally.abstain) == (11, 22, 33)


async def test_a_proposal_the_governor_no_longer_knows_has_no_standing(world):
    world.announce(1)
    (view,) = await shown(world)
    assert view.standing is None
    assert (await world.service.overview(ALICE)).waiting == ()


async def test_announcements_are_read_once_and_the_last_blocks_again(world):
    world.chain.block = replace(BLOCK, number=1_000)
    world.announce(1, block=990)
    world.announce(2, block=500)
    assert len(await shown(world)) == 2
    world.chain.log_entries = []
    # Block 990 may have been undone, block 500 not.
    assert [view.proposal.id for view in await shown(world)] == [2]


async def test_a_fresh_chain_under_the_same_number_is_read_anew(world):
    world.store.add_proposals(CHAIN_ID, WHERE, (), 10_000)
    world.announce(1)
    assert len(await shown(world)) == 1


async def test_a_node_that_refuses_wide_questions_is_asked_for_less(world, monkeypatch):
    world.announce(1, block=6)
    asked, spans = FakeReader.logs, []

    async def narrow(reader, query):
        spans.append(query.to_block - query.from_block + 1)
        return None if spans[-1] > 2 else await asked(reader, query)

    monkeypatch.setattr(FakeReader, "logs", narrow)
    found = await world.service.proposals([MEETING])
    assert ([view.proposal.id for view in found.views], found.is_complete) == ([1], True)
    assert max(spans) == BLOCK.number + 1


async def test_a_node_that_tells_no_events_leaves_the_list_incomplete(world, monkeypatch):
    async def nothing(reader, query):
        return None

    monkeypatch.setattr(FakeReader, "logs", nothing)
    found = await world.service.proposals([MEETING])
    assert (found.views, found.is_complete) == ((), False)


async def test_reading_stops_in_time_and_carries_on(world, monkeypatch):
    world.chain.block = replace(BLOCK, number=1_200_000)
    world.announce(1, block=1_100_000)
    asked = FakeReader.logs

    async def slow(reader, query):
        world.clock.time += 40
        return await asked(reader, query)

    monkeypatch.setattr(FakeReader, "logs", slow)
    first = await world.service.proposals([MEETING])
    assert (first.views, first.is_complete) == ((), False)
    assert world.store.proposals_read_to(CHAIN_ID, WHERE) == 499_999
    for _ in range(3):
        last = await world.service.proposals([MEETING])
    assert ([view.proposal.id for view in last.views], last.is_complete) == ([1], True)


async def test_only_the_newest_are_looked_at(world):
    for number in range(SHOWN_PER_GOVERNOR + 5):
        world.announce(number, block=number % 7)
    found = await world.service.proposals([MEETING])
    assert (len(found.views), found.left_out) == (SHOWN_PER_GOVERNOR, 5)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 320,
        abi_encode(CREATED, [1, str(BOB), [str(ACME)], [], [""], [b""], 1, 2, "text"]),
        abi_encode(CREATED, [1, str(BOB), [], [], [], [], 1, 2, "text"])[:-32],
    ],
)
async def test_announcements_of_another_shape_are_skipped(world, data):
    world.announce(1, data=data)
    assert await shown(world) == ()


async def test_calls_with_their_name_apart_are_put_together(world):
    body = abi_encode(["address", "uint256"], [str(ALICE), 5])
    world.announce(1, calls=([str(ACME)], [0], ["mint(address,uint256)"], [body]))
    (view,) = await shown(world)
    assert (view.calls[0].code, view.calls[0].args["amount"]) == ("mint", 5)


async def test_times_in_blocks_follow_the_pace_of_the_chain(world):
    head = Block(1_000, "0x" + "b7" * 32, 1_700_012_000, base_fee=10**9)
    world.chain.block = head
    for number in (100, 800):
        world.chain.blocks[number] = Block(number, "0x" + "01" * 32, 1_700_000_000 + 12 * number)
    world.announce(1, snapshot=100, deadline=1_100)
    world.announce(2, snapshot=100, deadline=2**255)
    blocks = replace(MEETING, clock=ClockMode.BLOCKS)
    found = await world.service.proposals([blocks])
    views = {view.proposal.id: view for view in found.views}
    assert views[1].starts_at == 1_700_001_200
    # 2,400 seconds for the last 200 blocks.
    assert (views[1].ends_at, views[1].times_estimated) == (1_700_012_000 + 100 * 12, True)
    assert (views[2].ends_at, views[2].times_estimated) == (None, False)


async def test_an_unusable_domain_of_ballots_stops_it(world):
    world.stand(1, 1)
    intent = BallotIntent(MEETING, 1, Support.FOR, ALICE)
    with pytest.raises(Undecided, match="ballot_domain_unknown"):
        await world.service.ballot(intent)
    signature = "eip712Domain()(bytes1,string,string,uint256,address,bytes32,uint256[])"
    usual = (b"\x0f", "Acme", "1", CHAIN_ID, WHERE, bytes(32), ())
    for place, other in ((0, b"\x1f"), (3, 1), (4, BOB), (5, b"\x01" * 32), (6, (1,))):
        told = (*usual[:place], other, *usual[place + 1 :])
        world.chain.answer(WHERE, signature, *told)
        with pytest.raises(Undecided, match="ballot_domain_unknown"):
            await world.service.ballot(intent)
    world.chain.answer(WHERE, signature, *usual)
    data = await world.service.ballot(intent)
    assert (data.name, data.version, data.voter, data.nonce) == ("Acme", "1", ALICE, 3)
    with pytest.raises(BadInput, match="ballot_has_no_reason"):
        await world.service.ballot(replace(intent, reason="because"))


async def test_a_vote_nobody_could_try_out_is_undecided(world):
    world.stand(1, 1)
    intent = BallotIntent(MEETING, 1, Support.FOR, ALICE)
    world.chain.put(WHERE, "castVote(uint256,uint8)(uint256)", FAILED)
    check = await world.service.check(intent)
    assert check.verdict is Verdict.UNKNOWN
    world.chain.answer(WHERE, "castVote(uint256,uint8)(uint256)", 100)
    world.chain.codes[WHERE] = b""
    check = await world.service.check(intent)
    assert (check.verdict, check.simulation.error) == (Verdict.REFUSED, "no_code")
    assert check.failing[-1].id == "contract_refused"


async def test_a_voter_without_coin_is_warned(world):
    world.stand(1, 1)
    world.chain.answer(WHERE, "castVote(uint256,uint8)(uint256)", 100)
    intent = BallotIntent(MEETING, 1, Support.FOR, ALICE)
    assert [one.id for one in (await world.service.check(intent)).cautions] == ["gas_funds"]
    world.chain.balances[ALICE] = 10**18
    assert (await world.service.check(intent)).cautions == ()


async def test_nothing_is_looked_for_without_a_token(world):
    found = await world.service.discover()
    assert (found.found, found.asked) == ((), 0)


async def test_delegations_tell_who_votes_with_each_token(world):
    await world.service.add(WHERE)
    world.stand(1, 1, power=70)
    world.chain.codes[ACME] = b"\x60"
    world.chain.answer(ACME, "totalSupply()(uint256)", 1_000)
    (votes,) = await world.service.delegations(ALICE)
    assert (votes.token.address, votes.token.symbol) == (ACME, "ACME")
    assert (votes.power.now, votes.power.balance, votes.power.delegate) == (70, 100, ALICE)


async def test_a_token_that_does_not_vote_has_no_delegations(world):
    await world.service.add(WHERE)
    assert await world.service.delegations(ALICE) == ()


async def test_a_known_proposal_is_found_without_asking(world):
    world.announce(7)
    await shown(world)
    assert world.service.known_proposal(WHERE, 7).title == "Hello"
    assert world.service.known_proposal(WHERE, 8) is None
