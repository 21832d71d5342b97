"""A governor, a proposal and ballots for tests."""

from dataclasses import replace

from tests.fakes.entries import ACME, ALICE, BOB, CHAIN_ID
from wallet.domain.governance import ClockMode, Governor, Proposal, ProposedCall
from wallet.domain.ids import Address, TxHash
from wallet.domain.keccak import keccak

MEETING = Governor(
    CHAIN_ID,
    Address("0x" + "d4" * 20),
    "Acme meeting",
    5,
    ClockMode.SECONDS,
    ACME,
    "ACME",
    2,
    ("for", "abstain"),
)


def proposal(number=7, **changes):
    """A proposal of the meeting."""
    made = Proposal(
        governor=MEETING.address,
        id=number,
        proposer=BOB,
        calls=(ProposedCall(ACME, 0, b"\x01\x02\x03\x04"), ProposedCall(ALICE, 10**18, b"")),
        title="Elect Clara",
        description="Elect Clara\n\nFor three years.",
        snapshot=1_700_000_100,
        deadline=1_700_000_900,
        block_number=5,
        block_hash="0x" + keccak(b"five").hex(),
        tx_hash=TxHash.from_bytes(keccak(str(number).encode())),
    )
    return replace(made, **changes)
