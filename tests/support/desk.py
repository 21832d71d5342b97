"""The wallet's services over a real chain, with stores in memory."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.fakes.stores import MemoryNetworks, MemorySettings, MemoryTokens
from wallet.adapters.evm.chain import EvmChain
from wallet.adapters.evm.identify import EvmProbe
from wallet.adapters.system import SystemClock
from wallet.domain.compliance import TransferIntent
from wallet.domain.network import Network
from wallet.services.compliance import Compliance
from wallet.services.foresight import Foresight
from wallet.services.networks import Networks, NetworkTools
from wallet.services.portfolio import Portfolio
from wallet.services.snapshots import open_snapshot
from wallet.services.tokens import Tokens
from wallet.standards.registry import STANDARDS


class Ignored:
    """An event sink nobody listens to."""

    def publish(self, event):
        pass


@dataclass
class Desk:
    """What a front-end would have, as far as no key is needed."""

    networks: Networks
    tokens: Tokens
    compliance: Compliance
    portfolio: Portfolio
    known: set = field(default_factory=set)

    async def snapshot(self):
        """The newest block in the context of the next."""
        return await open_snapshot(self.networks.chain(), SystemClock())

    async def check(self, address, sender, recipient, units, **more):
        """Recognise the token and check one transfer."""
        token = await self.tokens.recognise(address)
        return await self.compliance.check(TransferIntent(token, sender, recipient, units, **more))

    async def maximum(self, address, sender, recipient):
        token = await self.tokens.recognise(address)
        return await self.compliance.maximum(token, sender, recipient)

    async def holding(self, address, account):
        """Track the token and read what the account has."""
        await self.tokens.add(address)
        view = await self.portfolio.read([account])
        return next(one for one in view.holdings if one.token.address == address)


@asynccontextmanager
async def open_desk(url, chain_id):
    """Services for one event loop; connections are given up at the end."""
    store, clock, known = MemoryNetworks(), SystemClock(), set()
    store.save_network(Network("test", chain_id, (url,)))
    tools = NetworkTools(
        open_chain=lambda network: EvmChain(network, clock.monotonic),
        probe=EvmProbe(),
        clock=clock,
        events=Ignored(),
    )
    networks, foresight = Networks(store, tools), Foresight(MemorySettings())
    tokens = Tokens(MemoryTokens(), networks, STANDARDS, clock, Ignored())
    compliance = Compliance(tokens, networks, clock, foresight, lambda: known)
    try:
        yield Desk(
            networks,
            tokens,
            compliance,
            Portfolio(tokens, networks, clock, Foresight(MemorySettings())),
            known,
        )
    finally:
        await networks.close()
