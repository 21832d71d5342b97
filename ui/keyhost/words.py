"""What the key host says to the person, in its window and on the terminal."""

# ruff: noqa: S105  (sentences and names about passwords, no passwords)

from typing import Final

PASSPHRASE: Final = "Vault passphrase: "
NEW_PASSPHRASE: Final = "New vault passphrase (at least {minimum} characters): "
REPEAT_PASSPHRASE: Final = "The same passphrase again: "
KEYSTORE_PASSWORD: Final = "Password of the keystore file: "
NEW_KEYSTORE_PASSWORD: Final = "Password for the new keystore file: "
PHRASE: Final = "Recovery phrase, words separated by spaces: "
KEY: Final = "Private key (64 hex digits): "

SHOWN_TITLE: Final = "Your recovery phrase"
SHOWN_TEXT: Final = (
    "Write these {count} words on paper, in this order. Whoever has them has everything in "
    "your accounts; without them a lost computer means lost accounts."
)
SHOWN_DONE: Final = "I have written it down"
QUIZ_TITLE: Final = "A short check"
QUIZ_TEXT: Final = "Type these words from your paper."
QUIZ_WORD: Final = "Word {place}"
QUIZ_WRONG: Final = "That is not what the phrase says. Look at your paper and try again."
QUIZ_BACK: Final = "Show the words again"
QUIZ_DONE: Final = "Check"
CANCEL: Final = "Cancel"

ENTER_PHRASE_TITLE: Final = "Enter a recovery phrase"
ENTER_PHRASE_TEXT: Final = "12 to 24 words, separated by spaces or on lines of their own."
ENTER_KEY_TITLE: Final = "Enter a private key"
ENTER_KEY_TEXT: Final = "64 hex digits, with or without 0x."
ENTER_PASSPHRASE_TITLE: Final = "Vault passphrase"
ENTER_PASSWORD_TITLE: Final = "Enter a password"
CHOOSE_KEYSTORE: Final = "Choose a keystore file"
ENTER_DONE: Final = "Continue"
ENTER_WRONG: Final = {
    "phrase_length": "A phrase has 12, 15, 18, 21 or 24 words; there are {count} here.",
    "phrase_word": "Word {position} is not in the word list. Check its spelling.",
    "phrase_checksum": "These words do not fit together. Check their order and spelling.",
    "key_malformed": "A private key is 64 hex digits, and not zero.",
    "passphrases_differ": "The two texts are not the same.",
    "passphrase_too_weak": "Use at least {minimum} characters, and nothing everybody would try.",
}
