"""What became of sent transactions: mined, settled, reverted, replaced, dropped.

Every step starts from what the chain says now, so a poll may be cut off anywhere and the next
one carries on; a block that was undone takes its transactions back to ``submitted``. A
reverted transaction is ``mined`` with the reason as its error until it has its confirmations.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from wallet.domain.chain import Receipt
from wallet.domain.errors import ChainProblem, NotFound
from wallet.domain.events import OutboxChanged
from wallet.domain.ids import TxHash
from wallet.domain.network import Network
from wallet.domain.transfer import OutboxEntry, OutboxState
from wallet.ports.chain import Chain
from wallet.ports.storage import OutboxStore
from wallet.ports.system import Clock, EventSink
from wallet.services.chain_source import ChainSource, network_of
from wallet.services.nonces import was_stopped
from wallet.services.transfers import SigningLock

Explain = Callable[[OutboxEntry], Awaitable[str | None]]

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.2, 2.0
# Another node may still mine what ours had given up: such ends are looked at again for a day.
_SECOND_LOOK_S = 86_400
_GIVEN_UP = frozenset({OutboxState.REPLACED, OutboxState.DROPPED})


class Tracking:
    """Follows the outbox.

    Args:
        networks: Configured networks.
        outbox: The journal.
        explain: Decoded reason of a reverted transaction, ``None`` if there is none.
        lock: The signing lock, so that ``resume`` never overtakes a ``submit``.
        clock: Time.
        events: Told of every change.
    """

    def __init__(
        self,
        networks: ChainSource,
        outbox: OutboxStore,
        *,
        explain: Explain,
        lock: SigningLock,
        clock: Clock,
        events: EventSink,
    ) -> None:
        self._networks = networks
        self._outbox = outbox
        self._explain = explain
        self._lock = lock
        self._clock = clock
        self._events = events

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All of the current network, newest first."""
        return self._outbox.entries(self._networks.current().chain_id)

    def entry(self, tx_hash: TxHash) -> OutboxEntry:
        """One by hash, of any network.

        Raises:
            NotFound: ``tx_unknown``.
        """
        found = self._outbox.entry(tx_hash)
        if found is None:
            raise NotFound("tx_unknown", tx_hash=tx_hash)
        return found

    async def poll(self) -> tuple[OutboxEntry, ...]:
        """Ask the current network about everything unfinished.

        Returns:
            What changed.

        Raises:
            ChainProblem: The node cannot be used.
        """
        chain_id = self._networks.current().chain_id
        return await self._follow(chain_id, self._worth_a_look(chain_id), resend=False)

    async def resume(self) -> tuple[OutboxEntry, ...]:
        """Send again what was signed or sent but is not known to the node, then poll.

        The same bytes are sent, so each pays at most once. What was stopped by a changed
        verdict stays unsent.

        Raises:
            BadInput: ``home_in_use`` while another program is sending.
            ChainProblem: The node cannot be used.
        """
        chain_id = self._networks.current().chain_id
        async with self._lock():
            return await self._follow(chain_id, self._worth_a_look(chain_id), resend=True)

    async def wait(self, tx_hash: TxHash, timeout_s: float) -> OutboxEntry:
        """Follow one transaction until its end or until the time is up.

        A node that cannot be reached meanwhile is asked again.

        Args:
            tx_hash: Which one.
            timeout_s: At most this long, in seconds.

        Raises:
            NotFound: ``tx_unknown``.
        """
        deadline, pause = self._clock.monotonic() + timeout_s, _FIRST_PAUSE_S
        while True:
            entry = self.entry(tx_hash)
            if entry.state.is_final or was_stopped(entry):
                return entry
            await self._look_once(entry)
            entry = self.entry(tx_hash)
            left = deadline - self._clock.monotonic()
            if entry.state.is_final or left <= 0:
                return entry
            await asyncio.sleep(min(pause, left))
            pause = min(pause * 1.5, _LONGEST_PAUSE_S)

    async def _look_once(self, entry: OutboxEntry) -> None:
        try:
            await self._follow(entry.chain_id, (entry,), resend=False)
        except ChainProblem:
            # It was sent; that the node is away now says nothing about it.
            return

    def _worth_a_look(self, chain_id: int) -> tuple[OutboxEntry, ...]:
        recent = self._outbox.open_entries(chain_id, ended_since=self._second_look_since())
        return tuple(e for e in recent if not e.state.is_final or e.state in _GIVEN_UP)

    def _second_look_since(self) -> int:
        return self._clock.now() - _SECOND_LOOK_S

    async def _follow(
        self, chain_id: int, entries: tuple[OutboxEntry, ...], *, resend: bool
    ) -> tuple[OutboxEntry, ...]:
        if not entries:
            return ()
        network = network_of(self._networks, chain_id)
        look = _Look(self._networks.chain(network.name), network, self._explain)
        # Asked in one turn, so that they share a round trip.
        head, receipts = await asyncio.gather(
            look.chain.head(),
            asyncio.gather(*(look.chain.receipt(entry.tx_hash) for entry in entries)),
        )
        look.head = head.block.number
        changed = []
        # One after the other, oldest first: nonces build on each other.
        for entry, receipt in zip(entries, receipts, strict=True):
            after = await look.step(entry, receipt, resend=resend, now=self._clock.now())
            if after != entry and self._store(entry, after):
                changed.append(after)
        return tuple(changed)

    def _store(self, before: OutboxEntry, after: OutboxEntry) -> bool:
        # Somebody else (submit, another window) may have been faster: then it is theirs.
        if self._outbox.entry(before.tx_hash) != before:
            return False
        if after.state in {OutboxState.MINED, OutboxState.SETTLED, OutboxState.REVERTED}:
            self._close_rivals(after)
        self._outbox.update(after)
        self._events.publish(OutboxChanged(after.tx_hash))
        return True

    def _close_rivals(self, winner: OutboxEntry) -> None:
        since = self._second_look_since()
        for rival in self._outbox.open_entries(winner.chain_id, ended_since=since):
            same_place = (rival.account, rival.nonce) == (winner.account, winner.nonce)
            unnamed = rival.state is OutboxState.REPLACED and rival.replaced_by is None
            if rival.tx_hash == winner.tx_hash or not same_place:
                continue
            if unnamed or not rival.state.is_final:
                self._outbox.update(
                    replace(rival, state=OutboxState.REPLACED, replaced_by=winner.tx_hash)
                )
                self._events.publish(OutboxChanged(rival.tx_hash))


