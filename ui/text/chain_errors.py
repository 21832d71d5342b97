"""Nodes that cannot be reached, are on another chain, or answer nonsense; and the demo."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "node_unreachable": "The network does not answer ({endpoint}); check the address and try again.",
    "wrong_chain": "The node {endpoint} is on chain {got}, not on chain {expected}.",
    "wrong_chain.genesis": "The node {endpoint} is on another chain with the same number.",
    "bad_reply": "The node {endpoint} gave an answer that makes no sense.",
    "nodes_disagree": "The nodes disagree, so no answer can be trusted; try again in a moment.",
    "block_gone": "The network changed while it was read; try again.",
    "broadcast_refused": "The network refused to take the transaction ({reason}).",
    "no_base_fee": "This network has no fee market that Scrip knows; it cannot send here.",
    "fee_absurd": "The node asks for an absurd fee, so nothing is sent; try another node.",
    "anvil_missing": (
        "The program of the demo network (anvil) is missing; install Foundry's anvil on the PATH,"
        " or name its file in SCRIP_ANVIL."
    ),
    "chain_unstable": "The network changed again and again while it was read; try again later.",
    "logs_unavailable": "The network does not tell its history; try another node.",
}
