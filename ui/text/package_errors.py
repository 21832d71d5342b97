"""Files that carry a transfer to a computer without a network and back."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "package_malformed": "This file is no transfer package of Scrip, or it was damaged on its way.",
    "package_malformed.text": "This package holds text that cannot be seen; it is not used.",
    "package_malformed.field": (
        "This package lacks something, or holds something Scrip cannot check ({field})."
    ),
    "package_malformed.duplicate_key": "This package says something twice; it is not used.",
    "package_malformed.spelling": (
        "This package is not written in its one form: somebody changed it on its way."
    ),
    "package_malformed.size": "This file is too large for a transfer package.",
    "package_kind_unknown": "This package is of another kind than is expected here.",
    "package_kind_unknown.request": "This is the request; submit the signed answer.",
    "package_version_unknown": "This package was written by a newer Scrip; update this one.",
    "package_digest_wrong": "This package was damaged or changed on its way; export it anew.",
    # What stops the computer with the key.
    "offline_call_unknown": "The transaction in this package does something Scrip cannot read.",
    "offline_claims_differ": "What this package says and what its bytes say differ ({fields}).",
    "offline_decimals_differ": (
        "This package says that the token has {said} decimals, but here it is known with {pinned}."
    ),
    "offline_expired": (
        "This package had to be signed before {expires}, and it is {now} here; export it anew."
    ),
    "offline_fee_too_high": "The fee of up to {fee} is above {cap}; allow it with --max-fee.",
    "offline_network_unknown": "This package is for a network (chain {chain_id}) unknown here.",
    "offline_not_allowed": "This package says itself that the transfer would not pass.",
    "offline_path_differs": "This package names another path for the key than the one known here.",
    "offline_value_with_call": "The transaction in this package would send coin along; not signed.",
    # What stops the computer with the network.
    "offline_not_possible": "This cannot be signed by file.",
    "offline_lifetime": "A request lives at least a second and at most {most_s:duration}.",
    "offline_request_unknown": "No request of yours belongs to this answer.",
    "offline_request_withdrawn": "You withdrew the request that this answers; export it anew.",
    "offline_request_done": "This request was sent already; it cannot be withdrawn.",
    "offline_digest_differs": "This answers another request than the one you made; not sent.",
    "offline_answer_differs": "This answer contradicts itself ({fields}); not sent.",
    "offline_bytes_differ": "Something else was signed than you asked for; not sent.",
    "offline_signer_differs": "This was not signed by the account you asked; not sent.",
    "offline_declined": "The other computer did not sign.",
    "offline_nonce_used": (
        "Another transaction of this account has taken the number {nonce}; export it anew."
    ),
    "offline_other_network": (
        "This is for chain {chain_id}, another network than the one in use; choose it with "
        "--network."
    ),
    # The air-gapped program.
    "network_interface_up": (
        "A network interface is up ({names}), so the vault stays shut; switch it off, or go on "
        "this once with --interface-up-ok."
    ),
    "symbol_malformed": "The symbol of a token has up to {limit} printable characters.",
    "decimals_out_of_range": "A token has from 0 to {most} decimals.",
    "token_pinned_differently": (
        "This token is known here as {symbol} with other details; remove it first."
    ),
}
