"""Keccak-256, the hash of Ethereum.

The one external import of the domain; everything else here is plain Python.
"""

from eth_hash.auto import keccak as _keccak


def keccak(data: bytes) -> bytes:
    """Hash with Keccak-256 (not SHA3-256); 32 bytes."""
    return _keccak(data)
