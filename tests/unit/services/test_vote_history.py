"""Votes and delegations of own accounts in the history; reverted votes in words."""

from dataclasses import replace

import pytest
from eth_abi import encode as abi_encode

from tests.fakes.chain import BLOCK, FakeChain, reverted
from tests.fakes.entries import ACME, ALICE, BOB, CHAIN_ID, outbox_entry
from tests.fakes.meetings import MEETING
from tests.fakes.sending import OneNetwork
from tests.fakes.stores import MemoryStorage, MemoryTokens
from wallet.domain.account import Account, AccountKind
from wallet.domain.chain import LogEntry
from wallet.domain.ids import TokenRef, TxHash
from wallet.domain.keccak import keccak
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import UnsignedTransaction
from wallet.domain.vote_calls import CAST
from wallet.domain.vote_events import CAST_TOPIC, DELEGATED_TOPIC
from wallet.services.activity import Activity, Kept
from wallet.services.failures import Failures
from wallet.standards.governors import Governors
from wallet.standards.registry import standard_named

SHARES = SecurityToken(TokenRef(CHAIN_ID, ACME), "Acme", "ACME", 2, "ERC-20")


def topic(address):
    return bytes(12) + address.raw


def log(address, topics, data=b"", index=0):
    tx_hash = TxHash.from_bytes(keccak(bytes([index]) + data))
    return LogEntry(address, topics, data, BLOCK.number, BLOCK.hash, tx_hash, index)


def cast(voter, number, support, weight, index=0, reason="ok"):
    data = abi_encode(["uint256", "uint8", "uint256", "string"], [number, support, weight, reason])
    return log(MEETING.address, (CAST_TOPIC, topic(voter)), data, index)


def delegated(delegator, to, index=0):
    return log(ACME, (DELEGATED_TOPIC, topic(delegator), topic(ALICE), topic(to)), b"", index)


@pytest.fixture
def chain():
    return FakeChain(chain_id=CHAIN_ID, blocks={})


@pytest.fixture
def activity(chain):
    storage = MemoryStorage()
    storage.accounts.save_account(Account(ALICE, "Main", AccountKind.LOCAL))
    storage.tokens.save_token(SHARES)
    storage.governors.save_governor(MEETING)
    kept = Kept(
        storage.accounts, storage.tokens, storage.history, storage.settings,
        storage.governors.governors,
    )  # fmt: skip
    return Activity(OneNetwork(chain), kept)


async def test_own_votes_are_told_with_their_weight_and_choice(chain, activity):
    chain.log_entries = [
        cast(ALICE, 7, 1, 1_500),
        cast(ALICE, 8, 0, 1_500, 1),
        cast(ALICE, 9, 255, 1_500, 2),
        cast(BOB, 7, 0, 9, 3),
    ]
    await activity.sync()
    told = [(one.kind, one.base_units, one.note) for one in activity.entries()]
    assert told == [
        ("vote", 1_500, "unknown"), ("vote", 1_500, "against"), ("vote", 1_500, "for"),
    ]  # fmt: skip
    newest = activity.entries(token=ACME)[0]
    assert (newest.token, newest.sender, newest.recipient) == (ACME, ALICE, MEETING.address)


async def test_handing_over_votes_is_told_to_the_one_who_did(chain, activity):
    chain.log_entries = [delegated(ALICE, BOB), delegated(BOB, ALICE, 1)]
    await activity.sync()
    (entry,) = activity.entries()
    assert (entry.kind, entry.sender, entry.recipient) == ("delegation", ALICE, BOB)
    assert entry.base_units is None


async def test_a_governor_added_later_is_read_from_the_start(chain):
    storage = MemoryStorage()
    storage.accounts.save_account(Account(ALICE, "Main", AccountKind.LOCAL))
    stores = (storage.accounts, storage.tokens, storage.history, storage.settings)
    activity = Activity(OneNetwork(chain), Kept(*stores, storage.governors.governors))
    chain.log_entries = [cast(ALICE, 7, 2, 5)]
    await activity.sync()
    assert activity.entries() == ()
    storage.governors.save_governor(MEETING)
    assert activity.synced_to() is None
    await activity.sync()
    assert [entry.note for entry in activity.entries()] == ["abstain"]


@pytest.mark.parametrize(
    "other",
    [
        log(MEETING.address, (CAST_TOPIC, topic(ALICE)), b"\x01" * 31),
        log(MEETING.address, (CAST_TOPIC, topic(ALICE), topic(BOB)), b""),
        log(ACME, (DELEGATED_TOPIC, topic(ALICE), topic(BOB)), b""),
        log(ACME, (DELEGATED_TOPIC, topic(ALICE), topic(BOB), b"\x01" * 32), b""),
    ],
)
async def test_events_of_another_shape_are_skipped(chain, activity, other):
    chain.log_entries = [other]
    await activity.sync()
    assert activity.entries() == ()


async def test_a_reverted_vote_is_told_in_the_governors_words(chain):
    tx = UnsignedTransaction(CHAIN_ID, 0, 1, 2, 90_000, MEETING.address, 0, CAST.encode(7, 1))
    raw = tx.with_signature(0, 1, 1)
    entry = replace(outbox_entry(), kind="vote", token=None, block_number=BLOCK.number + 1, raw=raw)
    already = keccak(b"GovernorAlreadyCastVote(address)")[:4] + topic(ALICE)
    chain.put(MEETING.address, "castVote(uint256,uint8)(uint256)", reverted(already))
    failures = Failures(OneNetwork(chain), MemoryTokens(), standard_named, Governors().explain)
    assert await failures.explain(entry) == f"GovernorAlreadyCastVote(address): {ALICE}"
