"""Text from strangers is one harmless line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.plain_text import SYMBOL_LIMIT, clean, clean_bytes

HOSTILE = {
    "right-to-left override": "US\u202eDT",
    "zero width space": "US\u200bDT",
    "soft hyphen": "US\u00adDT",
    "tag characters": "US\U000e0044DT",
    "escape sequence": "US\x1b[31mDT",
    "null": "US\x00DT",
    "private use": "US\ue000DT",
    "hangul filler": "US\u3164DT",
    "grapheme joiner": "US\u034fDT",
}


@pytest.mark.parametrize("text", list(HOSTILE.values()), ids=list(HOSTILE))
def test_invisible_and_control_characters_go(text):
    assert clean(text).replace("[31m", "") == "USDT"


@given(st.text(max_size=600), st.integers(2, 80))
def test_result_is_one_capped_line_of_printable_text(text, limit):
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert all(unicodedata.category(char)[0] != "C" for char in cleaned)
    assert "\n" not in cleaned


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_full_width_letters_become_plain_ones():
    assert clean("\uff21\uff23\uff2d\uff25") == "ACME"


def test_a_cut_is_marked():
    assert clean("ABCDEFGHIJKLMNOP", SYMBOL_LIMIT) == "ABCDEFGHIJ…"


def test_long_input_is_cut_before_it_is_looked_at():
    assert clean("x" * 10_000_000, 20) == "x" * 19 + "…"


def test_undecodable_bytes_do_not_raise():
    assert clean_bytes(b"ACME\xff\xfe") == "ACME\ufffd\ufffd"
