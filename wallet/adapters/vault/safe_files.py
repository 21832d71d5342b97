"""Files that are whole or not there: written aside, flushed, moved into place."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wallet.domain.errors import BadInput

_LOCK_TRIES = 100
_LOCK_PAUSE_S = 0.1


def make_private_folder(folder: Path) -> None:
    """Make the folder, readable by its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(0o700)


def replace_file(path: Path, content: bytes) -> None:
    """Write a private file in one step; after a power cut it is the old or the new one."""
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    write_new_file(aside, content)
    aside.replace(path)
    _flush_folder(path.parent)


def write_new_file(path: Path, content: bytes) -> None:
    """Write a private file that must not exist.

    Raises:
        FileExistsError: It does.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def write_lock(path: Path) -> Iterator[None]:
    """Keep other processes from writing while this one reads, changes and writes.

    Raises:
        BadInput: ``home_in_use`` after ten seconds.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take_lock(handle)
        yield
    finally:
        # Closing gives the lock back, also when the process dies.
        os.close(handle)


def _take_lock(handle: int) -> None:
    pause = threading.Event()
    for _ in range(_LOCK_TRIES):
        try:
            _lock_now(handle)
        except OSError:
            pause.wait(_LOCK_PAUSE_S)
        else:
            return
    raise BadInput("home_in_use")


def _lock_now(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  (exists on Windows only)

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  (does not exist on Windows)

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
