"""Head, nonces, fees, sending and receipts on a real chain, and lies about them."""

import asyncio

import pytest
from eth_account import Account

from tests.support.anvil import ACCOUNTS, KEYS, running_anvil
from tests.support.lying_node import LyingNode, Refusal
from wallet.adapters.evm.identify import EvmProbe
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import TxHash
from wallet.domain.transaction import SignedTransaction, UnsignedTransaction

ALICE, BOB, _ = ACCOUNTS
GWEI = 10**9
HASH = TxHash("0x" + "cd" * 32)


@pytest.fixture
def own_anvil():
    """A chain whose mining a test may stop and whose blocks it may undo."""
    with running_anvil() as chain:
        yield chain


def signed(nonce, *, value=1, max_fee=100 * GWEI, tip=GWEI):
    unsigned = UnsignedTransaction(31337, nonce, tip, max_fee, 21_000, BOB, value, b"")
    fields = {
        "type": 2, "chainId": 31337, "nonce": nonce, "maxPriorityFeePerGas": tip,
        "maxFeePerGas": max_fee, "gas": 21_000, "to": BOB, "value": value, "data": b"",
    }  # fmt: skip
    made = Account.sign_transaction(fields, KEYS[0])
    raw = unsigned.with_signature(made.v, made.r, made.s)
    assert raw == bytes(made.raw_transaction)
    return SignedTransaction.decode(raw)


async def test_the_head_is_the_newest_block_and_its_successors_time(own_anvil, open_chain):
    chain = open_chain(own_anvil.url)
    head = await chain.head()
    assert head.block.number == 0
    assert head.block.base_fee == GWEI
    assert chain.genesis_hash == head.block.hash
    own_anvil.rpc("evm_setNextBlockTimestamp", head.block.timestamp + 500)
    own_anvil.mine()
    later = await chain.head()
    assert (later.block.number, later.block.timestamp) == (1, head.block.timestamp + 500)
    assert later.pending_timestamp is None or later.pending_timestamp > later.block.timestamp


async def test_sending_twice_is_harmless_and_the_receipt_comes(own_anvil, open_chain):
    chain = open_chain(own_anvil.url)
    own_anvil.rpc("evm_setAutomine", *[False])
    payment = signed(0, value=7)
    assert not await chain.knows_transaction(payment.hash)
    assert await chain.broadcast(payment.raw) == payment.hash
    assert await chain.broadcast(payment.raw) == payment.hash
    assert await chain.knows_transaction(payment.hash)
    assert await chain.receipt(payment.hash) is None
    assert (await chain.nonce(ALICE), await chain.mined_nonce(ALICE)) == (1, 0)
    own_anvil.mine()
    receipt = await chain.receipt(payment.hash)
    assert (receipt.succeeded, receipt.gas_used, receipt.block_number) == (True, 21_000, 1)
    assert receipt.effective_gas_price == GWEI + GWEI
    assert (await chain.nonce(ALICE), await chain.mined_nonce(ALICE)) == (1, 1)
    assert await chain.broadcast(payment.raw) == payment.hash
    assert own_anvil.rpc("eth_getBalance", BOB, "latest") == hex(10**22 + 7)


async def test_what_the_chain_will_not_take_has_a_reason(own_anvil, open_chain):
    chain = open_chain(own_anvil.url)
    await chain.broadcast(signed(0).raw)
    while await chain.mined_nonce(ALICE) == 0:
        await asyncio.sleep(0.01)
    for payment, why in (
        (signed(0, value=2), "nonce_too_low"),
        (signed(1, value=10**23), "gas_funds"),
        (signed(1, max_fee=1, tip=0), "underpriced"),
    ):
        with pytest.raises(ChainProblem) as caught:
            await chain.broadcast(payment.raw)
        assert (caught.value.code, caught.value.params["reason"]) == ("broadcast_refused", why)


async def test_an_undone_block_takes_its_receipt_with_it(own_anvil, open_chain):
    chain = open_chain(own_anvil.url)
    payment = signed(0)
    await chain.broadcast(payment.raw)
    while (receipt := await chain.receipt(payment.hash)) is None:
        await asyncio.sleep(0.01)
    old = (await chain.head()).block
    assert receipt.block_hash == old.hash
    own_anvil.rpc("anvil_rollback", 1)
    assert await chain.receipt(payment.hash) is None
    with pytest.raises(ChainProblem) as caught:
        await chain.reader(old).balance(BOB)
    assert caught.value.code == "block_gone"


