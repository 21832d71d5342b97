"""History: what happened to an account's tokens."""

from dataclasses import dataclass

from wallet.domain.ids import Address, TxHash


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One line of history. ``at`` is the block's Unix time, ``None`` while unknown.

    Attributes:
        kind: One of the kinds of ``history``: ``transfer_in``, ``transfer_out``, ``mint``, …
        recipient: Of a vote the governor, of a delegation who votes from then on.
        base_units: ``None`` for entries that move nothing, or where all of it is meant; of a vote
            its weight.
        note: Which of several a kind covers: ``paused`` or ``unpaused``; ``for``, ``against``,
            ``abstain`` or ``unknown``.
    """

    chain_id: int
    account: Address
    at: int | None
    block_number: int
    block_hash: str
    tx_hash: TxHash
    log_index: int
    kind: str
    token: Address
    sender: Address | None
    recipient: Address | None
    base_units: int | None
    note: str | None = None
