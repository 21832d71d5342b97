"""History of the accounts' tokens, read from the chain's events and kept locally."""

import asyncio
from asyncio import gather
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from wallet.domain.activity import ActivityEntry
from wallet.domain.chain import Block, LogEntry
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.governance import Governor
from wallet.domain.ids import Address
from wallet.ports.chain import Chain
from wallet.ports.storage import AccountStore, HistoryStore, SettingsStore, TokenStore
from wallet.services.activity_csv import csv_text
from wallet.services.activity_events import Pair, entries_of, is_pause, queries
from wallet.services.activity_votes import vote_entries, vote_queries
from wallet.services.chain_source import ChainSource
from wallet.services.checkpoints import Checkpoint, Checkpoints

Progress = Callable[[int, int], None]

_LONGEST_SPAN = 500_000
_TIMES_PER_REQUEST = 200
_TRIES = 3


def _no_governors(_chain_id: int) -> tuple[Governor, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The stores history needs.

    Attributes:
        governors: Followed governors of a chain.
    """

    accounts: AccountStore
    tokens: TokenStore
    history: HistoryStore
    settings: SettingsStore
    governors: Callable[[int], tuple[Governor, ...]] = _no_governors


class Activity:
    """History of the current network."""

    def __init__(self, networks: ChainSource, kept: Kept) -> None:
        self._networks = networks
        self._kept = kept
        self._checkpoints = Checkpoints(kept.settings)
        self._one_at_a_time = asyncio.Lock()

    async def sync(self, progress: Progress | None = None) -> None:
        """Read what is new since the last time, and again what was undone meanwhile.

        Progress is stored as it goes: a sync that is cut off carries on where it was.

        Args:
            progress: Told (last block read, newest block) after each step.

        Raises:
            ChainProblem: The node cannot be used, ``logs_unavailable`` (it does not answer
                about events), ``chain_unstable`` (the chain keeps changing under the read).
        """
        chain = self._networks.chain()
        async with self._one_at_a_time:
            head = (await chain.head()).block
            await self._forget_undone(chain)
            groups: dict[int, list[Pair]] = defaultdict(list)
            for pair in self._pairs(chain.chain_id):
                last = self._kept.history.synced_to(chain.chain_id, *pair)
                groups[0 if last is None else last + 1].append(pair)
            for first in sorted(groups):
                await self._read(chain, head, first, frozenset(groups[first]), progress)

    def entries(
        self, account: Address | None = None, token: Address | None = None
    ) -> tuple[ActivityEntry, ...]:
        """What is known of the accounts of this wallet, newest first."""
        mine = {own.address for own in self._kept.accounts.accounts()}
        chain_id = self._networks.current().chain_id
        found = self._kept.history.history(chain_id, account, token)
        return tuple(entry for entry in found if entry.account in mine)

    def synced_to(self) -> int | None:
        """The block up to which everything is read; ``None`` if something never was."""
        chain_id = self._networks.current().chain_id
        read = [self._kept.history.synced_to(chain_id, *pair) for pair in self._pairs(chain_id)]
        known = [block for block in read if block is not None]
        return min(known) if known and len(known) == len(read) else None

    def export_csv(
        self, path: Path, account: Address | None = None, token: Address | None = None
    ) -> int:
        """Write the history as CSV, replacing a file of that name.

        Returns:
            How many lines, the heading apart.

        Raises:
            BadInput: ``file_unwritable``.
        """
        entries = self.entries(account, token)
        chain_id = self._networks.current().chain_id
        tokens = {one.address: one for one in self._kept.tokens.tokens(chain_id)}
        text = csv_text(entries, tokens)
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise BadInput("file_unwritable", file=path.name, detail=str(error.strerror)) from None
        return len(entries)

    def _pairs(self, chain_id: int) -> tuple[Pair, ...]:
        tokens = [token.address for token in self._kept.tokens.tokens(chain_id)]
        tokens += [governor.address for governor in self._kept.governors(chain_id)]
        accounts = [account.address for account in self._kept.accounts.accounts()]
        return tuple((account, token) for account in accounts for token in tokens)

    async def _forget_undone(self, chain: Chain) -> None:
        before = self._checkpoints.of(chain.chain_id)
        standing = await self._checkpoints.newest_standing(chain)
        if before and standing == before[-1]:
            return
        first_undone = 0 if standing is None else standing.number + 1
        self._kept.history.forget_history_from(chain.chain_id, first_undone)
        self._checkpoints.forget_above(chain.chain_id, standing)

    async def _read(
        self,
        chain: Chain,
        head: Block,
        first: int,
        pairs: frozenset[Pair],
        progress: Progress | None,
    ) -> None:
        span = _LONGEST_SPAN
        while first <= head.number:
            last = min(first + span - 1, head.number)
            entries = await self._stable(chain, head, (first, last), pairs)
            if entries is None and span == 1:
                raise ChainProblem("logs_unavailable", block=first)
            if entries is None:
                span = max(1, min(span, last - first + 1) // 2)
                continue
            self._keep(chain.chain_id, entries, pairs, last)
            if progress is not None:
                progress(last, head.number)
            first = last + 1

    async def _stable(
        self, chain: Chain, head: Block, span: tuple[int, int], pairs: frozenset[Pair]
    ) -> tuple[ActivityEntry, ...] | None:
        """Entries of a span that was the same chain before and after; ``None``: too much."""
        last = span[1]
        for _ in range(_TRIES):
            block = await chain.block_at(last)
            logs = await self._logs(chain, head, span, pairs)
            if logs is None:
                return None
            entries = await self._entries(chain, logs, pairs)
            after = await chain.block_at(last)
            if block is not None and after is not None and block.hash == after.hash:
                self._note(chain.chain_id, block)
                return entries
        raise ChainProblem("chain_unstable", block=last)

    def _note(self, chain_id: int, block: Block) -> None:
        points = self._checkpoints.of(chain_id)
        # A group that starts further back must not take away what stands above it.
        if not points or points[-1].number < block.number:
            self._checkpoints.add(chain_id, Checkpoint(block.number, block.hash))

    async def _entries(
        self, chain: Chain, logs: list[LogEntry], pairs: frozenset[Pair]
    ) -> tuple[ActivityEntry, ...]:
        paused = {log.address for log in logs if is_pause(log)}
        holders = {
            pair for pair in pairs if pair[1] in paused and self._has_moved(chain.chain_id, pair)
        }
        votes = vote_entries(chain.chain_id, logs, pairs, self._voting(chain.chain_id))
        found = (*entries_of(chain.chain_id, logs, pairs, holders), *votes)
        numbers = sorted({entry.block_number for entry in found})
        times: dict[int, int] = {}
        for start in range(0, len(numbers), _TIMES_PER_REQUEST):
            times |= await chain.block_times(numbers[start : start + _TIMES_PER_REQUEST])
        return tuple(replace(entry, at=times.get(entry.block_number)) for entry in found)

    def _has_moved(self, chain_id: int, pair: Pair) -> bool:
        return bool(self._kept.history.history(chain_id, *pair))

    def _keep(
        self,
        chain_id: int,
        entries: tuple[ActivityEntry, ...],
        pairs: Collection[Pair],
        last: int,
    ) -> None:
        self._kept.history.add_history(entries)
        for account, token in pairs:
            self._kept.history.set_synced_to(chain_id, account, token, last)

    def _voting(self, chain_id: int) -> dict[Address, Address]:
        """Followed governors, with the token whose units vote."""
        return {one.address: one.token or one.address for one in self._kept.governors(chain_id)}

    async def _logs(
        self, chain: Chain, head: Block, span: tuple[int, int], pairs: frozenset[Pair]
    ) -> list[LogEntry] | None:
        accounts = {account for account, _ in pairs}
        governors = {where for _, where in pairs} & self._voting(chain.chain_id).keys()
        tokens = {where for _, where in pairs} - governors
        asked = list(vote_queries(accounts, tokens, governors, span))
        asked += queries(accounts, tokens, *span) if tokens else ()
        reader = chain.reader(head)
        answers = await gather(*(reader.logs(query) for query in asked))
        logs: list[LogEntry] = []
        for answer in answers:
            if answer is None:
                return None
            logs.extend(answer)
        return logs
