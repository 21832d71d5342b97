"""Packages on disk: read whole and bounded, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from wallet.domain.canonical_json import MAX_BYTES
from wallet.domain.errors import BadInput

_MARK: Final = b"sectok-transfer/"
_PARTIAL: Final = ".part"


def read_package(path: Path) -> bytes:
    """The whole file.

    Raises:
        BadInput: ``file_unreadable``, ``file_too_large``.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise BadInput("file_unreadable", file=str(path)) from problem
    if len(raw) > MAX_BYTES:
        raise BadInput("file_too_large", file=str(path), limit=MAX_BYTES)
    return raw


def require_writable(path: Path) -> None:
    """Whether a package may be written there, before anything is signed for it.

    An empty file or another package is replaced; anything else is somebody's.

    Raises:
        BadInput: ``file_exists``, ``folder_missing``, ``file_unwritable``.
    """
    if not path.parent.is_dir():
        raise BadInput("folder_missing", file=str(path))
    if not os.access(path.parent, os.W_OK):
        raise BadInput("file_unwritable", file=str(path))
    if not path.exists():
        return
    if not path.is_file():
        raise BadInput("file_exists", file=str(path))
    if path.stat().st_size > 0 and _MARK not in read_package(path):
        raise BadInput("file_exists", file=str(path))


def write_package(path: Path, raw: bytes) -> None:
    """Write beside, flush, move into place; readable by its owner only.

    Raises:
        BadInput: As :func:`require_writable`.
    """
    require_writable(path)
    partial = path.with_name(path.name + _PARTIAL)
    try:
        _write(partial, raw)
        partial.replace(path)
    except OSError as problem:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise BadInput("file_unwritable", file=str(path)) from problem


def _write(path: Path, raw: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())
