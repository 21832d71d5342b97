"""Asks again at once what had to be asked last time.

Finding out why a transfer fails goes in steps: the token names its registry, the registry its
topics, and so on. The questions of the last check of a token are remembered as patterns; next
time they are all asked in the first round trip. Only questions are remembered, never answers:
what is shown always comes from the block in question, and a step that has changed since is
simply asked anew.
"""

import asyncio
import json
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from wallet.domain.chain import Block, BlockContext, Call, CallResult, Grade, LogEntry, LogQuery
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address, TokenRef
from wallet.ports.chain import ChainReader
from wallet.ports.storage import SettingsStore

T = TypeVar("T")
Logs = tuple[LogEntry, ...] | None

CALLS_LIMIT = 256
TEXT_LIMIT = 200_000
_WORD = 32
_LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Roles:
    """The values that differ from one check to the next, by role."""

    values: Mapping[str, bytes]

    @classmethod
    def of(cls, *addresses: tuple[str, Address | None], amount: int | None = None) -> "Roles":
        """Name the addresses and the amount of a question; absent ones play no role."""
        words = {name: one.raw.rjust(_WORD, b"\x00") for name, one in addresses if one is not None}
        if amount is not None:
            words["amount"] = amount.to_bytes(_WORD, "big")
        return cls(words)

    def generalise(self, call: Call) -> list[str] | None:
        """A call as a pattern; ``None`` for shapes not worth remembering."""
        if call.value or (len(call.data) - 4) % _WORD or not call.data:
            return None
        names = {word: name for name, word in reversed(tuple(self.values.items()))}
        words = [call.data[at : at + _WORD] for at in range(4, len(call.data), _WORD)]
        named = [names.get(word) or word.hex() for word in words]
        return [self._who(call.to), self._who(call.sender), call.data[:4].hex(), *named]

    def apply(self, pattern: list[str]) -> Call | None:
        """The call a pattern means for these values; ``None`` if a role is missing."""
        to, sender, selector, *words = pattern
        target = self._address(to)
        if target is None:
            return None
        found = [self.values.get(word) or _hex(word) for word in words]
        if any(word is None for word in found):
            return None
        data = bytes.fromhex(selector) + b"".join(word for word in found if word is not None)
        return Call(target, data, self._address(sender) if sender else None)

    def generalise_logs(self, query: LogQuery) -> list[str] | None:
        """A filter for events as a pattern; ``None`` for alternatives or a fixed end."""
        if query.to_block is not None or any(isinstance(one, tuple) for one in query.topics):
            return None
        names = {word: name for name, word in reversed(tuple(self.values.items()))}
        topics = [
            names.get(topic) or topic.hex() if isinstance(topic, bytes) else ""
            for topic in query.topics
        ]
        contracts = ",".join(self._who(address) for address in query.addresses)
        return [_LOGS, contracts, str(query.from_block), *topics]

    def apply_logs(self, pattern: list[str]) -> LogQuery | None:
        """The filter a pattern means for these values; ``None`` if a role is missing."""
        _, contracts, start, *topics = pattern
        addresses = [self._address(one) for one in contracts.split(",")]
        words = [self.values.get(topic) or _hex(topic) for topic in topics if topic]
        if None in addresses or None in words:
            return None
        found = iter(words)
        return LogQuery(
            tuple(address for address in addresses if address is not None),
            tuple(next(found) if topic else None for topic in topics),
            int(start),
        )

    def _who(self, address: Address | None) -> str:
        if address is None:
            return ""
        word = address.raw.rjust(_WORD, b"\x00")
        return next((name for name, value in self.values.items() if value == word), str(address))

    def _address(self, text: str) -> Address | None:
        word = self.values.get(text)
        if word is not None:
            return Address.from_bytes(word[-20:])
        return Address(text) if text.startswith("0x") else None


def _hex(word: str) -> bytes | None:
    return bytes.fromhex(word) if len(word) == 2 * _WORD else None


