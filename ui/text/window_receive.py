"""Words of the page with the address to give away."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "window.receive.none": "There is no account yet",
    "window.receive.none_text": (
        "Create an account, import one you have, or watch an address; its address appears here."
    ),
    "window.receive.answer": "Receive into {label}",
    "window.receive.account": "Account",
    "window.receive.address": "Your address",
    "window.receive.qr": "The address as a QR code, to scan with a phone",
    "window.receive.copy": "Copy address",
    "window.receive.compare": (
        "Whoever sends compares the first and the last groups with you, by another way than the "
        "one the address came by."
    ),
    "window.receive.network": (
        "Valid on the network “{name}”. What is sent to it on another network does not arrive here."
    ),
    "window.receive.backup_first": (
        "The recovery phrase of this account is not confirmed yet. Confirm it before you "
        "receive anything: without it, a lost computer means a lost account."
    ),
    "window.receive.watched": (
        "You only watch this account. What arrives there belongs to whoever has its key."
    ),
    "window.receive.what": "What this account can receive",
    "window.receive.reading": "Asking the tokens…",
    "window.receive.no_network": "Without a network, no token can be asked.",
    "window.receive.no_tokens": (
        "Tokens on your list are asked here whether they accept this account. "
        "Add one in the portfolio."
    ),
    "window.receive.word.yes": "yes",
    "window.receive.word.no": "not yet",
    "window.receive.word.depends": "it depends",
    "window.receive.word.unknown": "cannot tell",
    "window.receive.coin": "The coin for network fees; anybody can send it.",
    "window.receive.plain": "It has no rules about holders; anybody can send it.",
    "window.receive.verified": "The issuer knows this account as a verified investor.",
    "window.receive.unregistered": (
        "This account is not registered as an investor. Ask the issuer to register it first."
    ),
    "window.receive.claims": (
        "Registered, but not verified: {claims} is missing or no longer counts. "
        "The one who confirms it can renew it."
    ),
    "window.receive.unverified": ("Registered, but not verified. Ask the issuer what is missing."),
    "window.receive.by_rules": "The issuer's rules decide on each transfer, when it is sent.",
    "window.receive.silent": "The token did not answer. Ask again in a moment.",
}
