"""What a process can do so that others do not read its memory. Claims no more than it does."""

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4
_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4
_ENOUGH_TO_LOCK = 3 * 1024**3


def harden() -> None:
    """No core dumps, no debugger of the same user, memory kept out of the swap if allowed."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (does not exist on Windows)

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    soft, hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    roomy = hard == resource.RLIM_INFINITY or hard >= _ENOUGH_TO_LOCK
    if roomy and soft != hard:
        # A container may forbid even what its own limits say it allows.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_MEMLOCK, (hard, hard))
    # With a small limit, locking the future too would make the key derivation run out of memory.
    libc.mlockall(_MCL_CURRENT | _MCL_ONFAULT | (_MCL_FUTURE if roomy else 0))
