"""Amounts are exact in both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.amounts import MAX_UINT256, Amount
from wallet.domain.errors import BadInput


@given(st.integers(0, MAX_UINT256), st.integers(0, 255))
def test_format_and_parse_are_inverse(base_units, decimals):
    amount = Amount(base_units, decimals)
    assert Amount.parse(amount.text, decimals) == amount


@given(st.integers(-(2**300), -1), st.integers(0, 40))
def test_negative_differences_carry_their_sign_once(base_units, decimals):
    assert Amount(base_units, decimals).text == "-" + Amount(-base_units, decimals).text


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "1e3", "1,000", ".5", "5.", "0x10", "٣", "1 000", "NaN", "1.2.3", "9" * 500],
)
def test_anything_but_a_plain_decimal_is_refused(text):
    with pytest.raises(BadInput) as caught:
        Amount.parse(text, 18)
    assert caught.value.code == "amount_malformed"


def test_more_decimals_than_the_unit_has_are_never_rounded():
    with pytest.raises(BadInput) as caught:
        Amount.parse("1.005", 2)
    assert caught.value.code == "amount_too_precise"
    assert caught.value.params["decimals"] == 2


def test_above_uint256_is_refused():
    assert Amount.parse(str(MAX_UINT256), 0).base_units == MAX_UINT256
    with pytest.raises(BadInput) as caught:
        Amount.parse(str(MAX_UINT256 + 1), 0)
    assert caught.value.code == "amount_too_large"


def test_text_is_the_shortest_exact_one():
    assert Amount(1_250_000, 6).text == "1.25"
    assert str(Amount(1_000_000, 6).with_units(0)) == "0"
