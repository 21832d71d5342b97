"""JSON from files nobody vouches for: one spelling, bounded, typed access."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import NoReturn


class MalformedError(ValueError):
    """The text is not what was expected; says which part, never its content."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedError("duplicate_key")
    return found


def _no_constant(_name: str) -> NoReturn:
    raise MalformedError("constant")


def parse_object(raw: bytes, limit: int) -> dict[str, object]:
    """One JSON object without duplicate keys, NaN.

    Raises:
        MalformedError: For anything else, or more than ``limit`` bytes.
    """
    if len(raw) > limit:
        raise MalformedError("size")
    try:
        found = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except MalformedError:
        raise
    except (ValueError, RecursionError):
        # The library's own error holds the whole text, so it is not chained.
        raise MalformedError("json") from None
    if not isinstance(found, dict):
        raise MalformedError("object")
    return found


def text(fields: Mapping[str, object], key: str) -> str:
    """A text field."""
    value = fields.get(key)
    if not isinstance(value, str):
        raise MalformedError(key)
    return value


def number(fields: Mapping[str, object], key: str, low: int, high: int) -> int:
    """An integer field within bounds; a bool or a float is none."""
    value = fields.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise MalformedError(key)
    return value


def mapping(fields: Mapping[str, object], key: str) -> dict[str, object]:
    """An object field."""
    value = fields.get(key)
    if not isinstance(value, dict):
        raise MalformedError(key)
    return value


def base64_bytes(fields: Mapping[str, object], key: str, length: int | None = None) -> bytes:
    """A base64 field, of an exact length if given."""
    try:
        raw = base64.b64decode(text(fields, key), validate=True)
    except (binascii.Error, ValueError):
        raise MalformedError(key) from None
    if length is not None and len(raw) != length:
        raise MalformedError(key)
    return raw


def hex_bytes(fields: Mapping[str, object], key: str, length: int | None = None) -> bytes:
    """A hex field without 0x, of an exact length if given."""
    value = text(fields, key)
    if not value.isascii() or not value.isalnum():
        raise MalformedError(key)
    try:
        raw = bytes.fromhex(value)
    except ValueError:
        raise MalformedError(key) from None
    if length is not None and len(raw) != length:
        raise MalformedError(key)
    return raw


def require_keys(fields: Mapping[str, object], keys: frozenset[str]) -> None:
    """Exactly these keys, no more and no fewer."""
    if fields.keys() != keys:
        raise MalformedError("keys")
