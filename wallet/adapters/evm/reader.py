"""Reads one block of a chain, all questions of a moment in one round trip.

Source: EIP-1898 (block by hash). Where a node does not take hashes, the number is asked and
the hash of that number is verified in the same request.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from wallet.adapters.evm import reads
from wallet.adapters.evm.calls import Probe
from wallet.adapters.evm.coalescer import Coalescer
from wallet.adapters.evm.logs import LogReader
from wallet.adapters.evm.nodes import Nodes
from wallet.adapters.evm.reads import Kind, Misunderstood, Read, Traits
from wallet.domain.chain import (
    Block,
    BlockContext,
    Call,
    CallResult,
    Grade,
    LogEntry,
    LogQuery,
)
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address

if TYPE_CHECKING:
    from wallet.adapters.evm.replies import Json

T = TypeVar("T")

# Forms of a question: with everything, without estimates' context, without calls' context,
# by number instead of hash.
_FORMS = 4
# Blocks that a search for logs may cover together with other questions.
SHORT_STRETCH = 10_000


@dataclass(frozen=True, slots=True)
class _Form:
    by_hash: bool
    call_context: BlockContext | None
    estimate_context: BlockContext | None


@dataclass(frozen=True, slots=True)
class _Reply:
    """Outcomes of one exchange; probe and block check only where they were asked."""

    outcomes: list[object]
    probe: object = None
    same_block: object = True


class EvmReader:
    """A ``ChainReader`` pinned to one block hash."""

    def __init__(
        self,
        nodes: Nodes,
        traits: Traits,
        block: Block,
        context: BlockContext | None,
        monotonic: Callable[[], float],
    ) -> None:
        """Pin a block; nothing is asked yet.

        Args:
            nodes: Whom to ask.
            traits: What is known of them; shared by all readers of a chain.
            block: The block whose state is read.
            context: Number and time that calls shall see; dropped where nodes cannot.
            monotonic: Seconds that never go back.
        """
        self._nodes = nodes
        self._traits = traits
        self._block = block
        self._context = None if traits.call_context is False else context
        self._has_run_in_context = False
        self._coalescer: Coalescer[Read] = Coalescer(self._send)
        self._logs = LogReader(nodes, traits, block, monotonic)
        self._trips = 0

    @property
    def chain_id(self) -> int:
        """EIP-155 id, verified with the first answer."""
        return self._nodes.chain_id

    @property
    def block(self) -> Block:
        """The pinned block."""
        return self._block

    @property
    def context(self) -> BlockContext | None:
        """What calls see; ``None`` once a node was found to run them in the block's own.

        Every request with calls carries a probe that returns number and time, so after the
        first call this is proven and not assumed.
        """
        return self._context

    @property
    def grade(self) -> Grade:
        """``QUORUM`` where several nodes have to agree."""
        return Grade.QUORUM if self._nodes.quorum > 1 else Grade.ONE_NODE

    @property
    def round_trips(self) -> int:
        """HTTP requests made by this reader so far."""
        return self._trips + self._logs.trips

    async def call(self, call: Call) -> CallResult:
        """Run a call on the pinned state, in the context, from ``call.sender`` if given."""
        return _typed(await self._ask(reads.call_read(call)), CallResult)

    async def estimate_gas(self, call: Call) -> int | None:
        """Gas the call would use as a transaction; ``None`` if it fails or is unknown."""
        return _maybe(await self._ask(reads.estimate_read(call)), int)

    async def balance(self, address: Address) -> int | None:
        """Native coin in wei."""
        return _maybe(await self._ask(reads.balance_read(address)), int)

    async def code(self, address: Address) -> bytes | None:
        """Deployed code; ``b""`` for an account without code, ``None`` if unknown."""
        return _maybe(await self._ask(reads.code_read(address)), bytes)

    async def storage(self, address: Address, slot: int) -> bytes | None:
        """One 32-byte storage slot."""
        return _maybe(await self._ask(reads.storage_read(address, slot)), bytes)

    async def logs(self, query: LogQuery) -> tuple[LogEntry, ...] | None:
        """Logs up to the pinned block; ``None`` if the node will not answer.

        A filter over few blocks goes out with the other questions of the moment; only a node
        that wants less, or a long stretch, is asked piece by piece.
        """
        if self._traits.log_span is None and query.to_block is None and self._is_short(query):
            try:
                found = await self._ask(reads.logs_read(query, self._block))
            except ChainProblem as problem:
                if problem.params.get("why") != "timeout":
                    raise
                self._logs.was_slow()
                found = None
            if isinstance(found, tuple):
                return found
        return await self._logs.read(query)

    def _is_short(self, query: LogQuery) -> bool:
        # A slow search must not hold up a check: beyond this it gets a request of its own.
        return self._block.number - query.from_block < SHORT_STRETCH

    async def _ask(self, read: Read) -> object:
        return await self._coalescer.ask(read, read.key)

    async def _send(self, asked: Sequence[Read]) -> list[object]:
        outcomes = await self._in_some_form(asked)
        if all(_is_missing_block(outcome) for outcome in outcomes):
            # A node behind a balancer may not have seen the newest block yet.
            await asyncio.sleep(self._nodes.limits.retry_pause_s)
            outcomes = await self._in_some_form(asked)
        return [self._named(outcome) for outcome in outcomes]

    async def _in_some_form(self, asked: Sequence[Read]) -> list[object]:
        for _ in range(_FORMS):
            form = self._form(asked)
            reply = await self._exchange(asked, form)
            if not self._learn(asked, form, reply):
                break
        if reply.same_block is not True:
            problem = reply.same_block
            gone = problem if isinstance(problem, ChainProblem) else self._block_gone()
            return [gone] * len(asked)
        outcomes = reply.outcomes
        if form.call_context is not None and reply.probe is Probe.APPLIED:
            self._has_run_in_context = True
        elif self._has_run_in_context and any(read.kind is Kind.CALL for read in asked):
            # Answers of two contexts must not be weighed against each other.
            outcomes = [reads.failed(outcome, "context lost") for outcome in outcomes]
        return [_understood(outcome) for outcome in outcomes]

    def _form(self, asked: Sequence[Read]) -> _Form:
        has_calls = any(read.kind is Kind.CALL for read in asked)
        return _Form(
            by_hash=self._traits.block_by_hash,
            call_context=self._context if has_calls else None,
            estimate_context=self._context if self._traits.estimate_context else None,
        )

    async def _exchange(self, asked: Sequence[Read], form: _Form) -> _Reply:
        pin: Json = hex(self._block.number)
        if form.by_hash:
            pin = {"blockHash": self._block.hash}
        contexts = {Kind.CALL: form.call_context, Kind.ESTIMATE: form.estimate_context}
        requests = [read.request(pin, contexts.get(read.kind)) for read in asked]
        if form.call_context is not None:
            requests.append(reads.context_probe(pin, form.call_context))
        is_verified = not form.by_hash or any(read.kind is Kind.LOGS for read in asked)
        if is_verified:
            requests.append(reads.same_block(self._block))
        exchange = await self._nodes.ask(requests)
        self._trips += exchange.trips
        extra = exchange.outcomes[len(asked) :]
        return _Reply(
            exchange.outcomes[: len(asked)],
            probe=extra[0] if form.call_context is not None else None,
            same_block=extra[-1] if is_verified else True,
        )

    def _learn(self, asked: Sequence[Read], form: _Form, reply: _Reply) -> bool:
        """Remember what the nodes can do; whether to ask once more in another form."""
        if form.call_context is not None and not _is_missing_block(reply.probe):
            self._traits.call_context = reply.probe is Probe.APPLIED
            if not self._traits.call_context:
                self._context = None
                return reply.probe is not Probe.IGNORED
        lost = [isinstance(outcome, Misunderstood) for outcome in reply.outcomes]
        if form.estimate_context is not None and any(
            is_lost and read.kind is Kind.ESTIMATE
            for is_lost, read in zip(lost, asked, strict=True)
        ):
            self._traits.estimate_context = False
            return True
        if form.by_hash and all(lost):
            self._traits.block_by_hash = False
            return True
        return False

    def _block_gone(self) -> ChainProblem:
        return ChainProblem("block_gone", number=self._block.number)

    def _named(self, outcome: object) -> object:
        return self._block_gone() if _is_missing_block(outcome) else outcome


def _is_missing_block(outcome: object) -> bool:
    return isinstance(outcome, ChainProblem) and outcome.params.get("why") == "no_block"


def _understood(outcome: object) -> object:
    return outcome.value if isinstance(outcome, Misunderstood) else outcome


def _typed(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value


def _maybe(value: object, kind: type[T]) -> T | None:
    return None if value is None else _typed(value, kind)
