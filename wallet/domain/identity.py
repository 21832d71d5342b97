"""What a token's registries say of an investor."""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.ids import Address


class ClaimStatus(Enum):
    """Whether a claim counts."""

    VALID = "valid"
    MISSING = "missing"
    REVOKED = "revoked"
    INVALID = "invalid"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IdentityClaim:
    """One statement about the investor, by one issuer.

    Attributes:
        topic: Claim topic number of the token's registry.
        name: Known name of the topic, ``None`` if it has none.
        issuer: Who states it; ``None`` when it is missing altogether.
        expires_at: Unix seconds, ``None`` if unknown or unlimited.
    """

    topic: int
    name: str | None
    issuer: Address | None
    status: ClaimStatus
    expires_at: int | None = None


@dataclass(frozen=True, slots=True)
class InvestorStatus:
    """An address in the eyes of one token; every field ``None`` while unknown.

    Attributes:
        country: ISO 3166-1 numeric code.
    """

    registered: bool | None
    verified: bool | None
    country: int | None = None
    identity: Address | None = None
    claims: tuple[IdentityClaim, ...] = ()
