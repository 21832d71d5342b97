"""Logs of a range of blocks, in pieces as large as the nodes allow."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wallet.adapters.evm import reads, values
from wallet.adapters.evm.nodes import Nodes
from wallet.adapters.evm.reads import Traits
from wallet.adapters.evm.replies import Answer, NodeError
from wallet.adapters.evm.requests import Request
from wallet.domain.chain import Block, LogEntry, LogQuery
from wallet.domain.errors import ChainProblem

MAX_LOGS = 200_000
DEADLINE_S = 60.0
_MOST_PATIENCE = 1_024
_QUICK_SPAN = 2_000


class LogReader:
    """Reads logs up to a pinned block; every piece verifies that the block still stands."""

    def __init__(
        self, nodes: Nodes, traits: Traits, block: Block, monotonic: Callable[[], float]
    ) -> None:
        self.trips = 0
        self._answered = 0
        self._has_grown = False
        self._nodes = nodes
        self._traits = traits
        self._block = block
        self._monotonic = monotonic

    async def read(self, query: LogQuery) -> tuple[LogEntry, ...] | None:
        """All matching logs in chain order.

        Returns:
            ``None`` if the node refuses even single blocks, if there are more than
            ``MAX_LOGS``, or if it takes longer than ``DEADLINE_S``.

        Raises:
            ChainProblem: ``node_unreachable``, ``bad_reply``, ``nodes_disagree``;
                ``block_gone`` after a re-organisation.
        """
        last = self._block.number
        if query.to_block is not None:
            last = min(last, query.to_block)
        found: list[LogEntry] = []
        deadline = self._monotonic() + DEADLINE_S
        start = query.from_block
        while start <= last:
            span = min(last - start + 1, self._traits.log_span or last + 1)
            piece = replace(query, from_block=start, to_block=start + span - 1)
            entries = await self._piece_in_time(piece, span)
            if entries is None:
                if span == 1:
                    return None
                self._narrow(span)
            else:
                found.extend(entries)
                start += span
                self._widen(span)
            if len(found) > MAX_LOGS or self._monotonic() > deadline:
                return None
        return tuple(found)

    def _narrow(self, span: int) -> None:
        self._traits.log_span = max(1, min(span, self._traits.log_span or span) // 2)
        if self._has_grown:
            self._traits.log_patience = min(self._traits.log_patience * 2, _MOST_PATIENCE)
        self._has_grown, self._answered = False, 0

    def was_slow(self) -> None:
        """A search over a longer stretch took too long: begin with stretches that are quick."""
        self._traits.log_span = _QUICK_SPAN

    def _widen(self, span: int) -> None:
        """After some answers in a row try more: a refusal may have been about a busy stretch."""
        if self._traits.log_span is None or span < self._traits.log_span:
            return
        self._answered += 1
        if self._answered >= self._traits.log_patience:
            self._traits.log_span = span * 2
            self._has_grown, self._answered = True, 0

    async def _piece_in_time(self, query: LogQuery, span: int) -> tuple[LogEntry, ...] | None:
        try:
            return await self._piece(query)
        except ChainProblem as problem:
            # A search over the whole chain may just be slow; over a few blocks it may not.
            if problem.params.get("why") != "timeout" or span <= _QUICK_SPAN:
                raise
            self._traits.log_span = _QUICK_SPAN * 2
            return None

    async def _piece(self, query: LogQuery) -> tuple[LogEntry, ...] | None:
        to_block = self._block.number if query.to_block is None else query.to_block
        params = values.log_filter(query, to_block)
        decode = partial(_decode, query=query, to_block=to_block)
        question: Request = Request("eth_getLogs", (params,), decode)
        exchange = await self._nodes.ask([question, reads.same_block(self._block)], large=True)
        self.trips += exchange.trips
        entries, same_block = exchange.outcomes
        for outcome in (entries, same_block):
            if isinstance(outcome, ChainProblem):
                raise outcome
        if not same_block:
            raise ChainProblem("block_gone", number=self._block.number)
        return entries if isinstance(entries, tuple) else None


def _decode(answer: Answer, query: LogQuery, to_block: int) -> tuple[LogEntry, ...] | None:
    # Every provider words its limits differently, so any refusal means: ask for less.
    return None if isinstance(answer, NodeError) else values.logs(answer.value, query, to_block)
