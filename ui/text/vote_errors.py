"""Assemblies, ballots and votes that cannot be used as they are."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "not_a_governor": "The contract at {address} is no assembly whose votes Scrip can read.",
    "governor_unknown": "None of your assemblies has this name; add it first.",
    "governor_ambiguous": "{count} of your assemblies are named {name}; enter the address.",
    "proposal_unknown": "This assembly has no proposal with the number {id}.",
    "ballot_domain_unknown": "This assembly does not say how a ballot for it is to be signed.",
    "ballot_has_no_reason": "This assembly takes no reason with a signed ballot; leave it out.",
    "reason_too_long": "A reason of at most {limit} characters is expected.",
    "reason_malformed": "A reason of printable characters is expected.",
    "typed_data_malformed": "This is no structured text of the kind Scrip signs.",
}
