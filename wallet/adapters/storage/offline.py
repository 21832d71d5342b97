"""Requests made for another computer to sign, and what was signed here from such requests."""

from wallet.adapters.storage.database import (
    Database,
    Row,
    Value,
    optional_text,
    required_int,
    required_text,
)
from wallet.domain.errors import NotFound
from wallet.domain.ids import Address, TxHash
from wallet.domain.offline import PendingRequest, RequestState, SignedBefore

_REQUEST = "id, digest, account, created, expires, raw, state, reason, tx_hash"
_SIGNED = "tx_hash, chain_id, account, nonce, unsigned, request_id, at"


class RequestTable:
    """Implements ``RequestStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_request(self, request: PendingRequest) -> None:
        """Keep a new one."""
        with self._db.write() as connection:
            connection.execute(
                f"INSERT INTO offline_requests ({_REQUEST}) VALUES ({'?, ' * 8}?)",  # noqa: S608
                (
                    request.id,
                    request.digest,
                    str(request.account),
                    request.created,
                    request.expires,
                    request.raw,
                    *_outcome(request),
                ),
            )

    def update_request(self, request: PendingRequest) -> None:
        """Store its later state, reason and transaction.

        Raises:
            NotFound: ``offline_request_unknown``.
        """
        with self._db.write() as connection:
            connection.execute(
                "UPDATE offline_requests SET state = ?, reason = ?, tx_hash = ? WHERE id = ?",
                (*_outcome(request), request.id),
            )
            if connection.changes() != 1:
                raise NotFound("offline_request_unknown", id=request.id)

    def request(self, request_id: str) -> PendingRequest | None:
        """By id."""
        found = self._select("WHERE id = ?", request_id)
        return found[0] if found else None

    def requests(self) -> tuple[PendingRequest, ...]:
        """Newest first."""
        return self._select("ORDER BY position DESC")

    def _select(self, rest: str, *params: Value) -> tuple[PendingRequest, ...]:
        # Only constants of this module are joined in; values are bound.
        sql = f"SELECT {_REQUEST} FROM offline_requests {rest}"  # noqa: S608
        return self._db.read(_request, sql, params)


class SignedTable:
    """Implements ``SigningJournal``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_signed(self, signed: SignedBefore) -> None:
        """Keep one; the same transaction again changes nothing."""
        with self._db.write() as connection:
            connection.execute(
                f"INSERT INTO offline_signed ({_SIGNED}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
                " ON CONFLICT (tx_hash) DO NOTHING",
                (
                    str(signed.tx_hash),
                    signed.chain_id,
                    str(signed.account),
                    str(signed.nonce),
                    signed.unsigned,
                    signed.request_id,
                    signed.at,
                ),
            )

    def signed_at(self, chain_id: int, account: Address, nonce: int) -> tuple[SignedBefore, ...]:
        """Everything signed with this nonce, oldest first."""
        return self._db.read(
            _signed,
            f"SELECT {_SIGNED} FROM offline_signed"  # noqa: S608
            " WHERE chain_id = ? AND account = ? AND nonce = ? ORDER BY position",
            (chain_id, str(account), str(nonce)),
        )


def _outcome(request: PendingRequest) -> tuple[Value, ...]:
    tx_hash = None if request.tx_hash is None else str(request.tx_hash)
    return request.state.value, request.reason, tx_hash


def _bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError(value)
    return value


def _request(row: Row) -> PendingRequest:
    request_id, digest, account, created, expires, raw, state, reason, tx_hash = row
    found = optional_text(tx_hash)
    return PendingRequest(
        required_text(request_id),
        _bytes(digest),
        Address(required_text(account)),
        required_int(created),
        required_int(expires),
        _bytes(raw),
        RequestState(required_text(state)),
        optional_text(reason),
        None if found is None else TxHash(found),
    )


def _signed(row: Row) -> SignedBefore:
    tx_hash, chain_id, account, nonce, unsigned, request_id, at = row
    return SignedBefore(
        TxHash(required_text(tx_hash)),
        required_int(chain_id),
        Address(required_text(account)),
        required_int(nonce),
        _bytes(unsigned),
        required_text(request_id),
        required_int(at),
    )
