"""What became of a transaction, with a chain in memory."""

import asyncio
from dataclasses import replace

import pytest

from tests.fakes.chain import FakeChain
from tests.fakes.entries import outbox_entry
from tests.fakes.sending import PAYER, Desk
from wallet.domain.errors import BadInput, ChainProblem, NotFound
from wallet.domain.events import OutboxChanged
from wallet.domain.transfer import OutboxState


@pytest.fixture
def chain():
    made = FakeChain(chain_id=4242)
    made.balances[PAYER] = 10**18
    return made


@pytest.fixture
def desk(chain):
    return Desk(chain, network={"confirmations": 3})


def _state(desk, entry):
    return desk.outbox.entry(entry.tx_hash).state


async def test_nothing_open_asks_nothing(desk, chain):
    chain.problem = ChainProblem("node_unreachable")
    assert await desk.tracking.poll() == ()


async def test_mined_then_settled_with_its_confirmations(desk, chain):
    entry = await desk.pay()
    assert await desk.tracking.poll() == ()
    chain.mine()
    chain.settle(entry.tx_hash)
    desk.told.events.clear()
    (mined,) = await desk.tracking.poll()
    assert (mined.state, mined.confirmations) == (OutboxState.MINED, 1)
    assert (mined.block_number, mined.block_hash) == (chain.block.number, chain.block.hash)
    assert (mined.gas_used, mined.effective_gas_price) == (50_000, 2 * 10**9)
    assert desk.told.events == [OutboxChanged(entry.tx_hash)]
    chain.mine()
    assert (await desk.tracking.poll())[0].confirmations == 2
    chain.mine()
    assert (await desk.tracking.poll())[0].state is OutboxState.SETTLED
    assert await desk.tracking.poll() == ()


async def test_one_confirmation_settles_at_once(chain):
    desk = Desk(chain)
    entry = await desk.pay()
    chain.settle(entry.tx_hash)
    assert (await desk.tracking.poll())[0].state is OutboxState.SETTLED


async def test_a_revert_carries_its_reason_and_waits_for_its_confirmations(desk, chain):
    entry = await desk.pay()
    chain.settle(entry.tx_hash, succeeded=False)
    desk.reason = "Error(string): Transfer not possible"
    (mined,) = await desk.tracking.poll()
    assert (mined.state, mined.error) == (OutboxState.MINED, desk.reason)
    desk.reason = None
    chain.mine(2)
    (ended,) = await desk.tracking.poll()
    assert (ended.state, ended.error) == (
        OutboxState.REVERTED,
        "Error(string): Transfer not possible",
    )


async def test_a_revert_without_reason_still_says_so(chain):
    desk = Desk(chain)
    entry = await desk.pay()
    chain.settle(entry.tx_hash, succeeded=False)
    assert (await desk.tracking.poll())[0].error == "reverted"


async def test_an_undone_block_takes_it_back_and_it_is_mined_again(desk, chain):
    entry = await desk.pay()
    chain.settle(entry.tx_hash, succeeded=False)
    await desk.tracking.poll()
    del chain.receipts[entry.tx_hash]
    (back,) = await desk.tracking.poll()
    assert (back.state, back.block_number, back.confirmations, back.error) == (
        OutboxState.SUBMITTED,
        None,
        0,
        None,
    )
    chain.mine(5)
    chain.settle(entry.tx_hash)
    (again,) = await desk.tracking.poll()
    assert (again.state, again.block_number) == (OutboxState.MINED, chain.block.number)


async def test_forgotten_by_the_node_is_sent_again(desk, chain):
    entry = await desk.pay()
    chain.known.clear()
    assert await desk.tracking.poll() == ()
    assert chain.sent == [entry.raw, entry.raw]


async def test_forgotten_and_refused_is_dropped(desk, chain):
    entry = await desk.pay()
    chain.known.clear()
    chain.refusal = ChainProblem("broadcast_refused", reason="insufficient funds")
    (dropped,) = await desk.tracking.poll()
    assert (dropped.state, dropped.error) == (OutboxState.DROPPED, "broadcast_refused")
    assert _state(desk, entry) is OutboxState.DROPPED


async def test_a_dropped_one_that_is_mined_after_all_is_found(desk, chain):
    entry = await desk.pay()
    chain.known.clear()
    chain.refusal = ChainProblem("broadcast_refused")
    await desk.tracking.poll()
    chain.settle(entry.tx_hash)
    (mined,) = await desk.tracking.poll()
    assert (mined.state, mined.error) == (OutboxState.MINED, None)


async def test_ends_are_not_looked_at_for_ever(desk, chain):
    entry = await desk.pay()
    desk.outbox.update(replace(entry, state=OutboxState.DROPPED))
    desk.clock.time += 90_000
    chain.settle(entry.tx_hash)
    assert await desk.tracking.poll() == ()


async def test_a_nonce_used_elsewhere_is_replaced(desk, chain):
    entry = await desk.pay()
    chain.known.clear()
    chain.mined_nonces[PAYER] = entry.nonce + 1
    (replaced,) = await desk.tracking.poll()
    assert (replaced.state, replaced.replaced_by) == (OutboxState.REPLACED, None)
    assert len(chain.sent) == 1


async def test_a_used_nonce_with_a_late_receipt_is_no_replacement(desk, chain):
    entry = await desk.pay()
    chain.mined_nonces[PAYER] = entry.nonce + 1
    assert await desk.tracking.poll() == ()
    chain.settle(entry.tx_hash)
    assert (await desk.tracking.poll())[0].state is OutboxState.MINED


