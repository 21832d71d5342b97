"""What was typed, given or found in a file and cannot be used; each says what is expected."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    # Addresses and names.
    "address_malformed": (
        "This is no address: 0x and 40 hex digits, a contact or an own account is expected."
    ),
    "address_checksum": (
        "This address has a typing error: its capital letters do not fit. Copy it again."
    ),
    "address_is_zero": "The zero address belongs to nobody; enter the address of somebody.",
    "hash_malformed": "This is no transaction hash: 0x and 64 hex digits are expected.",
    "name_malformed": "A short name of printable characters that is no address is expected.",
    "name_taken": "The name “{name}” is taken; choose another one.",
    "name_ambiguous": "“{name}” is the name of several addresses; enter the address itself.",
    "domain_name_unsupported": (
        "Names such as “{name}” are not looked up; enter the address itself, or a contact."
    ),
    "name_unknown": "There is no contact and no account named “{name}”.",
    "name_unknown.near": (
        "There is no contact and no account named “{name}”; did you mean {near}?"
    ),
    "label_malformed": "A label of printable characters that is no address is expected.",
    # Amounts and times.
    "amount_malformed": (
        "This is no amount: digits with at most one point, such as 12.5, are expected."
    ),
    "amount_malformed.grouped": "Write {plain}, without commas.",
    "amount_malformed.comma": "Write decimals with a point, such as 12.5; a comma is not read.",
    "amount_too_precise.whole": "This can only be sent whole: enter a number without decimals.",
    "amount_too_precise": (
        "This amount has too many decimals: at most {decimals} are possible here."
    ),
    "no_partitions": "{symbol} has no partitions; leave the partition out.",
    "amount_too_large": "This amount is larger than any token can hold.",
    "amount_is_zero": "Enter an amount above zero.",
    "max_fee_too_low": (
        "The highest fee you allow is below what the network takes now; raise it or leave it out."
    ),
    # Networks.
    "no_network": (
        "No network is connected yet. Connect one with its name, the address of a node and "
        "its chain id."
    ),
    "network_unknown": "There is no such network; see the list of networks.",
    "network_without_url": "The network {name} has no node yet; add it with the address of one.",
    "url_missing": "A network needs the address of at least one node.",
    "url_twice": "The node {url} is named twice.",
    "too_many_urls": "At most {most} nodes are possible for one network.",
    "chain_id_out_of_range": "A chain id is a whole number above 0.",
    "quorum_out_of_range": "The number of nodes that must agree is from 1 to the number of nodes.",
    "confirmations_out_of_range": "The number of confirmations is from 1 to 10,000.",
    "url_malformed": "The address of a node looks like https://example.org or http://127.0.0.1:8545.",
    "plain_http_not_loopback": (
        "Plain http is only safe on this computer; use an https address for {url}."
    ),
    "explorer_malformed": "The link of an explorer is an https address with {{tx}} in it.",
    "coin_malformed": "The symbol of a network's coin is up to 11 printable characters.",
    # Tokens.
    "not_a_contract": "There is no contract at {address} on this network.",
    "not_a_token": "The contract at {address} is no token that Scrip knows.",
    "rule_contract_not_a_token": (
        "The contract at {address} only holds transfer rules that tokens ask; it is no token."
    ),
    "single_units_not_supported": (
        "The contract at {address} is of the kind {kind}: its units differ from one another. "
        "Scrip handles tokens whose units are all alike."
    ),
    "symbol_ambiguous": (
        "{count} of your tokens have the symbol {symbol}; enter the token's address."
    ),
    "token_unknown": (
        "None of your tokens has this symbol; add the token first or enter its address."
    ),
    "standard_unknown": "This version of Scrip does not know the standard {standard}.",
    # Accounts.
    "no_account": "You have no account yet; make one or bring one in.",
    "account_ambiguous": "You have several accounts; say which one sends ({labels}).",
    "account_cannot_sign": "{label} is only watched; its key is not here.",
    "account_exists": "{address} is one of your accounts already.",
    "account_unknown": "{address} is none of your accounts.",
    # Sending.
    "confirmation_needed": (
        "There is no terminal to ask for your yes; add --yes to agree beforehand."
    ),
    "confirmation_declined": "Nothing was signed, as you did not say yes.",
    "refused": "Not sent: {reason}",
    "refused_after_signing": (
        "Signed but not sent: the token's rules changed meanwhile and refuse it now."
    ),
    "undecided": "Not sent: {reason}",
    "undecided_after_signing": (
        "Signed but not sent: whether it will pass can no longer be told. Ask again in a moment."
    ),
    "disagreement": (
        "Not sent: the network would let it pass, but the token's own check says no. "
        "Add --accept-disagreement to send it all the same."
    ),
    "undecided.acceptance": (
        "Not sent: this needs your explicit word, --accept-warning for each of: {missing}."
    ),
    "gas_funds": (
        "The fee needs up to {needed} of the network's coin, but there is only {available}."
    ),
    "gas_funds.fee_unknown": (
        "The fee is not known, but it cannot be paid: the account has {available} of the "
        "network's coin."
    ),
    "gas_unknown": "Not sent: the network could not say what this transfer costs.",
    "balance_unknown": "Not sent: the network could not say how much coin the account has.",
    "tx_unknown": "No transaction of yours has this hash.",
    # Messages and transactions from outside.
    "signature_malformed": "This is no signature: 0x and 130 hex digits are expected.",
    "signature_not_low_s": "This signature is of a form that networks refuse.",
    "tx_malformed": "These bytes are no transaction of the kind Scrip signs.",
    "tx_type_refused": "Scrip signs no transactions of this type.",
    "tx_unprotected": "This transaction would be valid on every network; Scrip does not sign it.",
    "tx_fee_order": "The tip of this transaction is above its highest fee.",
    "tx_field_out_of_range": "A number in this transaction is out of range.",
    "rlp_malformed": "These bytes are no well-formed transaction.",
    "abi_mismatch": "The contract's answer has another form than its question asks for.",
    # Files and settings.
    "file_unreadable": "The file {file} cannot be read.",
    "file_unwritable": "The file {file} cannot be written.",
    "file_too_large": "The file {file} is too large.",
    "file_not_text": "The file {file} holds no plain text.",
    "file_exists": "The file {file} exists already; name a new one.",
    "folder_missing": "The folder of {file} does not exist.",
    "file_readable_by_others": (
        "Other people on this computer can read {file}; make it yours alone (chmod 600) first."
    ),
    "config_malformed": "The settings file config.json cannot be read; correct it or move it away.",
    "setting_unknown": "There is no setting named {key}.",
    "setting_malformed": "This is no value for the setting {key}.",
    "demo_folder_foreign": "The folder {folder} holds something else; choose another --home.",
    "home_unusable": "{folder} cannot be used as the wallet's folder; choose another --home.",
    "home_in_use": "Another Scrip is signing in the same folder; try again when it is done.",
    "storage_damaged": (
        "The wallet's database {file} is damaged. Nothing was changed; your keys are elsewhere."
    ),
    "storage_foreign": "The file {file} is no database of Scrip.",
    "storage_too_new": "The wallet's database was written by a newer Scrip; update this one.",
    "no_screen": (
        "There is no screen here for the window; “scrip --help” lists the commands, and "
        "“scrip demo --tour” shows them."
    ),
    "no_screen.offline": (
        "There is no screen here for the window; “scrip-offline --help” lists the commands."
    ),
    "window_parts_missing": "Parts of the window are missing here; “scrip doctor” says which.",
    "port_in_use": "Port {port} is used by another program; choose another one or 0 for any.",
}
