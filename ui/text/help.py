"""Help texts of the command line; kept apart so that ``scrip --help`` loads nothing else."""

from functools import lru_cache
from typing import Final

from ui.text import translations

TEMPLATES: Final[dict[str, str]] = {
    "scrip": "A wallet for security tokens. Without a command it opens the desktop window.",
    "epilog": (
        "An ADDRESS is 0x and 40 hex digits, a contact or the label of an own account. A TOKEN is "
        "an address or the symbol of a tracked token. An AMOUNT is a decimal number of whole "
        "tokens, such as 12.5. “scrip COMMAND --help” tells more."
    ),
    "home": "folder of this wallet's data (also SCRIP_HOME)",
    "network_option": "which configured network to use",
    "json": "print exactly one JSON document",
    "passphrase_file": "read the passphrase from the first line of FILE; - is standard input",
    "keyring": "where a new vault keeps its device share (auto, require, none)",
    "yes": "do not ask before signing; never skips a refusal",
    "accept_disagreement": "send although the token's own check says no and the network says yes",
    "accept_warning": "accept the warning or effect ID, such as burn",
    "commands": "commands",
    "demo": "a demo network with a small story, apart from everything of yours",
    "demo_serve": "serve the demo network on 127.0.0.1 until stopped",
    "demo_port": "port to serve on; 0 is any free one",
    "demo_tour": "tell the whole story by itself, in the terminal",
    "demo_screenshots": "take the tour through the real window and save pictures to DIR",
    "doctor": "what this machine offers: keyring, display, folders, nodes",
    "network": "networks and their nodes",
    "network_add": "connect a network by its node",
    "network_list": "list the networks",
    "network_use": "make a network the current one",
    "network_remove": "forget a network",
    "network_test": "ask every node of a network",
    "network_name": "a short name of your choice",
    "rpc": "address of a node; several may be given",
    "chain_id": "the chain id every node must report",
    "quorum": "how many nodes must agree",
    "confirmations": "blocks until a transaction counts as settled",
    "explorer": "link template of a block explorer with {tx}",
    "coin": "symbol of the network's own coin",
    "account": "accounts: make, bring in, watch, list",
    "account_create": "make the next account (and the vault at first use)",
    "account_backup_confirm": "compare the words you wrote down",
    "account_import": "bring in an account from a phrase, a key or a keystore file",
    "account_watch": "watch an address without its key",
    "account_list": "list the accounts",
    "account_remove": "forget an account",
    "account_rename": "give an account another label",
    "account_export": "write an account's key to an encrypted keystore file",
    "label": "a label of your choice",
    "words": "length of a new recovery phrase",
    "show_phrase": "show the new recovery phrase on the terminal",
    "phrase_out": "write the new recovery phrase to a new file that only you can read",
    "phrase_file": "file with the recovery phrase",
    "key_file": "file with a private key in hex",
    "keystore": "encrypted keystore file (JSON)",
    "keystore_password_file": "file with the keystore's password",
    "path": "derivation path, such as m/44'/60'/0'/0/0",
    "address": "an address, a contact or the label of an own account",
    "contact": "address book",
    "contact_add": "add a contact",
    "contact_list": "list the contacts",
    "contact_remove": "remove a contact",
    "contact_name": "the contact's name",
    "token": "tokens: add, look at, list",
    "token_add": "track a token; its standard is recognised",
    "token_show": "rules, powers of the issuer, your identity, documents",
    "token_list": "list the tracked tokens",
    "token_remove": "stop tracking a token",
    "token_argument": "token address, or the symbol of a tracked token",
    "account_option": "only this account",
    "portfolio": "what each account really has: free, locked, frozen",
    "check": "whether a transfer would pass, and why",
    "max": "how much would pass now",
    "to": "who receives: an address, a contact or an own account",
    "amount": "whole tokens as a decimal number, such as 12.5",
    "from": "the account that sends; needed if there are several",
    "partition": "partition of the token (0x and 64 hex digits)",
    "spender": "who would carry the transfer out for the sender",
    "at": "ask about a later block time, such as 2027-03-01T00:00:00Z",
    "send": "check, review, sign, send and follow a transfer",
    "native": "send the network's own coin instead of a token",
    "fee": "how fast it should go",
    "max_fee_gwei": "most to pay per unit of gas, in gwei",
    "wait": "wait until it is settled (default)",
    "no_wait": "return as soon as it is sent",
    "timeout": "how many seconds to wait (default 120)",
    "tx": "sent transactions and what became of them",
    "tx_list": "list them",
    "tx_show": "one of them",
    "tx_resume": "send again what was signed but is not on the network, and follow",
    "tx_hash": "hash of the transaction",
    "history": "what happened to your tokens, newest first",
    "history_token": "only this token",
    "csv": "also write it to a CSV file",
    "message": "sign and verify messages",
    "message_sign": "sign a text or file with an account",
    "message_verify": "whether an account signed a text or file",
    "text": "the text itself",
    "file": "take the text from FILE",
    "signature": "0x and 130 hex digits",
    "keystore_out": "the new keystore file",
}


@lru_cache(maxsize=1)
def _translated() -> dict[str, str]:
    return translations.load(translations.preferred_languages(), translations.folder())


def text(code: str) -> str:
    """The help text in the person's language."""
    return _translated().get(TEMPLATES[code], TEMPLATES[code])
