"""The contract ABI: calls written and answers read, by hand and strictly.

Source: Solidity ABI specification. Own code because it is the ground of two promises: a
remote answer can never blow up memory or type (every length and offset is checked), and what
is shown before signing is decoded without any library in between. Compared with eth_abi in
the tests.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

MAX_ITEMS = 4_096
_UINT = re.compile(r"(u?)int(\d+)?")
_FIXED = re.compile(r"bytes(\d+)")
_ARRAY = re.compile(r"(.*)\[(\d*)\]")


class AbiError(BadInput):
    """Data that does not fit its type; code ``abi_mismatch``."""

    def __init__(self, why: str) -> None:
        super().__init__("abi_mismatch", why=why)


@dataclass(frozen=True, slots=True)
class AbiType:
    """One parsed type.

    Attributes:
        kind: ``uint``, ``int``, ``bool``, ``address``, ``fixed`` (bytesN), ``bytes``,
            ``string``, ``array`` or ``tuple``.
        size: Bits of an integer, bytes of a fixed, items of an array (-1 if dynamic).
        parts: Item type of an array, fields of a tuple.
    """

    kind: str
    size: int = 0
    parts: tuple["AbiType", ...] = ()

    @property
    def dynamic(self) -> bool:
        """Whether it stands behind an offset."""
        if self.kind in {"bytes", "string"}:
            return True
        if self.kind == "array":
            return self.size < 0 or self.parts[0].dynamic
        return self.kind == "tuple" and any(part.dynamic for part in self.parts)

    @property
    def head_size(self) -> int:
        """Bytes it takes in the head of its surrounding tuple."""
        if self.dynamic or self.kind not in {"array", "tuple"}:
            return 32
        if self.kind == "array":
            return self.size * self.parts[0].head_size
        return sum(part.head_size for part in self.parts)


def split_types(text: str) -> list[str]:
    """Split ``a,(b,c),d`` at the outer commas."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    if text:
        parts.append(text[start:])
    return parts


@lru_cache(maxsize=1024)
def parse_type(text: str) -> AbiType:
    """Parse a canonical type such as ``uint256``, ``(address,bytes)[]``."""
    if array := _ARRAY.fullmatch(text):
        return AbiType("array", int(array.group(2) or -1), (parse_type(array.group(1)),))
    if text.startswith("(") and text.endswith(")"):
        return AbiType("tuple", 0, tuple(parse_type(part) for part in split_types(text[1:-1])))
    if text in {"bool", "address", "bytes", "string"}:
        return AbiType(text)
    if number := _UINT.fullmatch(text):
        return AbiType("uint" if number.group(1) else "int", int(number.group(2) or 256))
    if fixed := _FIXED.fullmatch(text):
        return AbiType("fixed", int(fixed.group(1)))
    raise AbiError(f"unknown type {text}")


def encode(types: tuple[AbiType, ...], values: tuple[object, ...]) -> bytes:
    """Encode values as a tuple of types.

    Raises:
        AbiError: A value does not fit its type exactly; nothing is padded or cut silently.
    """
    if len(types) != len(values):
        raise AbiError(f"expected {len(types)} values, got {len(values)}")
    head, tail = [], []
    offset = sum(kind.head_size for kind in types)
    for kind, value in zip(types, values, strict=True):
        body = _encode_one(kind, value)
        if kind.dynamic:
            head.append(offset.to_bytes(32, "big"))
            tail.append(body)
            offset += len(body)
        else:
            head.append(body)
    return b"".join(head + tail)


def _encode_one(kind: AbiType, value: object) -> bytes:
    if kind.kind in {"uint", "int", "bool"}:
        return _encode_number(kind, value)
    if kind.kind == "address":
        if not isinstance(value, str):
            raise AbiError("expected an address")
        return Address(value).raw.rjust(32, b"\x00")
    if kind.kind in {"fixed", "bytes", "string"}:
        return _encode_bytes(kind, value)
    if not isinstance(value, tuple | list):
        raise AbiError(f"expected a sequence for {kind.kind}")
    if kind.kind == "tuple":
        return encode(kind.parts, tuple(value))
    if kind.size >= 0 and len(value) != kind.size:
        raise AbiError(f"expected {kind.size} items, got {len(value)}")
    body = encode(kind.parts * len(value), tuple(value))
    return body if kind.size >= 0 else len(value).to_bytes(32, "big") + body


def _encode_number(kind: AbiType, value: object) -> bytes:
    if kind.kind == "bool":
        if not isinstance(value, bool):
            raise AbiError("expected a bool")
        return int(value).to_bytes(32, "big")
    if not isinstance(value, int) or isinstance(value, bool):
        raise AbiError("expected an integer")
    low, high = _range(kind)
    if not low <= value <= high:
        raise AbiError(f"out of range for {kind.kind}{kind.size}")
    return value.to_bytes(32, "big", signed=kind.kind == "int")


def _range(kind: AbiType) -> tuple[int, int]:
    if kind.kind == "uint":
        return 0, 2**kind.size - 1
    return -(2 ** (kind.size - 1)), 2 ** (kind.size - 1) - 1


