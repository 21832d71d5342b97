"""What travels between the computer with the network and the one with the key.

A request carries the exact bytes to sign, what they are said to do, and what the online computer
found out about them. A response carries the signed bytes, or a no. Only the bytes count: all
the rest is compared with them or shown as what somebody said.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from wallet.domain.chain import Block
from wallet.domain.compliance import Caution, Decision, Effect, Simulation, TokenAnswer
from wallet.domain.ids import Address, TxHash
from wallet.domain.review import DecodedCall
from wallet.domain.transaction import FeeQuote

FORMAT: Final = "sectok-transfer/1"
REQUEST: Final = "sign-request"
RESPONSE: Final = "sign-response"
LIFETIME_S: Final = 2 * 86_400
LONGEST_LIFETIME_S: Final = 31 * 86_400
_UUID4 = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII
)


class EvidenceGrade(Enum):
    """How well what the online computer found out is supported.

    ``SAID``: by its word alone. The others need proofs that this format does not carry.
    """

    SAID = "said"
    CONSISTENT = "consistent"
    PROVEN = "proven"


@dataclass(frozen=True, slots=True)
class SaidToken:
    """A token as the online computer describes it."""

    address: Address
    name: str
    symbol: str
    decimals: int
    standard: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What the bytes are said to do; every number of it is compared with them.

    Attributes:
        network: The online computer's name for the chain.
        coin: Symbol of the chain's coin.
        call: The call as the online computer decoded it.
        token: The token the call is about; ``None`` for coin and for votes.
        amount: The amount in whole tokens or coin, as decimal text; ``None`` if none moves.
        counterparty: What the online computer calls the other side; may be empty.
    """

    chain_id: int
    network: str
    coin: str
    nonce: int
    value: int
    fee: FeeQuote
    call: DecodedCall
    token: SaidToken | None
    amount: str | None
    counterparty: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the online computer found out before it asked for a signature.

    Attributes:
        nodes: Whom it asked, without anything secret of their addresses.
        accepted: What a person accepted there: ``disagreement`` and ids of warnings.
    """

    block: Block
    context: str
    decision: Decision
    simulation: Simulation
    answer: TokenAnswer | None
    effects: tuple[Effect, ...]
    cautions: tuple[Caution, ...]
    nodes: tuple[str, ...]
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfflineRequest:
    """Bytes somebody is asked to sign. Times are Unix seconds.

    Attributes:
        id: A random UUID (version 4).
        producer: Program that wrote it.
        path: Derivation path of the account, as far as the online computer knows it.
        unsigned: The EIP-2718 bytes to sign.
        evidence: ``None`` where nothing was asked.
    """

    id: str
    created: int
    expires: int
    producer: str
    account: Address
    path: str | None
    unsigned: bytes
    claims: Claims
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the signing computer put before the person.

    Attributes:
        at: Its clock, in Unix seconds.
        words: The word code it showed.
        call: What it read from the bytes.
        warnings: Codes of what it warned of.
    """

    at: int
    words: str
    chain_id: int
    nonce: int
    call: DecodedCall
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfflineResponse:
    """The answer to a request: signed bytes, or a no.

    Attributes:
        request_id: Which request.
        request_digest: SHA-256 of that request, 32 bytes.
        reason: Code of a no, ``None`` for a yes.
        raw: The signed bytes, ``None`` for a no.
    """

    request_id: str
    request_digest: bytes
    producer: str
    signer: Address
    shown: Shown | None
    reason: str | None
    raw: bytes | None
    tx_hash: TxHash | None


@dataclass(frozen=True, slots=True)
class SignedBefore:
    """One line of the signing computer's own journal. ``at`` in Unix seconds."""

    tx_hash: TxHash
    chain_id: int
    account: Address
    nonce: int
    unsigned: bytes
    request_id: str
    at: int


class RequestState(Enum):
    """Where a request stands on the computer that made it."""

    WAITING = "waiting"
    DECLINED = "declined"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """A request this computer made, kept until its answer comes and after.

    Attributes:
        digest: SHA-256 of ``raw``.
        raw: The file as it was written.
        reason: Why the signer said no, ``None`` if it did not.
        tx_hash: Of what came back signed, ``None`` before.
    """

    id: str
    digest: bytes
    account: Address
    created: int
    expires: int
    raw: bytes
    state: RequestState = RequestState.WAITING
    reason: str | None = None
    tx_hash: TxHash | None = None


def uuid4(random: bytes) -> str:
    """A UUID of version 4 from 16 random bytes."""
    marked = bytearray(random[:16])
    marked[6] = marked[6] & 0x0F | 0x40
    marked[8] = marked[8] & 0x3F | 0x80
    text = marked.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def is_uuid4(text: str) -> bool:
    """Whether it is one, in lower case."""
    return _UUID4.fullmatch(text) is not None
