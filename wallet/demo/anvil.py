"""Starts anvil, the local chain behind the demo, and makes sure that it ends with us.

Source: anvil 1.7.1, seen: `--port 0` takes a free port and prints it on "Listening on".
"""

import asyncio
import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from wallet.domain.errors import BadInput, NotFound, ProgramFault

HOST = "127.0.0.1"
START_DEADLINE_S = 10.0
STOP_DEADLINE_S = 3.0
_WINDOWS = sys.platform == "win32"
_NAME = "anvil.exe" if _WINDOWS else "anvil"
_LISTENING = f"Listening on {HOST}:"
# Ends the chain as soon as its standard input closes, which the system does for us even when
# this program is killed. A parent-death signal would be bound to the thread that started it.
# Windows has no such guard: there `stop` and the end of the interpreter end the chain.
_GUARD = """
"$@" </dev/null &
chain=$!
exec >/dev/null 2>&1
while read -r _; do :; done
kill -9 "$chain"
wait "$chain"
rm -rf -- "$HOME"
"""


def find_anvil() -> Path:
    """Find the program: ``SCRIP_ANVIL``, this environment, beside a frozen program, the PATH.

    Raises:
        NotFound: ``anvil_missing``; the detail names the places that were looked at.
    """
    places = [Path(sys.prefix) / "share" / "scrip" / "bin" / _NAME]
    if frozen := getattr(sys, "_MEIPASS", None):
        places.append(Path(frozen) / _NAME)
    if chosen := os.environ.get("SCRIP_ANVIL"):
        places = [Path(chosen)]
    elif on_path := shutil.which("anvil"):
        places.append(Path(on_path))
    for place in places:
        if place.is_file() and os.access(place, os.X_OK):
            return place
    raise NotFound("anvil_missing", detail=", ".join(map(str, places)))


class Anvil:
    """One running chain; its methods may be called from any event loop."""

    def __init__(self, process: "subprocess.Popen[str]", home: Path) -> None:
        self._process = process
        self._home = home
        self._last_lines: deque[str] = deque(maxlen=20)
        self._port: Future[int] = Future()
        threading.Thread(target=self._read_output, name="anvil-output", daemon=True).start()
        atexit.register(self.kill)

    @classmethod
    def spawn(cls, arguments: Sequence[str], *, port: int = 0) -> "Anvil":
        """Start the program; it is not ready yet.

        Args:
            arguments: What anvil is told besides host and port.
            port: A port of this machine, 0 for any free one.

        Raises:
            NotFound: ``anvil_missing``.
            BadInput: ``port_in_use``.
        """
        command = [str(find_anvil()), "--host", HOST, "--port", str(port), *arguments]
        if port:
            _require_free(port)
        if not _WINDOWS:
            command = ["/bin/sh", "-c", _GUARD, "anvil-guard", *command]
        home = Path(tempfile.mkdtemp(prefix="scrip-demo-"))
        process = subprocess.Popen(  # noqa: S603  (our own arguments, no shell expansion)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=home,
            env=_environment(home),
            # Ctrl-C in the terminal is for us; we then stop the chain in order.
            start_new_session=True,
        )
        return cls(process, home)

    @property
    def pid(self) -> int:
        """Process id of the guard (of anvil itself on Windows)."""
        return self._process.pid

    async def ready(self) -> str:
        """Wait until it listens; give its address.

        Raises:
            ProgramFault: ``demo_chain_failed``; it ended, or said nothing in time.
        """
        try:
            port = await asyncio.wait_for(asyncio.wrap_future(self._port), START_DEADLINE_S)
        except (TimeoutError, EOFError) as error:
            await self.stop()
            lines = "\n".join(self._last_lines)
            raise ProgramFault("demo_chain_failed", detail=lines) from error
        return f"http://{HOST}:{port}"

    async def stop(self) -> None:
        """End the chain and wait until it is gone; stopping twice is harmless."""
        await asyncio.to_thread(self.kill)

    def kill(self) -> None:
        """End the chain now, from plain code; returns when it is gone."""
        atexit.unregister(self.kill)
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it may have ended by itself
                self._process.stdin.close()
        try:
            if _WINDOWS:
                self._process.kill()
            self._process.wait(STOP_DEADLINE_S)
        except subprocess.TimeoutExpired:
            _kill_group(self._process)
            self._process.wait(STOP_DEADLINE_S)
        shutil.rmtree(self._home, ignore_errors=True)

    def _read_output(self) -> None:
        """Keep the pipe empty for as long as the chain lives, and pick up its port."""
        output = self._process.stdout
        if output is None:
            return
        with output:
            for line in output:
                self._last_lines.append(line.rstrip())
                if line.startswith(_LISTENING) and not self._port.done():
                    self._port.set_result(int(line.removeprefix(_LISTENING)))
        if not self._port.done():
            self._port.set_exception(EOFError("anvil ended"))


def _kill_group(process: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the person's own: anvil also reads variables, proxies and a home folder."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "NO_COLOR": "1"}


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        if not _WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise BadInput("port_in_use", port=port) from error
