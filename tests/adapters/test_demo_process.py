"""The demo's chain ends with the program that started it, however that one ends."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wallet.demo import start_demo
from wallet.demo.anvil import Anvil, find_anvil
from wallet.demo.player import play
from wallet.demo.rpc import DemoRpc
from wallet.demo.script import Script
from wallet.domain.errors import BadInput, NotFound, ProgramFault
from wallet.domain.ids import Address

# The chain must be gone this soon after its parent.
GONE_WITHIN_S = 2.0
# Measured 0.5 s; the rest is for a busy machine.
START_WITHIN_S = 2.0
PARENT = """
import asyncio, time
from wallet.demo import start_demo
world = asyncio.run(start_demo())
print(world.rpc_url, world._chain.pid, flush=True)
time.sleep(60)
"""
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the guard is a POSIX shell")


def port_of(url):
    return int(url.rsplit(":", 1)[1])


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)  # noqa: TID251  (waits for another process)
    return True


def processes_of(group):
    """Every process in the guard's process group that still runs."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat=,command="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return [row for row in rows if int(row[0]) == group and not row[1].startswith("Z")]


@pytest.fixture
def parent():
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    with process:
        url, guard = process.stdout.readline().split()
        yield process, port_of(url), int(guard)
        process.kill()


@posix_only
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_chain_is_gone_soon_after_its_parent_was_killed(parent, how):
    process, port, guard = parent
    assert is_listening(port)
    assert len(processes_of(guard)) == 2
    os.kill(process.pid, how)
    process.wait()
    assert wait_until(lambda: not is_listening(port), GONE_WITHIN_S)
    assert wait_until(lambda: not processes_of(guard), GONE_WITHIN_S)


@posix_only
async def test_stop_leaves_no_process_and_no_folder_behind():
    world = await start_demo()
    home, guard = world._chain._home, world._chain.pid
    assert home.is_dir()
    await world.stop()
    assert processes_of(guard) == []
    assert not is_listening(port_of(world.rpc_url))
    assert not home.exists()
    await world.stop()


async def test_world_is_ready_within_two_seconds():
    # The best of three: what it needs, not what else this machine is doing.
    took = []
    for _ in range(3):
        started = time.monotonic()
        world = await start_demo()
        took.append(time.monotonic() - started)
        await world.stop()
    assert min(took) < START_WITHIN_S


async def test_two_worlds_run_side_by_side():
    first, second = await asyncio.gather(start_demo(), start_demo())
    assert first.rpc_url != second.rpc_url
    assert first.contracts == second.contracts
    await asyncio.gather(first.stop(), second.stop())


async def test_chosen_port_is_used_and_a_taken_one_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadInput) as raised:
            await start_demo(port=port)
        assert raised.value.code == "port_in_use"
        assert raised.value.params == {"port": port}
    world = await start_demo(port=port)
    await world.stop()
    assert port_of(world.rpc_url) == port


async def test_missing_program_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("SCRIP_ANVIL", str(tmp_path / "anvil"))
    with pytest.raises(NotFound) as raised:
        await start_demo()
    assert raised.value.code == "anvil_missing"


def program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@posix_only
async def test_program_that_ends_at_once_is_reported_with_its_words(monkeypatch, tmp_path):
    fake = program(tmp_path / "anvil", "echo cannot do that; exit 1")
    monkeypatch.setenv("SCRIP_ANVIL", str(fake))
    with pytest.raises(ProgramFault) as raised:
        await start_demo()
    assert raised.value.code == "demo_chain_failed"
    assert "cannot do that" in raised.value.detail


@posix_only
async def test_silent_program_is_given_up(monkeypatch, tmp_path):
    monkeypatch.setenv("SCRIP_ANVIL", str(program(tmp_path / "anvil", "sleep 30")))
    monkeypatch.setattr("wallet.demo.anvil.START_DEADLINE_S", 0.2)
    with pytest.raises(ProgramFault):
        await start_demo()


async def test_cancelled_start_leaves_no_chain(monkeypatch):
    spawned = []
    original = Anvil.spawn.__func__

    def spawn(cls, arguments, *, port=0):
        spawned.append(original(cls, arguments, port=port))
        return spawned[-1]

    monkeypatch.setattr(Anvil, "spawn", classmethod(spawn))
    start = asyncio.ensure_future(start_demo())
    await asyncio.sleep(0.1)
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert spawned[0]._process.poll() is not None


async def test_failing_step_is_named():
    script = Script(int(time.time()))
    script.block(hours=1)
    nobody = Address("0x" + "11" * 20)
    maker = Address("0x" + "22" * 20)
    token = script.create(maker, "EuroCash", maker, "Euro cash", "EURX", 6)
    script.call(maker, token, "transfer(address,uint256)", nobody, 1)
    genesis = str(script.now - 7_200)
    chain = Anvil.spawn(["--no-mining", "--timestamp", genesis, "--auto-impersonate"])
    try:
        async with DemoRpc(await chain.ready()) as rpc:
            await rpc.call("anvil_setBalance", maker, hex(10**20))
            with pytest.raises(ProgramFault) as raised:
                await play(rpc, script.chapters())
    finally:
        await chain.stop()
    assert raised.value.code == "demo_step_failed"
    assert raised.value.params["step"].startswith("transfer (")
    assert raised.value.params["why"] == "reverted"


def test_anvil_of_this_environment_is_found():
    assert find_anvil().is_file()
