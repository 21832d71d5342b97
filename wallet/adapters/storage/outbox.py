"""The journal of signed transactions."""

import apsw

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
from wallet.domain.errors import KeyProblem, NotFound, ProgramFault
from wallet.domain.ids import Address, TxHash
from wallet.domain.keccak import keccak
from wallet.domain.transfer import OutboxEntry, OutboxState

_COLUMNS = (
    "tx_hash, chain_id, account, nonce, raw, state, kind, signed_at, token, recipient,"
    " base_units, submitted_at, block_number, block_hash, confirmations, gas_used,"
    " effective_gas_price, error, replaced_by"
)
_NEVER = 2**62
_LIVE = "state IN ('signed', 'submitted', 'mined')"


class OutboxTable:
    """Implements ``OutboxStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, entry: OutboxEntry) -> None:
        """Journal a signed transaction before it is sent.

        Raises:
            KeyProblem: ``nonce_taken`` if (chain, account, nonce) is used by another live one.
            ProgramFault: ``outbox_hash_mismatch`` if the hash is not that of the bytes.
        """
        self._insert(entry, None)

    def replace(self, entry: OutboxEntry, replaced: TxHash) -> None:
        """Journal a transaction that is meant to take the nonce of another of ours.

        Both stay live until the chain has chosen; a never-sent one is closed by the caller.

        Raises:
            KeyProblem: ``nonce_taken`` if the other is already being replaced.
            NotFound: ``tx_unknown`` if there is no other with the same account and nonce.
        """
        other = self.entry(replaced)
        if other is None or _slot(other) != _slot(entry):
            raise NotFound("tx_unknown", tx_hash=replaced)
        self._insert(entry, replaced)

    def update(self, entry: OutboxEntry) -> None:
        """Store a later state of the same hash.

        Raises:
            KeyProblem: ``nonce_taken`` if it would come back to life beside another live one.
            NotFound: ``tx_unknown``.
        """
        with self._db.write() as connection:
            _run(
                connection,
                """
                UPDATE outbox SET state = ?, submitted_at = ?, block_number = ?,
                    block_hash = ?, confirmations = ?, gas_used = ?,
                    effective_gas_price = ?, error = ?, replaced_by = ?
                WHERE tx_hash = ?
                """,
                (*_progress(entry), str(entry.tx_hash)),
                entry,
            )
            if connection.changes() != 1:
                raise NotFound("tx_unknown", tx_hash=entry.tx_hash)

    def entry(self, tx_hash: TxHash) -> OutboxEntry | None:
        """By hash."""
        found = self._select("WHERE tx_hash = ?", str(tx_hash))
        return found[0] if found else None

    def entries(self, chain_id: int | None = None) -> tuple[OutboxEntry, ...]:
        """Newest first."""
        if chain_id is None:
            return self._select("ORDER BY position DESC")
        return self._select("WHERE chain_id = ? ORDER BY position DESC", chain_id)

    def open_entries(
        self, chain_id: int, *, ended_since: int | None = None
    ) -> tuple[OutboxEntry, ...]:
        """Those that are not final, oldest first; on request also those signed lately."""
        return self._select(
            f"WHERE chain_id = ? AND ({_LIVE} OR signed_at >= ?) ORDER BY position",
            chain_id,
            _NEVER if ended_since is None else ended_since,
        )

    def _select(self, rest: str, *params: Value) -> tuple[OutboxEntry, ...]:
        # Only constants of this module are joined in; values are bound.
        return self._db.read(_entry, f"SELECT {_COLUMNS} FROM outbox {rest}", params)  # noqa: S608

    def _insert(self, entry: OutboxEntry, replaced: TxHash | None) -> None:
        if keccak(entry.raw) != entry.tx_hash.raw:
            raise ProgramFault("outbox_hash_mismatch")
        with self._db.write() as connection:
            if replaced is None:
                _require_free(connection, entry)
            _run(
                connection,
                f"INSERT INTO outbox ({_COLUMNS}, replaces) VALUES ({'?, ' * 19}?)",  # noqa: S608
                (*_identity(entry), *_origin(entry), *_progress(entry)[1:], replaced),
                entry,
            )


def _require_free(connection: apsw.Connection, entry: OutboxEntry) -> None:
    # Under the write lock, so nobody can slip in between; covers declared replacements too,
    # which the unique index leaves out.
    taken = connection.execute(
        f"SELECT 1 FROM outbox WHERE chain_id = ? AND account = ? AND nonce = ? AND {_LIVE}",  # noqa: S608
        (entry.chain_id, str(entry.account), str(entry.nonce)),
    ).fetchone()
    if taken is not None:
        raise KeyProblem("nonce_taken", nonce=entry.nonce)


def _run(
    connection: apsw.Connection, sql: str, params: tuple[Value, ...], entry: OutboxEntry
) -> None:
    try:
        connection.execute(sql, params)
    except apsw.ConstraintError:
        raise KeyProblem("nonce_taken", nonce=entry.nonce) from None


def _slot(entry: OutboxEntry) -> tuple[int, Address, int]:
    return entry.chain_id, entry.account, entry.nonce


def _identity(entry: OutboxEntry) -> tuple[Value, ...]:
    return (
        str(entry.tx_hash),
        entry.chain_id,
        str(entry.account),
        str(entry.nonce),
        entry.raw,
        entry.state.value,
    )


def _origin(entry: OutboxEntry) -> tuple[Value, ...]:
    return (
        entry.kind,
        entry.signed_at,
        entry.token,
        entry.recipient,
        text_or_none(entry.base_units),
    )


def _progress(entry: OutboxEntry) -> tuple[Value, ...]:
    return (
        entry.state.value,
        entry.submitted_at,
        entry.block_number,
        entry.block_hash,
        entry.confirmations,
        entry.gas_used,
        text_or_none(entry.effective_gas_price),
        entry.error,
        entry.replaced_by,
    )


def _entry(row: Row) -> OutboxEntry:
    raw, tx_hash = row[4], TxHash(required_text(row[0]))
    # These bytes may be sent again: a flipped bit in the file must not go unnoticed.
    if not isinstance(raw, bytes) or keccak(raw) != tx_hash.raw:
        raise TypeError("raw")
    token, recipient, replaced_by = (optional_text(row[index]) for index in (8, 9, 18))
    return OutboxEntry(
        tx_hash=tx_hash,
        chain_id=required_int(row[1]),
        account=Address(required_text(row[2])),
        nonce=required_int(row[3]),
        raw=raw,
        state=OutboxState(row[5]),
        kind=required_text(row[6]),
        signed_at=required_int(row[7]),
        token=Address(token) if token else None,
        recipient=Address(recipient) if recipient else None,
        base_units=optional_int(row[10]),
        submitted_at=optional_int(row[11]),
        block_number=optional_int(row[12]),
        block_hash=optional_text(row[13]),
        confirmations=required_int(row[14]),
        gas_used=optional_int(row[15]),
        effective_gas_price=optional_int(row[16]),
        error=optional_text(row[17]),
        replaced_by=TxHash(replaced_by) if replaced_by else None,
    )
