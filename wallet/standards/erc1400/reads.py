"""What a partitioned token says of one holder: classes, holds, lots, and who watches over it."""

from asyncio import gather
from collections.abc import Iterable
from dataclasses import dataclass
from math import lcm

from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.erc1400 import codes
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import BALANCE_OF
from wallet.standards.shared.status_bytes import readable

PARTITION_LIMIT = 256


@dataclass(frozen=True, slots=True)
class Setup:
    """How a validator extension is set up for one token.

    Attributes:
        certificate: 0 none, else transfers need data the issuer signed.
        lots: Whether partitions have a granularity of their own.
    """

    certificate: int = 0
    allowlist: bool = False
    blocklist: bool = False
    lots: bool = False
    holds: bool = False
    controllers: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Class:
    """One partition of one holder, in base units.

    Attributes:
        spendable: What no hold keeps; ``None`` if unknown.
        lot: Its own granularity; 1 if it has none.
    """

    id: bytes
    balance: int | None
    spendable: int | None
    lot: int = 1

    @property
    def name(self) -> str:
        """Its text if it is one, else the start of its hash."""
        return readable(self.id) or f"0x{self.id[:4].hex()}…"


@dataclass(frozen=True, slots=True)
class Position:
    """Everything a holder has of a token.

    Attributes:
        classes: The holder's, the default ones, and the one asked about.
        listed: The token's own list of the holder's partitions; ``None`` if it was not read.
        defaults: What a plain transfer moves, in order; ``None`` if the token does not say.
        validator: The extension that is asked on each transfer; ``None`` if there is none.
        setup: ``None`` while unknown.
    """

    balance: Answer
    granularity: Answer
    defaults: tuple[bytes, ...] | None
    classes: tuple[Class, ...]
    listed: tuple[bytes, ...] | None
    validator: Address | None
    setup: Setup | None

    def of(self, partition: bytes) -> Class:
        """The class with this id; always known, it was asked for."""
        return next(one for one in self.classes if one.id == partition)

    @property
    def unit(self) -> int:
        """The lot of the whole token."""
        return self.granularity.number or 1

    def in_whole_lots(self, units: int) -> bool | None:
        """Whether a plain transfer of so much takes whole lots of each class it goes through."""
        for one in self.default_classes:
            if one.balance is None:
                return None
            taken = min(units, one.balance)
            if taken % self.lot_of(one):
                return False
            units -= taken
            if units == 0:
                break
        return units % self.unit == 0

    @property
    def default_classes(self) -> tuple[Class, ...]:
        """What a plain transfer goes through."""
        return tuple(self.of(one) for one in dict.fromkeys(self.defaults or ()))

    @property
    def in_defaults(self) -> int | None:
        """What the default partitions hold, holds included."""
        return _sum(one.balance for one in self.default_classes)

    @property
    def reachable(self) -> int | None:
        """What a plain transfer can move at most.

        It empties one default partition before it takes the next, so whatever keeps a rest in
        one of them also keeps the ones behind it.
        """
        total = 0
        for one in self.default_classes:
            if one.balance is None or one.spendable is None:
                return None
            most = self.in_lots(one)
            total += most
            if most < one.balance:
                break
        return total

    def in_lots(self, one: Class) -> int:
        """What of a class can move in whole lots, its own and the token's."""
        spendable = one.spendable or 0
        return spendable - spendable % self.lot_of(one)

    def lot_of(self, one: Class) -> int:
        """The smallest amount that both the class and the token take for whole."""
        return lcm(one.lot, self.unit)

    @property
    def spendable(self) -> int | None:
        """What no hold keeps, over all partitions."""
        return _sum(one.spendable for one in self.classes) if self.listed is not None else None

    def is_listed(self, one: Class) -> bool | None:
        """Whether the token counts the class among the holder's, be it empty or not."""
        return None if self.listed is None else one.id in self.listed


def _sum(figures: Iterable[int | None]) -> int | None:
    total = 0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total


async def read_position(
    reader: ChainReader, token: Address, holder: Address, named: bytes | None = None
) -> Position:
    """Read a holder's classes; two round trips the first time.

    Args:
        reader: At the block in question.
        token: The contract.
        holder: Whose units.
        named: A partition to look at even if the holder has nothing in it.
    """
    balance, granularity, defaults, held, validator = await gather(
        ask(reader, token, BALANCE_OF, holder),
        ask(reader, token, codes.GRANULARITY),
        ask(reader, token, codes.DEFAULTS),
        ask(reader, token, codes.PARTITIONS_OF, holder),
        read_implementer(reader, token, codes.VALIDATOR_KEY),
    )
    first = None if defaults.items is None else _ids(defaults)
    wanted = dict.fromkeys((*_ids(held), *(first or ()), *([named] if named else ())))
    setup, classes = await gather(
        read_setup(reader, token, validator),
        gather(*(_class(reader, token, holder, one, validator) for one in wanted)),
    )
    lots, holds = (True, True) if setup is None else (setup.lots, setup.holds)
    return Position(
        balance,
        granularity,
        first,
        tuple(_applied(one, lots=lots, holds=holds) for one in classes),
        _whole_list(held),
        validator,
        setup,
    )


def _ids(answer: Answer) -> tuple[bytes, ...]:
    return tuple(one for one in (answer.items or ())[:PARTITION_LIMIT] if isinstance(one, bytes))


def _whole_list(held: Answer) -> tuple[bytes, ...] | None:
    """The holder's partitions; ``None`` for more than anybody reads, as for an unread list."""
    whole = held.items is not None and len(held.items) <= PARTITION_LIMIT
    return _ids(held) if whole else None


def _applied(one: Class, *, lots: bool, holds: bool) -> Class:
    spendable = one.spendable if holds else one.balance
    if spendable is not None and one.balance is not None:
        spendable = min(spendable, one.balance)
    return Class(one.id, one.balance, spendable, one.lot if lots else 1)


async def read_implementer(reader: ChainReader, of: Address, key: bytes) -> Address | None:
    """Who implements an interface for an address, by ERC-1820; ``None`` for nobody."""
    found = await ask(reader, codes.REGISTRY, codes.IMPLEMENTER, of, key)
    return None if found.address is None or found.address.is_zero else found.address


async def read_setup(
    reader: ChainReader, token: Address, validator: Address | None
) -> Setup | None:
    """How a validator is set up for a token; ``None`` while unknown."""
    if validator is None:
        return Setup()
    answer = await ask(reader, validator, codes.SETUP, token)
    if answer.values is None:
        # A validator of another make keeps its rules to itself; a failed question is unknown.
        return Setup() if answer.missing else None
    mode, allowlist, blocklist, lots, holds, controllers = answer.values
    found = controllers if isinstance(controllers, tuple) else ()
    return Setup(
        mode if isinstance(mode, int) else 0,
        allowlist is True,
        blocklist is True,
        lots is True,
        holds is True,
        tuple(one for one in found if isinstance(one, Address)),
    )


async def _class(
    reader: ChainReader, token: Address, holder: Address, one: bytes, validator: Address | None
) -> Class:
    if validator is None:
        balance = (await ask(reader, token, codes.BALANCE_BY, one, holder)).number
        return Class(one, balance, balance)
    held, spendable, lot = await gather(
        ask(reader, token, codes.BALANCE_BY, one, holder),
        ask(reader, validator, codes.SPENDABLE, token, one, holder),
        ask(reader, validator, codes.LOT_OF, token, one),
    )
    return Class(one, held.number, spendable.number, lot.number or 1)
