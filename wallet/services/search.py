"""Finding which amounts pass, by asking as few times as possible.

Rules are usually monotone (less is safer), but not always: a minimum holding or "all or
nothing" leaves holes. So ranges are found from a set of probes: the rules' own figures, both
ends, and powers in between; then each edge is narrowed until two neighbours differ.
"""

import itertools
from asyncio import gather
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

# How many amounts one round trip asks about while an edge is narrowed.
FAN = 24
# So few amounts are all asked at once: no hole stays unseen.
EVERY = 48
ROUNDS_LIMIT = 80


@dataclass
class Probe:
    """Answers already given; ``None`` from ``passes`` means it could not be asked."""

    passes: Callable[[int], Awaitable[bool | None]]
    known: dict[int, bool] = field(default_factory=dict)
    undecided: bool = False

    async def ask(self, amounts: Iterable[int]) -> None:
        """Ask about several amounts in one turn."""
        new = [amount for amount in dict.fromkeys(amounts) if amount not in self.known]
        answers = await gather(*(self.passes(amount) for amount in new))
        for amount, answer in zip(new, answers, strict=True):
            if answer is None:
                self.undecided = True
            else:
                self.known[amount] = answer


def first_amounts(total: int, hints: Iterable[int]) -> list[int]:
    """Where to look first: the hints with their neighbours, both ends, powers of ten."""
    if total <= EVERY:
        return list(range(1, total + 1))
    near = {hint + step for hint in hints for step in (-1, 0, 1)}
    powers = {10**digits for digits in range(len(str(total)))}
    halves = {total // divisor for divisor in (2, 3, 4, 10)}
    wanted = near | powers | halves | {1, total - 1, total}
    return sorted(amount for amount in wanted if 1 <= amount <= total)


async def search_ranges(
    probe: Probe, total: int, hints: Iterable[int], step: int = 1
) -> list[tuple[int, int]] | None:
    """Ranges of amounts from 1 to ``total`` that pass, ends included.

    Args:
        probe: Asks the chain.
        total: The balance; nothing above it is asked.
        hints: Amounts the rules name.
        step: Lot size: only its multiples are asked, and ranges count from one to the next.

    Returns:
        Ascending ranges; ``None`` if some amount could not be asked.
    """
    if step > 1:
        lots = Probe(lambda count: probe.passes(count * step))
        found = await search_ranges(lots, total // step, (hint // step for hint in hints))
        return None if found is None else [(low * step, high * step) for low, high in found]
    if total <= 0:
        return []
    await probe.ask(first_amounts(total, hints))
    for _ in range(ROUNDS_LIMIT):
        edges = _open_edges(probe.known)
        if not edges or probe.undecided:
            break
        await probe.ask(amount for edge in edges for amount in _between(edge, len(edges)))
    return None if probe.undecided else _ranges(probe.known)


def _open_edges(known: dict[int, bool]) -> list[tuple[int, int]]:
    """Neighbouring probes that differ and have amounts between them."""
    amounts = sorted(known)
    pairs = itertools.pairwise(amounts)
    return [(low, high) for low, high in pairs if known[low] != known[high] and high - low > 1]


def _between(edge: tuple[int, int], edges: int) -> list[int]:
    low, high = edge
    steps = min(max(2, FAN // edges), high - low)
    return [low + (high - low) * step // steps for step in range(1, steps)]


def _ranges(known: dict[int, bool]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    start: int | None = None
    previous = 0
    for amount in sorted(known):
        if known[amount] and start is None:
            start = amount
        if not known[amount] and start is not None:
            ranges.append((start, previous))
            start = None
        previous = amount
    if start is not None:
        ranges.append((start, previous))
    return ranges
