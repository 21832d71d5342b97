"""What the services need of the configured networks."""

from typing import Protocol

from wallet.domain.errors import NotFound
from wallet.domain.network import Network
from wallet.ports.chain import Chain


class ChainSource(Protocol):
    """Configured networks and the chains behind them."""

    def current(self) -> Network:
        """The network in use.

        Raises:
            BadInput: ``no_network``.
        """

    def list(self) -> tuple[Network, ...]:
        """All configured networks."""

    def chain(self, name: str | None = None) -> Chain:
        """The chain of a network; of the current one without a name."""


def network_of(networks: ChainSource, chain_id: int) -> Network:
    """The network for a chain: the current one if it fits, else the first that does.

    Raises:
        NotFound: ``network_unknown`` if no configured network has nodes for it.
    """
    fitting = [one for one in networks.list() if one.chain_id == chain_id and one.rpc_urls]
    if not fitting:
        raise NotFound("network_unknown", chain_id=chain_id)
    current = networks.current()
    return current if current in fitting else fitting[0]


def chain_of(networks: ChainSource, chain_id: int) -> Chain:
    """The chain with this id.

    Raises:
        NotFound: ``network_unknown``.
    """
    return networks.chain(network_of(networks, chain_id).name)
