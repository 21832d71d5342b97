"""The fields of a request to the key host, written on one side and read on the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wallet.adapters.vault import strict_json
from wallet.adapters.vault.strict_json import MalformedError
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.vault import (
    Ask,
    ImportKind,
    ImportSource,
    KeyRef,
    Reveal,
    RevealKind,
    SecretInput,
    SlotKind,
)
from wallet.ports.vault import VaultAccess


@dataclass(frozen=True, slots=True)
class Request:
    """One operation, as the key host got it.

    Attributes:
        args: Fields of the operation; may hold typed secrets.
        palette: Colours of the key host's window.
    """

    operation: str
    home: Path
    access: VaultAccess = field(repr=False)
    args: Mapping[str, object] = field(repr=False)
    palette: Mapping[str, str] = field(default_factory=dict)


def write_request(request: Request) -> dict[str, object]:
    """The request as JSON fields."""
    access = request.access
    create = (
        {"vault_id": access.create[0], "slot": access.create[1].value} if access.create else None
    )
    return {
        "operation": request.operation,
        "home": str(request.home),
        "passphrase": write_secret(access.passphrase),
        "share": access.share.hex() if access.share else None,
        "create": create,
        "args": dict(request.args),
        "palette": dict(request.palette),
    }


def read_request(fields: Mapping[str, object]) -> Request:
    """Read it back.

    Raises:
        MalformedError: Not as :func:`write_request` writes it.
    """
    palette = strict_json.mapping(fields, "palette")
    return Request(
        strict_json.text(fields, "operation"),
        Path(strict_json.text(fields, "home")),
        VaultAccess(
            read_secret(fields.get("passphrase")),
            None if fields.get("share") is None else strict_json.hex_bytes(fields, "share", 32),
            _read_create(fields.get("create")),
        ),
        strict_json.mapping(fields, "args"),
        {key: strict_json.text(palette, key) for key in palette},
    )


def _read_create(found: object) -> tuple[str, SlotKind] | None:
    if found is None:
        return None
    if not isinstance(found, dict):
        raise MalformedError("create")
    vault_id = strict_json.hex_bytes(found, "vault_id", 16).hex()
    return vault_id, SlotKind(_one_of(found, "slot", {kind.value for kind in SlotKind}))


def _one_of(fields: Mapping[str, object], key: str, allowed: set[str]) -> str:
    value = strict_json.text(fields, key)
    if value not in allowed:
        raise MalformedError(key)
    return value


def write_secret(source: SecretInput) -> dict[str, object]:
    """Where a secret comes from, as JSON fields."""
    if source.text is not None:
        return {"text": source.text}
    if source.file is not None:
        return {"file": str(Path(source.file).absolute())}
    return {"ask": source.ask.value if source.ask else None}


def read_secret(found: object) -> SecretInput:
    """Read it back."""
    if not isinstance(found, dict) or len(found) != 1:
        raise MalformedError("secret")
    if "text" in found:
        return SecretInput.typed(strict_json.text(found, "text"))
    if "file" in found:
        return SecretInput.from_file(strict_json.text(found, "file"))
    return SecretInput(ask=Ask(_one_of(found, "ask", {way.value for way in Ask})))


def write_import(source: ImportSource) -> dict[str, object]:
    """What is imported, as JSON fields."""
    return {
        "kind": source.kind.value,
        "secret": write_secret(source.secret),
        "password": write_secret(source.password) if source.password else None,
    }


def read_import(found: Mapping[str, object]) -> ImportSource:
    """Read it back."""
    password = found.get("password")
    return ImportSource(
        ImportKind(_one_of(found, "kind", {kind.value for kind in ImportKind})),
        read_secret(found.get("secret")),
        None if password is None else read_secret(password),
    )


def write_reveal(reveal: Reveal) -> dict[str, object]:
    """Where a phrase goes, as JSON fields."""
    file = str(Path(reveal.file).absolute()) if reveal.file else None
    return {"kind": reveal.kind.value, "file": file}


def read_reveal(found: Mapping[str, object]) -> Reveal:
    """Read it back."""
    kind = RevealKind(_one_of(found, "kind", {kind.value for kind in RevealKind}))
    return Reveal(kind, strict_json.text(found, "file") if kind is RevealKind.FILE else None)


def write_key(key: KeyRef) -> dict[str, object]:
    """Which key, as JSON fields."""
    return {"secret_id": key.secret_id, "path": key.path}


def read_key(found: Mapping[str, object]) -> KeyRef:
    """Read it back."""
    path = None if found.get("path") is None else strict_json.text(found, "path")
    return KeyRef(strict_json.text(found, "secret_id"), path)


def read_address(fields: Mapping[str, object], key: str) -> Address:
    """An address field."""
    try:
        return Address(strict_json.text(fields, key))
    except BadInput:
        raise MalformedError(key) from None


def read_addresses(fields: Mapping[str, object], key: str) -> frozenset[Address]:
    """A field with a list of addresses."""
    listed = fields.get(key)
    if not isinstance(listed, list):
        raise MalformedError(key)
    return frozenset(read_address({key: item}, key) for item in listed)
