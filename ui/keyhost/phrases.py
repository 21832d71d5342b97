"""Recovery phrases.

Source: BIP-39. Words are compared and stretched in NFKD, lower case, single spaces.
"""

import hashlib
import re
import unicodedata

from mnemonic import Mnemonic

from wallet.adapters.vault.entropy import random_bytes
from wallet.domain.errors import BadInput

LENGTHS = (12, 15, 18, 21, 24)
NEW_LENGTHS = (12, 24)
_ROUNDS = 2048
_NUMBERING = re.compile(r"\d+[.):]?", re.ASCII)


def new_phrase(words: int) -> str:
    """A new English phrase from the system's random generator.

    Raises:
        BadInput: ``words_count`` unless 12 or 24.
    """
    if words not in NEW_LENGTHS:
        raise BadInput("words_count", words=words)
    return Mnemonic("english").to_mnemonic(random_bytes(words * 4 // 3))


def normalised(text: str) -> str:
    """One spelling of what somebody typed; numbering as in a written list is left out."""
    words = unicodedata.normalize("NFKD", text).lower().split()
    return " ".join(word for word in words if not _NUMBERING.fullmatch(word))


def checked(text: str) -> str:
    """The phrase in its one spelling.

    Raises:
        BadInput: ``phrase_length``, ``phrase_word`` (params: ``position``, from 1) or
            ``phrase_checksum``; never with a word of it.
    """
    phrase = normalised(text)
    words = phrase.split()
    if len(words) not in LENGTHS:
        raise BadInput("phrase_length", count=len(words))
    if _is_valid("english", phrase):
        return phrase
    others = (name for name in Mnemonic.list_languages() if name != "english")
    if any(_is_valid(name, phrase) for name in others):
        return phrase
    known = set(Mnemonic("english").wordlist)
    unknown = [place for place, word in enumerate(words, start=1) if word not in known]
    if unknown:
        raise BadInput("phrase_word", position=unknown[0])
    raise BadInput("phrase_checksum")


def seed(phrase: str) -> bytes:
    """The 64-byte seed of a phrase, without a BIP-39 passphrase."""
    return hashlib.pbkdf2_hmac("sha512", phrase.encode(), b"mnemonic", _ROUNDS)


def _is_valid(language: str, phrase: str) -> bool:
    return bool(Mnemonic(language).check(phrase))
