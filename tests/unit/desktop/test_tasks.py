"""Work started by pages."""

import asyncio

import pytest

from ui.desktop.core.tasks import Tasks
from wallet.domain.errors import ChainProblem


@pytest.fixture
def faults():
    return []


@pytest.fixture
async def tasks(faults):
    made = Tasks(asyncio.get_running_loop(), faults.append)
    yield made
    await made.close(1.0)


async def settle():
    for _ in range(10):
        await asyncio.sleep(0)


async def test_an_answer_is_handed_over(tasks):
    got = []

    async def work():
        return 7

    tasks.scope()(work, got.append, got.append)
    await settle()
    assert got == [7]


async def test_known_trouble_goes_to_the_page(tasks, faults):
    got = []

    async def work():
        raise ChainProblem("node_unreachable")

    tasks.scope()(work, got.append, got.append)
    await settle()
    assert [error.code for error in got] == ["node_unreachable"]
    assert faults == []


async def test_unknown_trouble_is_reported_once_and_the_page_gets_something_to_show(tasks, faults):
    got = []

    async def work():
        raise ZeroDivisionError

    tasks.scope()(work, got.append, got.append)
    await settle()
    assert [error.code for error in got] == ["internal"]
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


async def test_a_fault_while_drawing_is_reported_and_the_loop_goes_on(tasks, faults):
    async def work():
        return 1

    tasks.scope()(work, lambda _: 1 / 0, lambda _: None)
    await settle()
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


async def test_only_the_newest_work_of_a_slot_answers(tasks):
    got = []
    gate = asyncio.Event()

    async def old():
        await gate.wait()
        return "old"

    async def new():
        await gate.wait()
        return "new"

    scope = tasks.scope()
    scope(old, got.append, got.append, slot="check")
    await settle()
    scope(new, got.append, got.append, slot="check")
    gate.set()
    await settle()
    assert got == ["new"]


async def test_works_of_one_lane_run_in_order(tasks):
    told = []

    def work(name):
        async def run():
            told.append(f"{name} begins")
            await asyncio.sleep(0)
            told.append(f"{name} ends")

        return run

    scope, other = tasks.scope(), tasks.scope()
    scope(work("first"), lambda _: None, lambda _: None, lane="account")
    other(work("second"), lambda _: None, lambda _: None, lane="account")
    await settle()
    assert told == ["first begins", "first ends", "second begins", "second ends"]


async def test_a_closed_page_hears_nothing(tasks):
    got = []

    async def work():
        return 1

    scope = tasks.scope()
    scope(work, got.append, got.append)
    scope.cancel()
    await settle()
    assert got == []


async def test_waiting_before_the_start_costs_no_work_if_it_is_replaced(tasks):
    started = []

    def work(name):
        async def run():
            started.append(name)

        return run

    scope = tasks.scope()
    for letter in "abc":
        scope(work(letter), lambda _: None, lambda _: None, slot="check", delay_s=0.01)
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.05)
    assert started == ["c"]
