"""Files that carry a transfer to a computer without a network and back."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "package_malformed": "This file is no transfer package of Scrip, or it was damaged on its way.",
    "package_kind_unknown": "This package is of another kind than is expected here.",
    "package_version_unknown": "This package was written by a newer Scrip; update this one.",
    "package_digest_wrong": "This package was damaged or changed on its way; export it anew.",
    "offline_call_unknown": "The transaction in this package does something Scrip cannot read.",
    "offline_claims_differ": "What this package says and what its bytes say differ ({fields}).",
    "offline_decimals_differ": (
        "This package says that the token has {said} decimals, but here it is known with {pinned}."
    ),
    "offline_expired": "This package is too old ({expires:time}); export it anew.",
    "offline_fee_too_high": "The fee in this package is higher than you allow.",
    "offline_network_unknown": "This package is for a network (chain {chain_id}) unknown here.",
    "offline_not_allowed": "This package says itself that the transfer would not pass.",
    "offline_path_differs": "This package names another path for the key than the one known here.",
    "offline_request_unknown": "No request of yours belongs to this answer.",
    "offline_value_with_call": "The transaction in this package would send coin along; not signed.",
    "offline_not_possible": "This ({kind}) cannot be carried to a computer without a network yet.",
    "offline_lifetime": "A package may be valid for at most {most_s:duration}.",
    "offline_request_done": "This request was answered and sent already.",
    "offline_request_withdrawn": "This request was withdrawn; export a new one.",
    "offline_digest_differs": "This answer belongs to another version of the request.",
    "offline_answer_differs": "This answer differs from its request ({fields}); nothing was sent.",
    "offline_bytes_differ": "Something else was signed than was requested; nothing was sent.",
    "offline_signer_differs": "Another account signed than was requested; nothing was sent.",
    "offline_declined": "The other computer did not sign ({reason}).",
    "offline_other_network": "This answer is for another network (chain {chain_id}).",
    "offline_nonce_used": (
        "Another transfer of this account was sent meanwhile, so this one cannot pass; "
        "export it anew."
    ),
    "acceptance_needed": "Not sent: this needs your explicit word for each of: {missing}.",
}
