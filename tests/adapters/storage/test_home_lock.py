"""One signer per home folder, across processes and across kills."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from wallet.adapters.storage.home_lock import signing_lock
from wallet.domain.errors import BadInput

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import asyncio, sys
from pathlib import Path
from wallet.adapters.storage.home_lock import signing_lock

async def main():
    async with signing_lock(Path(sys.argv[1])):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


async def test_another_process_makes_us_wait_then_say_so(tmp_path, holder):
    with pytest.raises(BadInput, match="home_in_use"):
        async with signing_lock(tmp_path, wait_s=0.2):
            pytest.fail("two holders")


async def test_a_killed_holder_gives_the_lock_back(tmp_path, holder):
    asyncio.get_running_loop().call_later(0.2, holder.kill)
    async with signing_lock(tmp_path, wait_s=5):
        assert holder.wait() != 0


async def test_tasks_of_one_process_take_turns(tmp_path):
    inside, seen = 0, []

    async def turn():
        nonlocal inside
        async with signing_lock(tmp_path / "home", wait_s=5):
            inside += 1
            seen.append(inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(turn() for _ in range(5)))
    assert seen == [1] * 5
