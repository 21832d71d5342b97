"""The window stays alive while a node takes two seconds for every answer."""

import asyncio
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]
SLOW_S = 2.0
BEAT_MS = 10
MOST_GAP_S = 0.5


class SlowRoad:
    """A road to a node on which every request takes its time."""

    def __init__(self, url):
        self._host, port = url.removeprefix("http://").split(":")
        self._port = int(port)
        self._server = None
        self._open = set()

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def __aexit__(self, *_):
        self._server.close()
        for writer in tuple(self._open):
            writer.close()
        await asyncio.sleep(0.05)

    async def _serve(self, reader, writer):
        to_reader, to_writer = await asyncio.open_connection(self._host, self._port)
        self._open |= {writer, to_writer}
        await asyncio.gather(
            self._carry(reader, to_writer, SLOW_S), self._carry(to_reader, writer, 0)
        )

    async def _carry(self, reader, writer, delay_s):
        try:
            while chunk := await reader.read(65_536):
                await asyncio.sleep(delay_s)
                writer.write(chunk)
                await writer.drain()
        except (ConnectionError, OSError):
            pass
        finally:
            writer.close()


class Heartbeat:
    """Measures the longest time in which Qt could do nothing."""

    def __init__(self):
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self):
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self):
        self._timer.stop()


def test_no_gap_while_the_node_takes_two_seconds(stage):
    async def story():
        await stage.desktop.open(demo=True)
        services = stage.desktop.context.services
        url = services.networks.current().rpc_urls[0]
        async with SlowRoad(url) as slow:
            await services.networks.add("slow", [slow], services.networks.current().chain_id)
            tokens = services.tokens.tokens()
            beat = Heartbeat()
            began = time.perf_counter()
            stage.desktop.context.shell.choose_network("slow")
            assert tokens
            stage.window.open_page("transfer")
            stage.find(QLineEdit, "recipient").setText("Bob Meier")
            for amount in ("1", "10", "100"):
                stage.find(QLineEdit, "amount").setText(amount)
                await asyncio.sleep(0.05)
            title = stage.find(QLabel, "verdictTitle")
            await stage.until(lambda: title.text() == "Allowed", 40)
            assert time.perf_counter() - began > SLOW_S
            assert stage.find(QAbstractButton, "reviewTransfer").isEnabled()
            for page in ("portfolio", "activity", "accounts", "settings"):
                stage.window.open_page(page)
                await asyncio.sleep(0.2)
            beat.stop()
            await stage.desktop.close()
        return beat.longest

    longest = stage.run(story(), 100)
    assert longest < MOST_GAP_S, f"the window stood still for {longest * 1000:.0f} ms"
