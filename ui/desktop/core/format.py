"""Amounts, addresses and times as people read them. No Qt: view-models use it.

Figures follow the language of the sentences, so that a point never means two things.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from ui.text import sentence as words
from wallet.domain.amounts import Amount
from wallet.domain.ids import Address

GROUP = ","
POINT = "."
PLACES = 4
MOST_PLACES = 8
FEE_DIGITS = 2
# Above this, a contract's decimals are nonsense: show what it counts, marked as such.
SANE_DECIMALS = 36
LONGEST_WORD = 24
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
# Year 9999: contracts write a huge number for "never", which no calendar holds.
_FAR_FUTURE = 253_370_764_800


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in three forms.

    Attributes:
        shown: Grouped and shortened; ends in … where digits were left out.
        full: Grouped, all decimals; for hovering.
        exact: Plain decimal text; what copying gives.
        unit: The symbol, drawn lighter.
    """

    shown: str
    full: str
    exact: str
    unit: str = ""

    @property
    def text(self) -> str:
        """Number and unit."""
        return f"{self.shown} {self.unit}".strip()


def figure(amount: Amount, unit: str = "") -> Figure:
    """Bring an amount into its forms."""
    if amount.decimals > SANE_DECIMALS:
        raw = str(amount.base_units)
        grouped = _grouped(raw)
        return Figure(grouped, grouped, raw, words("window.base_units", unit=unit))
    exact = amount.text
    whole, _, fraction = exact.partition(".")
    head = _grouped(whole)
    full = head + (POINT + fraction if fraction else "")
    kept = fraction[: _places(whole, fraction)]
    shown = head + (POINT + kept if kept else "")
    return Figure(shown + ("…" if kept != fraction else ""), full, exact, unit)


def fee_figure(amount: Amount, unit: str) -> Figure:
    """A fee, rounded up to two significant digits: it is never less than it says."""
    exact = figure(amount, unit)
    if amount.base_units <= 0 or amount.decimals > SANE_DECIMALS:
        return exact
    step = 10 ** max(0, len(str(amount.base_units)) - FEE_DIGITS)
    rounded = Amount(-(-amount.base_units // step) * step, amount.decimals)
    return replace(exact, shown=figure(rounded).full)


def coin_figure(amount: Amount, unit: str) -> Figure:
    """Coin held, cut to a few decimals: it is never more than there is."""
    exact = figure(amount, unit)
    return replace(exact, shown=exact.shown.removesuffix("…"))


def _places(whole: str, fraction: str) -> int:
    if whole not in {"0", "-0"}:
        return PLACES
    zeros = len(fraction) - len(fraction.lstrip("0"))
    return max(PLACES, min(MOST_PLACES, zeros + 2))


def _grouped(digits: str) -> str:
    return f"{int(digits):,}".replace(",", GROUP) if digits != "-0" else "-0"


def address_groups(address: str) -> str:
    """0x and groups of four: ``0x71C7 656E …``."""
    body = address[2:]
    groups = [body[start : start + 4] for start in range(0, len(body), 4)]
    return "0x" + " ".join(groups)


def short_address(address: Address) -> str:
    """First and last group, for narrow places."""
    return f"{address[:6]} … {address[-4:]}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as shown, and in full with its zone for hovering."""

    shown: str
    full: str


def moment(timestamp: int, *, now: int | None = None, zone: tzinfo | None = None) -> Moment:
    """A Unix time in local time; relative while it is less than a day old.

    Args:
        timestamp: Unix seconds.
        now: Unix seconds to be relative to; ``None`` always shows the date.
        zone: The reader's zone; ``None`` is the system's.
    """
    if timestamp >= _FAR_FUTURE:
        return Moment(words("window.date_never"), words("window.date_never"))
    local = datetime.fromtimestamp(timestamp, UTC).astimezone(zone)
    full = f"{day(timestamp, zone=zone)} {local:%H:%M:%S %Z}"
    since = None if now is None else now - timestamp
    if since is not None and 0 <= since < _DAY:
        return Moment(ago(since), full)
    return Moment(f"{day(timestamp, zone=zone)} {local:%H:%M}", full)


def day(timestamp: int, *, zone: tzinfo | None = None) -> str:
    """The local date: ``1 Mar 2027``; words for what no calendar holds."""
    if timestamp >= _FAR_FUTURE:
        return words("window.date_never")
    local = datetime.fromtimestamp(timestamp, UTC).astimezone(zone)
    month = words("window.months").split()[local.month - 1]
    return words("window.date", day=local.day, month=month, year=local.year)


def ago(seconds: int) -> str:
    """How long since, for less than a day."""
    if seconds < 2:
        return words("window.ago.now")
    if seconds < _MINUTE:
        return words("window.ago.seconds", count=seconds)
    if seconds < _HOUR:
        return words("window.ago.minutes", count=seconds // _MINUTE)
    return words("window.ago.hours", count=seconds // _HOUR)


def bytes_groups(raw: bytes) -> str:
    """A hash in groups of eight digits."""
    text = raw.hex()
    return " ".join(text[start : start + 8] for start in range(0, len(text), 8))


def breakable(text: str) -> str:
    """The text with places to break a line at inside words without any, such as addresses."""
    return "\n".join(
        " ".join("\u200b".join(_pieces(word)) for word in line.split(" "))
        for line in text.split("\n")
    )


def _pieces(word: str) -> list[str]:
    if len(word) <= LONGEST_WORD:
        return [word]
    return [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)]
