"""A page that is taken away: what it read ends, what it sends comes to its end unheard."""

import asyncio

from ui.desktop.core.tasks import Tasks
from wallet.domain.errors import KeyProblem


class Told:
    def __init__(self):
        self.done, self.failed, self.faults = [], [], []

    def run(self, scope, work, **options):
        scope(work, self.done.append, self.failed.append, **options)


async def until(true):
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come about")


async def test_reading_ends_and_sending_goes_on():
    told, steps, gate = Told(), [], asyncio.Event()
    tasks = Tasks(asyncio.get_running_loop(), told.faults.append)
    scope = tasks.scope()

    async def step(name):
        steps.append(f"{name} begun")
        await gate.wait()
        steps.append(f"{name} done")

    told.run(scope, lambda: step("read"), slot="read")
    told.run(scope, lambda: step("send"), lane="account:0x1")
    told.run(scope, lambda: step("keys"), lane="keys")
    await until(lambda: len(steps) == 3)
    assert tasks.at_work
    scope.retire()
    gate.set()
    await until(lambda: "send done" in steps)
    await asyncio.sleep(0.02)
    assert [step for step in steps if step.endswith("done")] == ["send done"]
    assert (told.done, told.failed, told.faults) == ([], [], [])
    assert not tasks.at_work
    await tasks.close(1.0)


async def test_a_retired_page_starts_nothing_and_hears_no_trouble():
    told, gate = Told(), asyncio.Event()
    tasks = Tasks(asyncio.get_running_loop(), told.faults.append)
    scope = tasks.scope()

    async def fail():
        await gate.wait()
        raise KeyProblem("passphrase_wrong")

    told.run(scope, fail, lane="account:0x1")
    await asyncio.sleep(0.01)
    scope.retire()
    gate.set()
    await asyncio.sleep(0.02)
    told.run(scope, fail)
    await asyncio.sleep(0.01)
    assert (told.failed, told.faults) == ([], [])
    await tasks.close(1.0)


async def test_following_is_no_work_that_keeps_the_window_open():
    tasks = Tasks(asyncio.get_running_loop(), lambda _: None)
    told, gate = Told(), asyncio.Event()
    told.run(tasks.scope(), gate.wait, lane="tracking")
    await asyncio.sleep(0.01)
    assert not tasks.at_work
    await tasks.close(1.0)
