"""Why a mined transaction failed, in the contract's own words."""

from collections.abc import Callable

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import Simulation
from wallet.domain.errors import BadInput
from wallet.domain.transaction import SignedTransaction
from wallet.domain.transfer import OutboxEntry
from wallet.ports.standard import TokenStandard
from wallet.ports.storage import TokenStore
from wallet.services.chain_source import ChainSource, chain_of

Explain = Callable[[CallResult], Simulation]

_VOTES = frozenset({"vote", "delegation"})


class Failures:
    """Runs a failed transaction again on the block before its own."""

    def __init__(
        self,
        networks: ChainSource,
        tokens: TokenStore,
        standards: Callable[[str], TokenStandard],
        votes: Explain,
    ) -> None:
        """Wire the service.

        Args:
            networks: Configured networks.
            tokens: Tracked tokens, to know whose words are spoken.
            standards: The module of a standard by name.
            votes: Reads what a vote or a delegation came to.
        """
        self._networks = networks
        self._tokens = tokens
        self._standards = standards
        self._votes = votes

    async def explain(self, entry: OutboxEntry) -> str | None:
        """The decoded reason; ``None`` if the run succeeds now or nothing can be said.

        Transactions of the same block are not replayed, so a reason that only they caused is
        not found.
        """
        if entry.block_number is None:
            return None
        chain = chain_of(self._networks, entry.chain_id)
        block = await chain.block_at(max(0, entry.block_number - 1))
        try:
            unsigned = SignedTransaction.decode(entry.raw).unsigned
        except BadInput:
            return None
        if block is None:
            return None
        call = Call(unsigned.to, unsigned.data, entry.account, unsigned.value)
        result = await chain.reader(block).call(call)
        explain = self._votes if entry.kind in _VOTES else self._standard(entry).explain
        return _words(explain(result))

    def _standard(self, entry: OutboxEntry) -> TokenStandard:
        for token in self._tokens.tokens(entry.chain_id):
            if token.address == entry.token:
                return self._standards(token.standard)
        return self._standards("ERC-20")


def _words(simulation: Simulation) -> str | None:
    if simulation.ok is not False:
        return None
    said = ", ".join(simulation.args)
    return f"{simulation.error}: {said}" if said else simulation.error
