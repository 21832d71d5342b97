"""How values look inside sentences: amounts, dates, durations, countries, names.

A template is a plain format string with named fields. What a value looks like follows from its
type, or from a spec: ``{country:country}``, ``{count:count}``, ``{window_s:duration}``,
``{at:date}``, ``{at:time}``, ``{fee_wei:coin}``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from ui.text.countries import COUNTRIES
from wallet.domain.amounts import Amount
from wallet.domain.plain_text import clean

if TYPE_CHECKING:
    from wallet.domain.ids import Address

Names = Callable[["Address"], str]

COIN_DECIMALS: Final = 18
UNKNOWN: Final = "unknown"
_FAR_FUTURE: Final = 253_370_764_800  # Year 9999: contracts use huge numbers for "never".
_UNITS: Final = ((86_400, "day", "days"), (3_600, "hour", "hours"), (60, "minute", "minutes"))
_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def plain_name(address: "Address") -> str:
    """An address as itself, where no address book is at hand."""
    return str(address)


def grouped(amount: Amount) -> str:
    """Exact decimal text with its thousands grouped, e.g. ``1,500.25``."""
    whole, point, fraction = amount.text.partition(".")
    sign = "-" if amount.base_units < 0 else ""
    return f"{sign}{abs(int(whole)):,}{point}{fraction}"


def coin(wei: int) -> str:
    """Wei as a decimal number of whole coins."""
    return grouped(Amount(wei, COIN_DECIMALS))


def date(timestamp: int) -> str:
    """Day in local time; with clock time and zone unless it is midnight."""
    moment = _local(timestamp)
    if moment is None:
        return _out_of_calendar(timestamp)
    return (
        _day(moment)
        if moment.timetz().replace(tzinfo=None).isoformat() == "00:00:00"
        else time(timestamp)
    )


def time(timestamp: int) -> str:
    """Day, clock time and zone in local time."""
    moment = _local(timestamp)
    if moment is None:
        return _out_of_calendar(timestamp)
    return f"{_day(moment)}, {moment:%H:%M} {moment.tzname() or 'UTC'}"


def duration(seconds: int) -> str:
    """The largest unit that fits exactly, else the two largest."""
    parts = []
    rest = seconds
    for size, one, many in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,} {one if count == 1 else many}")
    if rest or not parts:
        parts.append(f"{rest} {'second' if rest == 1 else 'seconds'}")
    return " ".join(parts[:2])


def country(code: int) -> str:
    """Name of a country by ISO 3166-1 numeric code; registries store 0 for nobody's country."""
    return COUNTRIES.get(code) or ("An unregistered country" if code == 0 else f"Country {code}")


def fill(template: str, params: Mapping[str, object], names: Names = plain_name) -> str:
    """Put values into a template; a value that is missing or unknown says so."""
    return _Sentences(names).vformat(template, (), params)


class _Sentences(Formatter):
    """Format strings with plain field names only: no attributes, no indexing, no ``!r``."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401, ARG002
        """Look the name up as it stands."""
        return kwargs.get(field_name), field_name

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        """By spec if there is one and it fits, else by type."""
        special = _SPECS.get(format_spec)
        if special is not None and isinstance(value, int):
            return special(value)
        return self._by_type(value)

    def _by_type(self, value: object) -> str:  # noqa: PLR0911
        # Loading these takes longer than a whole page of help, which needs neither.
        from wallet.domain.compliance import At  # noqa: PLC0415
        from wallet.domain.ids import Address  # noqa: PLC0415

        match value:
            case None:
                return UNKNOWN
            case bool():
                return "yes" if value else "no"
            case Address():
                return self._names(value)
            case Amount():
                return grouped(value)
            case At():
                return date(value.timestamp)
            case tuple() | list() | frozenset() | set():
                return ", ".join(self._by_type(item) for item in value)
            case _:
                return clean(str(value))


def _count(value: int) -> str:
    return f"{value:,}"


_SPECS: Final[Mapping[str, Callable[[int], str]]] = {
    "coin": coin,
    "count": _count,
    "country": country,
    "date": date,
    "duration": duration,
    "time": time,
}


def _local(timestamp: int) -> datetime | None:
    if not 0 <= timestamp < _FAR_FUTURE:
        return None
    return datetime.fromtimestamp(timestamp, tz=UTC).astimezone()


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _out_of_calendar(timestamp: int) -> str:
    return "the end of time" if timestamp >= _FAR_FUTURE else UNKNOWN


def gwei(wei: int) -> str:
    """A price per gas in gwei, exact."""
    return format((Decimal(wei) / 10**9).normalize(), "f")
