"""The vault file and the device share, as seen by the wallet."""

from dataclasses import dataclass, field
from typing import Protocol

from wallet.domain.vault import PassphraseSource, SlotKind, VaultInfo


class VaultHeader(Protocol):
    """Reads the public part of the vault file."""

    def info(self) -> VaultInfo | None:
        """``None`` when no vault was made yet.

        Raises:
            KeyProblem: ``vault_damaged``.
        """


class DeviceShares(Protocol):
    """32-byte secrets in the system's key store, one per vault.

    Every method raises ``KeyProblem``: ``keyring_missing``, ``keyring_locked``,
    ``keyring_denied``, ``keyring_broken``, ``keyring_timeout``, and on reading
    ``keyring_share_missing`` and ``keyring_altered``.
    """

    async def create(self, vault_id: str) -> bytes:
        """Make a share, store it, read it back."""

    async def read(self, vault_id: str, share_check: str) -> bytes:
        """The stored share, if it is the one the vault was made with."""

    async def forget(self, vault_id: str) -> None:
        """Remove it; missing is fine."""

    async def probe(self) -> str:
        """Name of the usable key store; raises like the others. Writes nothing."""


@dataclass(frozen=True, slots=True)
class VaultAccess:
    """What the key host needs to open the vault, or to make it.

    Attributes:
        create: Id and slot of the vault to make; ``None`` to open the one there is.
    """

    passphrase: PassphraseSource
    share: bytes | None = field(default=None, repr=False)
    create: tuple[str, SlotKind] | None = None
