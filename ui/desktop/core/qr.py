"""A text as the dark and light modules of a QR code. No Qt.

The library is loaded on first use: the program starts without it.
"""

from functools import lru_cache

# Level M repairs 15 % of the code: enough for a screen, and the modules stay large.
LEVEL = "m"
# What ISO/IEC 18004 asks for around the code, in modules.
QUIET_ZONE = 4

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=32)
def matrix(text: str) -> Matrix:
    """Rows of modules from the top, ``True`` is dark; the quiet zone is not part of it."""
    import segno  # noqa: PLC0415  (a tenth of a second, only for those who open the page)

    code = segno.make(text, error=LEVEL, micro=False, boost_error=False)
    return tuple(tuple(bool(module) for module in line) for line in code.matrix)
