"""Security tokens, as their contracts describe themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.domain.amounts import Amount
from wallet.domain.ids import ZERO_ADDRESS, Address, TokenRef

NATIVE_STANDARD = "native"
# Capability of tokens whose units are kept in partitions that can be named in a transfer.
PARTITIONS = "partitions"


@dataclass(frozen=True, slots=True)
class SecurityToken:
    """A token contract, pinned when it was first seen.

    Attributes:
        ref: Chain and contract; the identity. Name and symbol are decoration.
        standard: Name of the standard module that speaks for it.
        version: What detection learned about the variant; ``None`` if nothing.
        capabilities: What it can do beyond a plain transfer, sorted.
        anchors: Contracts its rules live in, by role (``identity_registry``, ``compliance``).
    """

    ref: TokenRef
    name: str
    symbol: str
    decimals: int
    standard: str
    version: str | None = None
    capabilities: tuple[str, ...] = ()
    anchors: Mapping[str, Address] = field(default_factory=dict)

    @classmethod
    def native(cls, chain_id: int, symbol: str) -> "SecurityToken":
        """The chain's own coin, as the token of a plain payment."""
        return cls(TokenRef(chain_id, ZERO_ADDRESS), symbol, symbol, 18, NATIVE_STANDARD)

    @property
    def address(self) -> Address:
        """The contract."""
        return self.ref.address

    @property
    def is_native(self) -> bool:
        """Whether this is the chain's coin and not a contract."""
        return self.standard == NATIVE_STANDARD

    def amount(self, base_units: int) -> Amount:
        """A quantity of this token."""
        return Amount(base_units, self.decimals)


@dataclass(frozen=True, slots=True)
class Power:
    """Something issuer or agents may do; the sentence is found by ``id``."""

    id: str
    holders: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule of the token with its parameters, apart from any transfer."""

    id: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TokenDocument:
    """A document the contract names. ``updated_at`` is Unix seconds."""

    name: str
    uri: str
    hash: str | None
    updated_at: int | None
