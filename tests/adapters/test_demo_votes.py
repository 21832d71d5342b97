"""The demo's governor, ballots and signatures, judged by another library's signatures."""

import asyncio
import time

import pytest
from eth_account import Account

from tests.support.demo_chain import GAS, open_chain
from wallet.demo import CHAIN_ID, start_demo
from wallet.demo.people import people
from wallet.demo.script import DAY_S, Script
from wallet.demo.story import AGAINST, FOR, tell
from wallet.domain.abi import Function
from wallet.domain.keccak import keccak

STATES = (
    "pending", "active", "canceled", "defeated", "succeeded", "queued", "expired", "executed",
)  # fmt: skip
CREATED = (
    "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)"
)
VOTES = "proposalVotes(uint256)(uint256,uint256,uint256)"
NEVER = 2**40


@pytest.fixture(scope="module")
def world():
    world = asyncio.run(start_demo())
    yield world
    world._chain.kill()


@pytest.fixture
async def chain(world):
    async with open_chain(world) as chain:
        yield chain


@pytest.fixture(scope="module")
def agenda():
    return tell(Script(int(time.time())), people())[1]


@pytest.fixture
def governor(world):
    (governor,) = world.governors
    return governor


def domain(name, contract):
    return {
        "name": name,
        "version": "1",
        "chainId": CHAIN_ID,
        "verifyingContract": contract,
    }


def signed(person, domain_data, kind, fields, message):
    types = {kind: [{"name": name, "type": type_} for name, type_ in fields]}
    return Account.sign_typed_data(person.private_key, domain_data, types, message)


async def test_each_proposal_is_in_its_state(chain, governor, agenda):
    states = {
        name: STATES[
            await chain.ask(governor, "state(uint256)(uint8)", getattr(agenda, name).proposal_id)
        ]
        for name in ("pending", "active", "canceled", "defeated", "succeeded", "executed")
    }
    assert states == {name: name for name in states}


async def test_proposals_are_found_in_the_log_with_their_texts(chain, governor, agenda):
    topic = "0x" + keccak(CREATED.encode()).hex()
    query = {"fromBlock": "0x0", "address": governor, "topics": [topic]}
    logs = await chain.rpc.call("eth_getLogs", query)
    assert len(logs) == 6
    event = Function.parse(f"e(uint256)({CREATED.split('(', 1)[1]}")
    told = {}
    for log in logs:
        values = event.decode(bytes.fromhex(log["data"][2:]))
        told[values[0]] = values[-1]
    motion = agenda.active
    assert told[motion.proposal_id] == motion.description
    assert all(text.startswith("# ") for text in told.values())


async def test_active_vote_lasts_some_days_more(chain, governor, agenda):
    motion = agenda.active.proposal_id
    now = time.time()
    assert await chain.ask(governor, "proposalSnapshot(uint256)(uint256)", motion) < now - DAY_S / 2
    assert await chain.ask(governor, "proposalDeadline(uint256)(uint256)", motion) > now + 3 * DAY_S


async def test_holder_has_votes_and_has_not_used_them_on_the_active_proposal(
    world, chain, governor, agenda
):
    anna, motion = world.accounts[0].address, agenda.active.proposal_id
    snapshot = await chain.ask(governor, "proposalSnapshot(uint256)(uint256)", motion)
    assert await chain.ask(governor, "getVotes(address,uint256)(uint256)", anna, snapshot) == 1_500
    assert not await chain.ask(governor, "hasVoted(uint256,address)(bool)", motion, anna)
    token = world.contracts.acme.token
    assert await chain.ask(token, "delegates(address)(address)", anna) == anna


async def test_voting_counts_once(world, chain, governor, agenda):
    anna, motion = world.accounts[0].address, agenda.active.proposal_id
    cast = "castVoteWithReason(uint256,uint8,string)"
    async with chain.undone():
        before = await chain.ask(governor, VOTES, motion)
        receipt = await chain.send(anna, governor, cast, motion, FOR, "Long awaited")
        after = await chain.ask(governor, VOTES, motion)
        again = await chain.refusal(anna, governor, "castVote(uint256,uint8)", motion, FOR)
    assert receipt["status"] == "0x1"
    assert after == (before[0], before[1] + 1_500, before[2])
    assert "0x71c6af49" in again


@pytest.mark.parametrize(
    ("name", "support", "selector"),
    [
        ("pending", FOR, "0x31b75e4d"),
        ("executed", FOR, "0x31b75e4d"),
        ("active", 3, "0x06b337c2"),
    ],
)
async def test_votes_that_cannot_count_are_refused(
    chain, governor, agenda, name, support, selector
):
    motion = getattr(agenda, name).proposal_id
    cast = "castVote(uint256,uint8)"
    said = await chain.refusal(people().anna.address, governor, cast, motion, support)
    assert selector in said


async def test_unknown_proposal_has_no_state(chain, governor):
    assert "0x6ad06075" in await chain.refusal(people().bob.address, governor, "state(uint256)", 7)


