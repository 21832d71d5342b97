"""Questions to nodes: what is asked, how the answer is read, how several answers are merged."""

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from wallet.adapters.evm.replies import Answer, Json, NodeError, UnreadableReplyError

T = TypeVar("T")
# A merge gets what the same question's decode made, so the types agree by construction.
Merge = Callable[[Sequence[Any], int], object]


class DisagreementError(Exception):
    """Fewer nodes than needed said the same."""

    def __init__(self, agreed: int) -> None:
        super().__init__(agreed)
        self.agreed = agreed


def agree(values: Sequence[T], quorum: int) -> T:
    """The value that at least ``quorum`` nodes gave.

    Raises:
        DisagreementError: There is none.
    """
    return agree_by(values, quorum, lambda value: value)


def agree_by(values: Sequence[T], quorum: int, key: Callable[[T], object]) -> T:
    """Like :func:`agree` for values whose ``key`` counts."""
    groups: dict[Hashable, list[T]] = {}
    for value in values:
        part = key(value)
        if not isinstance(part, Hashable):
            raise TypeError(f"an answer to compare must be hashable, got {type(part)}")
        groups.setdefault(part, []).append(value)
    largest = max(groups.values(), key=len, default=[])
    if len(largest) < quorum:
        raise DisagreementError(len(largest))
    return largest[0]


def any_true(values: Sequence[bool], quorum: int) -> bool:
    """Whether at least one node says so; a no needs enough of them."""
    if not any(values) and len(values) < quorum:
        raise DisagreementError(len(values))
    return any(values)


@dataclass(frozen=True, slots=True)
class Request:
    """One question.

    Attributes:
        decode: Makes a value of the answer, or raises ``UnreadableReplyError``.
        merge: Makes one value of what several nodes said, given how many must agree, or
            raises ``DisagreementError``.
    """

    method: str
    params: tuple[Json, ...]
    decode: Callable[[Answer], object]
    merge: Merge = agree

    def encode(self, request_id: int) -> bytes:
        """JSON of this question."""
        return json.dumps(
            {
                "jsonrpc": "2.0",
                "id": request_id,
                "method": self.method,
                "params": list(self.params),
            },
            separators=(",", ":"),
        ).encode()


def required(read: Callable[[Json], T]) -> Callable[[Answer], T]:
    """Decode a result; a node that says no is as bad as one that talks nonsense."""

    def decode(answer: Answer) -> T:
        if isinstance(answer, NodeError):
            raise UnreadableReplyError("node_error", answer.message)
        return read(answer.value)

    return decode


def optional(read: Callable[[Json], T]) -> Callable[[Answer], T | None]:
    """Decode a result; ``None`` where the node says no."""

    def decode(answer: Answer) -> T | None:
        return None if isinstance(answer, NodeError) else read(answer.value)

    return decode
