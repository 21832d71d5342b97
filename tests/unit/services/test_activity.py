"""History from events, with a chain in memory."""

import csv
import io
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.chain import FakeChain, FakeReader
from tests.fakes.sending import OneNetwork, share
from tests.fakes.stores import MemoryStorage
from wallet.domain.account import Account, AccountKind
from wallet.domain.chain import Block, LogEntry
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.ids import ZERO_ADDRESS, Address, TxHash
from wallet.domain.keccak import keccak
from wallet.services import activity_events as events
from wallet.services.activity import Activity, Kept

ALICE = Address("0x" + "a1" * 20)
CAROL = Address("0x" + "ca" * 20)
BOB = Address("0x" + "b2" * 20)
CHAIN_ID = 4242
TOKEN = share(CHAIN_ID)
ACME = TOKEN.address


def topic(address):
    return bytes(12) + address.raw


class World:
    """A chain whose blocks can be written, and undone from a height on."""

    def __init__(self):
        self.chain = FakeChain(chain_id=CHAIN_ID)
        self.chain.blocks = {}
        self.fork = 0
        self.grow(1)

    def grow(self, count=1):
        for _ in range(count):
            number = max(self.chain.blocks, default=-1) + 1
            digest = "0x" + keccak(f"{self.fork}/{number}".encode()).hex()
            block = Block(number, digest, 1_700_000_000 + 12 * number, 10**9)
            self.chain.blocks[number] = self.chain.block = block

    def undo(self, count):
        self.fork += 1
        head = max(self.chain.blocks)
        for number in range(head - count + 1, head + 1):
            del self.chain.blocks[number]
        kept = max(self.chain.blocks)
        self.chain.block = self.chain.blocks[kept]
        self.chain.log_entries = [e for e in self.chain.log_entries if e.block_number <= kept]

    def emit(self, *topics, data=b"", address=ACME):
        block = self.chain.block
        index = len(self.chain.log_entries)
        tx_hash = TxHash.from_bytes(keccak(f"{self.fork}/{index}/{block.number}".encode()))
        entry = LogEntry(address, topics, data, block.number, block.hash, tx_hash, index)
        self.chain.log_entries.append(entry)
        return entry

    def transfer(self, sender, recipient, units, address=ACME):
        data = units.to_bytes(32)
        return self.emit(
            events.TRANSFER, topic(sender), topic(recipient), data=data, address=address
        )


@pytest.fixture
def world():
    return World()


@pytest.fixture
def kept():
    storage = MemoryStorage()
    storage.accounts.save_account(Account(ALICE, "Main", AccountKind.LOCAL))
    storage.tokens.save_token(TOKEN)
    return Kept(storage.accounts, storage.tokens, storage.history, storage.settings)


@pytest.fixture
def activity(world, kept):
    return Activity(OneNetwork(world.chain), kept)


def lines(activity):
    return [(entry.kind, entry.base_units) for entry in activity.entries()]


async def test_every_kind_of_movement_is_told_newest_first(activity, world):
    for sender, recipient, units in (
        (ZERO_ADDRESS, ALICE, 100),
        (ALICE, BOB, 30),
        (BOB, ALICE, 5),
        (ALICE, ALICE, 1),
        (ALICE, ZERO_ADDRESS, 2),
        (BOB, CAROL, 9),
    ):
        world.grow()
        world.transfer(sender, recipient, units)
    assert activity.synced_to() is None
    await activity.sync()
    assert lines(activity) == [
        ("burn", 2),
        ("transfer_out", 1),
        ("transfer_in", 5),
        ("transfer_out", 30),
        ("mint", 100),
    ]
    assert activity.synced_to() == world.chain.block.number
    newest = activity.entries()[0]
    assert newest.at == 1_700_000_000 + 12 * newest.block_number
    assert (newest.sender, newest.recipient, newest.token) == (ALICE, ZERO_ADDRESS, ACME)


