"""The questions a reader asks about one block, in the forms that nodes understand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from wallet.adapters.evm import calls, values
from wallet.adapters.evm.replies import Answer, Json, NodeError, UnreadableReplyError
from wallet.adapters.evm.requests import Request, agree_by, optional
from wallet.domain.chain import Block, BlockContext, Call, CallResult, CallState, LogQuery
from wallet.domain.ids import Address

_MIN_GAS = 21_000


@dataclass(slots=True)
class Traits:
    """What was learned about the nodes of a chain, least able one first.

    Attributes:
        block_by_hash: They take EIP-1898 block hashes.
        call_context: They run calls in another block's number and time; ``None`` before the
            first try.
        estimate_context: The same for estimates of gas.
        log_span: Most blocks per question about logs; ``None`` while nobody complained.
        log_patience: Answers in a row before a larger span is tried.
    """

    block_by_hash: bool = True
    call_context: bool | None = None
    estimate_context: bool = True
    log_span: int | None = None
    log_patience: int = 8


class Kind(Enum):
    """Which extra arguments a read takes."""

    STATE = "state"
    CALL = "call"
    ESTIMATE = "estimate"
    LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A node did not understand the form of the question; ``value`` if nothing else helps."""

    value: object


@dataclass(frozen=True, slots=True)
class Read:
    """One question about the pinned block.

    Attributes:
        head: The parameters before the block.
        decode: Makes a value of an answer that was understood.
    """

    kind: Kind
    method: str
    head: tuple[Json, ...]
    decode: Callable[[Answer], object]

    @property
    def key(self) -> tuple[str, str]:
        """Equal for questions with the same answer."""
        return self.method, repr(self.head)

    def request(self, pin: Json, context: BlockContext | None) -> Request:
        """The question in one form."""
        if self.kind is Kind.LOGS:
            # A filter names its blocks itself.
            return Request(self.method, self.head, self._decode, _merge)
        extra = () if context is None else calls.context_params(context)
        return Request(self.method, (*self.head, pin, *extra), self._decode, _merge)

    def _decode(self, answer: Answer) -> object:
        if calls.are_bad_arguments(answer):
            return Misunderstood(self.decode(answer))
        calls.refuse_missing_block(answer)
        return self.decode(answer)


def _merge(given: Sequence[object], quorum: int) -> object:
    return agree_by(given, quorum, _comparable)


def _comparable(value: object) -> object:
    """Nodes word the same failure differently: only what happened is compared."""
    if isinstance(value, Misunderstood):
        return Misunderstood(None)
    return (value.state, value.data) if isinstance(value, CallResult) else value


def call_read(call: Call) -> Read:
    """Run a call."""
    return Read(
        Kind.CALL,
        "eth_call",
        (calls.call_params(call),),
        lambda answer: calls.call_result(answer, call),
    )


def estimate_read(call: Call) -> Read:
    """Gas of a call as a transaction."""
    return Read(Kind.ESTIMATE, "eth_estimateGas", (calls.call_params(call),), optional(_gas))


def balance_read(address: Address) -> Read:
    """Native coin."""
    return Read(Kind.STATE, "eth_getBalance", (address,), optional(values.quantity))


def code_read(address: Address) -> Read:
    """Deployed code."""
    return Read(Kind.STATE, "eth_getCode", (address,), optional(_code))


def storage_read(address: Address, slot: int) -> Read:
    """One storage slot."""
    return Read(Kind.STATE, "eth_getStorageAt", (address, hex(slot)), optional(values.word))


def logs_read(query: LogQuery, block: Block) -> Read:
    """Logs of not too many blocks; ``None`` when the node wants to be asked for less."""

    def decode(answer: Answer) -> object:
        if isinstance(answer, NodeError):
            return None
        return values.logs(answer.value, query, block.number)

    return Read(Kind.LOGS, "eth_getLogs", (values.log_filter(query, block.number),), decode)


def _gas(value: Json) -> int:
    gas = values.number64(value)
    if gas < _MIN_GAS:
        raise UnreadableReplyError("quantity_out_of_range")
    return gas


def _code(value: Json) -> bytes | None:
    try:
        return values.data(value, values.MAX_CODE)
    except UnreadableReplyError as error:
        if error.why != "data_too_large":
            raise
        return None


def context_probe(pin: Json, context: BlockContext) -> Request:
    """Ask a node to show the number and time that calls see."""
    code: Json = {"data": calls.CONTEXT_PROBE}
    params = (code, pin, *calls.context_params(context))
    return Request("eth_call", params, lambda answer: calls.probe_outcome(answer, context))


def same_block(block: Block) -> Request:
    """Ask whether the pinned block still stands at its height."""

    def decode(answer: Answer) -> bool:
        if isinstance(answer, NodeError):
            raise UnreadableReplyError("node_error", answer.message)
        found = values.block_or_none(answer.value, block.number)
        return found is not None and found.hash == block.hash

    return Request("eth_getBlockByNumber", (hex(block.number), False), decode)


def failed(outcome: object, message: str) -> object:
    """A call's outcome that must not be used."""
    if isinstance(outcome, CallResult):
        return CallResult(CallState.FAILED, message=message)
    return outcome