def _encode_bytes(kind: AbiType, value: object) -> bytes:
    raw = value.encode() if kind.kind == "string" and isinstance(value, str) else value
    if not isinstance(raw, bytes):
        raise AbiError(f"expected {kind.kind}")
    if kind.kind == "fixed":
        if len(raw) != kind.size:
            raise AbiError(f"expected {kind.size} bytes, got {len(raw)}")
        return raw.ljust(32, b"\x00")
    return len(raw).to_bytes(32, "big") + raw.ljust(-(-len(raw) // 32) * 32, b"\x00")


def decode(types: tuple[AbiType, ...], data: bytes) -> tuple[object, ...]:
    """Decode a tuple; longer data is accepted as contracts may return more than asked.

    Raises:
        AbiError: Cut data, offsets outside, dirty padding, absurd lengths.
    """
    return _Reader(data).fields(types, 0)


class _Reader:
    """Reads one answer and counts items, so that shared pointers cannot multiply it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._budget = MAX_ITEMS

    def fields(self, types: tuple[AbiType, ...], base: int) -> tuple[object, ...]:
        values, position = [], base
        for kind in types:
            at = base + self._length(position) if kind.dynamic else position
            values.append(self._one(kind, at))
            position += kind.head_size
        return tuple(values)

    def _one(self, kind: AbiType, at: int) -> object:
        self._budget -= 1
        if self._budget < 0:
            raise AbiError("too many items")
        if kind.kind == "tuple":
            return self.fields(kind.parts, at)
        if kind.kind == "array":
            return self._array(kind, at)
        if kind.kind in {"bytes", "string"}:
            size = self._length(at)
            raw = self._slice(at + 32, size)
            return raw.decode("utf-8", errors="replace") if kind.kind == "string" else raw
        return _decode_word(kind, self._slice(at, 32))

    def _array(self, kind: AbiType, at: int) -> tuple[object, ...]:
        count = kind.size if kind.size >= 0 else self._length(at)
        if count > self._budget:
            raise AbiError("too many items")
        start = at if kind.size >= 0 else at + 32
        return self.fields(kind.parts * count, start)

    def _length(self, at: int) -> int:
        value = int.from_bytes(self._slice(at, 32), "big")
        if value > len(self._data):
            raise AbiError("length or offset outside the data")
        return value

    def _slice(self, at: int, size: int) -> bytes:
        raw = self._data[at : at + size]
        if len(raw) != size:
            raise AbiError("data is cut short")
        return raw


def _decode_word(kind: AbiType, word: bytes) -> object:
    if kind.kind == "address":
        if word[:12] != bytes(12):
            raise AbiError("dirty address")
        return Address.from_bytes(word[12:])
    if kind.kind == "fixed":
        if word[kind.size :] != bytes(32 - kind.size):
            raise AbiError("dirty bytes")
        return word[: kind.size]
    value = int.from_bytes(word, "big", signed=kind.kind == "int")
    if kind.kind == "bool":
        if value not in {0, 1}:
            raise AbiError("not a bool")
        return bool(value)
    low, high = _range(kind)
    if not low <= value <= high:
        raise AbiError("out of range")
    return value


@dataclass(frozen=True, slots=True)
class Function:
    """A function with its return types: ``balanceOf(address)(uint256)``."""

    name: str
    inputs: tuple[AbiType, ...]
    outputs: tuple[AbiType, ...]
    signature: str
    selector: bytes

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, text: str) -> "Function":
        """Parse ``name(inputs)(outputs)``; the second part may be left out."""
        name, rest = text.split("(", 1)
        depth, end = 1, 0
        for end, char in enumerate(rest):  # noqa: B007  (the index is the result)
            depth += (char == "(") - (char == ")")
            if depth == 0:
                break
        inputs, outputs = rest[:end], rest[end + 2 : -1]
        signature = f"{name}({inputs})"
        return cls(
            name,
            tuple(parse_type(part) for part in split_types(inputs)),
            tuple(parse_type(part) for part in split_types(outputs)),
            signature,
            keccak(signature.encode())[:4],
        )

    def encode(self, *args: object) -> bytes:
        """Calldata: selector and arguments."""
        return self.selector + encode(self.inputs, args)

    def decode_args(self, calldata: bytes) -> tuple[object, ...]:
        """Arguments of calldata, which must re-encode to the same bytes.

        Raises:
            AbiError: Other selector, or any second spelling (trailing bytes, odd offsets).
        """
        if calldata[:4] != self.selector:
            raise AbiError("other function")
        args = decode(self.inputs, calldata[4:])
        if encode(self.inputs, args) != calldata[4:]:
            raise AbiError("not canonical")
        return args

    def decode(self, data: bytes) -> tuple[object, ...]:
        """Return values."""
        return decode(self.outputs, data)


@dataclass(frozen=True, slots=True)
class Event:
    """An event by its signature, e.g. ``Transfer(address,address,uint256)``."""

    signature: str
    topic: bytes

    @classmethod
    @lru_cache(maxsize=256)
    def parse(cls, signature: str) -> "Event":
        """Hash the signature to its topic."""
        return cls(signature, keccak(signature.encode()))
