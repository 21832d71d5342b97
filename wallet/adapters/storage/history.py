"""History read from the chain; a cache that can be rebuilt at any time."""

from collections.abc import Sequence

from wallet.adapters.storage.database import (
    Database,
    Row,
    Value,
    optional_int,
    optional_text,
    required_int,
    required_text,
    text_or_none,
)
from wallet.domain.activity import ActivityEntry
from wallet.domain.ids import Address, TxHash

_COLUMNS = (
    "chain_id, account, at, block_number, block_hash, tx_hash, log_index, kind, token, sender,"
    " recipient, base_units, note"
)


class HistoryTable:
    """Implements ``HistoryStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_history(self, entries: Sequence[ActivityEntry]) -> None:
        """Add; the same (chain, tx, log, account) twice is one."""
        if not entries:
            return
        sql = f"INSERT OR REPLACE INTO history ({_COLUMNS}) VALUES ({'?, ' * 12}?)"  # noqa: S608
        with self._db.write() as connection:
            connection.executemany(sql, (_values(entry) for entry in entries))

    def history(
        self, chain_id: int, account: Address | None = None, token: Address | None = None
    ) -> tuple[ActivityEntry, ...]:
        """Newest first."""
        where = "chain_id = ?"
        params: list[Value] = [chain_id]
        for column, address in (("account", account), ("token", token)):
            if address is not None:
                where += f" AND {column} = ?"
                params.append(str(address))
        return self._db.read(
            _entry,
            f"SELECT {_COLUMNS} FROM history WHERE {where}"  # noqa: S608
            " ORDER BY block_number DESC, log_index DESC, account",
            params,
        )

    def synced_to(self, chain_id: int, account: Address, token: Address) -> int | None:
        """Last block read for the pair."""
        found = self._db.read(
            lambda row: required_int(row[0]),
            "SELECT block FROM history_progress WHERE chain_id = ? AND account = ? AND token = ?",
            (chain_id, str(account), str(token)),
        )
        return found[0] if found else None

    def set_synced_to(self, chain_id: int, account: Address, token: Address, block: int) -> None:
        """Remember it."""
        with self._db.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO history_progress (chain_id, account, token, block)"
                " VALUES (?, ?, ?, ?)",
                (chain_id, str(account), str(token), block),
            )

    def forget_history_from(self, chain_id: int, block: int) -> None:
        """Drop entries and progress at and after a block that was undone."""
        with self._db.write() as connection:
            connection.execute(
                "DELETE FROM history WHERE chain_id = ? AND block_number >= ?", (chain_id, block)
            )
            if block <= 0:
                connection.execute("DELETE FROM history_progress WHERE chain_id = ?", (chain_id,))
            connection.execute(
                "UPDATE history_progress SET block = ? WHERE chain_id = ? AND block >= ?",
                (block - 1, chain_id, block),
            )


def _values(entry: ActivityEntry) -> tuple[Value, ...]:
    return (
        entry.chain_id,
        str(entry.account),
        entry.at,
        entry.block_number,
        entry.block_hash,
        str(entry.tx_hash),
        entry.log_index,
        entry.kind,
        str(entry.token),
        entry.sender,
        entry.recipient,
        text_or_none(entry.base_units),
        entry.note,
    )


def _entry(row: Row) -> ActivityEntry:
    sender, recipient = (optional_text(row[index]) for index in (9, 10))
    return ActivityEntry(
        chain_id=required_int(row[0]),
        account=Address(required_text(row[1])),
        at=optional_int(row[2]),
        block_number=required_int(row[3]),
        block_hash=required_text(row[4]),
        tx_hash=TxHash(required_text(row[5])),
        log_index=required_int(row[6]),
        kind=required_text(row[7]),
        token=Address(required_text(row[8])),
        sender=Address(sender) if sender else None,
        recipient=Address(recipient) if recipient else None,
        base_units=optional_int(row[11]),
        note=optional_text(row[12]),
    )
