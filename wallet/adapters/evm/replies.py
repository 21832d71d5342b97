"""Replies of nodes, read strictly: JSON-RPC 2.0 and nothing that merely resembles it.

Source: JSON-RPC 2.0; RFC 8259. A node is a stranger. Its bytes are capped before they are read,
duplicate keys, fractions where integers belong, NaN, nesting bombs and answers to another
question are refused, and what is refused carries a short code that says why.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NoReturn

from wallet.domain.plain_text import clean

MAX_DEPTH = 64
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

# Consumes an unterminated string up to the end, so that scanning never starts over (no
# quadratic time on a body full of quotes).
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_NOT_BRACKETS = bytes(code for code in range(256) if code not in b"[]{}")
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class UnreadableReplyError(Exception):
    """A reply that breaks the protocol; ``why`` is a short code for the technical details."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Result:
    """What a node answered; not yet checked for its own type."""

    value: Json


@dataclass(frozen=True, slots=True)
class NodeError:
    """A node said no to one question.

    Attributes:
        message: Cleaned and cut; only for matching and for technical details.
        data: As sent; revert data hides in here in several shapes.
    """

    code: int
    message: str
    data: Json = None


Answer = Result | NodeError


class BatchRefusedError(Exception):
    """One error object came instead of a list: the node takes no (such) batch."""

    def __init__(self, error: NodeError) -> None:
        super().__init__(error.code)
        self.error = error


def parse_json(body: bytes) -> Json:
    """Read JSON strictly.

    Numbers with a fraction or an exponent stay text: no float is made, and no field that the
    wallet reads may be one.

    Raises:
        UnreadableReplyError: ``too_deep``, ``not_utf8``, ``not_json``, ``duplicate_key``,
            ``not_a_number``.
    """
    if _is_too_deep(body):
        raise UnreadableReplyError("too_deep")
    try:
        text = body.decode("utf-8")
        parsed: Json = json.loads(
            text, object_pairs_hook=_object, parse_float=str, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError as error:
        raise UnreadableReplyError("not_utf8") from error
    except RecursionError as error:
        raise UnreadableReplyError("too_deep") from error
    except ValueError as error:  # also integers beyond the interpreter's limit of digits
        raise UnreadableReplyError("not_json") from error
    return parsed


def parse_single(body: bytes, request_id: int) -> Answer:
    """Read the reply to one request.

    Raises:
        UnreadableReplyError: See :func:`parse_json`, and the codes of a broken envelope.
    """
    return _answer(_envelope(parse_json(body)), request_id)


def parse_batch(body: bytes, ids: Sequence[int]) -> list[Answer]:
    """Read the reply to a batch; answers come back in the order of ``ids``.

    Raises:
        BatchRefusedError: The node sent a single error object for all.
        UnreadableReplyError: An id is missing, foreign or twice, or any entry is broken.
    """
    parsed = parse_json(body)
    if isinstance(parsed, dict):
        raise BatchRefusedError(_whole_error(parsed))
    if not isinstance(parsed, list):
        raise UnreadableReplyError("not_a_list")
    if len(parsed) != len(ids):
        raise UnreadableReplyError("wrong_count")
    wanted, found = set(ids), {}
    for entry in parsed:
        envelope = _envelope(entry)
        request_id = envelope.get("id")
        if type(request_id) is not int or request_id not in wanted:
            raise UnreadableReplyError("wrong_id")
        if request_id in found:
            raise UnreadableReplyError("id_twice")
        found[request_id] = _answer(envelope, request_id)
    return [found[request_id] for request_id in ids]


def _is_too_deep(body: bytes) -> bool:
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    brackets = _STRING.sub(b"", body).translate(None, _NOT_BRACKETS)
    return any(depth > MAX_DEPTH for depth in accumulate(_STEPS[bracket] for bracket in brackets))


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise UnreadableReplyError("duplicate_key")
    return made


def _refuse_constant(_name: str) -> NoReturn:
    raise UnreadableReplyError("not_a_number")


def _envelope(entry: Json) -> Mapping[str, Json]:
    if not isinstance(entry, dict):
        raise UnreadableReplyError("not_an_object")
    if entry.get("jsonrpc") != "2.0":
        raise UnreadableReplyError("wrong_version")
    return entry


def _answer(envelope: Mapping[str, Json], request_id: int) -> Answer:
    given = envelope.get("id")
    # JSON-RPC 2.0 section 5: an error before the id could be read carries null.
    early_error = given is None and "id" in envelope and "error" in envelope
    if not early_error and (type(given) is not int or given != request_id):
        raise UnreadableReplyError("wrong_id")
    if ("result" in envelope) == ("error" in envelope):
        raise UnreadableReplyError("result_and_error" if "result" in envelope else "no_result")
    if "error" in envelope:
        return _error(envelope["error"])
    return Result(envelope["result"])


def _whole_error(envelope: dict[str, Json]) -> NodeError:
    _envelope(envelope)
    if "error" not in envelope or "result" in envelope:
        raise UnreadableReplyError("not_a_list")
    return _error(envelope["error"])


def _error(value: Json) -> NodeError:
    if not isinstance(value, dict):
        raise UnreadableReplyError("error_malformed")
    code, message = value.get("code"), value.get("message")
    if type(code) is not int or not isinstance(message, str) or abs(code) >= 2**63:
        raise UnreadableReplyError("error_malformed")
    return NodeError(code, clean(message), value.get("data"))
