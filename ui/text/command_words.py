"""Phrases that only the command line says."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "nothing_sent": "Nothing was sent.",
    "command_unknown": "There is no command “{word}”.",
    "command_near": "There is no command “{word}”; did you mean “{near}”?",
    "command_help": "See {program} --help.",
    "csv_written": "Written to {file}.",
    "thing_added": "Added {name}.",
    "fee_paid": "Fee paid: {fee} {coin}.",
    "max_limits": "It stops there because of:",
    "max_limit_other": "a rule of the token",
    "response_code": "In words: {words}",
    "response_next": "Carry it back to the online computer: scrip offline submit {file}",
    "already_sent": "This answer was sent before; nothing was sent twice.",
    "says_request": "The request claims",
    "says_bytes": "the bytes say",
    "differs_line": "{what}: the request claims {said}, the bytes say {read}",
    "differs_line_answer": "{what}: the answer claims {said}, the bytes say {read}",
    "waits_for_account": "{name} can still vote, with {power}.",
    "waits_for_account_delegate": "{name} has units here that nobody votes with.",
    "nobody_waits": "None of your accounts can vote on this now.",
}
