"""Governors a person follows, and what was read of their proposals."""

import json
from collections.abc import Sequence

from wallet.adapters.storage.database import (
    Database,
    Row,
    Value,
    optional_text,
    required_int,
    required_text,
)
from wallet.domain.governance import ClockMode, Governor, Proposal, ProposedCall
from wallet.domain.ids import Address, TxHash

_PROPOSAL = (
    "governor, id, proposer, calls, title, description, snapshot, deadline, block_number,"
    " block_hash, tx_hash"
)


class GovernorTable:
    """Implements ``GovernorStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def governors(self, chain_id: int) -> tuple[Governor, ...]:
        """In the order they were added."""
        return self._db.read(
            _governor,
            "SELECT chain_id, address, name, generation, clock, token, symbol, decimals,"
            " quorum_counts FROM governors WHERE chain_id = ? ORDER BY position",
            (chain_id,),
        )

    def save_governor(self, governor: Governor) -> None:
        """Add or replace by chain and address."""
        with self._db.write() as connection:
            connection.execute(
                """
                INSERT INTO governors (chain_id, address, name, generation, clock, token, symbol,
                    decimals, quorum_counts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (chain_id, address) DO UPDATE SET name = excluded.name,
                    generation = excluded.generation, clock = excluded.clock,
                    token = excluded.token, symbol = excluded.symbol,
                    decimals = excluded.decimals, quorum_counts = excluded.quorum_counts
                """,
                (
                    governor.chain_id,
                    str(governor.address),
                    governor.name,
                    governor.generation,
                    governor.clock.value,
                    governor.token,
                    governor.symbol,
                    governor.decimals,
                    json.dumps(governor.quorum_counts),
                ),
            )

    def remove_governor(self, chain_id: int, address: Address) -> bool:
        """Whether there was one; what was read of it goes with it."""
        key = (chain_id, str(address))
        with self._db.write() as connection:
            connection.execute("DELETE FROM proposals WHERE chain_id = ? AND governor = ?", key)
            connection.execute(
                "DELETE FROM proposal_progress WHERE chain_id = ? AND governor = ?", key
            )
            connection.execute("DELETE FROM governors WHERE chain_id = ? AND address = ?", key)
            return connection.changes() == 1

    def proposals(self, chain_id: int, governor: Address) -> tuple[Proposal, ...]:
        """Newest first."""
        return self._db.read(
            _proposal,
            f"SELECT {_PROPOSAL} FROM proposals WHERE chain_id = ? AND governor = ?"  # noqa: S608
            " ORDER BY block_number DESC, id",
            (chain_id, str(governor)),
        )

    def add_proposals(
        self, chain_id: int, governor: Address, proposals: Sequence[Proposal], up_to: int
    ) -> None:
        """Keep what was read and how far, in one step; the same id again replaces."""
        with self._db.write() as connection:
            for proposal in proposals:
                connection.execute(
                    f"INSERT OR REPLACE INTO proposals (chain_id, {_PROPOSAL})"  # noqa: S608
                    f" VALUES ({'?, ' * 11}?)",
                    (chain_id, *_columns(proposal)),
                )
            connection.execute(
                "INSERT OR REPLACE INTO proposal_progress (chain_id, governor, block)"
                " VALUES (?, ?, ?)",
                (chain_id, str(governor), up_to),
            )

    def proposals_read_to(self, chain_id: int, governor: Address) -> int | None:
        """Last block read."""
        found = self._db.read(
            lambda row: required_int(row[0]),
            "SELECT block FROM proposal_progress WHERE chain_id = ? AND governor = ?",
            (chain_id, str(governor)),
        )
        return found[0] if found else None

    def forget_proposals_from(self, chain_id: int, governor: Address, block: int) -> None:
        """Drop what was read at and after a block, to read it again."""
        with self._db.write() as connection:
            connection.execute(
                "DELETE FROM proposals WHERE chain_id = ? AND governor = ? AND block_number >= ?",
                (chain_id, str(governor), block),
            )


def _columns(proposal: Proposal) -> tuple[Value, ...]:
    calls = [[str(call.target), str(call.value), call.data.hex()] for call in proposal.calls]
    return (
        str(proposal.governor),
        str(proposal.id),
        str(proposal.proposer),
        json.dumps(calls),
        proposal.title,
        proposal.description,
        str(proposal.snapshot),
        str(proposal.deadline),
        proposal.block_number,
        proposal.block_hash,
        str(proposal.tx_hash),
    )


def _governor(row: Row) -> Governor:
    chain_id, address, name, generation, clock, token, symbol, decimals, counts = row
    where = optional_text(token)
    return Governor(
        required_int(chain_id),
        Address(required_text(address)),
        required_text(name),
        required_int(generation),
        ClockMode(clock),
        None if where is None else Address(where),
        required_text(symbol),
        required_int(decimals),
        tuple(required_text(word) for word in json.loads(required_text(counts))),
    )


def _proposal(row: Row) -> Proposal:
    calls = json.loads(required_text(row[3]))
    return Proposal(
        governor=Address(required_text(row[0])),
        id=required_int(row[1]),
        proposer=Address(required_text(row[2])),
        calls=tuple(
            ProposedCall(Address(target), int(value), bytes.fromhex(data))
            for target, value, data in calls
        ),
        title=required_text(row[4]),
        description=required_text(row[5]),
        snapshot=required_int(row[6]),
        deadline=required_int(row[7]),
        block_number=required_int(row[8]),
        block_hash=required_text(row[9]),
        tx_hash=TxHash(required_text(row[10])),
    )
