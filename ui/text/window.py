"""Words of the window: pages, fields, buttons, states."""

from typing import Final

from ui.text.window_accounts import TEMPLATES as ACCOUNTS
from ui.text.window_activity import TEMPLATES as ACTIVITY
from ui.text.window_contacts import TEMPLATES as CONTACTS
from ui.text.window_lock import TEMPLATES as LOCK
from ui.text.window_offline import TEMPLATES as OFFLINE
from ui.text.window_receive import TEMPLATES as RECEIVE
from ui.text.window_token import TEMPLATES as TOKEN
from ui.text.window_transfer import TEMPLATES as TRANSFER

_FRAME: Final[dict[str, str]] = {
    "window.name": "Scrip",
    "window.opening": "Opening your wallet…",
    "window.opening_demo": "Starting the demo network…",
    "window.already_open": "Scrip is already open with this folder. Use the window that is there.",
    "window.cannot_open": "Your wallet could not be opened.",
    "window.fault": (
        "Something in Scrip did not work as it should. Nothing was sent because of it; "
        "if it happens again, close and reopen the window."
    ),
    "window.demo_banner": (
        "Demo network: nothing here is real. "
        "To connect a real network, leave the demo and open the settings."
    ),
    "window.demo_passphrase": "The passphrase of the demo is: {passphrase}",
    "window.demo_leave": "Leave the demo",
    "window.cancel": "Cancel",
    "window.close": "Close",
    "window.save": "Save",
    "window.details": "Details",
    "window.working": "One moment…",
    "window.try_again": "Try again",
    "window.close_notice": "Close this notice",
    "window.notice_action": "What can be done",
    "window.copied": "Copied",
    "window.copy_address": "Copy the address",
    "window.copy_hash": "Copy the transaction number",
    "window.tx_hash": "Transaction number",
    "window.nameless": "Not in your contacts",
    "window.known": "Known",
    "window.cannot_tell": "cannot tell",
    "window.base_units": "{unit} base units",
    "window.label_missing": "A name is needed.",
    "window.address_missing": "An address is needed: 0x and 40 characters.",
    "window.account_filter": "Accounts shown",
    "window.network_filter": "Network in use",
    "window.all_accounts": "All accounts",
    "window.open_settings": "Open settings",
    "window.open_accounts": "Open accounts",
    "window.open_portfolio": "Open portfolio",
    "window.open_transfer": "Make a transfer",
    "window.connect_network": "Connect a network",
    "window.try_demo": "Try the demo",
    "window.page.portfolio": "Portfolio",
    "window.page.transfer": "Transfer",
    "window.page.receive": "Receive",
    "window.page.activity": "Activity",
    "window.page.accounts": "Accounts",
    "window.page.offline": "Offline",
    "window.page.settings": "Settings",
    "window.page.welcome": "Welcome",
    "window.network_title": "Connect a network",
    "window.network_text": (
        "Scrip reads your holdings from a network you choose, by the address of one of its "
        "nodes. Your provider gives you that address."
    ),
    "window.account_title": "Add an account",
    "window.account_text": "Create one, import one you have, or watch any address.",
    # Sync
    "window.sync.no_network": "no network yet",
    "window.sync.connecting": "connecting…",
    "window.sync.in_sync": "in sync · block {number:count}",
    "window.sync.unreachable": "the network does not answer",
    "window.sync.stale": "not in sync · block {number:count}, {since}",
    # Time
    "window.months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "window.date": "{day} {month} {year}",
    "window.date_never": "the end of time",
    "window.ago.now": "just now",
    "window.ago.seconds": "{count} s ago",
    "window.ago.minutes": "{count} min ago",
    "window.ago.hours": "{count} h ago",
    "window.as_of_block": "As of block {number:count}",
    # Portfolio
    "window.portfolio.reading": "Reading your holdings…",
    "window.portfolio.answer_none": "None of your tokens is held by these accounts",
    "window.portfolio.answer_one": "You hold 1 security token",
    "window.portfolio.answer_many": "You hold {count} security tokens",
    "window.portfolio.plain_one": "You hold 1 token",
    "window.portfolio.plain_many": "You hold {count} tokens",
    "window.portfolio.and_one_other": "{answer} and 1 other token",
    "window.portfolio.and_others": "{answer} and {count} other tokens",
    "window.portfolio.answer_unknown": "Part of your holdings cannot be read at the moment",
    "window.portfolio.cannot_read": "Your holdings cannot be read at the moment",
    "window.portfolio.no_network": "No network is connected yet",
    "window.portfolio.no_account": "There is no account yet",
    "window.portfolio.add_token": "Add a token",
    "window.portfolio.send": "Send",
    "window.portfolio.send_named": "Send {name}",
    "window.portfolio.details": "Details",
    "window.portfolio.details_named": "Details of {name}",
    "window.portfolio.coins": "Coin for network fees",
    "window.portfolio.empty_title": "Your tokens will be here",
    "window.portfolio.empty_text": (
        "Add a token by the address of its contract. The issuer publishes it; "
        "Scrip finds out which rules the token has."
    ),
    "window.portfolio.silent_title": "The network does not answer",
    "window.portfolio.silent_text": (
        "Your holdings are safe; they are kept by the network, not by this program. "
        "Check your connection, or choose another node in the settings."
    ),
    "window.part.free": "{amount} free to send",
    "window.part.locked": "{amount} locked",
    "window.part.frozen": "{amount} frozen by the issuer",
    "window.unlocks": "{amount} free from {date}",
    "window.part.locked_until": "{amount} locked until {date}",
    "window.state.stale": "as of block {number:count}",
    "window.state.disputed": "sources disagree",
    "window.state.unknown": "cannot be read",
    "window.add_token.title": "Add a token",
    "window.add_token.text": (
        "Enter the address of the token's contract, as the issuer publishes it. "
        "A name alone proves nothing: anybody can use any name."
    ),
    "window.add_token.field": "Contract address",
    "window.add_token.do": "Add token",
    # Settings
    "window.networks.title": "Networks",
    "window.networks.text": "Where Scrip reads your holdings and sends your transfers.",
    "window.networks.add": "Connect a network",
    "window.networks.add_title": "Connect a network",
    "window.networks.add_text": (
        "Scrip asks the node which chain it is on before it is used. "
        "The address may contain a key; it stays on this computer."
    ),
    "window.networks.which": "Network",
    "window.networks.other": "Another network",
    "window.networks.name": "Name",
    "window.networks.name_hint": "Letters, digits, dots and dashes; you choose it.",
    "window.networks.chain_id": "Chain number",
    "window.networks.chain_id_hint": "The number that tells networks apart, for example 1.",
    "window.networks.chain_id_expected": "The chain number is a whole number, for example 1.",
    "window.networks.url": "Address of a node",
    "window.networks.url_hint": "Starts with https://; http:// only on this computer.",
    "window.networks.url_missing": "The address of a node is needed, for example https://….",
    "window.networks.connect": "Connect",
    "window.networks.asking": "Asking the node…",
    "window.networks.chain": "chain {id} · fees in {coin}",
    "window.networks.current": "in use",
    "window.networks.use": "Use",
    "window.networks.test": "Test",
    "window.networks.testing": "Asking its nodes…",
    "window.networks.answered": "Answered in {ms} ms · block {number:count}",
    "window.networks.empty": "No network yet. Connect one to see your holdings.",
    "window.networks.remove_title": "Remove {name}?",
    "window.networks.remove_text": (
        "Scrip forgets this network and its nodes. Your holdings are not touched, "
        "and your history stays."
    ),
    "window.look.title": "Appearance",
    "window.look.text": "Light or dark; by default as your system has it.",
    "window.look.system": "As the system has it",
    "window.look.light": "Light",
    "window.look.dark": "Dark",
    "window.about.title": "About",
    "window.about.version": "Scrip {version}",
    "window.about.unpackaged": "(not installed)",
    "window.about.home": "Your data is in {path}",
    "window.about.doctor": "Look at what this computer offers: key store, folders, nodes.",
    "window.about.examine": "Examine this computer",
    "window.about.examining": "Looking…",
    "window.check.ok": "fine",
    "window.check.warn": "look at this",
    "window.check.fail": "does not work",
}
TEMPLATES: Final[dict[str, str]] = {
    **_FRAME,
    **TRANSFER,
    **ACCOUNTS,
    **ACTIVITY,
    **CONTACTS,
    **LOCK,
    **OFFLINE,
    **RECEIVE,
    **TOKEN,
}
