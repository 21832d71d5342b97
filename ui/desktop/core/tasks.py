"""Work started by pages: kept alive, cancelled with the page, late answers dropped.

Asyncio only; the loop is qasync's in the window and a plain one in tests.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Protocol, TypeVar

from wallet.domain.errors import ProgramFault, WalletError

T = TypeVar("T")
# Work for an account signs and sends; work with keys may show the key host's own window.
_SENDING = "account:"
_HANDS = (_SENDING, "keys")


class Run(Protocol):
    """How a view-model starts work. Tests hand in one that runs at once, or later."""

    def __call__(
        self,
        work: Callable[[], Awaitable[T]],
        done: Callable[[T], None],
        failed: Callable[[WalletError], None],
        *,
        slot: str = "",
        lane: str = "",
        delay_s: float = 0.0,
    ) -> None:
        """Await ``work()`` and hand over its answer.

        Args:
            work: Makes the awaitable.
            done: Gets the answer, on the loop's thread.
            failed: Gets the trouble; anything unexpected arrives as ``ProgramFault``.
            slot: Only the newest work of a slot answers; an older one is cancelled.
            lane: Works of one lane run one after the other, in order.
            delay_s: Wait before starting, for what follows typing.
        """


class Tasks:
    """All running work of the window."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        on_fault: Callable[[BaseException], None],
    ) -> None:
        self._loop = loop
        self._on_fault = on_fault
        self._lanes: dict[str, asyncio.Lock] = {}
        self._scopes: set[Scope] = set()

    def scope(self) -> "Scope":
        """A part of the window whose work ends together."""
        made = Scope(self)
        self._scopes.add(made)
        return made

    def start(self, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
        """Put onto the loop."""
        return self._loop.create_task(work)

    def lane(self, name: str) -> asyncio.Lock:
        """The lock that makes one lane serial."""
        return self._lanes.setdefault(name, asyncio.Lock())

    @property
    def at_work(self) -> bool:
        """Whether a key is used or something is handed over at this moment."""
        return any(lock.locked() for name, lock in self._lanes.items() if name.startswith(_HANDS))

    def fault(self, error: BaseException) -> WalletError:
        """Report an unexpected exception once, and make it something a page can show."""
        self._on_fault(error)
        return ProgramFault("internal")

    def forget(self, scope: "Scope") -> None:
        """A part of the window is gone."""
        self._scopes.discard(scope)

    async def close(self, patience_s: float) -> None:
        """Cancel everything and wait for it to end, but no longer than this."""
        running = [task for scope in tuple(self._scopes) for task in scope.cancel()]
        if running:
            await asyncio.wait(running, timeout=patience_s)


class Scope:
    """The work of one page; implements :class:`Run`."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._running: set[asyncio.Task[None]] = set()
        self._slots: dict[str, asyncio.Task[None]] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self._retired = False

    def __call__(
        self,
        work: Callable[[], Awaitable[T]],
        done: Callable[[T], None],
        failed: Callable[[WalletError], None],
        *,
        slot: str = "",
        lane: str = "",
        delay_s: float = 0.0,
    ) -> None:
        """See :class:`Run`."""
        if self._retired:
            return
        task = self._tasks.start(self._job(work, done, failed, lane, delay_s))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if lane.startswith(_SENDING):
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        if slot:
            self._take_slot(slot, task)

    async def _job(
        self,
        work: Callable[[], Awaitable[T]],
        done: Callable[[T], None],
        failed: Callable[[WalletError], None],
        lane: str,
        delay_s: float,
    ) -> None:
        if delay_s:
            await asyncio.sleep(delay_s)
        try:
            answer = await self._in_lane(work, lane)
        except WalletError as error:
            self._hand_over(failed, error)
        except Exception as error:  # noqa: BLE001  (the last stop before a silent task)
            self._hand_over(failed, self._tasks.fault(error))
        else:
            self._hand_over(done, answer)

    async def _in_lane(self, work: Callable[[], Awaitable[T]], lane: str) -> T:
        if not lane:
            return await work()
        async with self._tasks.lane(lane):
            return await work()

    def _hand_over(self, done: Callable[[T], None], answer: T) -> None:
        if self._retired:
            return
        try:
            done(answer)
        except Exception as error:  # noqa: BLE001  (drawing failed: report, keep the loop)
            self._tasks.fault(error)

    def _take_slot(self, slot: str, task: "asyncio.Task[None]") -> None:
        older = self._slots.get(slot)
        if older is not None and not older.done():
            older.cancel()
        self._slots[slot] = task

    def retire(self) -> None:
        """End this part's work, but let what is being signed and sent come to its end.

        Nobody hears of it any more; what was sent is followed by the frame of the window.
        """
        self._retired = True
        for task in self._running - self._sending:
            task.cancel()
        if not self._sending:
            self._tasks.forget(self)

    def cancel(self) -> "list[asyncio.Task[None]]":
        """End all work of this part; what is under way never answers."""
        running = list(self._running)
        for task in running:
            task.cancel()
        self._tasks.forget(self)
        return running
