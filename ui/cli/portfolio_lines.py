"""Holdings for a person: a table, then the dates on which parts become free."""

from collections.abc import Sequence

from ui.cli.tables import table
from ui.text import Names, sentence
from ui.text.formatting import grouped
from wallet.domain.holding import Holding


def portfolio_lines(holdings: Sequence[Holding], names: Names) -> tuple[str, ...]:
    """Parts that are unknown are told so, never as zero."""
    if not holdings:
        return (sentence("no_holdings_yet"),)
    headings = tuple(
        sentence(f"heading_{name}")
        for name in ("account", "token", "total", "free", "locked", "frozen")
    )
    rows = [_row(held, names) for held in holdings]
    unlocks = [
        sentence(
            "unlock_line",
            amount=held.token.amount(unlock.base_units),
            symbol=held.token.symbol,
            at=unlock.at,
            account=names(held.account),
        )
        for held in holdings
        for unlock in held.unlocks
    ]
    return (*table(headings, rows, right=frozenset({2, 3, 4, 5})), *unlocks)


def _row(held: Holding, names: Names) -> tuple[str, ...]:
    parts = held.parts
    shown: tuple[str, ...] = (sentence("unknown"),) * 4
    if parts is not None:
        numbers = (parts.total, parts.free, parts.locked, parts.frozen)
        shown = tuple(grouped(held.token.amount(number)) for number in numbers)
    return (names(held.account), held.token.symbol, *shown)
