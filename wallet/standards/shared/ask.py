"""Asking a contract one question, without ever raising for its answer."""

from dataclasses import dataclass

from wallet.domain.abi import AbiError, Function
from wallet.domain.chain import Call, CallResult
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contract said to one question.

    Attributes:
        values: Decoded return values; ``None`` if it reverted, could not be asked, or
            answered something of another shape.
    """

    result: CallResult
    values: tuple[object, ...] | None

    @property
    def ok(self) -> bool:
        """Whether there is an answer of the expected shape."""
        return self.values is not None

    @property
    def missing(self) -> bool:
        """Whether the contract was asked and has no usable answer: no such function, most likely.

        A question that could not be put at all is something else, and stays unknown.
        """
        return self.values is None and (self.result.returned or self.result.reverted)

    @property
    def length(self) -> int:
        """Bytes returned; 0 unless the call ran to its end."""
        return len(self.result.data) if self.result.returned else 0

    @property
    def number(self) -> int | None:
        """The first value if it is an integer."""
        first = self.values[0] if self.values else None
        return first if isinstance(first, int) and not isinstance(first, bool) else None

    @property
    def flag(self) -> bool | None:
        """The first value if it is a bool."""
        first = self.values[0] if self.values else None
        return first if isinstance(first, bool) else None

    @property
    def address(self) -> Address | None:
        """The first value if it is an address."""
        first = self.values[0] if self.values else None
        return first if isinstance(first, Address) else None

    @property
    def text(self) -> str | None:
        """The first value if it is a string; still the contract's own, not cleaned."""
        first = self.values[0] if self.values else None
        return first if isinstance(first, str) and not isinstance(first, Address) else None

    @property
    def items(self) -> tuple[object, ...] | None:
        """The first value if it is an array or struct."""
        first = self.values[0] if self.values else None
        return first if isinstance(first, tuple) else None


async def ask(
    reader: ChainReader,
    contract: Address,
    function: Function,
    *args: object,
    sender: Address | None = None,
) -> Answer:
    """Call a view function; the answer says whether it was usable.

    Args:
        reader: Pinned to a block; questions of one turn share a round trip.
        contract: Whom to ask.
        function: Signature with return types.
        args: Its arguments.
        sender: ``msg.sender`` of the call, where the contract looks at it.
    """
    result = await reader.call(Call(contract, function.encode(*args), sender))
    return Answer(result, decode_answer(function, result))


def decode_answer(function: Function, result: CallResult) -> tuple[object, ...] | None:
    """Return values, or ``None`` for a revert, a failure or another shape."""
    if not result.returned or not result.data:
        return None
    try:
        return function.decode(result.data)
    except AbiError:
        return None
