"""Secrets read from files only their owner can read, and written to new ones."""

import os
import stat
import sys
from pathlib import Path

from wallet.adapters.vault.safe_files import write_new_file
from wallet.domain.errors import BadInput

MAX_SECRET_FILE = 64 * 1024
# Written first by some editors; not part of what is in the file.
_BYTE_ORDER_MARK = "\ufeff"


def read_secret_file(path: str, *, private: bool = True) -> bytes:
    """The content of a small file, which nobody else may read unless it is not ``private``.

    Raises:
        BadInput: ``file_unreadable``, ``file_readable_by_others``, ``file_too_large``.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise BadInput("file_unreadable", file=path, errno=error.errno) from None
    try:
        # Asked of the open file, so that it is the same one that is read.
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise BadInput("file_unreadable", file=path)
        open_to_others = sys.platform != "win32" and mode & (stat.S_IRGRP | stat.S_IROTH)
        if private and open_to_others:
            raise BadInput("file_readable_by_others", file=path)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            raw = stream.read(MAX_SECRET_FILE + 1)
    finally:
        os.close(handle)
    if len(raw) > MAX_SECRET_FILE:
        raise BadInput("file_too_large", file=path)
    return raw


def read_secret_text(path: str) -> str:
    """The content as text.

    Raises:
        BadInput: ``file_not_text`` and as :func:`read_secret_file`.
    """
    try:
        return read_secret_file(path).decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        raise BadInput("file_not_text", file=path) from None


def first_line(text: str) -> str:
    """What a passphrase file means: its first line without the line end."""
    return text.split("\n", 1)[0].removesuffix("\r")


def require_new(path: str) -> None:
    """Refuse a place where something is already.

    Raises:
        BadInput: ``file_exists``, ``folder_missing``.
    """
    place = Path(path)
    if os.path.lexists(place):
        raise BadInput("file_exists", file=path)
    if not place.parent.is_dir():
        raise BadInput("folder_missing", file=path)


def write_secret_file(path: str, content: bytes) -> None:
    """Write a new private file.

    Raises:
        BadInput: ``file_exists``, ``file_unwritable``.
    """
    require_new(path)
    try:
        write_new_file(Path(path), content)
    except FileExistsError:
        raise BadInput("file_exists", file=path) from None
    except OSError as error:
        raise BadInput("file_unwritable", file=path, errno=error.errno) from None
