"""How the vault is opened: from the file's own header, and with the share of this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from wallet.domain.account import Account
from wallet.domain.errors import BadInput, KeyProblem, NotFound
from wallet.domain.ids import Address
from wallet.domain.vault import KeyRef, KeyringMode, PassphraseSource, SlotKind, VaultInfo
from wallet.ports.storage import AccountStore
from wallet.ports.vault import DeviceShares, VaultAccess, VaultHeader


class NewIds(Protocol):
    """Makes ids for new vaults."""

    def __call__(self, count: int, /) -> bytes:
        """Random bytes."""


class VaultDoor:
    """Knows whether there is a vault, and brings what opening or making it needs."""

    def __init__(
        self, header: VaultHeader, shares: DeviceShares, mode: KeyringMode, new_id: NewIds
    ) -> None:
        self._header = header
        self._shares = shares
        self._mode = mode
        self._new_id = new_id

    def info(self) -> VaultInfo | None:
        """The vault there is."""
        return self._header.info()

    async def open(self, passphrase: PassphraseSource) -> VaultAccess:
        """Access to the vault there is.

        Raises:
            KeyProblem: ``vault_missing``, ``vault_damaged``, or a state of the key store.
        """
        info = self._header.info()
        if info is None:
            raise KeyProblem("vault_missing")
        return await self._existing(info, passphrase)

    @asynccontextmanager
    async def open_or_create(self, passphrase: PassphraseSource) -> AsyncIterator[VaultAccess]:
        """Access to the vault, which is made if there is none.

        If no vault comes of it, a share that was made for it is taken back.

        Raises:
            KeyProblem: As :meth:`open`; with a new vault the key store decides: none on this
                machine means a passphrase alone (``auto``), a locked or denied one an error.
        """
        info = self._header.info()
        if info is not None:
            yield await self._existing(info, passphrase)
            return
        vault_id = self._new_id(16).hex()
        share = await self._new_share(vault_id)
        slot = SlotKind.PASSPHRASE if share is None else SlotKind.PASSPHRASE_KEYRING
        try:
            yield VaultAccess(passphrase, share, (vault_id, slot))
        finally:
            if share is not None and not self._was_made(vault_id):
                # The error that brought us here matters more than an orphaned entry.
                with suppress(KeyProblem):
                    await self._shares.forget(vault_id)

    def _was_made(self, vault_id: str) -> bool:
        try:
            info = self._header.info()
        except KeyProblem:
            # Cannot be told: an entry too many is better than a vault without its share.
            return True
        return info is not None and info.vault_id == vault_id

    async def _existing(self, info: VaultInfo, passphrase: PassphraseSource) -> VaultAccess:
        if not info.slot.needs_share:
            return VaultAccess(passphrase)
        return VaultAccess(passphrase, await self._shares.read(info.vault_id, info.share_check))

    async def _new_share(self, vault_id: str) -> bytes | None:
        if self._mode is KeyringMode.NONE:
            return None
        try:
            return await self._shares.create(vault_id)
        except KeyProblem as problem:
            if self._mode is KeyringMode.AUTO and problem.code == "keyring_missing":
                return None
            raise


def signing_account(store: AccountStore, address: Address) -> Account:
    """An account of ours that can sign.

    Raises:
        NotFound: ``account_unknown``.
        BadInput: ``account_cannot_sign``.
    """
    for account in store.accounts():
        if account.address == address:
            if not account.kind.can_sign:
                raise BadInput("account_cannot_sign", label=account.label)
            return account
    raise NotFound("account_unknown", address=address)


def key_of(account: Account) -> KeyRef:
    """Which key of the vault is the account's.

    Raises:
        BadInput: ``account_cannot_sign``, if its key is not in a vault.
    """
    if account.secret_id is None:
        raise BadInput("account_cannot_sign", label=account.label)
    return KeyRef(account.secret_id, account.path)
