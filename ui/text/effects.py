"""Side effects of a transfer, and the wallet's own warnings."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "effect.transfer_fee": "A fee of {amount} is taken from what the recipient gets.",
    "effect.on_hold": "{amount} is put on hold until the issuer releases it.",
    "effect.burn": "The tokens are destroyed, not handed over.",
    "effect.partition_change": "The units change their class.",
    "effect.request_only": "This only asks for a transfer; the issuer carries it out.",
    "caution.gas_funds": (
        "{account} has {has} of the network's coin; the fee may take up to {needs}."
    ),
    "caution.gas_funds.fee_unknown": (
        "{account} has {has} of the network's coin; the fee is not known, but it cannot be paid."
    ),
    "caution.recipient_is_token": (
        "This is the token's own address. What is sent there is usually lost."
    ),
    "caution.recipient_is_contract": "The recipient is a contract, not a person's own address.",
    "caution.recipient_is_self": "Sender and recipient are the same address.",
    "caution.first_time_recipient": "You have never sent anything to {account}.",
    "caution.lookalike_address": (
        "{account} looks like {like}, which you know, but is another address."
    ),
    "caution.votes_given_up": "Nobody would vote with your units any more.",
    "caution.votes_handed_over": "{delegate} would vote with all your units, not you.",
    "caution.delegate_unchanged": "{delegate} votes with your units already.",
    "caution.unlimited_approval": "This lets somebody move everything you have, for ever.",
    "caution.delegated_code": (
        "{account} has handed its control to a program. Find out why before you send."
    ),
}
