"""Figures, addresses and times as people read them."""

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.core.format import (
    address_groups,
    ago,
    bytes_groups,
    coin_figure,
    day,
    fee_figure,
    figure,
    moment,
    short_address,
)
from ui.desktop.core.word_code import word_code
from wallet.domain.amounts import Amount
from wallet.domain.ids import Address

HERE = timezone(timedelta(hours=2), "CEST")
NOON = 1_777_636_800  # 2026-05-01T12:00:00Z


@pytest.mark.parametrize(
    ("units", "decimals", "shown", "full"),
    [
        (1_500, 0, "1,500", "1,500"),
        (1_234_567_890, 6, "1,234.5678…", "1,234.56789"),
        (10**18, 18, "1", "1"),
        (1, 18, "0.00000000…", "0.000000000000000001"),
        (14_000_000_000_000, 18, "0.000014", "0.000014"),
        (0, 18, "0", "0"),
        (-1_500_000, 3, "-1,500", "-1,500"),
        (-500, 3, "-0.5", "-0.5"),
    ],
)
def test_a_figure_is_grouped_and_says_when_digits_are_left_out(units, decimals, shown, full):
    made = figure(Amount(units, decimals), "ACME")
    assert (made.shown, made.full) == (shown, full)
    assert made.text == f"{shown} ACME"


@given(st.integers(0, 2**256 - 1), st.integers(0, 36))
def test_what_is_copied_is_exact(units, decimals):
    made = figure(Amount(units, decimals))
    assert Amount.parse(made.exact, decimals).base_units == units
    assert made.full.replace(",", "") == made.exact


def test_decimals_beyond_sense_are_shown_as_counted():
    made = figure(Amount(1_234, 255), "X")
    assert (made.shown, made.exact) == ("1,234", "1234")
    assert "base units" in made.unit


def test_an_address_is_grouped_by_four_and_keeps_every_digit():
    address = Address("0x" + "1234567890" * 4)
    grouped = address_groups(address)
    assert grouped.replace(" ", "") == address
    assert all(len(group) == 4 for group in grouped[2:].split(" "))
    assert short_address(address).startswith(address[:6])


def test_times_are_relative_only_under_a_day():
    assert moment(NOON, now=NOON + 30, zone=HERE).shown == "30 s ago"
    assert moment(NOON, now=NOON + 7_200, zone=HERE).shown == "2 h ago"
    assert moment(NOON, now=NOON + 86_400, zone=HERE).shown == "1 May 2026 14:00"
    assert moment(NOON, now=NOON - 5, zone=HERE).shown == "1 May 2026 14:00"


def test_the_full_time_names_the_zone():
    assert moment(NOON, zone=HERE).full == "1 May 2026 14:00:00 CEST"
    assert day(NOON + 12 * 3_600, zone=HERE) == "2 May 2026"


def test_ago_uses_the_largest_unit():
    assert [ago(s) for s in (0, 59, 60, 3_600)] == ["just now", "59 s ago", "1 min ago", "1 h ago"]


def test_a_hash_is_grouped():
    assert bytes_groups(bytes(range(8))) == "00010203 04050607"


def test_word_code_follows_the_published_examples():
    # From the paper: 127.0.0.1 is lusab-babad, 63.84.220.193 is gutih-tugad.
    digest = bytes([127, 0, 0, 1, 63, 84, 220, 193]) + bytes(24)
    assert word_code(digest) == "lusab babad gutih tugad"


@pytest.mark.parametrize(
    ("wei", "shown"),
    [
        (14_100_000_000_000, "0.000015"),
        (14_000_000_000_000, "0.000014"),
        (999_000_000_000_000_000, "1"),
        (7, "0.000000000000000007"),
        (0, "0"),
    ],
)
def test_a_fee_is_rounded_up_to_two_digits(wei, shown):
    fee = fee_figure(Amount(wei, 18), "ETH")
    assert fee.shown == shown
    assert fee.full == figure(Amount(wei, 18)).full


def test_coin_is_cut_without_an_ellipsis():
    held = coin_figure(Amount(999_999_399_999_999_999_999, 18), "ETH")
    assert held.text == "999.9993 ETH"
    assert held.exact == "999.999399999999999999"
