"""One signing process per home folder.

Choosing a nonce, signing and journalling belong together: two programs on one home must not
do it at the same time. The lock belongs to the open file, so a killed holder gives it back.
It does not protect a copied folder or some network drives; the journal's own unique nonce
stays the last guard.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from wallet.domain.errors import BadInput

FILE_NAME = "signing.lock"
WAIT_S = 10.0
_RETRY_S = 0.05

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@asynccontextmanager
async def signing_lock(home: Path, wait_s: float = WAIT_S) -> AsyncIterator[None]:
    """Hold the home's signing lock, waiting for another holder if need be.

    Args:
        home: The wallet's folder.
        wait_s: How long to wait, in seconds.

    Raises:
        BadInput: ``home_in_use`` when another process or task holds it for longer.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(home / FILE_NAME, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        deadline = time.monotonic() + wait_s
        while not _try(descriptor):
            if time.monotonic() >= deadline:
                raise BadInput("home_in_use")
            await asyncio.sleep(_RETRY_S)
        yield
    finally:
        # Closing gives the lock back.
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    try:
        _lock(descriptor)
    except OSError:
        return False
    return True
