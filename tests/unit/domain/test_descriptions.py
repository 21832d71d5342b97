"""A stranger's text is shown as plain lines: nothing hidden, nothing active, nothing endless."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.descriptions import LINES_LIMIT, TEXT_LIMIT, plain_lines, title_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Elect **Clara**", "Elect Clara"),
        ("Line one\r\nLine two\rthree", "Line one\nLine two\nthree"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("- one\n* two\n+ three", "• one\n• two\n• three"),
        ("> quoted\n---\nend", "quoted\n\nend"),
        ("*soft* and _soft_, `code`, ~~gone~~", "soft and soft, code, gone"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("[click here](https://evil.example/x)", "click here (https://evil.example/x)"),
        ("[https://a.example](https://a.example)", "https://a.example"),
        ("![](https://evil.example/pixel.png)", "https://evil.example/pixel.png"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("a<script>alert(1)</script>b<img src=x onerror=y>", "aalert(1)b"),
        ("```\ncode\n```", "code"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        (r"\*not soft\*", "*not soft*"),
        ("evil\u202etxt\u200b\x00\x1b[31m", "eviltxt[31m"),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(text, shown):
    assert plain_lines(text) == shown


@given(st.text(max_size=400))
def test_no_control_or_hidden_character_is_left(text):
    shown = plain_lines(text)
    kinds = {unicodedata.category(char) for char in shown if char != "\n"}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize("unit", ["[", "<", "*a", "_", "![](", "(", "`", "\\*", "> ", "a b_c* "])
def test_no_text_is_slow_or_endless(unit):
    started = time.perf_counter()
    shown = plain_lines(unit * 200_000)
    assert time.perf_counter() - started < 1
    assert len(shown) <= TEXT_LIMIT


def test_long_texts_are_cut_visibly():
    shown = plain_lines("word " * TEXT_LIMIT)
    assert shown.endswith("…")
    many = plain_lines("line\n" * (LINES_LIMIT + 50))
    assert (many.count("\n"), many[-1]) == (LINES_LIMIT - 1, "…")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Elect Clara\n\nFor three years.", "Elect Clara"),
        ("\n\n• first\nsecond", "first"),
        ("", ""),
        ("x" * 500, "x" * 119 + "…"),
    ],
)
def test_the_title_is_the_first_line(text, title):
    assert title_of(text) == title
