"""Keystore files of other wallets, read within bounds, and our own export.

Source: Web3 Secret Storage, version 3. The bounds keep a file from taking more than about
three seconds or 300 MB before its password is even tried.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from ui.keyhost.derivation import address_of, parse_key
from wallet.adapters.vault import strict_json
from wallet.adapters.vault.entropy import random_bytes
from wallet.adapters.vault.strict_json import MalformedError
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

MAX_FILE = 64 * 1024
_KEY_SIZE = 32
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**18, 8, 1
_MAX_SCRYPT_BLOCKS = 2**21
_MAX_SCRYPT_WORK = 2**22
_MAX_ROUNDS = 3_000_000
_WEAK_SCRYPT_WORK = 2**15
_WEAK_ROUNDS = 200_000


@dataclass(frozen=True, slots=True)
class OpenedKeystore:
    """A key from a keystore file.

    Attributes:
        weak_kdf: Whether the file itself protects its key badly.
    """

    key: bytes = field(repr=False)
    weak_kdf: bool


def open_keystore(raw: bytes, password: str) -> OpenedKeystore:
    """Decrypt a keystore file.

    Raises:
        BadInput: ``keystore_malformed`` (params: ``why``), ``keystore_too_costly``,
            ``keystore_address_mismatch``.
        KeyProblem: ``keystore_password_wrong``.
    """
    try:
        found = strict_json.parse_object(raw, MAX_FILE)
        strict_json.number(found, "version", 3, 3)
        # Old exporters wrote "Crypto".
        crypto = strict_json.mapping(found, "crypto" if "crypto" in found else "Crypto")
        stretched, weak = _stretch(crypto, password.encode())
        key = _decrypt(crypto, stretched)
    except MalformedError as error:
        raise BadInput("keystore_malformed", why=str(error)) from None
    stated = found.get("address")
    if stated is not None and not _same_address(stated, address_of(key)):
        raise BadInput("keystore_address_mismatch")
    return OpenedKeystore(key, weak)


def make_keystore(key: bytes, password: str) -> bytes:
    """A keystore file with the usual scrypt cost."""
    salt, iv = random_bytes(32), random_bytes(16)
    stretched = _scrypt(password.encode(), salt, (_SCRYPT_N, _SCRYPT_R, _SCRYPT_P))
    sealed = _aes_ctr(stretched[:16], iv, key)
    costs = {"n": _SCRYPT_N, "r": _SCRYPT_R, "p": _SCRYPT_P, "dklen": _KEY_SIZE}
    document = {
        "version": 3,
        "id": _uuid(),
        "address": address_of(key)[2:].lower(),
        "crypto": {
            "cipher": "aes-128-ctr",
            "cipherparams": {"iv": iv.hex()},
            "ciphertext": sealed.hex(),
            "kdf": "scrypt",
            "kdfparams": {**costs, "salt": salt.hex()},
            "mac": keccak(stretched[16:32] + sealed).hex(),
        },
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def _decrypt(crypto: dict[str, object], stretched: bytes) -> bytes:
    if strict_json.text(crypto, "cipher") != "aes-128-ctr":
        raise MalformedError("cipher")
    iv = strict_json.hex_bytes(strict_json.mapping(crypto, "cipherparams"), "iv", 16)
    sealed = strict_json.hex_bytes(crypto, "ciphertext", _KEY_SIZE)
    mac = strict_json.hex_bytes(crypto, "mac", 32)
    if not hmac.compare_digest(keccak(stretched[16:32] + sealed), mac):
        raise KeyProblem("keystore_password_wrong")
    key = _aes_ctr(stretched[:16], iv, sealed)
    try:
        return parse_key(key.hex())
    except BadInput:
        raise MalformedError("key") from None


def _stretch(crypto: dict[str, object], password: bytes) -> tuple[bytes, bool]:
    params = strict_json.mapping(crypto, "kdfparams")
    strict_json.number(params, "dklen", _KEY_SIZE, _KEY_SIZE)
    salt = strict_json.hex_bytes(params, "salt")
    match strict_json.text(crypto, "kdf"):
        case "scrypt":
            n = strict_json.number(params, "n", 2, 2**62)
            r, p = (strict_json.number(params, name, 1, 2**30) for name in ("r", "p"))
            if n & (n - 1):
                raise MalformedError("n")
            if n * r > _MAX_SCRYPT_BLOCKS or n * r * p > _MAX_SCRYPT_WORK:
                raise BadInput("keystore_too_costly")
            return _scrypt(password, salt, (n, r, p)), n * r * p < _WEAK_SCRYPT_WORK
        case "pbkdf2":
            if strict_json.text(params, "prf") != "hmac-sha256":
                raise MalformedError("prf")
            rounds = strict_json.number(params, "c", 1, 2**62)
            if rounds > _MAX_ROUNDS:
                raise BadInput("keystore_too_costly")
            stretched = hashlib.pbkdf2_hmac("sha256", password, salt, rounds, _KEY_SIZE)
            return stretched, rounds < _WEAK_ROUNDS
        case _:
            raise MalformedError("kdf")


def _scrypt(password: bytes, salt: bytes, costs: tuple[int, int, int]) -> bytes:
    n, r, p = costs
    needed = 128 * r * (n + p + 2)
    try:
        return hashlib.scrypt(
            password, salt=salt, n=n, r=r, p=p, maxmem=needed + 2**20, dklen=_KEY_SIZE
        )
    except ValueError:
        raise MalformedError("kdfparams") from None


def _aes_ctr(key: bytes, iv: bytes, text: bytes) -> bytes:
    # CTR is what the format prescribes; its MAC above is what authenticates.
    cipher = Cipher(AES(key), CTR(iv)).encryptor()
    return cipher.update(text) + cipher.finalize()


def _same_address(stated: object, own: Address) -> bool:
    if not isinstance(stated, str):
        return False
    return stated.lower().removeprefix("0x") == own[2:].lower()


def _uuid() -> str:
    raw = bytearray(random_bytes(16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    digits = raw.hex()
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return "-".join(parts)
