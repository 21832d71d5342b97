"""From a seed to keys and addresses.

Source: BIP-32 (private derivation), BIP-44 (paths).
"""

import hmac
import re

from coincurve import PrivateKey

from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

HARDENED = 2**31
_MAX_DEPTH = 10
_STEP = re.compile(r"(0|[1-9]\d{0,9})(['hH]?)", re.ASCII)


def parse_path(path: str) -> tuple[int, ...]:
    """The steps of ``m/44'/60'/0'/0/0``.

    Raises:
        BadInput: ``path_malformed``.
    """
    root, *parts = path.split("/")
    steps = [_STEP.fullmatch(part) for part in parts]
    if root != "m" or not 0 < len(steps) <= _MAX_DEPTH:
        raise BadInput("path_malformed", path=path[:64])
    indexes = []
    for step in steps:
        if step is None or int(step[1]) >= HARDENED:
            raise BadInput("path_malformed", path=path[:64])
        indexes.append(int(step[1]) + (HARDENED if step[2] else 0))
    return tuple(indexes)


def written_path(steps: tuple[int, ...]) -> str:
    """One spelling of a path, with apostrophes."""
    shown = (f"{step - HARDENED}'" if step >= HARDENED else str(step) for step in steps)
    return "/".join(("m", *shown))


def derive(seed: bytes, steps: tuple[int, ...]) -> bytes:
    """The private key at the end of the path.

    Raises:
        BadInput: ``path_has_no_key``, which happens once in 2**127 paths.
    """
    digest = hmac.digest(b"Bitcoin seed", seed, "sha512")
    key, chain = digest[:32], digest[32:]
    try:
        for step in steps:
            own = b"\0" + key if step >= HARDENED else PrivateKey(key).public_key.format()
            digest = hmac.digest(chain, own + step.to_bytes(4, "big"), "sha512")
            key, chain = PrivateKey(key).add(digest[:32]).secret, digest[32:]
    except ValueError:
        raise BadInput("path_has_no_key") from None
    return key


def address_of(key: bytes) -> Address:
    """The account of a private key."""
    public = PrivateKey(key).public_key.format(compressed=False)
    return Address.from_bytes(keccak(public[1:])[12:])


def parse_key(text: str) -> bytes:
    """A private key from hex, with or without 0x.

    Raises:
        BadInput: ``key_malformed``; never with a digit of it.
    """
    digits = text.strip().removeprefix("0x").removeprefix("0X")
    if not re.fullmatch(r"[0-9a-fA-F]{64}", digits, re.ASCII):
        raise BadInput("key_malformed")
    key = bytes.fromhex(digits)
    try:
        PrivateKey(key)
    except ValueError:
        raise BadInput("key_malformed") from None
    return key
