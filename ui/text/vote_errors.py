"""Assemblies, ballots and votes that cannot be used as they are."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "not_a_governor": "The contract at {address} is no assembly whose votes Scrip can read.",
    "governor_unknown": "None of your assemblies has this name; add it first.",
    "governor_ambiguous": "{count} of your assemblies are named {name}; enter the address.",
    "proposal_id_malformed": "The number of a proposal is expected, as it stands in the list.",
    "proposal_unknown": "This assembly has no proposal with the number {id}.",
    "ballot_domain_unknown": "This assembly does not say how a ballot for it is to be signed.",
    "ballot_has_no_reason": "This assembly takes no reason with a signed ballot; leave it out.",
    "reason_too_long": "A reason of at most {limit} characters is expected.",
    "reason_malformed": "A reason of printable characters is expected.",
    "no_voting_power": (
        "Not sent: {account} had no votes when the votes of this proposal were counted."
    ),
    "proposal_not_active": "Not sent: voting is not open, the proposal is {state}.",
    "already_voted": "Not sent: {account} has voted on it already.",
    "ballot_invalid": "Not sent: the signed ballot does not count.",
    "token_has_no_votes": "Not sent: {symbol} has no votes to hand over.",
    "contract_refused": "Not sent: the contract refuses it ({reason}).",
    "ballot_malformed": "This file is no signed ballot of Scrip, or it was damaged on its way.",
    "ballot_signature_wrong": "{voter} did not sign this ballot.",
    "ballot_other_chain": "This ballot is for chain {chain_id}, not for the current network.",
    "typed_data_malformed": "This is no structured text of the kind Scrip signs.",
}
