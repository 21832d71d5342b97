"""Faults of the program itself; they should not happen, and say so calmly."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "usage": "The command cannot be understood.",
    "interrupted": "Interrupted.",
    "internal": "Something inside Scrip went wrong; nothing more was done.",
    "not_allowed": "Scrip stopped before signing, as the transfer is not allowed.",
    "acceptance_missing": "Scrip stopped before signing, as an acceptance is missing.",
    "parts_do_not_sum": "The parts of a holding do not add up; nothing is shown instead.",
    "review_mismatch": "The transaction does not say what was asked for ({fields}); not signed.",
    "review_is_not_the_checked_call": (
        "The transaction is not the one that was checked; nothing was signed."
    ),
    "signed_other_bytes": "Something else was signed than was reviewed; nothing was sent.",
    "signed_by_other_account": "Another account signed than was asked; nothing was sent.",
    "unknown_call": "The transaction does something Scrip cannot read; nothing was signed.",
    "outbox_hash_mismatch": "A kept transaction does not fit its hash; it is not used.",
    "storage_failed": "The wallet's database could not be written; nothing was sent.",
    "digest_length": "Something of the wrong length was to be signed; nothing was signed.",
    "signature_unverified": "A signature did not verify, so it was thrown away.",
    "request_malformed": "The program that holds the keys did not understand; nothing was done.",
    "frame_too_long": "A question to the program that holds the keys was too long.",
    "keyhost_answer_malformed": "The program that holds the keys gave no usable answer.",
    "keyhost_fault": "Something in the program that holds the keys went wrong; nothing was signed.",
    "keyhost_has_network": (
        "The program that holds the keys had a way to the network, so it ended itself."
    ),
    "secret_source_missing": "Nothing says where a secret should come from.",
    "reveal_file_missing": "Nothing says where the new recovery phrase should go.",
    "demo_chain_failed": "The demo network could not be started.",
    "demo_step_failed": "The demo network could not be filled.",
    "resource_missing": "A file that belongs to Scrip is missing ({name}); install it again.",
}
