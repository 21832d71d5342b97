"""Widths of the bar that shows the result of a vote."""

import pytest

from ui.desktop.widgets.vote_bar import layout

VOTES = [("for", 3_000), ("abstain", 0), ("against", 1_000)]


def test_shares_of_what_was_cast_fill_the_bar():
    widths, mark = layout(VOTES, 2_000, 400.0)
    assert widths == [300.0, 0.0, 100.0]
    assert mark == 200.0


def test_what_is_missing_to_the_quorum_stays_empty():
    widths, mark = layout(VOTES, 8_000, 400.0)
    assert widths == [150.0, 0.0, 50.0]
    assert mark == 400.0


def test_few_votes_can_be_seen_and_the_bar_is_never_too_long():
    parts = [("for", 10**30), ("abstain", 1), ("against", 1)]
    widths, _ = layout(parts, None, 400.0)
    assert widths[1] == widths[2] == 4.0
    assert sum(widths) == pytest.approx(400.0)


def test_no_votes_and_no_quorum_draw_nothing():
    assert layout([("for", 0)], None, 400.0) == ([0.0], None)
    assert layout([("for", 0)], 0, 400.0) == ([0.0], None)
