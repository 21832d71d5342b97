"""Accounts we can act for, and contacts we cannot."""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.ids import Address


class AccountKind(Enum):
    """Where the key of an account is."""

    LOCAL = "local"
    WATCH = "watch"
    QR = "qr"
    LEDGER = "ledger"
    SAFE = "safe"

    @property
    def can_sign(self) -> bool:
        """Whether Scrip can get a signature for it."""
        return self is not AccountKind.WATCH


@dataclass(frozen=True, slots=True)
class Account:
    """An address of the person.

    Attributes:
        path: BIP-32 path, ``None`` for imported keys and watched addresses.
        secret_id: Which secret of the vault holds the key; never the secret itself.
        backup_confirmed: ``None`` where there is nothing of ours to back up.
    """

    address: Address
    label: str
    kind: AccountKind
    path: str | None = None
    secret_id: str | None = None
    backup_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody else's address with a name from the person's own address book."""

    name: str
    address: Address