async def test_fees_come_from_what_others_paid(own_anvil, open_chain):
    chain = open_chain(own_anvil.url)
    assert await chain.priority_fees() == (GWEI // 2, GWEI, 2 * GWEI)
    for nonce, tip in enumerate((2, 5, 3)):
        await chain.broadcast(signed(nonce, tip=tip * GWEI).raw)
        while await chain.mined_nonce(ALICE) == nonce:
            await asyncio.sleep(0.01)
    slow, normal, fast = await chain.priority_fees()
    assert 2 * GWEI <= slow <= normal <= fast <= 5 * GWEI


async def test_blocks_are_found_by_height(own_anvil, open_chain):
    chain = open_chain(own_anvil.url)
    own_anvil.mine(2)
    head = (await chain.head()).block
    assert await chain.block_at(2) == head
    assert await chain.block_at(3) is None
    times = await chain.block_times([2, 0, 2, 99])
    assert set(times) == {0, 2}
    assert times[2] == head.timestamp


async def test_what_is_asked_together_goes_in_one_request(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        await asyncio.gather(
            chain.head(), chain.nonce(ALICE), chain.priority_fees(), chain.receipt(HASH)
        )
        assert len(node.batches) == 1


async def test_a_node_says_who_it_is(own_anvil):
    identity = await EvmProbe()(own_anvil.url)
    genesis = own_anvil.rpc("eth_getBlockByNumber", *["0x0", False])["hash"]
    assert (identity.chain_id, identity.genesis_hash, identity.head) == (31337, genesis, 0)


async def test_a_node_that_will_not_say_who_it_is_is_refused():
    async with LyingNode() as node:
        node.methods["eth_chainId"] = lambda params: Refusal(-32601, "no")
        with pytest.raises(ChainProblem) as caught:
            await EvmProbe()(node.url)
        assert caught.value.code == "bad_reply"


@pytest.mark.parametrize(
    ("number", "time", "expected"),
    [(7, 1_700_000_090, 1_700_000_090), (7, 1_700_000_072, None), (6, 1_700_000_090, None)],
)
async def test_a_pending_block_that_does_not_follow_has_no_time(number, time, expected, open_chain):
    async with LyingNode() as node:
        honest = node._block
        pending = {"number": hex(number), "timestamp": hex(time)}
        node._block = lambda tag: pending if tag == "pending" else honest(tag)
        assert (await open_chain(node.url).head()).pending_timestamp == expected


@pytest.mark.parametrize("answer", [None, Refusal(-32601, "no pending block"), {"number": None}])
async def test_a_node_without_pending_block_is_fine(answer, open_chain):
    async with LyingNode() as node:
        honest = node._honest
        node._honest = lambda item: answer if item["params"][:1] == ["pending"] else honest(item)
        assert (await open_chain(node.url).head()).pending_timestamp is None


TIPS = {
    "no history": (Refusal(-32601, "no"), hex(3 * GWEI), (3 * GWEI // 2, 3 * GWEI, 6 * GWEI)),
    "empty blocks": ({"reward": [["0x0"] * 3] * 4}, hex(GWEI), (GWEI // 2, GWEI, 2 * GWEI)),
    "nothing at all": (Refusal(-32601, "no"), Refusal(-32601, "no"), (10**6,) * 3),
    "nothing asked": ({"reward": [["0x1"] * 3]}, "0x0", (10**6,) * 3),
    "falling": ({"reward": [[hex(5 * GWEI), hex(GWEI), "0x0"]]}, "0x0", (5 * GWEI,) * 3),
}


@pytest.mark.parametrize("case", TIPS)
async def test_tips_rise_and_never_reach_zero(case, open_chain):
    history, suggestion, expected = TIPS[case]
    async with LyingNode() as node:
        node.methods["eth_feeHistory"] = lambda params: history
        node.methods["eth_maxPriorityFeePerGas"] = lambda params: suggestion
        assert await open_chain(node.url).priority_fees() == expected


async def test_a_tip_no_market_asks_is_refused(open_chain):
    async with LyingNode() as node:
        node.methods["eth_feeHistory"] = lambda params: {"reward": [["0x1", "0x2", hex(10**13)]]}
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).priority_fees()
        assert caught.value.code == "fee_absurd"


RECEIPT = {
    "transactionHash": HASH, "blockNumber": "0x3", "blockHash": "0x" + "ab" * 32, "status": "0x1",
    "gasUsed": "0x5208", "effectiveGasPrice": "0x1", "logs": [],
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"transactionHash": "0x" + "ee" * 32},
        {"status": "0x2"},
        {"status": None},
        {"status": True},
        {"gasUsed": "-0x1"},
        {"blockNumber": None},
        {"blockHash": "0xab"},
        {"effectiveGasPrice": "0x" + "f" * 64},
        {"logs": None},
    ],
)
async def test_a_receipt_that_is_not_one_is_refused(change, open_chain):
    async with LyingNode() as node:
        node.methods["eth_getTransactionReceipt"] = lambda params: {**RECEIPT, **change}
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).receipt(HASH)
        assert caught.value.code == "bad_reply"


@pytest.mark.parametrize("answer", ["0x64", "0xffffffffffffffffff", None, "0x-1", 5])
async def test_a_nonce_is_a_small_number_or_a_problem(answer, open_chain):
    async with LyingNode() as node:
        node.methods["eth_getTransactionCount"] = lambda params: answer
        if answer == "0x64":
            assert await open_chain(node.url).nonce(ALICE) == 100
            return
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).nonce(ALICE)
        assert caught.value.params["method"] == "eth_getTransactionCount"