async def test_freezes_recoveries_and_pauses(activity, world):
    world.emit(events.PAUSED, data=topic(BOB))  # before Alice had anything to do with it
    world.grow()
    world.transfer(ZERO_ADDRESS, ALICE, 100)
    world.emit(events.UNITS_FROZEN, topic(ALICE), data=(40).to_bytes(32))
    world.emit(events.UNITS_UNFROZEN, topic(ALICE), data=(10).to_bytes(32))
    world.emit(events.WALLET_FROZEN, topic(ALICE), bytes(31) + b"\1", topic(BOB))
    world.emit(events.WALLET_FROZEN, topic(ALICE), bytes(32), topic(BOB))
    world.emit(events.RECOVERED, topic(ALICE), topic(BOB), topic(CAROL))
    world.emit(events.UNPAUSED, data=topic(BOB))
    await activity.sync()
    told = [(e.kind, e.base_units, e.note) for e in reversed(activity.entries())]
    assert told == [
        ("mint", 100, None),
        ("freeze", 40, None),
        ("unfreeze", 10, None),
        ("freeze", None, None),
        ("unfreeze", None, None),
        ("recovery", None, None),
        ("pause", None, "unpaused"),
    ]


async def test_a_pause_long_after_the_last_movement_is_told(activity, world):
    world.transfer(ZERO_ADDRESS, ALICE, 100)
    await activity.sync()
    world.grow(3)
    world.emit(events.PAUSED, data=topic(BOB))
    await activity.sync()
    assert [(e.kind, e.note) for e in activity.entries()] == [("pause", "paused"), ("mint", None)]


async def test_what_only_looks_like_a_transfer_is_skipped(activity, world):
    world.emit(events.TRANSFER, topic(BOB), topic(ALICE), bytes(32), data=b"")  # a collectible
    world.emit(events.TRANSFER, topic(BOB), topic(ALICE), data=bytes(31))
    world.emit(events.TRANSFER, b"\1" * 32, topic(ALICE), data=bytes(32))
    world.transfer(BOB, ALICE, 7, address=CAROL)  # a token nobody follows
    await activity.sync()
    assert lines(activity) == []


async def test_a_second_sync_reads_only_what_is_new(activity, world, monkeypatch):
    world.transfer(ZERO_ADDRESS, ALICE, 100)
    await activity.sync()
    asked = []
    logs = FakeReader.logs

    async def noted(self, query):
        asked.append(query.from_block)
        return await logs(self, query)

    monkeypatch.setattr(FakeReader, "logs", noted)
    await activity.sync()
    assert asked == []
    world.grow(2)
    world.transfer(ALICE, BOB, 1)
    await activity.sync()
    assert set(asked) == {1}
    assert lines(activity) == [("transfer_out", 1), ("mint", 100)]


async def test_a_token_added_later_gets_its_whole_past(activity, world, kept):
    world.transfer(ZERO_ADDRESS, ALICE, 1)
    world.transfer(BOB, ALICE, 2, address=CAROL)
    world.grow(3)
    await activity.sync()
    kept.tokens.save_token(replace(TOKEN, ref=replace(TOKEN.ref, address=CAROL)))
    assert activity.synced_to() is None
    await activity.sync()
    assert [entry.base_units for entry in activity.entries(token=CAROL)] == [2]
    assert activity.synced_to() == world.chain.block.number


async def test_undone_blocks_take_their_lines_with_them(activity, world):
    world.transfer(ZERO_ADDRESS, ALICE, 100)
    await activity.sync()
    world.grow(3)
    world.transfer(ALICE, BOB, 60)
    await activity.sync()
    world.undo(2)
    world.grow(4)
    world.transfer(ALICE, BOB, 25)
    await activity.sync()
    assert lines(activity) == [("transfer_out", 25), ("mint", 100)]
    assert {e.block_hash for e in activity.entries()} <= {
        block.hash for block in world.chain.blocks.values()
    }


async def test_another_chain_under_the_same_id_starts_over(activity, world):
    world.transfer(ZERO_ADDRESS, ALICE, 100)
    world.grow(5)
    await activity.sync()
    world.undo(5)
    world.chain.blocks.clear()
    world.chain.log_entries.clear()
    world.grow(2)
    world.transfer(ZERO_ADDRESS, ALICE, 8)
    await activity.sync()
    assert lines(activity) == [("mint", 8)]
    assert activity.synced_to() == 1


