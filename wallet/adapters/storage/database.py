"""One SQLite file: opened, brought up to date, and never trusted blindly.

WAL with ``synchronous=FULL``: a commit is on the disk when it returns, so a journalled
transaction survives a power cut (with NORMAL it would not), while other processes can still
read. A damaged file is named and left exactly as it is.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import apsw

from wallet.adapters.storage.migrations import MIGRATIONS, Migration
from wallet.domain.errors import BadInput, ProgramFault, WalletError

FILE_NAME = "scrip.db"
# "Scrp": tells our file from any other SQLite file.
APPLICATION_ID = 0x53637270
BUSY_TIMEOUT_MS = 5_000
# A full structure check is cheap up to here; bigger files are checked page by page as read.
_CHECKED_AT_OPEN = 4 * 1024 * 1024

T = TypeVar("T")
Value = None | int | str | bytes
Row = tuple[Value, ...]

# Our own SQL is right: an error in it, or a broken constraint nobody expected, means that the
# tables are not the ones we made.
_DAMAGE = (
    apsw.CorruptError,
    apsw.NotADBError,
    apsw.FormatError,
    apsw.SQLError,
    apsw.ConstraintError,
    UnicodeDecodeError,
)
_FAULTS: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.FullError, "disk_full"),
    (apsw.ReadOnlyError, "read_only"),
    (apsw.PermissionsError, "read_only"),
    (apsw.CantOpenError, "cannot_open"),
    (apsw.IOError, "input_output"),
)


class Database:
    """The connection, shared by all tables; used from one thread.

    Args:
        path: The file; made with mode 0600 if it is not there.
        migrations: Schema changes, oldest first.
        vfs: SQLite VFS by name; for fault injection.

    Raises:
        BadInput: ``storage_damaged``, ``storage_foreign`` (another program's file),
            ``storage_too_new`` (params: ``found``, ``known``), ``home_in_use`` (locked).
        ProgramFault: ``storage_failed`` with ``why``: ``disk_full``, ``read_only``,
            ``cannot_open``, ``input_output``, ``other``.
    """

    def __init__(
        self, path: Path, migrations: Sequence[Migration] = MIGRATIONS, vfs: str | None = None
    ) -> None:
        self._path = path
        self._migrations = migrations
        with self._typed():
            _make_private(path)
            self.connection = apsw.Connection(str(path), vfs=vfs)
        try:
            with self._typed():
                self._prepare()
        except WalletError:
            self.connection.close()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def version(self) -> int:
        """Version of the schema."""
        return self._number("PRAGMA user_version")

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with self._typed():
            self.connection.close()

    def is_sound(self) -> bool:
        """Read the whole file and say whether its structure holds."""
        try:
            with self._typed():
                return bool(self.connection.execute("PRAGMA integrity_check(1)").get == "ok")
        except BadInput:
            return False

    @contextmanager
    def write(self) -> Iterator[apsw.Connection]:
        """One transaction: all of it is on the disk afterwards, or nothing."""
        with self._typed():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self._roll_back()
                raise
            self._commit()

    def read(
        self, make: Callable[[Row], T], sql: str, params: Sequence[Value] = ()
    ) -> tuple[T, ...]:
        """Rows as values.

        Raises:
            BadInput: ``storage_damaged`` when a row is not what the wallet wrote.
        """
        with self._typed():
            rows = list(self.connection.execute(sql, params))
        try:
            return tuple(make(row) for row in rows)
        except (ValueError, TypeError, KeyError, WalletError) as error:
            raise self._damaged(type(error).__name__) from None

    def _prepare(self) -> None:
        connection = self.connection
        connection.set_busy_timeout(BUSY_TIMEOUT_MS)
        self._refuse_foreign()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        self._check_structure()
        self._migrate()

    def _refuse_foreign(self) -> None:
        known = len(self._migrations)
        if self._number("PRAGMA schema_version") == 0:
            return
        if self._number("PRAGMA application_id") != APPLICATION_ID:
            raise BadInput("storage_foreign", file=self._path.name)
        if self.version > known:
            raise BadInput("storage_too_new", found=self.version, known=known)

    def _check_structure(self) -> None:
        if self._path.stat().st_size > _CHECKED_AT_OPEN:
            return
        if self.connection.execute("PRAGMA quick_check(1)").get != "ok":
            raise self._damaged("quick_check")

    def _migrate(self) -> None:
        if 0 < self.version < len(self._migrations):
            self._keep_copy()
        while self.version < len(self._migrations):
            with self.write() as connection:
                # Asked again inside: another process may have been faster.
                version = self.version
                if version == len(self._migrations):
                    return
                for statement in self._migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")

    def _keep_copy(self) -> None:
        copy = self._path.with_name(f"{self._path.name}.v{self.version}.bak")
        if copy.exists():
            return
        # Under another name until it is whole: a copy cut short must not pass for one.
        partial = copy.with_name(copy.name + ".part")
        partial.unlink(missing_ok=True)
        self.connection.execute("VACUUM INTO ?", (str(partial),))
        partial.chmod(0o600)
        partial.replace(copy)

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except apsw.Error:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # After a full disk or an I/O error SQLite has already rolled back by itself.
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def _number(self, sql: str) -> int:
        value = self.connection.execute(sql).get
        if not isinstance(value, int):
            raise self._damaged(sql)
        return value

    def _damaged(self, why: str) -> BadInput:
        return BadInput("storage_damaged", file=self._path.name, detail=why)

    @contextmanager
    def _typed(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            raise self._damaged(type(error).__name__) from None
        except (apsw.BusyError, apsw.LockedError):
            raise BadInput("home_in_use") from None
        except apsw.Error as error:
            why = next((name for kind, name in _FAULTS if isinstance(error, kind)), "other")
            raise ProgramFault("storage_failed", why=why, detail=type(error).__name__) from None
        except OSError as error:
            raise ProgramFault(
                "storage_failed", why="cannot_open", detail=type(error).__name__
            ) from None


def _make_private(path: Path) -> None:
    if not path.parent.is_dir():
        path.parent.mkdir(mode=0o700, parents=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def optional_int(value: Value) -> int | None:
    """A number kept as text or integer."""
    if value is None:
        return None
    return required_int(value)


def required_int(value: Value) -> int:
    """A number kept as text or integer, never missing."""
    if isinstance(value, bytes) or value is None:
        raise TypeError(value)
    return int(value)


def required_text(value: Value) -> str:
    """Text, never missing."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def optional_text(value: Value) -> str | None:
    """Text or nothing."""
    return None if value is None else required_text(value)


def text_or_none(value: int | None) -> str | None:
    """A number as it is kept."""
    return None if value is None else str(value)