async def test_of_two_with_one_nonce_the_mined_one_closes_the_other(desk, chain):
    entry = await desk.pay()
    faster = outbox_entry(
        entry.nonce, account=PAYER, state=OutboxState.SUBMITTED, signed_at=desk.clock.now()
    )
    desk.outbox.replace(faster, entry.tx_hash)
    chain.known.add(faster.tx_hash)
    chain.settle(faster.tx_hash)
    await desk.tracking.poll()
    loser = desk.outbox.entry(entry.tx_hash)
    assert (loser.state, loser.replaced_by) == (OutboxState.REPLACED, faster.tx_hash)


async def test_the_loser_found_first_still_learns_who_won(desk, chain):
    entry = await desk.pay()
    faster = outbox_entry(
        entry.nonce, account=PAYER, state=OutboxState.SUBMITTED, signed_at=desk.clock.now()
    )
    desk.outbox.replace(faster, entry.tx_hash)
    chain.known = {faster.tx_hash}
    chain.mined_nonces[PAYER] = entry.nonce + 1
    await desk.tracking.poll()
    assert _state(desk, entry) is OutboxState.REPLACED
    chain.settle(faster.tx_hash)
    await desk.tracking.poll()
    assert desk.outbox.entry(entry.tx_hash).replaced_by == faster.tx_hash


async def test_a_mined_one_comes_back_beside_its_live_successor(desk, chain):
    entry = await desk.pay()
    desk.outbox.update(replace(entry, state=OutboxState.DROPPED))
    successor = await desk.pay(6)
    assert successor.nonce == entry.nonce
    chain.settle(entry.tx_hash)
    await desk.tracking.poll()
    assert _state(desk, entry) is OutboxState.MINED
    assert _state(desk, successor) is OutboxState.REPLACED


async def test_poll_leaves_a_submit_under_way_alone_but_resume_sends(desk, chain):
    signed = await desk.signed()
    entry = desk.transfers._journal(signed)
    assert await desk.tracking.poll() == ()
    assert chain.sent == []
    (sent,) = await desk.tracking.resume()
    assert (sent.state, chain.sent) == (OutboxState.SUBMITTED, [entry.raw])
    await desk.tracking.resume()
    assert len(chain.sent) == 1


async def test_unconfirmed_bytes_are_sent_again_by_any_poll(desk, chain):
    broadcast = chain.broadcast
    chain.broadcast = _unreachable
    entry = await desk.pay()
    assert entry.error == "broadcast_unconfirmed"
    chain.broadcast = broadcast
    (sent,) = await desk.tracking.poll()
    assert (sent.state, sent.error, chain.sent) == (OutboxState.SUBMITTED, None, [entry.raw])


async def _unreachable(raw):
    raise ChainProblem("node_unreachable")


async def test_a_dead_node_is_told_and_changes_nothing(desk, chain):
    entry = await desk.pay()
    chain.problem = ChainProblem("node_unreachable")
    with pytest.raises(ChainProblem):
        await desk.tracking.poll()
    assert _state(desk, entry) is OutboxState.SUBMITTED


async def test_resume_waits_its_turn(desk):
    desk.lock.busy = True
    with pytest.raises(BadInput, match="home_in_use"):
        await desk.tracking.resume()


async def test_a_state_stored_by_somebody_faster_is_kept(desk, chain):
    entry = await desk.pay()
    chain.settle(entry.tx_hash)
    receipt = chain.receipt

    async def slow_receipt(tx_hash):
        desk.outbox.update(replace(entry, state=OutboxState.SETTLED, confirmations=9))
        return await receipt(tx_hash)

    chain.receipt = slow_receipt
    assert await desk.tracking.poll() == ()
    assert desk.outbox.entry(entry.tx_hash).confirmations == 9


async def test_waiting_ends_with_the_transaction(chain, monkeypatch):
    desk = Desk(chain)
    entry = await desk.pay()
    looks = _sleeps_until(monkeypatch, desk, 3, lambda: chain.settle(entry.tx_hash))
    assert (await desk.tracking.wait(entry.tx_hash, 60)).state is OutboxState.SETTLED
    assert looks == [0.2, pytest.approx(0.3), pytest.approx(0.45)]


async def test_waiting_gives_up_in_time_even_with_a_dead_node(desk, chain, monkeypatch):
    entry = await desk.pay()
    chain.problem = ChainProblem("node_unreachable")
    _sleeps_until(monkeypatch, desk, 1_000, lambda: None)
    start = desk.clock.monotonic()
    assert (await desk.tracking.wait(entry.tx_hash, 7)).state is OutboxState.SUBMITTED
    assert desk.clock.monotonic() - start == pytest.approx(7)


async def test_an_unknown_hash_is_not_found(desk):
    with pytest.raises(NotFound, match="tx_unknown"):
        await desk.tracking.wait(outbox_entry(77).tx_hash, 1)


async def test_entries_are_those_of_the_network_newest_first(desk):
    first, second = await desk.pay(1), await desk.pay(2)
    desk.outbox.add(outbox_entry(0, chain_id=1))
    assert [e.tx_hash for e in desk.tracking.entries()] == [second.tx_hash, first.tx_hash]
    assert desk.tracking.entry(first.tx_hash) == first


def _sleeps_until(monkeypatch, desk, count, then):
    """Let time pass at once; after so many sleeps something happens."""
    pauses = []

    async def sleep(seconds):
        pauses.append(seconds)
        desk.clock.time += seconds
        if len(pauses) == count:
            then()

    monkeypatch.setattr("wallet.services.tracking.asyncio", _Asyncio(sleep))
    return pauses


class _Asyncio:
    def __init__(self, sleep):
        self.sleep = sleep
        self.gather = asyncio.gather
