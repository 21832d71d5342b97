"""What the wallet and the key host say to each other: one frame there, one frame back.

A frame is a four-byte length and JSON. Errors travel as family, code and plain parameters;
nothing else of an exception crosses the pipe.
"""

import json
from collections.abc import Mapping
from typing import BinaryIO

from wallet.adapters.vault.strict_json import MalformedError, parse_object
from wallet.domain import errors
from wallet.domain.errors import ProgramFault, WalletError

MAX_FRAME = 1024 * 1024
_PREFIX = 4
_MAX_PARAM = 300
_FAMILIES: dict[str, type[WalletError]] = {
    family.__name__: family
    for family in (
        errors.BadInput,
        errors.Refusal,
        errors.Undecided,
        errors.KeyProblem,
        errors.NotFound,
        errors.ProgramFault,
    )
}


def pack(fields: Mapping[str, object]) -> bytes:
    """A frame.

    Raises:
        ProgramFault: ``frame_too_long``.
    """
    body = json.dumps(fields, separators=(",", ":")).encode()
    if len(body) > MAX_FRAME:
        raise ProgramFault("frame_too_long")
    return len(body).to_bytes(_PREFIX, "big") + body


def unpack(frame: bytes) -> dict[str, object]:
    """The fields of exactly one frame.

    Raises:
        MalformedError: Cut, trailing bytes, too long, or no JSON object.
    """
    length = int.from_bytes(frame[:_PREFIX], "big")
    if len(frame) < _PREFIX or len(frame) - _PREFIX != length:
        raise MalformedError("length")
    return parse_object(frame[_PREFIX:], MAX_FRAME)


def read_frame(stream: BinaryIO) -> dict[str, object]:
    """Read one frame from a pipe, which may stay open.

    Raises:
        MalformedError: As :func:`unpack`.
    """
    prefix = stream.read(_PREFIX)
    length = int.from_bytes(prefix, "big")
    if len(prefix) < _PREFIX or length > MAX_FRAME:
        raise MalformedError("length")
    return unpack(prefix + stream.read(length))


def error_fields(error: WalletError) -> dict[str, object]:
    """An error as it crosses the pipe."""
    params = {key: value for key, value in error.params.items() if _plain(value)}
    family = type(error).__name__
    known = family if family in _FAMILIES else "BadInput"
    return {"error": {"family": known, "code": error.code, "params": params}}


def to_error(found: object) -> WalletError:
    """The error in an answer; a malformed one is an error itself."""
    if not isinstance(found, dict):
        return ProgramFault("keyhost_answer_malformed")
    family, code = _FAMILIES.get(str(found.get("family"))), found.get("code")
    params = found.get("params")
    if family is None or not isinstance(code, str) or not code.isidentifier():
        return ProgramFault("keyhost_answer_malformed")
    plain = params if isinstance(params, dict) else {}
    return family(
        code, **{key: value for key, value in plain.items() if key.isidentifier() and _plain(value)}
    )


def _plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _MAX_PARAM
    return value is None or isinstance(value, bool | int | float)
