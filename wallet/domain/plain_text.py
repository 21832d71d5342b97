"""Text from outside, made harmless before anybody sees it.

Names, symbols, revert reasons, file names and node messages are written by strangers. What
is kept is printable text on one line; control, format (bidi and zero-width), private-use and
unassigned characters go, and the length is capped.
"""

import unicodedata

NAME_LIMIT = 64
SYMBOL_LIMIT = 11
MESSAGE_LIMIT = 280
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
# Letters that render as nothing although they count as letters or marks.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800")


def clean(text: str, limit: int = MESSAGE_LIMIT) -> str:
    """One line of printable text, NFKC, at most ``limit`` characters (… marks a cut)."""
    # NFKC can grow a character eighteenfold: cut the input before, and once more after.
    kept = []
    for char in unicodedata.normalize("NFKC", text[: limit * 4]):
        category = unicodedata.category(char)
        if category in _SPACES or char in "\t\n\r":
            kept.append(" ")
        elif category not in _DROPPED and char not in _INVISIBLE:
            kept.append(char)
    # What was dropped may have kept a letter and its accent apart.
    line = unicodedata.normalize("NFC", " ".join("".join(kept).split()))
    return line if len(line) <= limit and len(text) <= limit * 4 else line[: limit - 1] + "…"


def clean_bytes(raw: bytes, limit: int = MESSAGE_LIMIT) -> str:
    """Like :func:`clean` for UTF-8 bytes; undecodable bytes become U+FFFD."""
    return clean(raw[: limit * 16].decode("utf-8", errors="replace"), limit)


def printable_word(word: bytes) -> str:
    """The text in a fixed number of bytes; empty if it is no printable ASCII."""
    text = word.rstrip(b"\x00")
    return text.decode("ascii") if all(0x20 <= letter <= 0x7E for letter in text) else ""


def has_hidden(text: str) -> bool:
    """Whether some of it would not be seen, or would be seen as something else.

    What :func:`clean` drops, line ends, and any second way to write the same characters.
    """
    categories = {unicodedata.category(char) for char in text}
    return (
        not categories.isdisjoint(_DROPPED | {"Zl", "Zp"})
        or not _INVISIBLE.isdisjoint(text)
        or not unicodedata.is_normalized("NFC", text)
    )
