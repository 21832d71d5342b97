"""The story the tour tells, step by step."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "tour_title": "A tour of Scrip on a network of its own; nothing of yours is touched.",
    "tour_world": "The demo network runs on this computer (chain {chain_id}).",
    "tour_holdings": "{name} holds {count} tokens.",
    "tour_refused": "{title}: refused. {reason}",
    "tour_nothing_sent": "Nothing was signed and nothing was sent.",
    "tour_allowed": "{title}: allowed.",
    "tour_signed": "The key host signed exactly the reviewed transaction {hash}.",
    "tour_settled": "Settled in block {block}.",
    "tour_balances": "The sender has {sent} {symbol} less, the recipient {received} {symbol} more.",
    "tour_waiting": "{count} proposal waits for your vote: {title}.",
    "tour_voted": "Voted for “{title}”: {power} {symbol} more are counted for it.",
    "tour_exported": "A request for a signature is in a file; its words: {words}.",
    "tour_signed_alone": (
        "A second home signed it as a program without any network, and showed the same words."
    ),
    "tour_signed_apart": (
        "A second home signed it, and showed the same words (this system gives programs no way "
        "to be without a network)."
    ),
    "tour_returned": "The answer holds exactly what was asked; {changed} rules changed meanwhile.",
    "tour_failed": "This did not go as it should: {reason}",
    "tour_done": "Everything above really happened.",
    "tour_not_done": "The tour did not go as it should.",
}
