"""What the computer with the key warns of before it signs from a file."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "caution.clock_differs": (
        "The request was made {created}, but it is {now} here: one of the clocks is wrong."
    ),
    "caution.network_not_known": (
        "This computer knows no network yet; make sure that chain {chain_id} is the right one."
    ),
    "caution.token_not_pinned": (
        "The token {token} is not known here, so its amount is shown in smallest units."
    ),
    "caution.symbol_differs": (
        "The online computer calls the token {said}; here it is known as {pinned}."
    ),
    "caution.evidence_missing": "The request does not say whether the token's rules allow it.",
    "caution.accepted_before": "Accepted on the online computer: {accepted}.",
    "caution.nonce_signed_before": (
        "Something else with the number {nonce} was signed here {at}; only one of the two can "
        "take effect."
    ),
    "caution.recipient_not_known": (
        "{address} has no name here; compare it with the recipient's own, block by block."
    ),
}
