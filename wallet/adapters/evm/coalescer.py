"""Joins questions that are asked at about the same time into one round trip."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

from wallet.domain.errors import ChainProblem

Q = TypeVar("Q")
Send = Callable[[Sequence[Q]], Awaitable[Sequence[object]]]

# A question may be asked from inside nested gathers, and each of these starts its tasks one
# turn of the loop later. Waiting for some quiet turns costs microseconds, a round trip more
# costs tens of milliseconds.
_QUIET_TURNS = 8


class Coalescer(Generic[Q]):
    """Collects questions and sends them together; equal ones are sent once."""

    def __init__(self, send: Send[Q]) -> None:
        """Take the function that sends.

        Args:
            send: Answers a list of questions in order; an answer may be a ``ChainProblem``,
                which is raised at the one who asked.
        """
        self._send = send
        self._waiting: dict[Hashable, tuple[Q, asyncio.Future[object]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, question: Q, key: Hashable) -> object:
        """Ask together with everybody else who asks now.

        Args:
            question: What to send.
            key: Equal for questions that have the same answer.
        """
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._turn, loop, 1, 0)
        if key not in self._waiting:
            self._waiting[key] = question, loop.create_future()
        # One who gives up must not take the answer from the others.
        return await asyncio.shield(self._waiting[key][1])

    def _turn(self, loop: asyncio.AbstractEventLoop, seen: int, quiet: int) -> None:
        quiet = quiet + 1 if len(self._waiting) == seen else 0
        if quiet < _QUIET_TURNS:
            loop.call_soon(self._turn, loop, len(self._waiting), quiet)
            return
        asked, self._waiting = list(self._waiting.values()), {}
        task = loop.create_task(self._run(asked))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, asked: Sequence[tuple[Q, asyncio.Future[object]]]) -> None:
        futures = [future for _, future in asked]
        try:
            answers = await self._send([question for question, _ in asked])
        except ChainProblem as problem:
            answers = [problem] * len(asked)
        except Exception as error:  # noqa: BLE001  a fault belongs to those who wait, else they hang
            for future in futures:
                _fail(future, error)
            return
        except asyncio.CancelledError:
            for future in futures:
                future.cancel()
            raise
        for future, answer in zip(futures, answers, strict=True):
            _settle(future, answer)


def _settle(future: "asyncio.Future[object]", answer: object) -> None:
    if isinstance(answer, ChainProblem):
        _fail(future, answer)
    elif not future.done():
        future.set_result(answer)


def _fail(future: "asyncio.Future[object]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
        future.exception()  # nobody may be left to look at it
