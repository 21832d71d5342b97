"""Plain tables for a terminal: as wide as their content, numbers on the right."""

from collections.abc import Sequence
from unicodedata import east_asian_width

_WIDE = frozenset("WF")


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> tuple[str, ...]:
    """Lines of a table.

    Args:
        headings: One per column.
        rows: Cells as text.
        right: Columns to align on the right.
    """
    widths = [
        max(_width(row[column]) for row in (headings, *rows)) for column in range(len(headings))
    ]

    def line(cells: Sequence[str]) -> str:
        padded = (
            _padded(cell, width, on_right=column in right)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return "  ".join(padded).rstrip()

    return (line(headings), "  ".join("─" * width for width in widths), *map(line, rows))


def _padded(cell: str, width: int, *, on_right: bool) -> str:
    gap = " " * (width - _width(cell))
    return gap + cell if on_right else cell + gap


def _width(cell: str) -> int:
    return sum(2 if east_asian_width(char) in _WIDE else 1 for char in cell)
