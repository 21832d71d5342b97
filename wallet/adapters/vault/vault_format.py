"""The vault file on paper: what stands in it, and how strictly it is read.

Everything but the payload and the wrapped keys is public and authenticated: the slot is the
associated data of its wrapped key, the whole header that of the payload.
"""

import base64
import json
from dataclasses import dataclass, field

from wallet.adapters.vault import strict_json
from wallet.adapters.vault.strict_json import MalformedError
from wallet.domain.vault import SlotKind

FORMAT = "scrip-vault"
VERSION = 1
MAX_FILE = 256 * 1024
MAX_SLOTS = 8
MAX_SECRETS = 256
MIN_MEMORY_KIB, MAX_MEMORY_KIB = 46 * 1024, 1024 * 1024
MIN_PASSES, MAX_PASSES = 1, 10
MAX_LANES = 4
KEY_SIZE, SALT_SIZE, NONCE_SIZE, TAG_SIZE = 32, 16, 12, 16
VAULT_ID_SIZE = 16
SHARE_CHECK_SIZE = 8
_HEADER_KEYS = frozenset({"format", "version", "vault_id", "slots", "payload"})
_SLOT_KEYS = frozenset({"kind", "salt", "kdf", "share_check", "nonce", "wrapped_key"})
_KDF_KEYS = frozenset({"name", "memory_kib", "passes", "lanes"})


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at the passphrase costs (Argon2id)."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 1

    def as_json(self) -> dict[str, object]:
        """As it stands in the file."""
        return {
            "name": "argon2id",
            "memory_kib": self.memory_kib,
            "passes": self.passes,
            "lanes": self.lanes,
        }


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the data key."""

    kind: SlotKind
    salt: bytes
    cost: KdfCost
    share_check: str
    nonce: bytes
    wrapped_key: bytes

    def bound(self, vault_id: str) -> bytes:
        """The associated data of the wrapped key."""
        return canonical({"vault_id": vault_id, **self._public()})

    def as_json(self) -> dict[str, object]:
        """As it stands in the file."""
        sealed = {"nonce": encoded(self.nonce), "wrapped_key": encoded(self.wrapped_key)}
        return {**self._public(), **sealed}

    def _public(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "salt": encoded(self.salt),
            "kdf": self.cost.as_json(),
            "share_check": self.share_check,
        }


@dataclass(frozen=True, slots=True)
class SealedVault:
    """A vault file, read but not opened."""

    vault_id: str
    slots: tuple[Slot, ...]
    nonce: bytes
    data: bytes

    def header(self) -> bytes:
        """The associated data of the payload."""
        return canonical(self._header())

    def to_bytes(self) -> bytes:
        """The file."""
        payload = {"nonce": encoded(self.nonce), "data": encoded(self.data)}
        return json.dumps({**self._header(), "payload": payload}, indent=1).encode() + b"\n"

    def _header(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "slots": [slot.as_json() for slot in self.slots],
        }


@dataclass(frozen=True, slots=True)
class Secret:
    """One secret of the vault.

    Attributes:
        kind: ``seed`` (value: BIP-39 phrase) or ``key`` (value: private key in hex).
        confirmed: Whether the person showed to have the words elsewhere.
    """

    id: str
    kind: str
    value: str = field(repr=False)
    confirmed: bool = False


def canonical(value: object) -> bytes:
    """One spelling for what is authenticated."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def encoded(raw: bytes) -> str:
    """Base64 text."""
    return base64.b64encode(raw).decode()


def read_vault(raw: bytes) -> SealedVault:
    """Parse a vault file.

    Raises:
        MalformedError: Anything not exactly as written by this version, or KDF costs that
            are too low to protect or too high to finish.
    """
    found = strict_json.parse_object(raw, MAX_FILE)
    strict_json.require_keys(found, _HEADER_KEYS)
    if found["format"] != FORMAT:
        raise MalformedError("format")
    strict_json.number(found, "version", VERSION, VERSION)
    slots = found["slots"]
    if not isinstance(slots, list) or not 0 < len(slots) <= MAX_SLOTS:
        raise MalformedError("slots")
    payload = strict_json.mapping(found, "payload")
    strict_json.require_keys(payload, frozenset({"nonce", "data"}))
    data = strict_json.base64_bytes(payload, "data")
    if len(data) <= TAG_SIZE:
        raise MalformedError("data")
    return SealedVault(
        strict_json.hex_bytes(found, "vault_id", VAULT_ID_SIZE).hex(),
        tuple(_read_slot(slot) for slot in slots),
        strict_json.base64_bytes(payload, "nonce", NONCE_SIZE),
        data,
    )


def _read_slot(found: object) -> Slot:
    if not isinstance(found, dict):
        raise MalformedError("slot")
    strict_json.require_keys(found, _SLOT_KEYS)
    try:
        kind = SlotKind(strict_json.text(found, "kind"))
    except ValueError:
        raise MalformedError("kind") from None
    check = strict_json.text(found, "share_check")
    if kind.needs_share:
        check = strict_json.hex_bytes(found, "share_check", SHARE_CHECK_SIZE).hex()
    elif check:
        raise MalformedError("share_check")
    return Slot(
        kind,
        strict_json.base64_bytes(found, "salt", SALT_SIZE),
        _read_cost(strict_json.mapping(found, "kdf")),
        check,
        strict_json.base64_bytes(found, "nonce", NONCE_SIZE),
        strict_json.base64_bytes(found, "wrapped_key", KEY_SIZE + TAG_SIZE),
    )


def _read_cost(found: dict[str, object]) -> KdfCost:
    strict_json.require_keys(found, _KDF_KEYS)
    if found["name"] != "argon2id":
        raise MalformedError("kdf_name")
    return KdfCost(
        strict_json.number(found, "memory_kib", MIN_MEMORY_KIB, MAX_MEMORY_KIB),
        strict_json.number(found, "passes", MIN_PASSES, MAX_PASSES),
        strict_json.number(found, "lanes", 1, MAX_LANES),
    )


def write_secrets(secrets: tuple[Secret, ...]) -> bytes:
    """The payload before it is sealed."""
    listed = [
        {"id": one.id, "kind": one.kind, "value": one.value, "confirmed": one.confirmed}
        for one in secrets
    ]
    return canonical({"secrets": listed})


def read_secrets(raw: bytes) -> tuple[Secret, ...]:
    """The payload after it was opened; strict although only the owner could write it."""
    found = strict_json.parse_object(raw, MAX_FILE)
    strict_json.require_keys(found, frozenset({"secrets"}))
    listed = found["secrets"]
    if not isinstance(listed, list) or len(listed) > MAX_SECRETS:
        raise MalformedError("secrets")
    return tuple(_read_secret(one) for one in listed)


def _read_secret(found: object) -> Secret:
    if not isinstance(found, dict):
        raise MalformedError("secret")
    strict_json.require_keys(found, frozenset({"id", "kind", "value", "confirmed"}))
    kind, confirmed = strict_json.text(found, "kind"), found["confirmed"]
    if kind not in {"seed", "key"} or not isinstance(confirmed, bool):
        raise MalformedError("secret")
    return Secret(strict_json.text(found, "id"), kind, strict_json.text(found, "value"), confirmed)
