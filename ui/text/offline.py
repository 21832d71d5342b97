"""Signing by file: labels, answers and headings, for the window and the command line."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    # What the bytes say, line by line.
    "fact_what": "What",
    "fact_from": "From",
    "fact_owner": "Out of",
    "fact_to": "To",
    "fact_amount": "Amount",
    "fact_token": "Token",
    "fact_partition": "Partition",
    "fact_delegatee": "Votes go to",
    "fact_governor": "Meeting",
    "fact_proposal_id": "Proposal",
    "fact_support": "Vote",
    "fact_reason": "Reason",
    "fact_network": "Network",
    "fact_fee": "Fee at most",
    "fact_nonce": "Number (nonce)",
    "fact_function": "Call",
    "fact_expires": "Sign before",
    "fact_words": "In words",
    "offline_transfer": "Transfer of tokens",
    "offline_payment": "Payment of the network's coin",
    "offline_vote": "Vote",
    "offline_delegation": "Delegation of votes",
    "offline_unknown": "Something Scrip cannot read",
    "review_coin": "{amount} {coin}",
    "review_moment": "{at}",
    "amount_in_base_units": "{number} smallest units (this token's decimals are not known here)",
    "network_untold": "not known here",
    "network_and_chain": "{name}, chain {chain_id}",
    "signed_before": (
        "Something else with the same number was signed here {at}: {what}, {number} to {to}. "
        "Only one of the two can take effect."
    ),
    "evidence_heading": ("Said by the online computer, not proven here (block {number}, {at}):"),
    # Answers of the command line.
    "request_written": "Request written to {file}; sign it before {at}.",
    "request_words": "Compare on both computers: {words}",
    "request_rival": (
        "Another request with the same number waits for its answer; only one can be sent."
    ),
    "offline_agrees": "What is said and what the bytes say agree.",
    "offline_differs": "Different in what is said and in the bytes: {fields}.",
    "offline_unreadable": "Nothing of this file can be used: {why}",
    "offline_stops": "It would not be signed here:",
    "offline_warnings": "Look at this twice:",
    "response_written": "Answer written to {file}.",
    "response_signed": "An answer, signed by {who}: transaction {hash}.",
    "response_refused": "An answer: the other computer did not sign ({reason}).",
    "changes_heading": "Since the request was made this changed:",
    "change_new": "New: {rule}",
    "change_gone": "No longer asked: {rule}",
    "change_now": "Now: {rule}",
    "token_pinned": "Pinned {symbol} with {decimals} decimals on {network}, chain {chain_id}.",
    "override_interface": "A network interface is up; you chose to go on all the same.",
    "no_pins_yet": (
        "No token pinned yet: scrip-offline token pin ADDRESS --chain-id N --symbol S --decimals D."
    ),
    # The offline program's own window.
    "window.signer": "Scrip offline",
    "window.signer.open": "Open request…",
    "window.signer.title_none": "No request is open",
    "window.signer.title_ready": "Read, compare, then sign",
    "window.signer.title_stopped": "This cannot be signed here",
    "window.signer.title_done": "Answered",
    "window.signer.step.open": "Open a request",
    "window.signer.step.open_text": (
        "The file that the online computer wrote. Drop it here, or choose it."
    ),
    "window.signer.step.compare": "Compare and sign",
    "window.signer.step.compare_text": (
        "Scrip reads the bytes itself and shows what they do. The words must be the same on "
        "both screens. Nothing is signed before you agree."
    ),
    "window.signer.step.carry": "Carry the answer back",
    "window.signer.step.carry_text": "The online computer checks it once more and sends it.",
    "window.signer.words": "Words to compare",
    "window.signer.words_named": "Words to compare: {words}",
    "window.signer.sign": "Sign…",
    "window.signer.decline": "Refuse…",
    "window.signer.no_network": "No network interface is up.",
    "window.signer.network_up": "A network interface is up: {names}. The vault stays shut.",
    "window.signer.go_on": "Go on this once",
    "window.signer.accounts": "Accounts with a key here: {names}",
    "window.signer.no_accounts": (
        "No account with a key here yet. In a terminal: scrip-offline account create, or import."
    ),
    "window.signer.bytes": "What the bytes say",
    "window.signer.said": "What the online computer says",
    "window.signer.nothing_said": "It found out nothing, or left it out.",
    "window.signer.stopped": "Why not",
    "window.signer.shut": "It can be signed once no network interface is up.",
    "window.signer.not_here": "It stays unsigned. Refuse it, so that the other computer knows.",
    "window.signer.warnings": "Look at this twice",
    "window.signer.ready": "Sign only if the words are the same on both screens.",
    "window.signer.saved": "Answer saved to {file}. Carry it back to the online computer.",
    "window.signer.declined": "Saved to {file} that you refuse.",
    "window.signer.working": "Signing…",
    "window.signer.files": "Packages (*.json);;All files (*)",
}
