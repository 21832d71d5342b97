"""What changed, told after the store was updated; listeners read again."""

from dataclasses import dataclass

from wallet.domain.ids import TxHash


@dataclass(frozen=True, slots=True)
class NetworksChanged:
    """A network was added, removed or made current."""


@dataclass(frozen=True, slots=True)
class AccountsChanged:
    """An account was added, renamed or removed."""


@dataclass(frozen=True, slots=True)
class TokensChanged:
    """A token was added or removed."""


@dataclass(frozen=True, slots=True)
class GovernorsChanged:
    """A governor was added or removed."""


@dataclass(frozen=True, slots=True)
class ContactsChanged:
    """The address book changed."""


@dataclass(frozen=True, slots=True)
class OutboxChanged:
    """A transaction of ours moved to another state."""

    tx_hash: TxHash


@dataclass(frozen=True, slots=True)
class HeadChanged:
    """The chain has a new newest block."""

    number: int


Event = (
    NetworksChanged
    | AccountsChanged
    | TokensChanged
    | GovernorsChanged
    | ContactsChanged
    | OutboxChanged
    | HeadChanged
)
