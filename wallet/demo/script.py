"""A list of transactions to be played on the chain: who sends what, and at what time.

Building it needs no chain: addresses of contracts to be follow from their creator and nonce.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from wallet.demo.artifacts import created_address, creation_code
from wallet.domain.abi import Function
from wallet.domain.ids import Address

DAY_S = 86_400
HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction; ``recipient`` is None for a creation."""

    name: str
    sender: Address
    nonce: int
    recipient: Address | None
    data: bytes
    value_wei: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """The transactions of one block; ``time`` is in seconds since 1970."""

    time: int
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Script:
    """Collects steps in order.

    Attributes:
        now: The real time when the demo starts; chapters are told relative to it.
    """

    now: int
    _chapters: list[tuple[int, list[Step]]] = field(default_factory=list)
    _nonces: Counter[Address] = field(default_factory=Counter)

    def block(self, *, days: float = 0, hours: float = 0) -> None:
        """Begin the next block, so many days and hours before now.

        Steps of one block by different senders run in no promised order.
        """
        time = self.now - int(days * DAY_S + hours * HOUR_S)
        if self._chapters and time <= self._chapters[-1][0]:
            raise ValueError(f"block {len(self._chapters)} is not later than the one before")
        self._chapters.append((time, []))

    def create(self, creator: Address, contract: str, *args: object) -> Address:
        """Add the creation of a contract; give the address it will have."""
        address = created_address(creator, self._nonces[creator])
        self._add(f"create {contract}", creator, None, creation_code(contract, *args))
        return address

    def call(self, sender: Address, contract: Address, function: str, *args: object) -> None:
        """Add a call, e.g. ``call(me, token, "transfer(address,uint256)", you, 5)``."""
        parsed = Function.parse(function)
        self._add(parsed.name, sender, contract, parsed.encode(*args))

    def chapters(self) -> Sequence[Chapter]:
        """All of it, oldest first."""
        return tuple(Chapter(time, tuple(steps)) for time, steps in self._chapters)

    def _add(self, name: str, sender: Address, recipient: Address | None, data: bytes) -> None:
        time, steps = self._chapters[-1]
        label = f"{name} ({(self.now - time) / DAY_S:.1f} days before now)"
        steps.append(Step(label, sender, self._nonces[sender], recipient, data))
        self._nonces[sender] += 1
