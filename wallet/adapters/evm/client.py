"""Asks one node many questions in as few requests as it allows."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from typing import TypeVar

from wallet.adapters.evm.replies import (
    Answer,
    BatchRefusedError,
    NodeError,
    UnreadableReplyError,
    parse_batch,
    parse_single,
)
from wallet.adapters.evm.requests import Request
from wallet.adapters.evm.transport import HttpNode, Limits, StatusError, Trips

Q = TypeVar("Q")
R = TypeVar("R")
Questions = Sequence[Request]
TOO_LARGE = NodeError(0, "reply too large")

# Reading JSON holds the interpreter; beyond this size the loop must not wait for it.
_PARSE_IN_THREAD = 64_000
_SHRINK = 4
_BATCH_STATUSES = frozenset({400, 405, 413, 415, 422, 501})
_RATE_LIMITED = re.compile(
    r"rate.?limit|too many requests|per second|throughput|request limit", re.IGNORECASE
)


def is_rate_limit(answer: Answer) -> bool:
    """Whether a node asks for patience, rather than saying no."""
    if not isinstance(answer, NodeError):
        return False
    return answer.code == 429 or bool(_RATE_LIMITED.search(answer.message))


class NodeClient:
    """Batches questions to one node; learns how large a batch it takes."""

    def __init__(self, node: HttpNode, limits: Limits) -> None:
        self.node = node
        self._limits = limits
        self._batch_items = limits.batch_items
        self._last_id = 0

    async def ask(self, questions: Questions, cap: int, trips: Trips) -> list[Answer]:
        """Ask; the answers come in the order of the questions.

        Raises:
            ChainProblem: ``node_unreachable``, ``bad_reply``.
        """
        answers = await self._ask_all(questions, cap, trips)
        limited = [place for place, answer in enumerate(answers) if is_rate_limit(answer)]
        if limited:
            await asyncio.sleep(self._limits.retry_pause_s)
            again = await self._ask_all([questions[place] for place in limited], cap, trips)
            for place, answer in zip(limited, again, strict=True):
                answers[place] = answer
        return answers

    async def _ask_all(self, questions: Questions, cap: int, trips: Trips) -> list[Answer]:
        chunks = list(self._chunks(questions))
        if len(chunks) == 1:
            return await self._ask_chunk(chunks[0], cap, trips)
        parts = await _together([self._ask_chunk(chunk, cap, trips) for chunk in chunks])
        return [answer for part in parts for answer in part]

    def _chunks(self, questions: Questions) -> list[Questions]:
        chunks: list[list[Request]] = [[]]
        size = 0
        for question in questions:
            length = len(question.encode(0))
            full = len(chunks[-1]) >= self._batch_items
            if chunks[-1] and (full or size + length > self._limits.batch_bytes):
                chunks.append([])
                size = 0
            chunks[-1].append(question)
            size += length
        return list(chunks)

    async def _ask_chunk(self, chunk: Questions, cap: int, trips: Trips) -> list[Answer]:
        method = chunk[0].method
        try:
            return await self._post(chunk, cap, trips)
        except UnreadableReplyError as error:
            if error.why != "too_large":
                raise self.node.problem("bad_reply", error.why, method=method) from error
            if len(chunk) == 1:
                return [TOO_LARGE]
            return await self._halves(chunk, cap, trips)
        except StatusError as error:
            if len(chunk) == 1 or error.status not in _BATCH_STATUSES:
                raise self._status_problem(error, method) from error
        except BatchRefusedError as error:
            if is_rate_limit(error.error):
                return [error.error] * len(chunk)
        self._batch_items = max(1, min(self._batch_items, len(chunk)) // _SHRINK)
        return await self._ask_all(chunk, cap, trips)

    async def _halves(self, chunk: Questions, cap: int, trips: Trips) -> list[Answer]:
        """Ask a chunk in two parts, so that one huge answer does not spoil the others."""
        middle = len(chunk) // 2
        first, second = await _together(
            [self._ask_chunk(part, cap, trips) for part in (chunk[:middle], chunk[middle:])]
        )
        return first + second

    async def _post(self, chunk: Questions, cap: int, trips: Trips) -> list[Answer]:
        first = self._last_id + 1
        self._last_id += len(chunk)
        ids = range(first, self._last_id + 1)
        parts = [question.encode(number) for number, question in zip(ids, chunk, strict=True)]
        if len(parts) == 1:
            # As a plain object: some nodes take no list at all.
            body = await self.node.post(parts[0], cap, trips)
            return [await _parsed(parse_single, body, first)]
        body = await self.node.post(b"[" + b",".join(parts) + b"]", cap, trips)
        return await _parsed(parse_batch, body, ids)

    def _status_problem(self, error: StatusError, method: str) -> Exception:
        names = {401: "unauthorized", 403: "unauthorized", 429: "rate_limited"}
        why = names.get(error.status, f"http_{error.status}")
        return self.node.problem("node_unreachable", why, method=method)


async def _parsed(parse: Callable[[bytes, Q], R], body: bytes, asked: Q) -> R:
    if len(body) > _PARSE_IN_THREAD:
        return await asyncio.to_thread(parse, body, asked)
    return parse(body, asked)


async def _together(asked: list[Coroutine[object, object, list[Answer]]]) -> list[list[Answer]]:
    """Await all; when one fails the others are stopped and waited for."""
    tasks = [asyncio.ensure_future(part) for part in asked]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
