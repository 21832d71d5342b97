"""Names that look alike without being the same.

Source: Unicode Technical Standard 39 for the idea of a skeleton; the table here holds the Greek
and Cyrillic letters that common fonts draw like Latin ones, and digits that pass for letters.
"""

import unicodedata
from typing import Final

_DRAWN_ALIKE: Final = (
    # Cyrillic
    ("\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440", "abekmhop"),
    ("\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0501\u04bb", "ctyxijsdh"),
    # Greek
    ("\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf", "abenikvo"),
    ("\u03c1\u03c4\u03c5\u03c7", "ptux"),
    # The Turkish i, digits and signs
    ("\u013101|!$5", "ioiiiss"),
)
_SAME: Final = {
    ord(drawn): latin
    for others, letters in _DRAWN_ALIKE
    for drawn, latin in zip(others, letters, strict=True)
}


def skeleton(name: str) -> str:
    """What is left of a name for the eye: one case, no accents, no gaps, one script."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (char for char in plain if unicodedata.category(char)[0] in "LN" or char in "|!$")
    drawn = "".join(letters).translate(_SAME)
    return drawn.replace("l", "i").replace("rn", "m").replace("vv", "w")