@dataclass
class ForeseeingReader:
    """A reader that has already asked what will probably be asked.

    Attributes:
        asked: Every question that was really wanted, in order, for the next time.
    """

    inner: ChainReader
    calls: dict[Call, "asyncio.Future[CallResult]"] = field(default_factory=dict)
    filters: dict[LogQuery, "asyncio.Future[Logs]"] = field(default_factory=dict)
    asked: dict[Call | LogQuery, None] = field(default_factory=dict)

    @property
    def chain_id(self) -> int:
        """As the reader below."""
        return self.inner.chain_id

    @property
    def block(self) -> Block:
        """As the reader below."""
        return self.inner.block

    @property
    def context(self) -> BlockContext | None:
        """As the reader below."""
        return self.inner.context

    @property
    def grade(self) -> Grade:
        """As the reader below."""
        return self.inner.grade

    @property
    def round_trips(self) -> int:
        """As the reader below."""
        return self.inner.round_trips

    async def call(self, call: Call) -> CallResult:
        """The foreseen answer at this very block, or a new question."""
        self.asked[call] = None
        foreseen = self.calls.get(call)
        return await (foreseen if foreseen is not None else self.inner.call(call))

    async def balance(self, address: Address) -> int | None:
        """As the reader below."""
        return await self.inner.balance(address)

    async def code(self, address: Address) -> bytes | None:
        """As the reader below."""
        return await self.inner.code(address)

    async def storage(self, address: Address, slot: int) -> bytes | None:
        """As the reader below."""
        return await self.inner.storage(address, slot)

    async def estimate_gas(self, call: Call) -> int | None:
        """As the reader below."""
        return await self.inner.estimate_gas(call)

    async def logs(self, query: LogQuery) -> Logs:
        """The foreseen answer at this very block, or a new question."""
        self.asked[query] = None
        foreseen = self.filters.get(query)
        return await (foreseen if foreseen is not None else self.inner.logs(query))

    def foresee(self, questions: list[Call | LogQuery]) -> None:
        """Ask now, together with the first real question."""
        for question in dict.fromkeys(questions):
            if isinstance(question, Call):
                self.calls[question] = _started(self.inner.call(question))
            else:
                self.filters[question] = _started(self.inner.logs(question))


def _started(question: Coroutine[object, object, T]) -> "asyncio.Future[T]":
    task = asyncio.ensure_future(question)
    task.add_done_callback(_looked_at)
    return task


def _looked_at(task: "asyncio.Future[T]") -> None:
    # A question nobody asked may fail without anybody noticing; those who ask get the error.
    if not task.cancelled():
        task.exception()


class Foresight:
    """Remembers the questions of each token's last check."""

    def __init__(self, store: SettingsStore) -> None:
        self._store = store

    def open(
        self, reader: ChainReader, token: TokenRef, topic: str, roles: Roles
    ) -> ForeseeingReader:
        """A reader that asks the remembered questions first.

        Args:
            reader: Pinned to a block.
            token: Whose questions.
            topic: What kind of question, e.g. ``check``.
            roles: The values of this time.
        """
        foreseeing = ForeseeingReader(reader)
        patterns = self._patterns(_key(token, topic))
        foreseeing.foresee([one for pattern in patterns if (one := _applied(roles, pattern))])
        return foreseeing

    def remember(self, reader: ForeseeingReader, token: TokenRef, topic: str, roles: Roles) -> None:
        """Keep what was asked this time, if it differs from last time."""
        key = _key(token, topic)
        found = [pattern for one in reader.asked if (pattern := _generalised(roles, one))]
        if found[:CALLS_LIMIT] == self._patterns(key):
            return
        text = json.dumps(found[:CALLS_LIMIT], separators=(",", ":"))
        if len(text) <= TEXT_LIMIT:
            self._store.set_setting(key, text)

    def _patterns(self, key: str) -> list[list[str]]:
        text = self._store.setting(key)
        if not text:
            return []
        try:
            patterns = json.loads(text)
        except ValueError:
            return []
        return [pattern for pattern in patterns if _is_pattern(pattern)]


def _key(token: TokenRef, topic: str) -> str:
    return f"foresight:{topic}:{token.chain_id}:{token.address.lower()}"


def _is_pattern(pattern: object) -> bool:
    if not isinstance(pattern, list) or len(pattern) < 3:
        return False
    return all(isinstance(part, str) for part in pattern)


def _generalised(roles: Roles, question: Call | LogQuery) -> list[str] | None:
    if isinstance(question, Call):
        return roles.generalise(question)
    return roles.generalise_logs(question)


def _applied(roles: Roles, pattern: list[str]) -> Call | LogQuery | None:
    try:
        return roles.apply_logs(pattern) if pattern[0] == _LOGS else roles.apply(pattern)
    except (BadInput, ValueError):
        # The settings file is the person's: a damaged pattern costs a round trip, no more.
        return None