@given(seed=st.integers(0, 10_000))
async def test_after_any_walk_history_equals_a_full_rescan(seed):
    rng = random.Random(seed)  # noqa: S311
    world, storage = World(), MemoryStorage()
    for account in (ALICE, BOB):
        storage.accounts.save_account(Account(account, account[:6], AccountKind.WATCH))
    storage.tokens.save_token(TOKEN)
    kept = Kept(storage.accounts, storage.tokens, storage.history, storage.settings)
    activity = Activity(OneNetwork(world.chain), kept)
    people = [ALICE, BOB, CAROL, ZERO_ADDRESS]
    for _ in range(rng.randrange(1, 25)):
        act = rng.choice(["grow", "grow", "move", "move", "undo", "sync", "sync"])
        if act == "grow":
            world.grow(rng.randrange(1, 4))
        elif act == "move":
            world.grow()
            for _ in range(rng.randrange(1, 3)):
                world.transfer(rng.choice(people), rng.choice(people), rng.randrange(9))
        elif act == "undo":
            world.undo(rng.randrange(0, len(world.chain.blocks)))
            world.grow()
        else:
            await activity.sync()
    await activity.sync()
    fresh = Kept(
        storage.accounts, storage.tokens, MemoryStorage().history, MemoryStorage().settings
    )
    rescan = Activity(OneNetwork(world.chain), fresh)
    await rescan.sync()
    assert activity.entries() == rescan.entries()


async def test_a_chain_that_changes_under_the_read_is_read_again(activity, world, monkeypatch):
    world.transfer(ZERO_ADDRESS, ALICE, 100)
    flips = iter([1, 1, 0])
    logs = FakeReader.logs

    async def flipping(self, query):
        found = await logs(self, query)
        if len(query.topics) == 1 and next(flips):
            world.undo(1 if len(world.chain.blocks) > 1 else 0)
            old = world.chain.block
            world.chain.block = replace(old, hash="0x" + keccak(old.hash.encode()).hex())
            world.chain.blocks[old.number] = world.chain.block
        return found

    monkeypatch.setattr(FakeReader, "logs", flipping)
    await activity.sync()
    assert lines(activity) == [("mint", 100)]


async def test_a_chain_that_never_stands_still_is_named(activity, world, monkeypatch):
    counter = iter(range(1000))

    async def block_at(number):
        return Block(number, f"0x{next(counter):064x}", 0)

    world.chain.block_at = block_at
    with pytest.raises(ChainProblem, match="chain_unstable"):
        await activity.sync()
    assert activity.synced_to() is None


async def test_a_node_that_gives_less_at_a_time_is_asked_for_less(activity, world, monkeypatch):
    for _ in range(40):
        world.grow()
        world.transfer(BOB, ALICE, 1)
    logs, steps = FakeReader.logs, []

    async def limited(self, query):
        if query.to_block - query.from_block >= 8:
            return None
        return await logs(self, query)

    monkeypatch.setattr(FakeReader, "logs", limited)
    await activity.sync(lambda done, head: steps.append((done, head)))
    assert len(activity.entries()) == 40
    assert len(steps) > 4
    assert steps[-1] == (40, 40)


async def test_a_node_without_events_is_named(activity, monkeypatch):
    async def nothing(self, query):
        return None

    monkeypatch.setattr(FakeReader, "logs", nothing)
    with pytest.raises(ChainProblem, match="logs_unavailable"):
        await activity.sync()


async def test_accounts_that_were_removed_are_not_shown(activity, world, kept):
    world.transfer(BOB, ALICE, 1)
    await activity.sync()
    kept.accounts.remove_account(ALICE)
    assert activity.entries() == ()
    assert activity.synced_to() is None


async def test_csv_says_in_out_both_times_and_no_formula(activity, world, kept, tmp_path):
    kept.tokens.save_token(replace(TOKEN, symbol="=HYPERLINK(1)"))
    world.transfer(BOB, ALICE, 25 * 10**17)
    world.grow()
    world.transfer(ALICE, CAROL, 10**18)
    await activity.sync()
    path = tmp_path / "history.csv"
    assert activity.export_csv(path) == 2
    sent, received = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    assert (sent["out"], sent["in"], sent["counterparty"]) == ("1", "", CAROL)
    assert (received["in"], received["out"], received["counterparty"]) == ("2.5", "", BOB)
    assert received["time_utc"] == "2023-11-14T22:13:20Z"
    assert received["time_local"].startswith("2023-11-1")
    assert received["symbol"] == "'=HYPERLINK(1)"
    assert received["base_units"] == "2500000000000000000"
    assert received["tx_hash"] == activity.entries()[1].tx_hash
    with pytest.raises(BadInput, match="file_unwritable"):
        activity.export_csv(tmp_path)
