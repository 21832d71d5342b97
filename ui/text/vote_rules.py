"""What each rule says of a vote or a delegation: ``id.status``."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "proposal_active.pass": "Voting is open.",
    "proposal_active.fail": "Voting is not open: the proposal is {state}.",
    "proposal_active.unknown": "Whether voting is open could not be read.",
    "vote_unused.pass": "{account} has not voted on it yet.",
    "vote_unused.fail": "{account} has voted on it already; a vote cannot be changed.",
    "vote_unused.unknown": "Whether {account} has voted already could not be read.",
    "ballot_valid.pass": "The signed ballot is still valid.",
    "ballot_valid.fail": "The signed ballot does not count (any more).",
    "ballot_valid.unknown": "Whether the signed ballot still counts could not be read.",
    "voting_power.pass": "The vote of {account} counts {power} {symbol}.",
    "voting_power.fail": (
        "{account} had no votes when the votes of this proposal were counted; the vote would be "
        "used up for nothing."
    ),
    "voting_power.unknown": "How much the vote of {account} counts could not be read.",
    "token_votes.pass": "{symbol} votes, and its votes can be handed over.",
    "token_votes.fail": "{symbol} has no votes to hand over.",
    "token_votes.unknown": "Whether {symbol} has votes could not be read.",
    "contract_refused.fail": "The contract refuses it: {reason}.",
}
