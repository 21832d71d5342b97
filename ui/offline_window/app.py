"""The offline program's application object and its loop."""

import asyncio
import logging
import sys
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop  # type: ignore[import-untyped]

from ui.desktop.core import theme
from ui.desktop.core.resources import resource
from ui.desktop.core.theme import Look, Theme
from ui.offline_window.view_model import OfflineServices
from ui.offline_window.window import SignerWindow
from ui.text import sentence as words

_LOG = logging.getLogger("scrip.offline")


def main(services: OfflineServices) -> int:
    """Open the window and stay until it is closed.

    Returns:
        The exit code of the program.
    """
    app = _application()
    Theme(app).apply(Look.SYSTEM)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(_record)
    # What is being signed when the window closes comes to its end first.
    app.setQuitOnLastWindowClosed(False)
    with loop:
        loop.run_until_complete(_whole(services))
    return 0


async def _whole(services: OfflineServices) -> None:
    loop, running = asyncio.get_running_loop(), set[asyncio.Task[None]]()
    closed = asyncio.Event()

    def start(work: Any) -> None:  # noqa: ANN401  (any coroutine)
        task = loop.create_task(work)
        running.add(task)
        task.add_done_callback(running.discard)

    window = SignerWindow(services, start)
    window.closed.connect(closed.set)
    window.show()
    await closed.wait()
    if running:
        await asyncio.gather(*running, return_exceptions=True)


def key_window_colors() -> dict[str, str]:
    """The colours in force, for the key host's own window."""
    tokens = theme.current()
    names = ("surface", "border", "text", "text_2", "text_3", "accent", "on_accent", "bad")
    return {name.replace("_", "-"): str(getattr(tokens, name)) for name in names}


def _application() -> QApplication:
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName("scrip-offline")
    app.setApplicationDisplayName(words("window.signer"))
    app.setWindowIcon(QIcon(str(resource("icons", "scrip.svg"))))
    return app


def _record(_loop: object, told: dict[str, Any]) -> None:
    """Type and places, never the message: it may hold what must not be written."""
    problem = told.get("exception")
    if isinstance(problem, BaseException):
        places = traceback.extract_tb(problem.__traceback__)
        where = " < ".join(f"{Path(p.filename).name}:{p.lineno}" for p in reversed(places))
        _LOG.error("%s at %s", type(problem).__name__, where)