async def test_ballot_signed_elsewhere_counts_for_the_signer(world, chain, governor, agenda):
    who, motion = people(), agenda.active.proposal_id
    fields = (
        ("proposalId", "uint256"), ("support", "uint8"), ("voter", "address"), ("nonce", "uint256"),
    )  # fmt: skip
    message = {"proposalId": motion, "support": AGAINST, "voter": who.clara.address, "nonce": 0}
    where = domain("ACME Holdings shareholders", governor)
    ballot = signed(who.clara, where, "Ballot", fields, message)
    cast = "castVoteBySig(uint256,uint8,address,bytes)"
    arguments = (motion, AGAINST, who.clara.address, bytes(ballot.signature))
    async with chain.undone():
        receipt = await chain.send(who.bob.address, governor, cast, *arguments)
        voted = await chain.ask(
            governor, "hasVoted(uint256,address)(bool)", motion, who.clara.address
        )
    assert (receipt["status"], voted) == ("0x1", True)
    altered = (motion, FOR, who.clara.address, bytes(ballot.signature))
    assert "0x94ab6c07" in await chain.refusal(who.bob.address, governor, cast, *altered)


async def test_delegation_signed_elsewhere_moves_votes(world, chain):
    who, token = people(), world.contracts.acme.token
    fields = (("delegatee", "address"), ("nonce", "uint256"), ("expiry", "uint256"))
    message = {"delegatee": who.bob.address, "nonce": 0, "expiry": NEVER}
    proof = signed(who.anna, domain("ACME Holdings", token), "Delegation", fields, message)
    rs = (proof.r.to_bytes(32, "big"), proof.s.to_bytes(32, "big"))
    delegate = "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)"
    arguments = (who.bob.address, 0, NEVER, proof.v, *rs)
    votes = "getVotes(address)(uint256)"
    async with chain.undone():
        before = await chain.ask(token, votes, who.bob.address)
        receipt = await chain.send(who.hugo.address, token, delegate, *arguments)
        gained = await chain.ask(token, votes, who.bob.address) - before
        left = await chain.ask(token, votes, who.anna.address)
        twice = await chain.refusal(who.hugo.address, token, delegate, *arguments)
    assert (receipt["status"], gained, left) == ("0x1", 1_500, 0)
    assert "0x752d88c0" in twice


async def test_permit_signed_elsewhere_allows_the_spender(world, chain):
    who, cash = people(), world.contracts.cash
    fields = (
        ("owner", "address"), ("spender", "address"), ("value", "uint256"), ("nonce", "uint256"),
        ("deadline", "uint256"),
    )  # fmt: skip
    anna, bob = who.anna.address, who.bob.address
    message = {"owner": anna, "spender": bob, "value": 5, "nonce": 0, "deadline": NEVER}
    proof = signed(who.anna, domain("Euro cash", cash), "Permit", fields, message)
    rs = (proof.r.to_bytes(32, "big"), proof.s.to_bytes(32, "big"))
    permit = "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"
    async with chain.undone():
        receipt = await chain.send(bob, cash, permit, anna, bob, 5, NEVER, proof.v, *rs)
        allowed = await chain.ask(cash, "allowance(address,address)(uint256)", anna, bob)
    assert (receipt["status"], allowed) == ("0x1", 5)
    altered = (anna, bob, 6, NEVER, proof.v, *rs)
    assert "0x4b800e46" in await chain.refusal(bob, cash, permit, *altered)


async def test_succeeded_proposal_can_be_executed_and_is_written_down(
    world, chain, governor, agenda
):
    motion, book = agenda.succeeded, world.contracts.resolutions
    execute = "execute(address[],uint256[],bytes[],bytes32)"
    async with chain.undone():
        before = await chain.ask(book, "count()(uint256)")
        receipt = await chain.send(
            people().hugo.address, governor, execute, *motion.lists, motion.text_hash
        )
        after = await chain.ask(book, "count()(uint256)")
    assert receipt["status"] == "0x1"
    assert int(receipt["gasUsed"], 16) < GAS
    assert (before, after) == (1, 2)


@pytest.mark.parametrize("interface", ["65455a86", "cdbdfcee", "01ffc9a7", "4e2312e0"])
async def test_governor_claims_the_known_interfaces(chain, governor, interface):
    answer = await chain.ask(governor, "supportsInterface(bytes4)(bool)", bytes.fromhex(interface))
    assert answer is True


async def test_governor_does_not_claim_what_it_is_not(chain, governor):
    for interface in ("ffffffff", "36372b07"):
        assert not await chain.ask(
            governor, "supportsInterface(bytes4)(bool)", bytes.fromhex(interface)
        )


async def test_both_clocks_count_seconds(world, chain, governor):
    for contract in (governor, world.contracts.acme.token):
        assert await chain.ask(contract, "CLOCK_MODE()(string)") == "mode=timestamp"
        assert abs(await chain.ask(contract, "clock()(uint48)") - time.time()) < 60


async def test_typed_data_domains_can_be_read(world, chain, governor):
    function = "eip712Domain()(bytes1,string,string,uint256,address,bytes32,uint256[])"
    for contract, name in (
        (world.contracts.acme.token, "ACME Holdings"),
        (world.contracts.cash, "Euro cash"),
        (governor, "ACME Holdings shareholders"),
    ):
        told = await chain.ask(contract, function)
        assert told == (b"\x0f", name, "1", CHAIN_ID, contract, bytes(32), ())
