"""Reverts in the shapes that different nodes give them."""

import pytest

from tests.support.anvil import ACCOUNTS
from wallet.adapters.evm.calls import call_result
from wallet.adapters.evm.replies import NodeError, Result, UnreadableReplyError
from wallet.domain.chain import Call, CallState

CALL = Call(ACCOUNTS[0])
PAYMENT = Call(ACCOUNTS[0], value=1)
REASON = bytes.fromhex("08c379a0") + bytes(32)
HEX = "0x" + REASON.hex()

SHAPES = {
    "geth": NodeError(3, "execution reverted: no", HEX),
    "geth, old": NodeError(-32000, "execution reverted", HEX),
    "erigon": NodeError(3, "execution reverted", HEX),
    "besu": NodeError(-32000, "Execution reverted", HEX),
    "nethermind, old": NodeError(-32015, "VM execution error.", "Reverted " + HEX),
    "anvil": NodeError(3, "execution reverted: custom error 0x08c379a0", HEX),
    "hardhat": NodeError(
        -32603,
        "Error: VM Exception while processing transaction: reverted with reason string 'no'",
        {"message": "reverted", "data": HEX},
    ),
    "proxied": NodeError(-32000, "execution reverted", {"originalError": {"data": HEX}}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_revert_is_known_with_its_data(shape):
    result = call_result(SHAPES[shape], CALL)
    assert (result.state, result.data) == (CallState.REVERTED, REASON)


@pytest.mark.parametrize(
    "error",
    [
        NodeError(3, "execution reverted"),
        NodeError(3, "execution reverted", "0x"),
        NodeError(-32000, "execution reverted", 7),
        NodeError(-32000, "execution reverted", "0xabc"),
        NodeError(-32000, "execution reverted", "0x" + "00" * 70_000),
        NodeError(-32000, "execution reverted", {"data": {"data": {"data": {"data": HEX}}}}),
        NodeError(-32000, "execution reverted: out of gas, says the contract"),
        NodeError(-32000, "invalid opcode: INVALID"),
        NodeError(-32603, "EVM error InvalidFEOpcode"),
        NodeError(-32603, "EVM error StackUnderflow"),
        NodeError(-32000, "stack underflow (0 <=> 2)"),
        NodeError(-32000, "write protection"),
        NodeError(-32000, "invalid jump destination"),
        NodeError(-32015, "VM execution error.", "Bad instruction fe"),
    ],
)
def test_a_no_without_usable_data_is_still_the_contracts_no(error):
    result = call_result(error, CALL)
    assert (result.state, result.data) == (CallState.REVERTED, b"")


@pytest.mark.parametrize(
    "error",
    [
        NodeError(-32603, "Internal error"),
        NodeError(-32000, "out of gas"),
        NodeError(-32603, "EVM error OutOfGas"),
        NodeError(-32015, "VM execution error.", "out of gas"),
        NodeError(-32005, "limit exceeded"),
        NodeError(-32601, "Method not found"),
        NodeError(-32000, "missing trie node 0xab (path )"),
        NodeError(-32000, "execution timeout"),
        NodeError(-32003, "Insufficient funds for gas * price + value"),
    ],
)
def test_what_the_node_could_not_run_is_no_answer(error):
    assert call_result(error, CALL).state is CallState.FAILED


@pytest.mark.parametrize(
    "message",
    ["insufficient funds for transfer", "Insufficient funds for gas * price + value", "OutOfFund"],
)
def test_a_payment_of_more_than_there_is_cannot_be_made(message):
    assert call_result(NodeError(-32000, message), PAYMENT).state is CallState.REVERTED


@pytest.mark.parametrize(
    "message",
    ["header not found", "Resource not found", "unknown block", "block 0xab not found"],
)
def test_a_missing_block_is_told_apart(message):
    with pytest.raises(UnreadableReplyError, match="no_block"):
        call_result(NodeError(-32001, message), CALL)


@pytest.mark.parametrize("value", [None, 1, "0x0", "text", ["0x"], {"data": "0x"}])
def test_a_result_that_is_no_data_is_refused(value):
    with pytest.raises(UnreadableReplyError, match="data_malformed"):
        call_result(Result(value), CALL)
