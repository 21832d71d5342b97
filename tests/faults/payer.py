"""A program that pays, and is killed while it does: one fork per payment.

Reads one JSON order per line, forks, and lets the child carry it out on a real database and a
real node. Each statement, each question to the node, each signature is a numbered step; at the
ordered step, or after the ordered time, the child is killed with SIGKILL. Started anew for
every payment the same imports would take a second each; forked they take milliseconds.
"""

import asyncio
import contextlib
import inspect
import json
import os
import select
import signal
import sys
import time
from functools import partial
from pathlib import Path

import aiohttp  # noqa: F401  (before the fork, not in every child)

from tests.fakes.sending import KEY, PAYEE, PAYER, OneNetwork, Told, check_of, sign
from wallet.adapters.evm.chain import EvmChain
from wallet.adapters.storage.home_lock import signing_lock
from wallet.adapters.storage.sqlite import open_storage
from wallet.adapters.system import SystemClock
from wallet.domain.compliance import TransferIntent
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import UnsignedTransaction
from wallet.services.tracking import Tracking
from wallet.services.transfers import Outside, Transfers

GAS, MAX_FEE = 21_000, 10**10


class Steps:
    """Counts what the program does, and ends it at one of them."""

    def __init__(self, fatal):
        self.names = []
        self._fatal = fatal

    def reach(self, name):
        self.names.append(name)
        if len(self.names) == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """An object whose every method is a step before and a step after."""

    def __init__(self, inner, name, steps):
        self._inner, self._name, self._steps = inner, name, steps

    def __getattr__(self, attribute):
        value = getattr(self._inner, attribute)
        if not inspect.ismethod(value):
            return value
        name = f"{self._name}.{attribute}"
        return partial(
            self._wait if inspect.iscoroutinefunction(value) else self._call, name, value
        )

    def _call(self, name, method, *args, **named):
        self._steps.reach(f"before {name}")
        result = method(*args, **named)
        self._steps.reach(f"after {name}")
        return result

    async def _wait(self, name, method, *args, **named):
        self._steps.reach(f"before {name}")
        result = await method(*args, **named)
        self._steps.reach(f"after {name}")
        return result


class Program:
    """The real services over a real home and a real node."""

    def __init__(self, order, steps):
        self.home, self.steps = Path(order["home"]), steps
        clock = SystemClock()
        network = Network("local", order["chain_id"], (order["url"],))
        self.inner_chain = EvmChain(network, clock.monotonic)
        self.chain = Watched(self.inner_chain, "chain", steps)
        self.storage = open_storage(self.home)
        self.storage.database.connection.exec_trace = self._statement
        outbox = Watched(self.storage.outbox, "outbox", steps)
        networks, lock = OneNetwork(self.chain), partial(signing_lock, self.home)
        self.tracking = Tracking(
            networks, outbox, explain=_no_reason, lock=lock, clock=clock, events=Told()
        )
        self.transfers = Transfers(networks, outbox, Outside(self._check, lock, clock, Told()))

    def _statement(self, _cursor, sql, _params):
        self.steps.reach(f"sql {sql.split()[0]}")
        return True

    async def _check(self, intent):
        return check_of(intent, (await self.chain.head()).block)

    async def pay(self, base_units):
        """One payment, the way the command line does it."""
        coin = SecurityToken.native(self.chain.chain_id, "ETH")
        check = await self._check(TransferIntent(coin, PAYER, PAYEE, base_units))
        async with self.transfers.exclusive():
            reviewed = await self.transfers.prepare(check)
            self.steps.reach("before signing")
            signed = sign(reviewed)
            self.steps.reach("after signing")
            await self.transfers.submit(signed)
        await self.tracking.poll()

    async def resume(self, _base_units):
        """What the next start does."""
        await self.tracking.resume()
        await self.tracking.poll()

    async def pay_then_note(self, base_units):
        """The control: send, then remember. A kill in between pays twice."""
        raw = await self._raw(base_units)
        await self.chain.broadcast(raw)
        self.steps.reach("sent")
        self._note(base_units)

    async def note_then_pay(self, base_units):
        """The other control: remember, then send. A kill in between pays never."""
        raw = await self._raw(base_units)
        self._note(base_units)
        self.steps.reach("noted")
        await self.chain.broadcast(raw)

    async def _raw(self, base_units):
        nonce = await self.chain.nonce(PAYER)
        chain_id = self.chain.chain_id
        unsigned = UnsignedTransaction(chain_id, nonce, 1, MAX_FEE, GAS, PAYEE, base_units, b"")
        signature = KEY.sign_msg_hash(unsigned.digest)
        return unsigned.with_signature(signature.v, signature.r, signature.s)

    def _note(self, base_units):
        with (self.home / "notes").open("a") as file:
            file.write(f"{base_units}\n")

    def known(self):
        """Base units of every payment this program believes to be made or under way."""
        self.storage.database.connection.exec_trace = None
        noted = self.home / "notes"
        journalled = [entry.base_units for entry in self.storage.outbox.entries()]
        return journalled + ([int(x) for x in noted.read_text().split()] if noted.exists() else [])

    def states(self):
        return sorted({entry.state.value for entry in self.storage.outbox.entries()})

    async def close(self):
        await self.inner_chain.close()
        self.storage.close()


async def _no_reason(_entry):
    return None


async def _carry_out(order):
    steps = Steps(order.get("fatal_step"))
    program = Program(order, steps)
    try:
        await getattr(program, order["act"])(order.get("base_units"))
        taken = list(steps.names)
        return {"steps": taken, "known": program.known(), "states": program.states()}
    finally:
        await program.close()


def _child(order, pipe):
    status = 1
    with contextlib.suppress(BrokenPipeError):
        try:
            result = asyncio.run(_carry_out(order))
            os.write(pipe, json.dumps(result).encode())
            status = 0
        finally:
            sys.stderr.flush()
            if status:
                sys.excepthook(*sys.exc_info())
            os._exit(status)


def _serve(order):
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _child(order, writing)
    os.close(writing)
    start = time.monotonic()
    if (limit := order.get("kill_after_s")) is not None:
        # Ends early when the child has answered and closed its end.
        select.select([reading], [], [], limit)
        os.kill(pid, signal.SIGKILL)
    answer = b"".join(iter(partial(os.read, reading, 65_536), b""))
    os.close(reading)
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status)
    took = time.monotonic() - start
    return {"killed": killed, "failed": not killed and status != 0, "took": took} | (
        json.loads(answer) if answer and not killed else {}
    )


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_serve(json.loads(line))) + "\n")
        sys.stdout.flush()
