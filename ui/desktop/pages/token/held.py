"""One holding in words: what is free, what is not, and when that changes. Plain Python."""

from dataclasses import dataclass

from ui.desktop.core.format import Figure, day, figure
from ui.text import sentence as words
from wallet.domain.holding import Holding, Parts, ValueState

MOST_UNLOCKS = 5


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a holding, for the words beside the bar."""

    part: str
    label: str
    amount: Figure
    share: str


@dataclass(frozen=True, slots=True)
class UnlockPoint:
    """A date on the time line.

    Attributes:
        at: Unix seconds.
        full: The whole sentence, for hovering and readers.
    """

    at: int
    amount: str
    date: str
    full: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of units inside the token."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class HeldView:
    """What is drawn of the holding."""

    answer: str
    total: Figure | None
    parts: Parts | None
    rows: tuple[PartRow, ...]
    unlocks: tuple[UnlockPoint, ...]
    unlocks_more: str
    classes: tuple[ClassRow, ...]
    on_hold: str
    state: str
    tone: str
    spoken: str


def held_view(holding: Holding, account: str) -> HeldView:
    """A holding in words.

    Args:
        holding: As it was read.
        account: Name of the account.
    """
    token, parts = holding.token, holding.parts
    rows = _part_rows(holding)
    state, tone = _state(holding)
    unlocks, more = _unlocks(holding)
    total = None if parts is None else figure(token.amount(parts.total), token.symbol)
    said = [f"{row.label}: {row.amount.text}" for row in rows]
    on_hold = ""
    if holding.on_hold:
        kept = figure(token.amount(holding.on_hold))
        on_hold = words("window.token.on_hold", amount=kept.shown, symbol=token.symbol)
    answer = _answer(holding, account)
    return HeldView(
        answer,
        total,
        parts,
        rows,
        unlocks,
        more,
        _classes(holding),
        on_hold,
        state,
        tone,
        ". ".join((answer, *said)),
    )


def _answer(holding: Holding, account: str) -> str:
    parts, symbol = holding.parts, holding.token.symbol
    if parts is None:
        return words("window.token.answer_unknown")
    if parts.total == 0:
        return words("window.token.answer_none", account=account, symbol=symbol)
    if parts.free == 0:
        return words("window.token.answer_not_free")
    amount = figure(holding.token.amount(parts.free)).shown
    return words("window.token.answer_free", amount=amount, symbol=symbol)


def _part_rows(holding: Holding) -> tuple[PartRow, ...]:
    parts = holding.parts
    if parts is None or parts.total == 0:
        return ()
    token = holding.token
    return tuple(
        PartRow(
            part,
            words(f"window.token.part.{part}"),
            figure(token.amount(units), token.symbol),
            _share(units, parts.total),
        )
        for part, units in (
            ("free", parts.free),
            ("locked", parts.locked),
            ("frozen", parts.frozen),
        )
        if units or part == "free"
    )


def _share(units: int, total: int) -> str:
    percent = (units * 200 + total) // (2 * total)
    if units and percent == 0:
        return words("window.token.share_small")
    return words("window.token.share", percent=percent)


def _unlocks(holding: Holding) -> tuple[tuple[UnlockPoint, ...], str]:
    token = holding.token
    dated = sorted(holding.unlocks, key=lambda unlock: unlock.at)
    points = []
    for unlock in dated[:MOST_UNLOCKS]:
        amount, date = figure(token.amount(unlock.base_units)), day(unlock.at)
        full = words(
            "window.token.unlock_spoken", amount=amount.full, symbol=token.symbol, date=date
        )
        text = words("window.token.unlock", amount=amount.shown)
        points.append(UnlockPoint(unlock.at, text, date, full))
    left = len(dated) - len(points)
    more = ""
    if left:
        more = words("window.token.unlock_more", count=left, date=day(dated[-1].at))
    return tuple(points), more


def _classes(holding: Holding) -> tuple[ClassRow, ...]:
    rows = []
    for partition in holding.partitions:
        total = figure(holding.token.amount(partition.total)).shown
        if partition.free is None:
            text = words("window.token.class_unknown", total=total)
        else:
            free = figure(holding.token.amount(partition.free)).shown
            text = words("window.token.class_line", total=total, free=free)
        rows.append(ClassRow(partition.name or partition.id[:18] + "…", text))
    return tuple(rows)


def _state(holding: Holding) -> tuple[str, str]:
    match holding.state:
        case ValueState.KNOWN if holding.parts is not None:
            return "", "info"
        case ValueState.STALE:
            return words("window.state.stale", number=holding.as_of_block or 0), "warn"
        case ValueState.DISPUTED:
            return words("window.state.disputed"), "warn"
        case _:
            return words("window.state.unknown"), "unknown"
