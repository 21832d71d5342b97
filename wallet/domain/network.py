"""Networks: which chain, by which nodes."""

from dataclasses import dataclass

from wallet.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Network:
    """A configured chain.

    Attributes:
        name: The person's word for it; the key.
        chain_id: EIP-155 id every node of it must report.
        rpc_urls: Endpoints, first is primary; empty for a built-in network without a node.
        quorum: How many endpoints must agree; 1 means the first that answers.
        confirmations: Blocks on top of (and with) a transaction until it is settled.
        explorer: Template with ``{tx}`` or ``{address}``; may be empty.
        genesis_hash: Pinned on first contact; ``None`` before.
        coin: Symbol of the native coin (18 decimals).
    """

    name: str
    chain_id: int
    rpc_urls: tuple[str, ...] = ()
    quorum: int = 1
    confirmations: int = 1
    explorer: str = ""
    genesis_hash: str | None = None
    coin: str = "ETH"

    def __post_init__(self) -> None:
        if not 0 < self.chain_id < 2**63:
            raise BadInput("chain_id_out_of_range", chain_id=self.chain_id)
        if not 1 <= self.quorum <= max(1, len(self.rpc_urls)):
            raise BadInput("quorum_out_of_range", quorum=self.quorum, urls=len(self.rpc_urls))
        if not 1 <= self.confirmations <= 10_000:
            raise BadInput("confirmations_out_of_range", confirmations=self.confirmations)


BUILT_IN_NETWORKS = (
    Network("ethereum", 1, explorer="https://etherscan.io/tx/{tx}", confirmations=12),
    Network(
        "polygon", 137, explorer="https://polygonscan.com/tx/{tx}", confirmations=30, coin="POL"
    ),
    Network("base", 8453, explorer="https://basescan.org/tx/{tx}", confirmations=12),
    Network("sepolia", 11155111, explorer="https://sepolia.etherscan.io/tx/{tx}", confirmations=3),
)
