"""Looking for governors of tracked tokens, as nothing on a token says who counts its votes."""

from asyncio import gather
from collections.abc import Callable, Collection
from dataclasses import dataclass

from wallet.domain.chain import LogQuery
from wallet.domain.errors import ChainProblem
from wallet.domain.governance import Governor
from wallet.domain.ids import Address
from wallet.domain.vote_events import cast_query, created_query
from wallet.ports.chain import ChainReader
from wallet.ports.governance import GovernorModule
from wallet.services.tokens import Tokens

# About a month of a chain with a block every twelve seconds.
_RECENT_BLOCKS = 220_000
_MOST_CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a search came to.

    Attributes:
        found: Governors that count the votes of a tracked token.
        asked: How many contracts were asked.
        events_read: Whether the network told which contracts announced votes recently; without
            that, only contracts with power over a token were asked.
    """

    found: tuple[Governor, ...]
    asked: int
    events_read: bool


class GovernorSearch:
    """Asks contracts that might be governors whether they are.

    Candidates: owners and agents of the tracked tokens, contracts where the own accounts voted,
    and contracts that announced a proposal in the last weeks. A governor that did none of this
    is not found and has to be added by its address.
    """

    def __init__(
        self,
        tokens: Tokens,
        governors: GovernorModule,
        own: Callable[[], Collection[Address]],
    ) -> None:
        self._tokens = tokens
        self._governors = governors
        self._own = own

    async def run(self, reader: ChainReader, known: Collection[Address]) -> Discovery:
        """Search at the reader's block, leaving out those that are known."""
        tracked = {token.address for token in self._tokens.tokens()}
        if not tracked:
            return Discovery((), 0, events_read=False)
        powers, announced, voted = await gather(
            self._powerful(), self._announcers(reader), self._voted_at(reader)
        )
        likely = dict.fromkeys([*powers, *(voted or ()), *(announced or ())])
        candidates = [one for one in likely if one not in known][:_MOST_CANDIDATES]
        answers = await gather(*(self._governors.recognise(reader, one) for one in candidates))
        found = tuple(one for one in answers if one is not None and one.token in tracked)
        return Discovery(found, len(candidates), events_read=announced is not None)

    async def _powerful(self) -> list[Address]:
        details = await gather(
            *(self._tokens.details(token, None) for token in self._tokens.tokens())
        )
        return [holder for each in details for power in each.powers for holder in power.holders]

    async def _announcers(self, reader: ChainReader) -> list[Address] | None:
        first = max(0, reader.block.number - _RECENT_BLOCKS)
        return await _emitters(reader, created_query((), first))

    async def _voted_at(self, reader: ChainReader) -> list[Address] | None:
        own = tuple(self._own())
        return await _emitters(reader, cast_query((), own)) if own else []


async def _emitters(reader: ChainReader, query: LogQuery) -> list[Address] | None:
    try:
        logs = await reader.logs(query)
    except ChainProblem:
        # Many nodes answer such a wide question only with an error; the search goes on without.
        return None
    return None if logs is None else [log.address for log in reversed(logs)]
