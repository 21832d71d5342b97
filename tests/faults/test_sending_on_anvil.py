"""Sending, following and history against a real node: undone blocks, lost and rival transactions."""

import time
from asyncio import gather
from dataclasses import replace
from functools import partial

import pytest

from tests.fakes.sending import PAYEE, PAYER, Desk, OneNetwork, sign
from tests.support.anvil import running_anvil
from wallet.adapters.evm.chain import EvmChain
from wallet.adapters.storage.home_lock import signing_lock
from wallet.adapters.storage.sqlite import open_storage
from wallet.domain.account import Account, AccountKind
from wallet.domain.chain import Call
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import TokenRef
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxState
from wallet.services.activity import Activity, Kept
from wallet.services.activity_events import TRANSFER

# Answers transfer(address,uint256) by emitting Transfer(caller, to, amount), checking nothing.
EMITS = "60206024600037" + "600435" + "33" + "7f" + TRANSFER.hex() + "60206000a3" + "00"
REVERTS = "60006000fd"


@pytest.fixture(scope="module")
def node():
    with running_anvil("--no-mining") as anvil:
        yield anvil


@pytest.fixture
def storage(tmp_path):
    opened = open_storage(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
async def chain(node):
    opened = EvmChain(Network("local", node.chain_id, (node.url,)), time.monotonic)
    yield opened
    await opened.close()


@pytest.fixture
def desk(chain, storage):
    return Desk(chain, outbox=storage.outbox, network={"confirmations": 2})


async def test_paid_mined_settled(desk, node):
    entry = await desk.pay(1_000, desk.coin())
    assert await desk.tracking.poll() == ()
    node.mine()
    (mined,) = await desk.tracking.poll()
    assert (mined.state, mined.confirmations, mined.gas_used) == (OutboxState.MINED, 1, 21_000)
    node.mine()
    (settled,) = await desk.tracking.poll()
    assert (settled.state, settled.tx_hash) == (OutboxState.SETTLED, entry.tx_hash)
    assert settled.effective_gas_price > 0


async def test_three_in_a_row_take_three_nonces_and_all_settle(desk, node):
    paid = [await desk.pay(units, desk.coin()) for units in (1, 2, 3)]
    assert [e.nonce - paid[0].nonce for e in paid] == [0, 1, 2]
    node.mine(3)
    assert {e.state for e in await desk.tracking.poll()} == {OutboxState.SETTLED}


async def test_an_undone_block_is_noticed_and_paid_again(desk, node):
    entry = await desk.pay(1_001, desk.coin())
    node.mine()
    await desk.tracking.poll()
    node.rpc("anvil_reorg", 1, [])
    (back,) = await desk.tracking.poll()
    assert (back.state, back.block_hash) == (OutboxState.SUBMITTED, None)
    node.mine(2)
    (settled,) = await desk.tracking.poll()
    assert (settled.state, settled.tx_hash) == (OutboxState.SETTLED, entry.tx_hash)


async def test_a_forgotten_one_is_handed_in_again(desk, node):
    entry = await desk.pay(1_002, desk.coin())
    node.rpc("anvil_dropTransaction", entry.tx_hash)
    assert not await desk.chain.knows_transaction(entry.tx_hash)
    await desk.tracking.poll()
    assert await desk.chain.knows_transaction(entry.tx_hash)
    node.mine(2)
    assert (await desk.tracking.poll())[0].state is OutboxState.SETTLED


async def test_another_wallet_using_the_nonce_replaces_it(desk, node):
    entry = await desk.pay(1_003, desk.coin())
    node.rpc("anvil_dropTransaction", entry.tx_hash)
    rival = {"from": PAYER, "to": PAYEE, "value": "0x1", "nonce": hex(entry.nonce)}
    node.rpc("eth_sendTransaction", rival)
    node.mine()
    (replaced,) = await desk.tracking.poll()
    assert replaced.state is OutboxState.REPLACED


async def test_a_rival_the_node_prefers_drops_it_until_the_nonce_is_gone(desk, node):
    entry = await desk.pay(1_004, desk.coin())
    node.rpc("anvil_dropTransaction", entry.tx_hash)
    rich = hex(10**12)
    rival = {"from": PAYER, "to": PAYEE, "nonce": hex(entry.nonce), "maxFeePerGas": rich}
    node.rpc("eth_sendTransaction", rival | {"maxPriorityFeePerGas": rich})
    (dropped,) = await desk.tracking.poll()
    assert (dropped.state, dropped.error) == (OutboxState.DROPPED, "broadcast_refused")
    node.mine()


async def test_a_revert_on_the_chain_is_told_with_its_reason(desk, node):
    contract = node.deploy(REVERTS)
    token = SecurityToken(TokenRef(node.chain_id, contract), "Bad", "BAD", 0, "ERC-20")
    desk.reason = "Error(string): closed"
    check = replace(await desk.check(5, token), gas=60_000)
    entry = await desk.transfers.submit(sign(await desk.transfers.prepare(check)))
    node.mine(2)
    (ended,) = await desk.tracking.poll()
    assert (ended.state, ended.error) == (OutboxState.REVERTED, "Error(string): closed")
    assert ended.tx_hash == entry.tx_hash


async def test_sending_the_same_bytes_twice_pays_once(desk, node):
    entry = await desk.pay(1_005, desk.coin())
    assert await desk.chain.broadcast(entry.raw) == entry.tx_hash
    node.mine(2)
    assert await desk.chain.broadcast(entry.raw) == entry.tx_hash
    assert (await desk.tracking.poll())[0].state is OutboxState.SETTLED


async def test_a_refused_broadcast_is_dropped_and_its_nonce_used_again(desk, node):
    signed = await desk.signed(1_006, desk.coin())
    used = {"from": PAYER, "to": PAYEE, "nonce": hex(signed.reviewed.review.transaction.nonce)}
    node.rpc("eth_sendTransaction", used)
    node.mine()
    with pytest.raises(ChainProblem, match="broadcast_refused") as caught:
        await desk.transfers.submit(signed)
    assert caught.value.params["reason"] == "nonce_too_low"
    assert desk.outbox.entry(signed.transaction.hash).state is OutboxState.DROPPED
    again = await desk.pay(1_006, desk.coin())
    node.mine(2)
    assert (await desk.tracking.poll())[-1].tx_hash == again.tx_hash


async def test_several_programs_on_one_home_never_take_the_same_nonce(chain, node, tmp_path):
    opened = [open_storage(tmp_path) for _ in range(5)]
    lock = partial(signing_lock, tmp_path)
    programs = [Desk(chain, outbox=storage.outbox, lock=lock) for storage in opened]

    async def send(program, units):
        async with program.transfers.exclusive():
            return await program.pay(units, program.coin())

    paid = await gather(*(send(one, 2_000 + place) for place, one in enumerate(programs)))
    first = min(entry.nonce for entry in paid)
    assert sorted(entry.nonce for entry in paid) == list(range(first, first + 5))
    node.mine()
    await programs[0].tracking.poll()
    assert {e.state for e in programs[1].tracking.entries()} == {OutboxState.SETTLED}
    for storage in opened:
        storage.close()


async def test_history_follows_the_chain_through_undone_blocks(chain, storage, node):
    contract = node.deploy(EMITS)
    token = SecurityToken(TokenRef(node.chain_id, contract), "Acme", "ACME", 0, "ERC-20")
    storage.tokens.save_token(token)
    storage.accounts.save_account(Account(PAYER, "Main", AccountKind.WATCH))
    kept = Kept(storage.accounts, storage.tokens, storage.history, storage.settings)
    activity = Activity(OneNetwork(chain), kept)
    _emit(node, token, 10)
    await activity.sync()
    node.mine(2)
    _emit(node, token, 20)
    await activity.sync()
    assert [(e.kind, e.base_units) for e in activity.entries()] == [
        ("transfer_out", 20),
        ("transfer_out", 10),
    ]
    assert activity.entries()[0].at is not None
    node.rpc("anvil_reorg", 2, [])
    node.rpc("anvil_dropAllTransactions")
    node.mine(2)
    await activity.sync()
    assert [e.base_units for e in activity.entries()] == [10]
    assert activity.synced_to() == int(node.rpc("eth_blockNumber"), 16)


def _emit(node, token, units):
    call = Call(token.address, b"\xa9\x05\x9c\xbb" + bytes(12) + PAYEE.raw + units.to_bytes(32))
    node.send(to=call.to, data="0x" + call.data.hex(), gas=hex(100_000))
