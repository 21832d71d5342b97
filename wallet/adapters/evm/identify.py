"""Asks a node who it is, before it belongs to a network."""

from wallet.adapters.evm import values
from wallet.adapters.evm.client import NodeClient
from wallet.adapters.evm.nodes import CHAIN_ID, GENESIS, decoded
from wallet.adapters.evm.requests import Request, required
from wallet.adapters.evm.transport import HttpNode, Limits, Trips
from wallet.domain.errors import ChainProblem
from wallet.ports.nodes import NodeIdentity

_HEAD = Request("eth_blockNumber", (), required(values.number64))
_QUESTIONS = (CHAIN_ID, GENESIS, _HEAD)


class EvmProbe:
    """A ``NodeProbe``: one short conversation per call."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    async def __call__(self, url: str) -> NodeIdentity:
        """Connect, ask, disconnect.

        Raises:
            BadInput: ``url_malformed``, ``plain_http_not_loopback``.
            ChainProblem: ``node_unreachable``, ``bad_reply``.
        """
        node = HttpNode(url, self._limits)
        try:
            answers = await NodeClient(node, self._limits).ask(
                _QUESTIONS, self._limits.body, Trips()
            )
        finally:
            await node.close()
        pairs = zip(_QUESTIONS, answers, strict=True)
        chain_id, genesis, head = (decoded(node, *pair) for pair in pairs)
        for value in (chain_id, genesis, head):
            if isinstance(value, ChainProblem):
                raise value
        if not isinstance(chain_id, int) or not isinstance(head, int):
            raise TypeError("chain id and head are integers by their decoders")
        return NodeIdentity(chain_id, genesis if isinstance(genesis, str) else None, head)