class _Look:
    """One look at one chain."""

    def __init__(self, chain: Chain, network: Network, explain: Explain) -> None:
        self.chain = chain
        self.head = 0
        self._network = network
        self._explain = explain

    async def step(
        self, entry: OutboxEntry, receipt: Receipt | None, *, resend: bool, now: int
    ) -> OutboxEntry:
        """The entry as the chain has it now."""
        if receipt is not None:
            return await self._with_receipt(entry, receipt)
        if entry.state in _GIVEN_UP:
            return entry
        if entry.state is OutboxState.MINED:
            entry = _undone(entry)
        if await self.chain.mined_nonce(entry.account) > entry.nonce:
            return await self._nonce_is_gone(entry)
        if was_stopped(entry) or await self.chain.knows_transaction(entry.tx_hash):
            return entry if was_stopped(entry) else _sent(entry, now)
        unsent = entry.state is OutboxState.SIGNED and entry.error is None
        # Unsent may mean that a submit is under way right now; only resume may take it over.
        return entry if unsent and not resend else await self._send_again(entry, now)

    async def _with_receipt(self, entry: OutboxEntry, receipt: Receipt) -> OutboxEntry:
        confirmations = max(1, self.head - receipt.block_number + 1)
        seen = replace(
            entry,
            submitted_at=entry.submitted_at or entry.signed_at,
            block_number=receipt.block_number,
            block_hash=receipt.block_hash,
            confirmations=confirmations,
            gas_used=receipt.gas_used,
            effective_gas_price=receipt.effective_gas_price,
            replaced_by=None,
            error=None if receipt.succeeded else await self._reason(entry, receipt),
        )
        if confirmations < self._network.confirmations:
            return replace(seen, state=OutboxState.MINED)
        end = OutboxState.SETTLED if receipt.succeeded else OutboxState.REVERTED
        return replace(seen, state=end)

    async def _reason(self, entry: OutboxEntry, receipt: Receipt) -> str:
        if entry.error and entry.block_hash == receipt.block_hash:
            return entry.error
        mined = replace(entry, block_number=receipt.block_number, block_hash=receipt.block_hash)
        return await self._explain(mined) or "reverted"

    async def _nonce_is_gone(self, entry: OutboxEntry) -> OutboxEntry:
        # The nonce was read after the receipt: in between ours may have been mined.
        receipt = await self.chain.receipt(entry.tx_hash)
        if receipt is not None:
            return await self._with_receipt(entry, receipt)
        if await self.chain.knows_transaction(entry.tx_hash):
            return entry
        return replace(entry, state=OutboxState.REPLACED)

    async def _send_again(self, entry: OutboxEntry, now: int) -> OutboxEntry:
        try:
            await self.chain.broadcast(entry.raw)
        except ChainProblem as problem:
            if problem.code != "broadcast_refused":
                raise
            return replace(entry, state=OutboxState.DROPPED, error=problem.code)
        return _sent(entry, now)


def _undone(entry: OutboxEntry) -> OutboxEntry:
    return replace(
        entry,
        state=OutboxState.SUBMITTED,
        block_number=None,
        block_hash=None,
        confirmations=0,
        gas_used=None,
        effective_gas_price=None,
        error=None,
    )


def _sent(entry: OutboxEntry, now: int) -> OutboxEntry:
    return replace(
        entry,
        state=OutboxState.SUBMITTED,
        submitted_at=entry.submitted_at or now,
        error=None,
    )
