"""Accounts: made, taken in, watched, named, and found by what people type."""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import BadInput, KeyProblem, NotFound
from wallet.domain.events import AccountsChanged
from wallet.domain.ids import Address
from wallet.domain.plain_text import NAME_LIMIT, clean
from wallet.domain.vault import (
    DEFAULT_PATH,
    HostedKey,
    ImportSource,
    PassphraseSource,
    Reveal,
    SecretInput,
)
from wallet.ports.signer import KeyHost, NewAccount
from wallet.ports.storage import AccountStore
from wallet.ports.system import EventSink
from wallet.services.vault_access import VaultDoor, key_of, signing_account

DEFAULT_WORDS = 24
_DEFAULT_LABEL = "Account"
_DOMAIN_NAME = re.compile(r"\S+\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class CreatedAccount:
    """An account that is new here.

    Attributes:
        vault_slot: What opens the vault that holds its key; ``None`` for watched ones.
        cautions: Codes of what the person should know.
    """

    account: Account
    vault_slot: str | None = None
    made_seed: bool = False
    cautions: tuple[str, ...] = ()


class Accounts:
    """The person's accounts. What needs a key is done by the key host."""

    def __init__(
        self, store: AccountStore, keyhost: KeyHost, door: VaultDoor, events: EventSink
    ) -> None:
        self._store = store
        self._keyhost = keyhost
        self._door = door
        self._events = events

    def list(self) -> tuple[Account, ...]:
        """All, in the order they were added."""
        return self._store.accounts()

    @property
    def has_vault(self) -> bool:
        """Whether a vault was made; a damaged one counts, its errors come on opening."""
        try:
            return self._door.info() is not None
        except KeyProblem:
            return True

    async def create(
        self,
        label: str,
        *,
        words: int = DEFAULT_WORDS,
        passphrase: PassphraseSource,
        reveal: Reveal,
    ) -> CreatedAccount:
        """Make the next account of the first seed; makes the vault and a seed if needed.

        Raises:
            BadInput: ``backup_needed``, ``words_count``, ``passphrase_too_weak``,
                ``label_malformed``, or a file that cannot be used.
            KeyProblem: The vault cannot be opened or made.
        """
        name = self._label(label)
        async with self._door.open_or_create(passphrase) as access:
            new = NewAccount(words, reveal, self._taken())
            hosted = await self._keyhost.create_account(access, new)
        return self._keep(hosted, name)

    async def import_(
        self,
        source: ImportSource,
        *,
        passphrase: PassphraseSource,
        label: str = "",
        path: str | None = None,
    ) -> CreatedAccount:
        """Take in a phrase, a key or a keystore; a watched account becomes one of ours.

        Raises:
            BadInput: ``account_exists``, ``path_malformed``, or what is wrong with the secret.
            KeyProblem: The vault cannot be opened or made; ``keystore_password_wrong``.
        """
        name = self._label(label)
        async with self._door.open_or_create(passphrase) as access:
            hosted = await self._keyhost.import_account(
                access, source, path or DEFAULT_PATH, self._taken()
            )
        return self._keep(hosted, name)

    def watch(self, address: Address, label: str = "") -> CreatedAccount:
        """Add an address to look at.

        Raises:
            BadInput: ``account_exists``, ``label_malformed``.
        """
        if self.find(address):
            raise BadInput("account_exists", address=address)
        account = Account(address, self._label(label) or self._next_label(), AccountKind.WATCH)
        self._store.save_account(account)
        self._events.publish(AccountsChanged())
        return CreatedAccount(account)

    async def confirm_backup(self, phrase: SecretInput, passphrase: PassphraseSource) -> bool:
        """Whether these words are one of our seeds; remembered if they are.

        Raises:
            KeyProblem: The vault cannot be opened.
            BadInput: The file cannot be used.
        """
        access = await self._door.open(passphrase)
        secret_id = await self._keyhost.confirm_backup(access, phrase)
        if secret_id is None:
            return False
        for account in self._store.accounts():
            if account.secret_id == secret_id:
                self._store.save_account(replace(account, backup_confirmed=True))
        self._events.publish(AccountsChanged())
        return True

    async def export_keystore(
        self,
        address: Address,
        file: str,
        *,
        passphrase: PassphraseSource,
        password: SecretInput | None = None,
    ) -> None:
        """Write the account's key to a new keystore file.

        Without a password of its own the file gets the vault's passphrase.

        Raises:
            NotFound: ``account_unknown``.
            BadInput: ``account_cannot_sign``, ``file_exists``, ``passphrase_too_weak``.
            KeyProblem: The vault cannot be opened.
        """
        key = key_of(signing_account(self._store, address))
        access = await self._door.open(passphrase)
        await self._keyhost.export_keystore(access, address, key, file, password or passphrase)

    async def unlock(self, passphrase: PassphraseSource) -> None:
        """Check the passphrase.

        Raises:
            KeyProblem: ``passphrase_wrong``, ``vault_missing`` and what the key store says.
        """
        await self._keyhost.unlock(await self._door.open(passphrase))

    def rename(self, address: Address, label: str) -> Account:
        """Give another label.

        Raises:
            NotFound: ``account_unknown``.
            BadInput: ``label_malformed``.
        """
        account = self._own(address)
        name = self._label(label)
        if not name:
            raise BadInput("label_malformed")
        renamed = replace(account, label=name)
        self._store.save_account(renamed)
        self._events.publish(AccountsChanged())
        return renamed

    def remove(self, address: Address) -> None:
        """Take it off the list. Its key stays in the vault and comes back with the account.

        Raises:
            NotFound: ``account_unknown``.
        """
        if not self._store.remove_account(address):
            raise NotFound("account_unknown", address=address)
        self._events.publish(AccountsChanged())

    def find(self, address: Address) -> Account | None:
        """The account with this address."""
        return next((one for one in self._store.accounts() if one.address == address), None)

    def resolve(self, text: str) -> Address:
        """An address from what somebody typed: hex, a contact, or a label of ours.

        Raises:
            BadInput: ``address_malformed``, ``address_checksum``, ``name_ambiguous``,
                ``domain_name_unsupported``.
            NotFound: ``name_unknown``.
        """
        wanted = clean(text, NAME_LIMIT)
        if wanted[:2] in {"0x", "0X"}:
            return Address(wanted)
        named = [(one.name, one.address) for one in self._store.contacts()]
        named += [(one.label, one.address) for one in self._store.accounts()]
        found = {address for name, address in named if name == wanted}
        found = found or {at for name, at in named if name.casefold() == wanted.casefold()}
        if not found and _DOMAIN_NAME.fullmatch(wanted):
            # Names of the name service are not looked up: a node could answer anything.
            raise BadInput("domain_name_unsupported", name=wanted)
        if not wanted or not found:
            raise _unknown_name(wanted, [name for name, _ in named if name])
        if len(found) > 1:
            raise BadInput("name_ambiguous", name=wanted)
        return found.pop()

    def default_sender(self, text: str | None = None) -> Account:
        """The account to act for: the one named, or the only one that can sign.

        Raises:
            BadInput: ``account_ambiguous``, ``no_account``, ``account_cannot_sign``, and as
                :meth:`resolve`.
            NotFound: ``account_unknown``, ``name_unknown``.
        """
        if text is not None:
            return signing_account(self._store, self.resolve(text))
        able = [one for one in self._store.accounts() if one.kind.can_sign]
        if not able:
            raise BadInput("no_account")
        if len(able) > 1:
            raise BadInput("account_ambiguous", labels=", ".join(one.label for one in able))
        return able[0]

    def _own(self, address: Address) -> Account:
        account = self.find(address)
        if account is None:
            raise NotFound("account_unknown", address=address)
        return account

    def _taken(self) -> frozenset[Address]:
        # A watched address may become ours; every other one is here already.
        ours = (one for one in self._store.accounts() if one.kind is not AccountKind.WATCH)
        return frozenset(one.address for one in ours)

    def _label(self, label: str) -> str:
        name = clean(label, NAME_LIMIT)
        if name != label.strip() or name[:2] in {"0x", "0X"}:
            # A label that reads like an address would be taken for one.
            raise BadInput("label_malformed")
        return name

    def _next_label(self) -> str:
        used = {one.label for one in self._store.accounts()}
        number = 1
        while f"{_DEFAULT_LABEL} {number}" in used:
            number += 1
        return f"{_DEFAULT_LABEL} {number}"

    def _keep(self, hosted: HostedKey, label: str) -> CreatedAccount:
        address = Address(hosted.address)
        watched = self.find(address)
        account = Account(
            address,
            label or (watched.label if watched else self._next_label()),
            AccountKind.LOCAL,
            hosted.ref.path,
            hosted.ref.secret_id,
            hosted.backup_confirmed,
        )
        self._store.save_account(account)
        self._events.publish(AccountsChanged())
        info = self._door.info()
        slot = info.slot.value if info else None
        return CreatedAccount(account, slot, hosted.made_seed, hosted.cautions)


def _unknown_name(wanted: str, known: list[str]) -> NotFound:
    """With the names that look like it, as most unknown names are slips of the finger."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(wanted.casefold(), folded, n=3)
    if not close:
        return NotFound("name_unknown", name=wanted)
    near = ", ".join(clean(folded[name], NAME_LIMIT) for name in close)
    return NotFound("name_unknown", name=wanted, why="near", near=near)
