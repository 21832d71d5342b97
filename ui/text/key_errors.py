"""Vault, key store and signing: what keeps a key from being used."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "vault_locked": (
        "The vault is locked and there is no terminal to ask for the passphrase; "
        "give it with --passphrase-file."
    ),
    "vault_missing": "There is no vault yet; make an account or bring one in first.",
    "vault_damaged": (
        "The vault file is damaged. The copy before the last change is vault.json.bak beside it."
    ),
    "vault_unreadable": "The vault file cannot be read; look at the rights of your wallet's folder.",
    "vault_exists": "There is a vault already.",
    "vault_full": "The vault is full; remove an account that you no longer need.",
    "key_not_in_vault": "The key of this account is not in the vault.",
    "passphrase_wrong": "The passphrase is wrong.",
    "passphrase_too_weak": "A passphrase of at least {minimum} characters is expected.",
    "passphrase_too_weak.common": "This passphrase is among the first that thieves try.",
    "passphrases_differ": "The two passphrases differ; enter the same one twice.",
    "memory_short": "There is not enough memory to open the vault ({needed_kib} KiB are needed).",
    "keyring_missing": "This computer has no key store that Scrip trusts.",
    "keyring_locked": "The system's key store is locked; unlock it and try again.",
    "keyring_denied": "The system's key store refuses Scrip; allow it and try again.",
    "keyring_broken": "The system's key store does not work; log in again and retry.",
    "keyring_timeout": "The system's key store did not answer in time.",
    "keyring_share_missing": (
        "The system's key store no longer has the part of this vault that is kept there."
    ),
    "keyring_altered": "The part of this vault in the system's key store was changed.",
    "keyhost_failed": "The program that holds the keys ended unexpectedly; nothing was signed.",
    "keyhost_timeout": "The program that holds the keys did not answer in time.",
    "keyhost_io": "The program that holds the keys could not read or write a file.",
    "signer_refused": "The signer refused to sign this.",
    "signature_wrong": "What came back is not the signature of this account; nothing was sent.",
    "person_declined": "Nothing was done, as you did not agree.",
    "nonce_taken": "Another transfer of this account took its place; try again.",
    "backup_needed": (
        "A new recovery phrase has to be kept: there is no terminal to show it, so add "
        "--phrase-out FILE or --show-phrase."
    ),
    "phrase_length": "A recovery phrase has 12, 15, 18, 21 or 24 words; here are {count}.",
    "phrase_word": "Word {position} is not in the list of recovery words.",
    "phrase_checksum": "These words do not belong together; compare them with your notes.",
    "words_count": "A new recovery phrase has 12 or 24 words.",
    "key_malformed": "This is no private key: 64 hex digits are expected.",
    "path_malformed": "This is no path: something like m/44'/60'/0'/0/0 is expected.",
    "path_has_no_key": "There is no key at this path; choose another one.",
    "text_malformed": "What was typed is no plain text.",
    "keystore_malformed": "This is no keystore file that Scrip can read.",
    "keystore_password_needed": (
        "There is no terminal to ask for the keystore's password; give it with "
        "--keystore-password-file."
    ),
    "keystore_password_wrong": "The password of the keystore file is wrong.",
    "keystore_needs_file": "A keystore can only be brought in from its file.",
    "keystore_too_costly": "Opening this keystore would take more memory or time than is sane.",
    "keystore_address_mismatch": "The key in this keystore does not belong to the address it names.",
}
