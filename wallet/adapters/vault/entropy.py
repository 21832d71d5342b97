"""Random bytes for keys, salts and nonces: the one place that makes them."""

import os


def random_bytes(count: int) -> bytes:
    """Bytes of the operating system's generator; there is no other source to fall back to."""
    raw = os.urandom(count)
    if len(raw) != count or raw == bytes(count):
        raise OSError("the system's random generator gave no random bytes")
    return raw
