"""The search for what passes: as brute force would find it, with few questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.services.search import Probe, first_amounts, search_ranges

LIMIT = 400


async def search(passes, total, hints=()):
    asked = []

    async def ask(amount):
        asked.append(amount)
        return passes(amount)

    return await search_ranges(Probe(ask), total, hints), asked


def brute_force(passes, total):
    ranges = []
    for amount in range(1, total + 1):
        if not passes(amount):
            continue
        if ranges and ranges[-1][1] == amount - 1:
            ranges[-1] = (ranges[-1][0], amount)
        else:
            ranges.append((amount, amount))
    return ranges


@given(total=st.integers(0, LIMIT), most=st.integers(0, LIMIT), hint=st.integers(-5, LIMIT + 5))
async def test_a_limit_is_found_as_brute_force_finds_it(total, most, hint):
    found, _ = await search(lambda amount: amount <= most, total, [hint])
    assert found == brute_force(lambda amount: amount <= most, total)


@given(total=st.integers(0, LIMIT), least=st.integers(0, LIMIT))
async def test_a_minimum_is_found_as_brute_force_finds_it(total, least):
    found, _ = await search(lambda amount: amount >= least, total)
    assert found == brute_force(lambda amount: amount >= least, total)


@given(
    total=st.integers(1, LIMIT),
    edges=st.lists(st.integers(1, LIMIT), min_size=1, max_size=6, unique=True),
    starts=st.booleans(),
)
async def test_every_hole_that_the_rules_name_is_found(total, edges, starts):
    """Between two figures that rules name nothing changes; at each of them it may."""
    edges.sort()

    def passes(amount):
        return (sum(edge <= amount for edge in edges) % 2 == 0) is starts

    found, _ = await search(passes, total, edges)
    assert found == brute_force(passes, total)


@pytest.mark.parametrize("most", [0, 1, 77_777, 10**29, 10**30])
async def test_large_amounts_take_few_questions(most):
    found, asked = await search(lambda amount: amount <= most, 10**30, [])
    assert found == ([(1, most)] if most else [])
    assert len(asked) == len(set(asked)) < 700


async def test_a_right_hint_is_all_that_is_needed():
    _, asked = await search(lambda amount: amount <= 123_456, 10**18, [123_456])
    assert len(asked) <= len(first_amounts(10**18, [123_456]))


async def test_one_unanswered_question_makes_it_undecided():
    found, _ = await search(lambda amount: None if amount == 50 else amount <= 60, 100, [50])
    assert found is None


async def test_nothing_is_asked_about_an_empty_balance():
    assert await search(lambda amount: True, 0, [5]) == ([], [])


@given(total=st.integers(1, 10**40), hints=st.lists(st.integers(-(10**40), 10**41), max_size=8))
def test_first_amounts_stay_inside(total, hints):
    amounts = first_amounts(total, hints)
    assert amounts == sorted(set(amounts))
    assert {1, total} <= set(amounts)
    assert all(1 <= amount <= total for amount in amounts)


@given(st.integers(1, 400), st.integers(0, 4_000), st.integers(0, 4_000))
async def test_lots_are_counted_as_lots(step, total, most):
    async def passes(amount):
        assert amount % step == 0
        return amount <= most

    found = await search_ranges(Probe(passes), total, [most], step)
    lots = min(total, most) // step
    assert found == ([(step, lots * step)] if lots else [])
