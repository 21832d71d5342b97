"""History as a table for a spreadsheet or a tax adviser. Pure."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from wallet.domain.activity import ActivityEntry
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken

COLUMNS = (
    "time_utc",
    "time_local",
    "kind",
    "account",
    "token",
    "symbol",
    "in",
    "out",
    "counterparty",
    "base_units",
    "tx_hash",
    "log_index",
    "block",
    "note",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_INCOMING = frozenset({"transfer_in", "mint"})
_OUTGOING = frozenset({"transfer_out", "burn"})


def csv_text(entries: Iterable[ActivityEntry], tokens: Mapping[Address, SecurityToken]) -> str:
    """One line per entry, as given. Amounts are exact decimals of whole tokens.

    Args:
        entries: What to write.
        tokens: By contract; of an unknown one only the base units are told.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_harmless(cell) for cell in _row(entry, tokens.get(entry.token))])
    return out.getvalue()


def _row(entry: ActivityEntry, token: SecurityToken | None) -> list[str]:
    amount = ""
    if token is not None and entry.base_units is not None:
        amount = token.amount(entry.base_units).text
    incoming, outgoing = entry.kind in _INCOMING, entry.kind in _OUTGOING
    other = entry.sender if incoming else entry.recipient if outgoing else None
    utc, local = _times(entry.at)
    return [
        utc,
        local,
        entry.kind,
        entry.account,
        entry.token,
        token.symbol if token else "",
        amount if incoming else "",
        amount if outgoing else "",
        other or "",
        "" if entry.base_units is None else str(entry.base_units),
        entry.tx_hash,
        str(entry.log_index),
        str(entry.block_number),
        entry.note or "",
    ]


def _times(at: int | None) -> tuple[str, str]:
    if at is None:
        return "", ""
    moment = datetime.fromtimestamp(at, tz=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ"), moment.astimezone().isoformat()


def _harmless(cell: str) -> str:
    # A token's symbol is a stranger's text: no spreadsheet may take it for a formula.
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell
