"""What each account really has."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass

from wallet.domain.chain import Block
from wallet.domain.holding import Holding
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.system import Clock
from wallet.services.chain_source import ChainSource
from wallet.services.foresight import Foresight, Roles
from wallet.services.snapshots import open_snapshot
from wallet.services.tokens import Tokens

_TOPIC = "holding"


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """Holdings of some accounts at one block.

    Attributes:
        holdings: Account by account, tokens in the order they were added.
        coins: Native coin in wei by account, ``None`` if unknown.
        round_trips: HTTP requests made after the head was known.
    """

    block: Block
    holdings: tuple[Holding, ...]
    coins: dict[Address, int | None]
    round_trips: int


class Portfolio:
    """Reads every tracked token for every account in one go."""

    def __init__(
        self, tokens: Tokens, networks: ChainSource, clock: Clock, foresight: Foresight
    ) -> None:
        self._tokens = tokens
        self._networks = networks
        self._clock = clock
        self._foresight = foresight

    async def read(self, accounts: Sequence[Address]) -> PortfolioView:
        """Read at the newest block, in the context of the next (unlock dates count from there).

        Raises:
            BadInput: ``no_network``.
            ChainProblem: The network cannot be read.
        """
        tokens = self._tokens.tokens()
        snapshot = await open_snapshot(self._networks.chain(), self._clock)
        reader = snapshot.reader
        holdings, coins = await gather(
            gather(
                *(self._holding(reader, token, account) for account in accounts for token in tokens)
            ),
            gather(*(reader.balance(account) for account in accounts)),
        )
        return PortfolioView(
            snapshot.block,
            tuple(holdings),
            dict(zip(accounts, coins, strict=True)),
            reader.round_trips,
        )

    async def _holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        roles = Roles.of(("account", account))
        foreseeing = self._foresight.open(reader, token.ref, _TOPIC, roles)
        holding = await self._tokens.standard_of(token).read_holding(foreseeing, token, account)
        self._foresight.remember(foreseeing, token.ref, _TOPIC, roles)
        return holding
