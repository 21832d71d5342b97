"""Outbox and history entries for tests."""

from dataclasses import replace

from wallet.domain.activity import ActivityEntry
from wallet.domain.ids import Address, TxHash
from wallet.domain.keccak import keccak
from wallet.domain.transfer import OutboxEntry, OutboxState

ALICE = Address("0x" + "a1" * 20)
BOB = Address("0x" + "b2" * 20)
ACME = Address("0x" + "c3" * 20)
CHAIN_ID = 4242


def outbox_entry(nonce=0, *, mark=b"", **changes):
    """A journalled transaction whose hash is that of its bytes."""
    raw = b"\x02" + nonce.to_bytes(8, "big") + mark
    entry = OutboxEntry(
        tx_hash=TxHash.from_bytes(keccak(raw)),
        chain_id=CHAIN_ID,
        account=ALICE,
        nonce=nonce,
        raw=raw,
        state=OutboxState.SIGNED,
        kind="transfer",
        signed_at=1_700_000_000,
        token=ACME,
        recipient=BOB,
        base_units=5 * 10**18,
    )
    return replace(entry, **changes)


def history_entry(block=10, log_index=0, **changes):
    """A transfer ALICE received."""
    seed = f"{block}.{log_index}".encode()
    entry = ActivityEntry(
        chain_id=CHAIN_ID,
        account=ALICE,
        at=1_700_000_000 + block,
        block_number=block,
        block_hash="0x" + keccak(b"block" + str(block).encode()).hex(),
        tx_hash=TxHash.from_bytes(keccak(seed)),
        log_index=log_index,
        kind="transfer_in",
        token=ACME,
        sender=BOB,
        recipient=ALICE,
        base_units=7,
    )
    return replace(entry, **changes)
