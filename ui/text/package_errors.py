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
}
