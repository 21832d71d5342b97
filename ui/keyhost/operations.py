"""What the key host does, one method per operation."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ui.keyhost.derivation import address_of, derive, parse_key, parse_path, written_path
from ui.keyhost.keystore import make_keystore, open_keystore
from ui.keyhost.passphrases import require_strong, vault_form
from ui.keyhost.person import People, Question
from ui.keyhost.phrases import checked, new_phrase, normalised, seed
from ui.keyhost.reveals import require_ready, reveal_phrase
from ui.keyhost.secret_files import read_secret_file, write_secret_file
from ui.keyhost.signatures import sign_ballot, sign_message, sign_transaction
from wallet.adapters.signers import requests
from wallet.adapters.vault import strict_json
from wallet.adapters.vault.kdf_config import kdf_cost
from wallet.adapters.vault.safe_files import make_private_folder, write_lock
from wallet.adapters.vault.vault_file import Credentials, OpenVault, VaultFile
from wallet.adapters.vault.vault_format import Secret
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.ids import Address
from wallet.domain.vault import (
    DEFAULT_PATH,
    Ask,
    ImportKind,
    ImportSource,
    KeyRef,
    Reveal,
    SecretInput,
)
from wallet.ports.vault import VaultAccess

_ACCOUNT_STEPS = parse_path(DEFAULT_PATH)[:-1]


class Operations:
    """The operations on one vault, for one request."""

    def __init__(self, home: Path, access: VaultAccess, people: People) -> None:
        self._home = home
        self._access = access
        self._people = people
        self._file = VaultFile(home)

    def create_account(self, args: Mapping[str, object]) -> dict[str, object]:
        """Derive the next account of the first seed; make vault and seed if missing."""
        words = strict_json.number(args, "words", 0, 99)
        reveal = requests.read_reveal(strict_json.mapping(args, "reveal"))
        taken = requests.read_addresses(args, "taken")
        with self._writing():
            if self._access.create:
                require_ready(reveal, self._people)
            vault = self._open_or_create()
            first = next((one for one in vault.secrets if one.kind == "seed"), None)
            used = first or self._make_seed(vault, words, reveal)
        return {
            **_next_account(used, taken),
            "made_seed": first is None,
            "backup_confirmed": used.confirmed,
        }

    def import_account(self, args: Mapping[str, object]) -> dict[str, object]:
        """Take in a phrase, a key or a keystore."""
        source = requests.read_import(strict_json.mapping(args, "source"))
        steps = parse_path(strict_json.text(args, "path"))
        taken = requests.read_addresses(args, "taken")
        kind, value, cautions = self._read_import(source)
        path = written_path(steps) if kind == "seed" else None
        address = address_of(_key(kind, value, path))
        if address in taken:
            raise BadInput("account_exists", address=address)
        with self._writing():
            vault = self._open_or_create()
            before = vault.secrets
            secret = vault.put(kind, value, confirmed=kind == "seed")
            if vault.secrets != before:
                vault.save()
        return {
            "address": address,
            "secret_id": secret.id,
            "path": path,
            "backup_confirmed": True if kind == "seed" else None,
            "cautions": cautions,
        }

    def confirm_backup(self, args: Mapping[str, object]) -> dict[str, object]:
        """Compare words with every seed."""
        source = requests.read_secret(args.get("phrase"))
        words = normalised(self._people.obtain(source, Question.PHRASE))
        with self._writing():
            vault = self._open()
            for one in vault.secrets:
                if one.kind == "seed" and one.value == words:
                    if not one.confirmed:
                        vault.confirm(one.id)
                        vault.save()
                    return {"secret_id": one.id}
        return {"secret_id": None}

    def sign(self, args: Mapping[str, object]) -> dict[str, object]:
        """Sign a transaction, a ballot or a message, after reading what it says."""
        account = requests.read_address(args, "account")
        empty = strict_json.text(args, "payload") == ""
        payload = b"" if empty else strict_json.hex_bytes(args, "payload")
        kind = strict_json.text(args, "kind")
        if kind not in {"transaction", "message", "typed_data"}:
            raise KeyProblem("signer_refused", why="kind")
        key = self._account_key(self._open(), account, args)
        if kind == "message":
            signature = sign_message(key, payload)
        else:
            sign = sign_transaction if kind == "transaction" else sign_ballot
            chain_id = strict_json.number(args, "chain_id", 1, 2**63)
            signature = sign(key, account, payload, chain_id)
        return {"signature": signature.to_bytes().hex()}

    def export_keystore(self, args: Mapping[str, object]) -> dict[str, object]:
        """Write a new keystore file, under its own password or the vault's passphrase."""
        account = requests.read_address(args, "account")
        out = strict_json.text(args, "out")
        source = requests.read_secret(args.get("password"))
        password = self._people.obtain(source, Question.NEW_KEYSTORE_PASSWORD)
        # The file leaves this machine and its device share behind.
        require_strong(password)
        key = self._account_key(self._open(), account, args)
        write_secret_file(out, make_keystore(key, password))
        return {}

    def unlock(self, _args: Mapping[str, object]) -> dict[str, object]:
        """Check the passphrase."""
        return {"secrets": [one.id for one in self._open().secrets]}

    @contextmanager
    def _writing(self) -> Iterator[None]:
        make_private_folder(self._home)
        with write_lock(self._file.lock):
            yield

    def _open(self) -> OpenVault:
        if self._file.info() is None:
            raise KeyProblem("vault_missing")
        passphrase = self._people.obtain(self._access.passphrase, Question.PASSPHRASE)
        return self._file.open(Credentials(vault_form(passphrase), self._access.share))

    def _open_or_create(self) -> OpenVault:
        if self._access.create is None:
            return self._open()
        if self._file.info() is not None:
            raise BadInput("vault_exists")
        vault_id, slot = self._access.create
        cost = kdf_cost(self._home)
        minimum = slot.min_passphrase
        asked = self._people.obtain(self._access.passphrase, Question.NEW_PASSPHRASE, minimum)
        passphrase = vault_form(asked)
        require_strong(passphrase, minimum)
        return self._file.create(vault_id, slot, Credentials(passphrase, self._access.share), cost)

    def _make_seed(self, vault: OpenVault, words: int, reveal: Reveal) -> Secret:
        require_ready(reveal, self._people)
        phrase = new_phrase(words)
        # Shown before it is kept: a seed nobody has seen must not hold anything.
        confirmed = reveal_phrase(reveal, phrase, self._people)
        made = vault.put("seed", phrase, confirmed=confirmed)
        try:
            vault.save()
        except OSError:
            if reveal.file:
                Path(reveal.file).unlink()
            raise
        return made

    def _read_import(self, source: ImportSource) -> tuple[str, str, list[str]]:
        if source.kind is ImportKind.PHRASE:
            return "seed", checked(self._people.obtain(source.secret, Question.PHRASE)), []
        if source.kind is ImportKind.KEY:
            return "key", parse_key(self._people.obtain(source.secret, Question.KEY)).hex(), []
        if source.password is None:
            raise BadInput("keystore_password_needed")
        raw = self._keystore(source.secret)
        password = self._people.obtain(source.password, Question.KEYSTORE_PASSWORD)
        opened = open_keystore(raw, password)
        return "key", opened.key.hex(), ["keystore_kdf_weak"] if opened.weak_kdf else []

    def _keystore(self, secret: SecretInput) -> bytes:
        if secret.text is not None:
            return secret.text.encode()
        path = secret.file
        if path is None:
            path = self._people.at(secret.ask or Ask.TERMINAL).choose_keystore()
        # The file is sealed by its password, and other programs leave it open to others.
        return read_secret_file(path, private=False)

    def _account_key(self, vault: OpenVault, account: Address, args: Mapping[str, object]) -> bytes:
        ref: KeyRef = requests.read_key(strict_json.mapping(args, "key"))
        secret = vault.find(ref.secret_id)
        key = _key(secret.kind, secret.value, ref.path)
        if address_of(key) != account:
            raise KeyProblem("signer_refused", why="other_account")
        return key


def _key(kind: str, value: str, path: str | None) -> bytes:
    if kind == "key":
        return parse_key(value)
    return derive(seed(value), parse_path(path or DEFAULT_PATH))


def _next_account(secret: Secret, taken: frozenset[Address]) -> dict[str, object]:
    stretched = seed(secret.value)
    index = 0
    while True:
        steps = (*_ACCOUNT_STEPS, index)
        address = address_of(derive(stretched, steps))
        if address not in taken:
            return {
                "address": address,
                "secret_id": secret.id,
                "path": written_path(steps),
                "cautions": [],
            }
        index += 1
