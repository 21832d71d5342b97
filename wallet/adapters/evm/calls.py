"""Contract calls as nodes take them, and reverts as nodes report them.

Source: Ethereum execution API (eth_call), EIP-1898 (block by hash), geth's state and block
overrides; the shapes of reverts were read from geth, erigon, besu, nethermind, anvil and
hardhat.
"""

import re
from enum import Enum

from wallet.adapters.evm import values
from wallet.adapters.evm.client import TOO_LARGE
from wallet.adapters.evm.replies import Answer, Json, NodeError, UnreadableReplyError
from wallet.domain.chain import BlockContext, Call, CallResult, CallState

# NUMBER, TIMESTAMP into memory, return both: run as creation code it needs no contract. Only
# opcodes of the first day, so that it runs at every block of every chain.
CONTEXT_PROBE = "0x436000524260205260406000f3"

_REVERT_CODES = frozenset({3, -32015})
_REVERTED = re.compile(r"\brevert(?:ed)?\b|vm execution error", re.IGNORECASE)
# What the contract did wrong and would do wrong again; running out of gas is not among them,
# as a node's own limit for calls looks the same.
_HALTED = re.compile(
    r"invalid ?(?:fe)?opcode|opcode ?not ?found|not activated|bad (?:instruction|jump)|"
    r"invalid ?jump|stack ?(?:under|over)flow|stack limit|write protection|"
    r"state ?change ?during ?static ?call|return ?data out of bounds|out ?of ?offset",
    re.IGNORECASE,
)
_OUT_OF_GAS = re.compile(r"out ?of ?gas|gas (?:limit|required)|intrinsic gas", re.IGNORECASE)
_NO_FUNDS = re.compile(r"insufficient (?:funds|balance)|out ?of ?funds?", re.IGNORECASE)
_NO_BLOCK = re.compile(
    r"header not found|unknown block|block .{0,80}not found|resource not found|"
    r"not currently canonical|header for hash not found|cannot find (?:header|block)",
    re.IGNORECASE,
)
_BAD_ARGUMENTS = re.compile(
    r"too many (?:arguments|parameters|params)|expected at most|invalid (?:argument|params|type)|"
    r"cannot unmarshal|unsupported|not supported|invalid block|hex string|missing value",
    re.IGNORECASE,
)
_NESTED = ("data", "result", "return", "output", "originalError")


class Probe(Enum):
    """What a node did with the context of a call.

    It ran the call in it, ran the call but in the block's own context, or did not run it.
    """

    APPLIED = "applied"
    IGNORED = "ignored"
    REFUSED = "refused"


def call_params(call: Call) -> Json:
    """The transaction object: no fee fields, so that nobody's coins are needed to ask."""
    params: dict[str, Json] = {"to": call.to, "data": "0x" + call.data.hex()}
    if call.sender is not None:
        params["from"] = call.sender
    if call.value:
        params["value"] = hex(call.value)
    return params


def context_params(context: BlockContext) -> tuple[Json, Json]:
    """No state overrides, and the block overrides; geth's names."""
    return {}, {"number": hex(context.number), "time": hex(context.timestamp)}


def probe_outcome(answer: Answer, context: BlockContext) -> Probe:
    """What the answer to :data:`CONTEXT_PROBE` tells about the node."""
    refuse_missing_block(answer)
    if isinstance(answer, NodeError):
        return Probe.REFUSED
    expected = context.number.to_bytes(32, "big") + context.timestamp.to_bytes(32, "big")
    return Probe.APPLIED if values.data(answer.value) == expected else Probe.IGNORED


def refuse_missing_block(answer: Answer) -> None:
    """Raise ``no_block`` if the node does not know the block that was named."""
    if isinstance(answer, NodeError) and _NO_BLOCK.search(answer.message):
        raise UnreadableReplyError("no_block", answer.message)


def are_bad_arguments(answer: Answer) -> bool:
    """Whether the node does not understand the form of the question."""
    if not isinstance(answer, NodeError) or answer.code in _REVERT_CODES:
        return False
    if _REVERTED.search(answer.message):  # what follows may be the contract's own words
        return False
    return answer.code == -32602 or bool(_BAD_ARGUMENTS.search(answer.message))


def call_result(answer: Answer, call: Call) -> CallResult:
    """What became of a call: returned, undone by the contract, or not run at all.

    Raises:
        UnreadableReplyError: The result is no data; ``no_block``.
    """
    if isinstance(answer, NodeError):
        return _failure(answer, call)
    try:
        return CallResult(CallState.RETURNED, values.data(answer.value))
    except UnreadableReplyError as error:
        if error.why != "data_too_large":
            raise
        return CallResult(CallState.FAILED, message=TOO_LARGE.message)


def _failure(error: NodeError, call: Call) -> CallResult:
    state = CallState.REVERTED if _contract_said_no(error, call) else CallState.FAILED
    if state is CallState.FAILED:
        refuse_missing_block(error)
        return CallResult(state, message=error.message)
    return CallResult(state, _revert_data(error.data), error.message)


def _contract_said_no(error: NodeError, call: Call) -> bool:
    if error.code == 3 or "execution reverted" in error.message.lower():
        return True
    text = f"{error.message} {error.data[:64] if isinstance(error.data, str) else ''}"
    if _OUT_OF_GAS.search(text):
        return False
    if call.value and _NO_FUNDS.search(text):
        # Without fee fields only the value can be missing: the payment cannot be made.
        return True
    return bool(error.code in _REVERT_CODES or _REVERTED.search(text) or _HALTED.search(text))


def _revert_data(data: Json, depth: int = 0) -> bytes:
    """Find the bytes in text, in text with a word before it, or nested in objects."""
    if isinstance(data, str):
        text = data.removeprefix("Reverted ").strip()
        try:
            return values.data(text)
        except UnreadableReplyError:
            return b""
    if isinstance(data, dict) and depth < 3:
        for name in _NESTED:
            if found := _revert_data(data.get(name), depth + 1):
                return found
    return b""
