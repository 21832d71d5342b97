"""Networks: which chain the wallet talks to, and by which nodes."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wallet.domain.errors import BadInput, ChainProblem, NotFound
from wallet.domain.events import NetworksChanged
from wallet.domain.network import BUILT_IN_NETWORKS, Network
from wallet.domain.node_url import NodeUrl
from wallet.domain.plain_text import SYMBOL_LIMIT, clean
from wallet.ports.chain import Chain
from wallet.ports.nodes import NodeIdentity, NodeProbe
from wallet.ports.storage import NetworkStore
from wallet.ports.system import Clock, EventSink

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", re.ASCII)
_EXPLORER = re.compile(r"https://[!-~]{1,500}", re.ASCII)
MAX_NODES = 16


@dataclass(frozen=True, slots=True)
class EndpointReport:
    """How one node answers.

    Attributes:
        url: Scheme, host and port; the rest may hold a key and is not shown.
        head: Number of its newest block.
        latency_ms: Time of the whole conversation, connecting included.
        error: Code of what is wrong; ``None`` if nothing.
    """

    url: str
    ok: bool
    chain_id: int | None
    head: int | None
    latency_ms: int
    error: str | None


@dataclass(frozen=True, slots=True)
class NetworkTools:
    """What networks need from outside, besides their store.

    Attributes:
        open_chain: Makes a ``Chain`` of a network; must not touch the network yet.
        probe: Asks a single node who it is.
    """

    open_chain: Callable[[Network], Chain]
    probe: NodeProbe
    clock: Clock
    events: EventSink


class Networks:
    """Adds, chooses and tests networks; hands out one ``Chain`` per network."""

    def __init__(
        self, store: NetworkStore, tools: NetworkTools, *, selected: str | None = None
    ) -> None:
        """Take what is needed.

        Args:
            store: Keeps networks and which one is current.
            tools: The outside.
            selected: Name that replaces the current one for this run, unchecked until used.
        """
        self._store = store
        self._tools = tools
        self._selected = selected
        self._chains: dict[str, tuple[Network, Chain]] = {}
        self._outdated: list[Chain] = []

    async def add(  # noqa: PLR0913  the fields of a network, as the command line has them
        self,
        name: str,
        rpc_urls: Sequence[str],
        chain_id: int,
        *,
        quorum: int = 1,
        confirmations: int = 1,
        explorer: str = "",
        coin: str = "",
    ) -> Network:
        """Add a network after every one of its nodes has proven to be on it.

        A network of the same name is replaced. The genesis hash that the nodes report is
        pinned; from now on a node with another one is refused.

        Args:
            name: 1 to 32 letters, digits, dots, dashes, underscores.
            rpc_urls: https, or http on this machine.
            chain_id: EIP-155 id every node must report.
            quorum: How many nodes must agree.
            confirmations: Blocks until a transaction counts as settled.
            explorer: https template with ``{tx}`` or ``{address}``; empty takes the built-in one.
            coin: Symbol of the native coin; empty takes the built-in one, else ETH.

        Raises:
            BadInput: ``name_malformed``, ``url_malformed``, ``url_twice``, ``url_missing``,
                ``plain_http_not_loopback``, ``explorer_malformed``, ``coin_malformed``,
                ``quorum_out_of_range``, ``confirmations_out_of_range``,
                ``chain_id_out_of_range``.
            ChainProblem: ``wrong_chain``, ``node_unreachable``, ``bad_reply``.
        """
        if not _NAME.fullmatch(name):
            raise BadInput("name_malformed", name=clean(name, 32))
        urls = tuple(rpc_urls)
        _refuse_bad_urls(urls)
        known = next((one for one in BUILT_IN_NETWORKS if one.chain_id == chain_id), None)
        explorer = explorer or (known.explorer if known else "")
        coin = coin or (known.coin if known else "ETH")
        _refuse_bad_words(explorer, coin)
        network = Network(name, chain_id, urls, quorum, confirmations, explorer, None, coin)
        genesis = await self._common_genesis(network)
        network = Network(name, chain_id, urls, quorum, confirmations, explorer, genesis, coin)
        self._store.save_network(network)
        self._forget_chain(name)
        self._tools.events.publish(NetworksChanged())
        return network

    async def _common_genesis(self, network: Network) -> str | None:
        found = await asyncio.gather(*(self._tools.probe(url) for url in network.rpc_urls))
        genesis: str | None = None
        for url, identity in zip(network.rpc_urls, found, strict=True):
            _refuse_wrong_chain(network, url, identity)
            genesis = genesis or identity.genesis_hash
            if identity.genesis_hash not in {None, genesis}:
                raise ChainProblem("wrong_chain", endpoint=NodeUrl.parse(url).shown, why="genesis")
        return genesis

    def list(self) -> tuple[Network, ...]:
        """All configured networks, in the order they were added."""
        return self._store.networks()

    def current(self) -> Network:
        """The network in use.

        Raises:
            BadInput: ``no_network`` if none is configured.
            NotFound: ``network_unknown`` if the selected one is not.
        """
        name = self._selected or self._store.current_network()
        if name is None:
            raise BadInput("no_network")
        return self._named(name)

    def use(self, name: str) -> Network:
        """Make a network the current one.

        Raises:
            NotFound: ``network_unknown``.
            BadInput: ``network_without_url`` for a built-in one that was not added.
        """
        network = self._named(name)
        self._store.set_current_network(network.name)
        self._tools.events.publish(NetworksChanged())
        return network

    def remove(self, name: str) -> None:
        """Forget a network; what happened on it stays in the journal and the history.

        Raises:
            NotFound: ``network_unknown``.
        """
        if not self._store.remove_network(name):
            raise NotFound("network_unknown", name=clean(name, 32))
        self._forget_chain(name)
        self._tools.events.publish(NetworksChanged())

    async def test(self, name: str) -> tuple[EndpointReport, ...]:
        """Ask every node of a network who it is; in the order of its addresses.

        Raises:
            NotFound: ``network_unknown``.
        """
        network = self._named(name)
        return tuple(
            await asyncio.gather(*(self._report(network, url) for url in network.rpc_urls))
        )

    async def _report(self, network: Network, url: str) -> EndpointReport:
        start = self._tools.clock.monotonic()
        shown = NodeUrl.parse(url).shown
        identity: NodeIdentity | None = None
        error: str | None = None
        try:
            identity = await self._tools.probe(url)
            _refuse_wrong_chain(network, url, identity)
        except ChainProblem as problem:
            error = problem.code
        latency = round((self._tools.clock.monotonic() - start) * 1000)
        if identity is None:
            return EndpointReport(
                shown, ok=False, chain_id=None, head=None, latency_ms=latency, error=error
            )
        return EndpointReport(
            shown,
            ok=error is None,
            chain_id=identity.chain_id,
            head=identity.head,
            latency_ms=latency,
            error=error,
        )

    def chain(self, name: str | None = None) -> Chain:
        """The chain of a network; the same one until the network is changed.

        It verifies chain id and genesis block with the first answer of each node.

        Args:
            name: Which network; the current one if not given.

        Raises:
            BadInput: ``no_network``.
            NotFound: ``network_unknown``.
        """
        network = self.current() if name is None else self._named(name)
        kept = self._chains.get(network.name)
        if kept is not None and kept[0] == network:
            return kept[1]
        self._forget_chain(network.name)
        chain = self._tools.open_chain(network)
        self._chains[network.name] = network, chain
        return chain

    async def close(self) -> None:
        """Give up all connections."""
        for name in tuple(self._chains):
            self._forget_chain(name)
        while self._outdated:
            await self._outdated.pop().close()

    def _forget_chain(self, name: str) -> None:
        if kept := self._chains.pop(name, None):
            self._outdated.append(kept[1])

    def _named(self, name: str) -> Network:
        for network in self._store.networks():
            if network.name == name:
                return network
        if any(network.name == name for network in BUILT_IN_NETWORKS):
            raise BadInput("network_without_url", name=name)
        raise NotFound("network_unknown", name=clean(name, 32))


def _refuse_bad_urls(urls: Sequence[str]) -> None:
    if not 0 < len(urls) <= MAX_NODES:
        raise BadInput("url_missing" if not urls else "too_many_urls", most=MAX_NODES)
    for place, url in enumerate(urls):
        shown = NodeUrl.parse(url).shown
        if url in urls[:place]:
            # A node that agrees with itself is no quorum.
            raise BadInput("url_twice", url=shown)


def _refuse_bad_words(explorer: str, coin: str) -> None:
    if explorer and not (
        _EXPLORER.fullmatch(explorer) and ("{tx}" in explorer or "{address}" in explorer)
    ):
        raise BadInput("explorer_malformed")
    if not 0 < len(coin) <= SYMBOL_LIMIT or coin != clean(coin, SYMBOL_LIMIT):
        raise BadInput("coin_malformed")


def _refuse_wrong_chain(network: Network, url: str, identity: NodeIdentity) -> None:
    genesis = identity.genesis_hash
    if identity.chain_id != network.chain_id:
        why = "chain_id"
    elif genesis and network.genesis_hash and genesis != network.genesis_hash:
        why = "genesis"
    else:
        return
    raise ChainProblem(
        "wrong_chain",
        endpoint=NodeUrl.parse(url).shown,
        why=why,
        expected=network.chain_id,
        got=identity.chain_id,
    )
