"""Typed access to the fields of a package: everything expected, nothing else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from wallet.domain.canonical_json import Json
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address, TxHash

T = TypeVar("T")

_INTEGER = re.compile(r"0|[1-9][0-9]{0,77}", re.ASCII)
_HEX = re.compile(r"0x(?:[0-9a-f]{2})*", re.ASCII)
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_TIME_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
LONGEST_TEXT: Final = 12_000


class Fields:
    """The fields of one object; each is taken once, and :meth:`done` finds what is left.

    Every method raises ``BadInput package_malformed`` with ``why="field"`` and the name of the
    field.
    """

    def __init__(self, found: Json, name: str) -> None:
        if not isinstance(found, dict):
            raise malformed(name)
        self._left = dict(found)
        self._name = name

    def take(self, key: str) -> Json:
        """A field as it is."""
        if key not in self._left:
            raise malformed(f"{self._name}.{key}")
        return self._left.pop(key)

    def done(self) -> None:
        """Nothing else is there: what nobody checks must not be shown or signed."""
        if self._left:
            raise malformed(f"{self._name}.{min(self._left)}")

    def text(self, key: str, limit: int = LONGEST_TEXT) -> str:
        """A text."""
        value = self.take(key)
        if not isinstance(value, str) or len(value) > limit:
            raise malformed(f"{self._name}.{key}")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.take(key)
        if not isinstance(value, bool):
            raise malformed(f"{self._name}.{key}")
        return value

    def integer(self, key: str, most: int = 2**256 - 1) -> int:
        """A number from 0, written as decimal text."""
        return self._read(key, lambda text: read_integer(text, most))

    def time(self, key: str) -> int:
        """A time in UTC as Unix seconds."""
        return self._read(key, _read_time)

    def address(self, key: str) -> Address:
        """An address in its EIP-55 spelling."""
        return self._read(key, _read_address)

    def hex(self, key: str, length: int | None = None) -> bytes:
        """Bytes, of an exact length if given."""
        raw = self._read(key, _read_hex)
        if length is not None and len(raw) != length:
            raise malformed(f"{self._name}.{key}")
        return raw

    def hash(self, key: str) -> TxHash:
        """A transaction hash."""
        return TxHash.from_bytes(self.hex(key, 32))

    def within(self, key: str) -> "Fields":
        """An object."""
        return Fields(self.take(key), f"{self._name}.{key}")

    def each(self, key: str, read: Callable[[Json], T]) -> tuple[T, ...]:
        """A list."""
        value = self.take(key)
        if not isinstance(value, list):
            raise malformed(f"{self._name}.{key}")
        return tuple(read(item) for item in value)

    def maybe(self, key: str, read: Callable[[str], T]) -> T | None:
        """Nothing, or what ``read`` (another method) makes of the field."""
        if self._left.get(key, "") is None:
            self.take(key)
            return None
        return read(key)

    def _read(self, key: str, read: Callable[[str], T]) -> T:
        text = self.text(key, limit=200_000)
        try:
            return read(text)
        except ValueError:
            raise malformed(f"{self._name}.{key}") from None


def malformed(field: str) -> BadInput:
    """The error for a field that is missing, unknown or not what it must be."""
    return BadInput("package_malformed", why="field", field=field[:80])


def read_integer(text: str, most: int = 2**256 - 1) -> int:
    """Decimal text without sign and leading zeros.

    Raises:
        ValueError: Anything else, or above ``most``.
    """
    if not _INTEGER.fullmatch(text) or int(text) > most:
        raise ValueError(text)
    return int(text)


def write_time(timestamp: int) -> str:
    """Unix seconds as UTC text with Z."""
    return datetime.fromtimestamp(timestamp, tz=UTC).strftime(_TIME)


def write_hex(raw: bytes) -> str:
    """Bytes as 0x and lower-case hex."""
    return "0x" + raw.hex()


def _read_time(text: str) -> int:
    if not _TIME_SHAPE.fullmatch(text):
        raise ValueError(text)
    return int(datetime.strptime(text, _TIME).replace(tzinfo=UTC).timestamp())


def _read_address(text: str) -> Address:
    try:
        address = Address(text)
    except BadInput:
        raise ValueError(text) from None
    if str(address) != text:
        raise ValueError(text)
    return address


def _read_hex(text: str) -> bytes:
    if not _HEX.fullmatch(text):
        raise ValueError(text)
    return bytes.fromhex(text[2:])
