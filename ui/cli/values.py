"""Readers of option values; each refuses nonsense with one sentence that says what is expected."""

import re
from argparse import ArgumentTypeError
from datetime import UTC, datetime
from pathlib import Path

from wallet.domain.errors import BadInput

_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,12}(\.\d{1,9})?", re.ASCII)
_PARTITION = re.compile(r"0x[0-9a-fA-F]{64}", re.ASCII)
_PROPOSAL = re.compile(r"0x[0-9a-fA-F]{1,64}|\d{1,78}", re.ASCII)
_SIGNATURE = re.compile(r"0x[0-9a-fA-F]{130}", re.ASCII)


def folder(text: str) -> Path:
    """A folder; an empty text would silently mean the one a person happens to be in."""
    if not text.strip():
        raise ArgumentTypeError("the name of a folder is expected")
    return Path(text)


def whole_number(text: str) -> int:
    """A number without sign, point or grouping."""
    if not _WHOLE.fullmatch(text):
        raise ArgumentTypeError("a whole number such as 1 is expected")
    return int(text)


def port(text: str) -> int:
    """A TCP port; 0 is any free one."""
    number = whole_number(text)
    if number > 65_535:
        raise ArgumentTypeError("a port from 0 to 65535 is expected")
    return number


def seconds(text: str) -> float:
    """A time-out."""
    if not _DECIMAL.fullmatch(text):
        raise ArgumentTypeError("a number of seconds such as 120 is expected")
    return float(text)


def gwei(text: str) -> str:
    """A price per unit of gas; at most nine decimals, as one wei is 10^-9 gwei."""
    if not _DECIMAL.fullmatch(text) or not text.strip("0."):
        raise ArgumentTypeError("a price in gwei above 0, such as 1.5, is expected")
    return text


def moment(text: str) -> int:
    """Unix seconds of an ISO 8601 time that says its zone."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise ArgumentTypeError("a time such as 2027-03-01T00:00:00Z is expected")
    timestamp = int(parsed.astimezone(UTC).timestamp())
    if timestamp < 0:
        raise ArgumentTypeError("a time after 1970 is expected")
    return timestamp


def partition(text: str) -> bytes:
    """The 32 bytes of a partition's id."""
    if not _PARTITION.fullmatch(text):
        raise ArgumentTypeError("0x and 64 hex digits are expected")
    return bytes.fromhex(text[2:])


def signature(text: str) -> bytes:
    """The 65 bytes of a signature."""
    if not _SIGNATURE.fullmatch(text):
        raise ArgumentTypeError("0x and 130 hex digits are expected")
    return bytes.fromhex(text[2:])


def proposal_id(text: str) -> int:
    """Number of a proposal, decimal or hex.

    Raises:
        BadInput: ``proposal_id_malformed``.
    """
    if _PROPOSAL.fullmatch(text):
        number = int(text, 16 if text.startswith("0x") else 10)
        if number < 2**256:
            return number
    raise BadInput("proposal_id_malformed")
