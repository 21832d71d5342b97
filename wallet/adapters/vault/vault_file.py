"""The vault: secrets under a data key, the data key under what a person knows and has.

Source: Argon2id (RFC 9106), HKDF (RFC 5869), AES-256-GCM (NIST SP 800-38D). Opened only
inside the key host; everybody else reads :meth:`VaultFile.info`.
"""

import hmac
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wallet.adapters.vault.entropy import random_bytes
from wallet.adapters.vault.safe_files import make_private_folder, replace_file
from wallet.adapters.vault.strict_json import MalformedError
from wallet.adapters.vault.vault_format import (
    KEY_SIZE,
    MAX_FILE,
    NONCE_SIZE,
    SALT_SIZE,
    SHARE_CHECK_SIZE,
    KdfCost,
    SealedVault,
    Secret,
    Slot,
    read_secrets,
    read_vault,
    write_secrets,
)
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.vault import SlotKind, VaultInfo

_INFO_KEY = b"scrip vault 1 slot key: "
_INFO_CHECK = b"scrip vault 1 device share check"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens a slot. Without a printed form that would show it.

    Attributes:
        share: The 32-byte device share, for slots that need it.
    """

    passphrase: str = field(repr=False)
    share: bytes | None = field(default=None, repr=False)


def share_check(share: bytes) -> str:
    """Eight public bytes that tell this device share from any other."""
    return _hkdf(share, b"", _INFO_CHECK, SHARE_CHECK_SIZE).hex()


class VaultFile:
    """The vault of one home folder: ``vault.json`` and the copy before the last write."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.path = home / "vault.json"
        self.backup = home / "vault.json.bak"
        self.lock = home / "vault.lock"

    def info(self) -> VaultInfo | None:
        """The public part; ``None`` when no vault was made yet.

        Raises:
            KeyProblem: ``vault_damaged``.
        """
        sealed = self._load()
        if sealed is None:
            return None
        first = sealed.slots[0]
        return VaultInfo(sealed.vault_id, first.kind, first.share_check)

    def create(
        self, vault_id: str, kind: SlotKind, credentials: Credentials, cost: KdfCost
    ) -> "OpenVault":
        """A new vault in memory; nothing is written before its first :meth:`OpenVault.save`.

        Raises:
            BadInput: ``vault_exists``.
        """
        if self._load() is not None:
            raise BadInput("vault_exists")
        if kind.needs_share != (credentials.share is not None):
            raise KeyProblem("keyring_share_missing")
        data_key = random_bytes(KEY_SIZE)
        check = share_check(credentials.share) if credentials.share else ""
        bare = Slot(kind, random_bytes(SALT_SIZE), cost, check, random_bytes(NONCE_SIZE), b"")
        wrapped = AESGCM(_slot_key(bare, credentials)).encrypt(
            bare.nonce, data_key, bare.bound(vault_id)
        )
        return OpenVault(self, vault_id, (replace(bare, wrapped_key=wrapped),), data_key)

    def open(self, credentials: Credentials) -> "OpenVault":
        """Unlock the vault.

        Raises:
            KeyProblem: ``passphrase_wrong``, ``vault_missing``, ``vault_damaged``,
                ``keyring_share_missing``, ``keyring_altered``.
        """
        sealed = self._load()
        if sealed is None:
            raise KeyProblem("vault_missing")
        data_key = _unwrap(sealed, credentials)
        try:
            payload = AESGCM(data_key).decrypt(sealed.nonce, sealed.data, sealed.header())
            secrets = read_secrets(payload)
        except (InvalidTag, MalformedError):
            raise KeyProblem("vault_damaged", why="payload") from None
        return OpenVault(self, sealed.vault_id, sealed.slots, data_key, secrets)

    def write(self, content: bytes) -> None:
        """Keep a copy of the present file, then replace it in one step."""
        make_private_folder(self._home)
        if self.path.exists():
            replace_file(self.backup, self.path.read_bytes())
        replace_file(self.path, content)

    def _load(self) -> SealedVault | None:
        try:
            with self.path.open("rb") as stream:
                raw = stream.read(MAX_FILE + 1)
        except FileNotFoundError:
            if self.backup.exists():
                # A vault was here: making another one must be somebody's decision.
                raise KeyProblem("vault_damaged", why="only_backup") from None
            return None
        except OSError as error:
            raise KeyProblem("vault_unreadable", why=error.errno) from error
        try:
            return read_vault(raw)
        except MalformedError as error:
            raise KeyProblem("vault_damaged", why=str(error)) from None


