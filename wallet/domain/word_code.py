"""A hash as words that can be said and compared.

Source: proquints, "Identifiers that are Readable, Spellable, and Pronounceable" (Wilkerson,
2009): 16 bits are consonant, vowel, consonant, vowel, consonant.
"""

from typing import Final

_CONSONANTS: Final = "bdfghjklmnprstvz"
_VOWELS: Final = "aiou"
WORDS: Final = 4


def word_code(digest: bytes) -> str:
    """The first 64 bits of a hash as four words."""
    parts = (digest[start : start + 2] for start in range(0, WORDS * 2, 2))
    return " ".join(_word(int.from_bytes(part, "big")) for part in parts)


def _word(bits: int) -> str:
    return "".join(
        (
            _CONSONANTS[bits >> 12 & 15],
            _VOWELS[bits >> 10 & 3],
            _CONSONANTS[bits >> 6 & 15],
            _VOWELS[bits >> 4 & 3],
            _CONSONANTS[bits & 15],
        )
    )
