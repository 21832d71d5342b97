"""The published phrase and passphrase of the demo network, and the accounts that come from it.

Source: BIP-39 (phrase to seed), BIP-32 (seed to keys), BIP-44 path m/44'/60'/0'/0/i.
Everybody knows these keys; they are worth nothing on any other network.
"""

import hashlib
import hmac
from typing import Final

from coincurve import PrivateKey

from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

DEMO_PHRASE: Final = "public phrase never keep real coin only learn share vote play game"
# What locks the demo's vault; known to everybody like the phrase.
DEMO_PASSPHRASE: Final = "this demo is open to everybody"  # noqa: S105  (published on purpose)
_ORDER: Final = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
_HARDENED: Final = 1 << 31
_ROAD: Final = (44 + _HARDENED, 60 + _HARDENED, _HARDENED, 0)
_SEED_ROUNDS: Final = 2_048


def demo_keys(count: int) -> tuple[bytes, ...]:
    """Derive the private keys of the first accounts of the published phrase."""
    seed = hashlib.pbkdf2_hmac("sha512", DEMO_PHRASE.encode(), b"mnemonic", _SEED_ROUNDS)
    node = _split(hmac.digest(b"Bitcoin seed", seed, "sha512"))
    for index in _ROAD:
        node = _child(node, index)
    return tuple(_child(node, index)[0] for index in range(count))


def address_of(private_key: bytes) -> Address:
    """The account a private key controls."""
    public = PrivateKey(private_key).public_key.format(compressed=False)
    return Address.from_bytes(keccak(public[1:])[12:])


def sign_hash(private_key: bytes, digest: bytes) -> bytes:
    """Sign a 32-byte hash: r, s, v (27 or 28)."""
    signature = PrivateKey(private_key).sign_recoverable(digest, hasher=None)
    return signature[:64] + bytes([27 + signature[64]])


def _child(node: tuple[bytes, bytes], index: int) -> tuple[bytes, bytes]:
    key, chain_code = node
    body = b"\x00" + key if index >= _HARDENED else PrivateKey(key).public_key.format()
    left, right = _split(hmac.digest(chain_code, body + index.to_bytes(4, "big"), "sha512"))
    child = (int.from_bytes(left, "big") + int.from_bytes(key, "big")) % _ORDER
    return child.to_bytes(32, "big"), right


def _split(digest: bytes) -> tuple[bytes, bytes]:
    return digest[:32], digest[32:]
