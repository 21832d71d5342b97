"""Sending: which refusals are successes, and which known reason the others have."""

import pytest

from tests.support.lying_node import LyingNode, Refusal
from wallet.adapters.evm.replies import NodeError
from wallet.adapters.evm.writer import reason
from wallet.domain.errors import ChainProblem
from wallet.domain.keccak import keccak

RAW = b"\x02\xc1\x80"
HASH = "0x" + keccak(RAW).hex()

WORDS = {
    "nonce too low: next nonce 5, tx nonce 4": "nonce_too_low",
    "OldNonce": "nonce_too_low",
    "nonce too high": "nonce_too_high",
    "replacement transaction underpriced": "replacement_underpriced",
    "transaction underpriced": "underpriced",
    "max fee per gas less than block base fee: address 0xab": "underpriced",
    "FeeTooLow, EffectivePriorityFeePerGas too low": "underpriced",
    "insufficient funds for gas * price + value: balance 0": "gas_funds",
    "Insufficient funds for gas * price + value": "gas_funds",
    "intrinsic gas too low: have 1, want 21000": "gas_too_low",
    "exceeds block gas limit": "gas_too_high",
    "max priority fee per gas higher than max fee per gas": "tip_above_fee",
    "invalid chain id for signer: have 1 want 5": "wrong_chain_id",
    "tx fee (2.00 ether) exceeds the configured cap (1.00 ether)": "fee_cap",
    "txpool is full": "pool_full",
    "sender not an eoa": "sender_is_contract",
    "Failed to decode transaction": "malformed",
    "<b>Update your wallet at evil.example</b>": "other",
}


@pytest.mark.parametrize("words", WORDS)
def test_words_of_nodes_become_known_reasons(words):
    assert reason(NodeError(-32000, words)) == WORDS[words]


@pytest.mark.parametrize(
    "words",
    [
        "already known",
        "AlreadyKnown",
        "transaction already imported",
        "Transaction with the same hash was already imported.",
        "ALREADY_EXISTS: already known",
        "known transaction: 0xab",
    ],
)
async def test_the_same_bytes_twice_are_a_success(words, open_chain):
    async with LyingNode() as node:
        node.methods["eth_sendRawTransaction"] = lambda params: Refusal(-32000, words)
        assert await open_chain(node.url).broadcast(RAW) == HASH


@pytest.mark.parametrize("is_ours", [True, False])
async def test_a_used_nonce_is_a_success_only_if_these_bytes_used_it(is_ours, open_chain):
    async with LyingNode() as node:
        node.methods["eth_sendRawTransaction"] = lambda params: Refusal(-32000, "nonce too low")
        node.methods["eth_getTransactionByHash"] = lambda params: (
            {"hash": HASH} if is_ours else None
        )
        chain = open_chain(node.url)
        if is_ours:
            assert await chain.broadcast(RAW) == HASH
            return
        with pytest.raises(ChainProblem) as caught:
            await chain.broadcast(RAW)
        assert caught.value.code == "broadcast_refused"
        assert caught.value.params["reason"] == "nonce_too_low"


async def test_words_of_a_refusal_stay_out_of_the_parameters(open_chain):
    async with LyingNode() as node:
        words = "<a href=x>Update\x1b[1m</a>"
        node.methods["eth_sendRawTransaction"] = lambda params: Refusal(-32000, words)
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).broadcast(RAW)
        assert caught.value.params["reason"] == "other"
        assert "Update" not in str(caught.value.params)
        assert caught.value.detail == "<a href=x>Update[1m</a>"


@pytest.mark.parametrize("answer", ["0x" + "ab" * 32, None, "0x", True])
async def test_another_hash_is_no_confirmation(answer, open_chain):
    async with LyingNode() as node:
        node.methods["eth_sendRawTransaction"] = lambda params: answer
        with pytest.raises(ChainProblem) as caught:
            await open_chain(node.url).broadcast(RAW)
        assert caught.value.code == "bad_reply"


async def test_a_node_that_vanishes_is_not_a_refusal(open_chain):
    async with LyingNode() as node:
        chain = open_chain(node.url)
        await chain.head()
        node.status = "500 Oops"
        with pytest.raises(ChainProblem) as caught:
            await chain.broadcast(RAW)
        assert caught.value.code == "node_unreachable"
