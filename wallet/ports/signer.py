"""The key host: the only place where keys are, reached one operation at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from wallet.domain.ids import Address
from wallet.domain.signing import Signature, SignRequest
from wallet.domain.vault import HostedKey, ImportSource, KeyRef, Reveal, SecretInput
from wallet.ports.vault import VaultAccess


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Which account to make.

    Attributes:
        words: Length of the phrase if a seed has to be made.
        taken: Addresses that are accounts already; the first other one is made.
    """

    words: int
    reveal: Reveal
    taken: frozenset[Address]


@dataclass(frozen=True, slots=True)
class SignOrder:
    """What to sign with which key.

    Attributes:
        chain_id: The only chain a transaction may be for; ``None`` for messages.
    """

    request: SignRequest
    key: KeyRef
    chain_id: int | None = None


class KeyHost(Protocol):
    """Runs one operation in a process of its own.

    Every method raises ``KeyProblem`` (``passphrase_wrong``, ``vault_locked``,
    ``vault_damaged``, ``keyhost_failed``, ``keyhost_timeout``, ``signer_refused``,
    ``person_declined``) or ``BadInput`` for files and phrases that cannot be used.
    """

    async def create_account(self, access: VaultAccess, new: NewAccount) -> HostedKey:
        """Derive the next account of the first seed; make vault and seed if missing."""

    async def import_account(
        self, access: VaultAccess, source: ImportSource, path: str, taken: Collection[Address]
    ) -> HostedKey:
        """Take in a phrase, a key or a keystore; ``BadInput account_exists`` if taken."""

    async def confirm_backup(self, access: VaultAccess, phrase: SecretInput) -> str | None:
        """Id of the seed these words are, ``None`` if they are none of them."""

    async def sign(self, access: VaultAccess, order: SignOrder) -> Signature:
        """Sign a type-2 transaction or a message."""

    async def export_keystore(
        self, access: VaultAccess, account: Address, key: KeyRef, out: str, password: SecretInput
    ) -> None:
        """Write a new keystore file (version 3, scrypt)."""

    async def unlock(self, access: VaultAccess) -> tuple[str, ...]:
        """Check the passphrase; the ids of the secrets inside."""


class SignatureRecovery(Protocol):
    """Finds who signed."""

    def recover(self, digest: bytes, signature: Signature) -> Address | None:
        """The signer of the digest, ``None`` if the numbers are no signature."""