class OpenVault:
    """An unlocked vault; lives only as long as one operation of the key host."""

    __slots__ = ("_data_key", "_file", "_slots", "secrets", "vault_id")

    def __init__(
        self,
        file: VaultFile,
        vault_id: str,
        slots: tuple[Slot, ...],
        data_key: bytes,
        secrets: tuple[Secret, ...] = (),
    ) -> None:
        self._file = file
        self._slots = slots
        self._data_key = data_key
        self.vault_id = vault_id
        self.secrets = secrets

    def find(self, secret_id: str) -> Secret:
        """One secret.

        Raises:
            KeyProblem: ``key_not_in_vault``.
        """
        for secret in self.secrets:
            if hmac.compare_digest(secret.id.encode(), secret_id.encode()):
                return secret
        raise KeyProblem("key_not_in_vault")

    def put(self, kind: str, value: str, *, confirmed: bool) -> Secret:
        """Add a secret, or return the same one if it is here already."""
        for secret in self.secrets:
            same_value = hmac.compare_digest(secret.value.encode(), value.encode())
            if secret.kind == kind and same_value:
                return self.confirm(secret.id) if confirmed else secret
        added = Secret(random_bytes(8).hex(), kind, value, confirmed)
        self.secrets = (*self.secrets, added)
        return added

    def confirm(self, secret_id: str) -> Secret:
        """Note that the person has the words elsewhere."""
        confirmed = replace(self.find(secret_id), confirmed=True)
        self.secrets = tuple(confirmed if one.id == secret_id else one for one in self.secrets)
        return confirmed

    def save(self) -> None:
        """Seal everything under a fresh nonce and write it."""
        sealed = SealedVault(self.vault_id, self._slots, random_bytes(NONCE_SIZE), b"")
        data = AESGCM(self._data_key).encrypt(
            sealed.nonce, write_secrets(self.secrets), sealed.header()
        )
        content = replace(sealed, data=data).to_bytes()
        if len(content) > MAX_FILE:
            raise BadInput("vault_full")
        self._file.write(content)


def _unwrap(sealed: SealedVault, credentials: Credentials) -> bytes:
    usable = [slot for slot in sealed.slots if slot.kind.needs_share == bool(credentials.share)]
    if not usable:
        raise KeyProblem("keyring_share_missing" if not credentials.share else "vault_damaged")
    for slot in usable:
        if credentials.share and share_check(credentials.share) != slot.share_check:
            raise KeyProblem("keyring_altered")
        key = _slot_key(slot, credentials)
        try:
            return AESGCM(key).decrypt(slot.nonce, slot.wrapped_key, slot.bound(sealed.vault_id))
        except InvalidTag:
            continue
    raise KeyProblem("passphrase_wrong")


def _slot_key(slot: Slot, credentials: Credentials) -> bytes:
    cost = slot.cost
    kdf = Argon2id(
        salt=slot.salt,
        length=KEY_SIZE,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        known = kdf.derive(credentials.passphrase.encode())
    except MemoryError:
        raise KeyProblem("memory_short", needed_kib=cost.memory_kib) from None
    had = credentials.share if slot.kind.needs_share and credentials.share else b""
    return _hkdf(known + had, slot.salt, _INFO_KEY + slot.kind.value.encode(), KEY_SIZE)


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
