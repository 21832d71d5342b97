r"""JSON with one spelling, for files that carry decisions between two computers.

Source: the idea of RFC 8785, made smaller: objects with sorted keys, arrays, text, true, false
and null; no white space, no escapes but ``\"`` and ``\\``. There are no numbers at all: an
integer is decimal text, so that no reader can round it. Text is NFC without anything unseen.
"""

import json
from typing import Final, NoReturn

from wallet.domain.errors import BadInput
from wallet.domain.plain_text import has_hidden

Json = None | bool | str | list["Json"] | dict[str, "Json"]

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 12


def encode(value: Json) -> bytes:
    """The one spelling of a value.

    Raises:
        BadInput: ``package_malformed``: what could not be read again is not written.
    """
    _require_plain(value, 0)
    raw = _spelled(value)
    if len(raw) > MAX_BYTES:
        raise BadInput("package_malformed", why="size")
    return raw


def decode(raw: bytes, *, any_spelling: bool = False) -> dict[str, Json]:
    """Read one object.

    Args:
        raw: The whole file.
        any_spelling: Take other white space and order too; only to show what is there.

    Raises:
        BadInput: ``package_malformed`` with ``why``: ``size``, ``json``, ``duplicate_key``,
            ``number``, ``object``, ``depth``, ``text``, ``spelling``.
    """
    if len(raw) > MAX_BYTES:
        raise BadInput("package_malformed", why="size")
    try:
        found: Json = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_int=_no_number,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise BadInput("package_malformed", why="json") from None
    if not isinstance(found, dict):
        raise BadInput("package_malformed", why="object")
    _require_plain(found, 0)
    if not any_spelling and _spelled(found) != raw:
        raise BadInput("package_malformed", why="spelling")
    return found


def _spelled(value: Json) -> bytes:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadInput("package_malformed", why="duplicate_key")
    return found


def _no_number(_text: str) -> NoReturn:
    raise BadInput("package_malformed", why="number")


def _require_plain(value: Json, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadInput("package_malformed", why="depth")
    if isinstance(value, str) and has_hidden(value):
        raise BadInput("package_malformed", why="text")
    if isinstance(value, list):
        for item in value:
            _require_plain(item, depth + 1)
    if isinstance(value, dict):
        for key, item in value.items():
            _require_plain(key, depth + 1)
            _require_plain(item, depth + 1)
