"""How values look inside sentences."""

import time

import pytest

from ui.text.formatting import coin, country, date, duration, fill, grouped, gwei
from wallet.domain.amounts import Amount
from wallet.domain.compliance import At
from wallet.domain.ids import Address

ANNA = Address("0x" + "a1" * 20)
MIDDAY = 1_777_636_800


@pytest.fixture(autouse=True)
def _in_zurich(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Zurich")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("units", "decimals", "shown"),
    [(1_500, 0, "1,500"), (123_456_789, 4, "12,345.6789"), (0, 18, "0"), (-2_500, 1, "-250")],
)
def test_amounts_are_exact_and_grouped(units, decimals, shown):
    assert grouped(Amount(units, decimals)) == shown


def test_a_difference_below_one_keeps_its_sign():
    assert grouped(Amount(-5, 1)) == "-0.5"


def test_dates_are_local_and_name_the_zone_unless_it_is_midnight():
    assert date(MIDDAY) == "1 May 2026, 14:00 CEST"
    assert date(MIDDAY - 14 * 3_600) == "1 May 2026"


@pytest.mark.parametrize("never", [2**64, 2**256 - 1])
def test_a_contracts_never_is_no_date(never):
    assert date(never) == "the end of time"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (86_400, "1 day"), (2_592_000, "30 days"), (90_000, "1 day 1 hour"), (60, "1 minute"),
        (1, "1 second"), (0, "0 seconds"), (3_661, "1 hour 1 minute"),
    ],
)  # fmt: skip
def test_durations(seconds, shown):
    assert duration(seconds) == shown


def test_countries():
    assert country(250) == "France"
    assert country(0) == "An unregistered country"
    assert country(999) == "Country 999"


def test_coin_and_gwei_are_exact():
    assert coin(1_234_500_000_000_000_000_000) == "1,234.5"
    assert gwei(1_500_000_001) == "1.500000001"
    assert gwei(100_000_000_000) == "100"


def test_values_are_shown_by_type():
    given = {
        "amount": Amount(125, 1), "who": ANNA, "when": At(MIDDAY - 14 * 3_600), "yes": True,
        "several": (ANNA, 3), "nothing": None,
    }  # fmt: skip
    template = "{amount} {who} {when} {yes} {several} {nothing} {absent}"
    shown = fill(template, given, lambda _: "Anna")
    assert shown == "12.5 Anna 1 May 2026 yes Anna, 3 unknown unknown"


def test_specs_apply_to_numbers_only():
    shown = fill("{c:country} {n:count} {t:time}", {"c": 756, "n": 12_345, "t": None})
    assert shown == "Switzerland 12,345 unknown"


def test_strange_text_cannot_reorder_or_break_a_line():
    assert fill("{x}.", {"x": "abc\u202edef\nghi"}) == "abcdef ghi."


@pytest.mark.parametrize("attack", ["{x.__class__}", "{x[0]}", "{x!r}"])
def test_templates_reach_nothing_inside_values(attack):
    assert "class" not in fill(attack, {"x": "plain"})


def test_braces_in_values_are_only_braces():
    assert fill("{x}", {"x": "{y}", "y": "secret"}) == "{y}"
