"""What would make a failing rule pass, and who can do it."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "send_less": "Send at most {most}.",
    "send_something": "Enter an amount above zero.",
    "other_recipient": "Enter the address of a person or company.",
    "approve_spender": "The holder has to allow more first.",
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
