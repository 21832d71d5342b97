"""What would make a failing rule pass, and who can do it."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "send_less": "Send at most {most}.",
    "send_something": "Enter an amount above zero.",
    "other_recipient": "Enter the address of a person or company.",
    "approve_spender": "The holder has to allow more first.",
    "send_lots": "Send a multiple of {step}.",
    "name_partition": "Name the class the units are in: {names}.",
    "name_other_partition": "Send at most {reachable}, or name the class of the others.",
    "release_hold": "Wait until the trade is settled, or until the hold is released.",
    "wait_until": "Wait until {earliest:time}.",
    "ask_certificate": (
        "Ask the issuer for a certificate, or send without naming a class where that is enough."
    ),
    "ask_removal": "Only the issuer can take {account} off the list.",
    "renew_check": "{account} has to be checked anew by the issuer.",
    "change_own_program": "{account} has to change its own program first.",
    "authorize_spender": "The holder has to make the spender an operator first.",
    "wait_for_vote": "Voting opens on {earliest:time}.",
    "delegate_first": (
        "Let your units vote first: delegate them to yourself. It counts for later proposals."
    ),
    "votes_delegated_away": "{delegate} votes with your units; take that back for later proposals.",
    "sign_ballot_again": "Have the ballot signed anew.",
    "ask_issuer": "Only the issuer can say more. Ask the issuer's agent.",
    "unpause": "Only the issuer can open trading again.",
    "unfreeze": "Only the issuer can lift the freeze.",
    "unfreeze_part": "Only the issuer can release the frozen part.",
    "wait_unlock": "It is locked until {until}; then it can be sent.",
    "wait_limit": "Wait until the limit starts anew, on {earliest:time}.",
    "prove_accreditation": (
        "{account} has to show the issuer's agent that they are an accredited investor."
    ),
    "ask_listing": "Only the issuer can put {account} on the list.",
    "change_own_listing": "{account} can change this in their own list.",
    "register_investor": "{account} has to register with the issuer first.",
    "renew_claims": "{account} has to renew the confirmations named below.",
    "get_claim": "{account} can get it from {issuer}.",
    "name_trusted_issuer": "The issuer has named nobody who could give this confirmation.",
    "change_countries": "Only the issuer can change the list of countries.",
    "raise_limit": "Only the issuer can raise the maximum.",
    "approve_transfer": "Ask the issuer to approve exactly {amount} to this recipient.",
}
