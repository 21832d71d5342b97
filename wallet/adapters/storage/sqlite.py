"""All stores of one home folder over one connection."""

from dataclasses import dataclass
from pathlib import Path

from wallet.adapters.storage.books import AccountTable, NetworkTable, SettingTable, TokenTable
from wallet.adapters.storage.database import FILE_NAME, Database
from wallet.adapters.storage.governance import GovernorTable
from wallet.adapters.storage.history import HistoryTable
from wallet.adapters.storage.offline import RequestTable, SignedTable
from wallet.adapters.storage.outbox import OutboxTable


@dataclass(frozen=True, slots=True)
class Storage:
    """Every store of the wallet."""

    database: Database
    networks: NetworkTable
    accounts: AccountTable
    tokens: TokenTable
    outbox: OutboxTable
    history: HistoryTable
    settings: SettingTable
    governors: GovernorTable
    requests: RequestTable
    signed: SignedTable

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def open_storage(home: Path, *, vfs: str | None = None) -> Storage:
    """Open ``<home>/scrip.db``, making folder and file if they are not there.

    Raises:
        BadInput: ``storage_damaged``, ``storage_foreign``, ``storage_too_new``,
            ``home_in_use``.
        ProgramFault: ``storage_failed``.
    """
    database = Database(home / FILE_NAME, vfs=vfs)
    return Storage(
        database,
        NetworkTable(database),
        AccountTable(database),
        TokenTable(database),
        OutboxTable(database),
        HistoryTable(database),
        SettingTable(database),
        GovernorTable(database),
        RequestTable(database),
        SignedTable(database),
    )
