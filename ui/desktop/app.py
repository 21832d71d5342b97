"""The desktop program: application object, lock, exception hook, and the only event loop.

The window is shown first; the wallet and everything heavy is loaded after it is on the screen.
"""

import json
import logging
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.desktop.core import theme
from ui.desktop.core.notices import Notice, Notices
from ui.desktop.core.resources import resource
from ui.desktop.core.signals import Signals
from ui.desktop.core.theme import Look, Theme
from ui.desktop.main_window import MainWindow
from ui.text import sentence as words

if TYPE_CHECKING:
    from ui.desktop.session import Desktop, Open, Opened

# By this name a desktop finds the icon of a window that is open.
DESKTOP_FILE = "wallet.scrip.Scrip"
EXIT_OPEN_ALREADY = 2
LOCK_WAIT_MS = 100
USUAL = QSize(1_280, 840)
_LOG = logging.getLogger("scrip.desktop")


@dataclass(frozen=True, slots=True)
class Screen:
    """What the window remembers for itself, so that it opens as it was closed."""

    look: Look = Look.SYSTEM
    width: int = USUAL.width()
    height: int = USUAL.height()

    @classmethod
    def load(cls, path: Path) -> "Screen":
        """Read it; anything unusable is as if nothing was there."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(Look(kept["look"]), int(kept["width"]), int(kept["height"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Keep it; a folder that cannot be written costs only this comfort."""
        text = json.dumps({"look": self.look.value, "width": self.width, "height": self.height})
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            _LOG.warning("window state not kept: %s", type(error).__name__)


class Faults:
    """Unexpected exceptions: recorded without their texts, told once, the window stays."""

    def __init__(self, notices: Notices, quit_: Callable[[], object] = QApplication.quit) -> None:
        self._notices = notices
        self._quit = quit_

    def install(self) -> None:
        """Become the last stop of this program."""
        sys.excepthook = self._hook

    def report(self, error: BaseException) -> None:
        """Record type and places, never the message: it may hold what must not be written."""
        places = traceback.extract_tb(error.__traceback__)
        where = " < ".join(f"{Path(p.filename).name}:{p.lineno}" for p in reversed(places))
        _LOG.error("%s at %s", type(error).__name__, where)
        details = f"{type(error).__name__} {where}"
        self._notices.post(Notice(words("window.fault"), "bad", details))

    def _hook(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._quit()
            return
        self.report(error)


def application() -> QApplication:
    """The one application object."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName("scrip")
    app.setApplicationDisplayName(words("window.name"))
    app.setDesktopFileName(DESKTOP_FILE)
    app.setWindowIcon(QIcon(str(resource("icons", "scrip.svg"))))
    return app


def show_window(home: Path, notices: Notices) -> tuple[MainWindow, Theme]:
    """The window in its last look and size, on the screen before anything else is loaded."""
    app = application()
    screen = Screen.load(home / "window.json")
    look = Theme(app)
    look.apply(screen.look)
    window = MainWindow(notices)
    window.show_opening(words("window.opening"))
    window.resize(screen.width, screen.height)
    window.show()
    app.processEvents()
    return window, look


def main(home: Path | None = None, *, demo: bool = False) -> int:
    """Open the window and stay until it is closed.

    Args:
        home: Folder of the wallet; the platform's own if ``None``.
        demo: Open the demo network, in a folder of its own inside ``home``.

    Returns:
        The exit code of the program.
    """
    if home is None:
        from wallet.bootstrap_home import default_home  # noqa: PLC0415  (only if needed)

        home = default_home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = application()
    lock = QLockFile(str(home / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(LOCK_WAIT_MS):
        return _say_and_leave(app, words("window.already_open"))
    notices = Notices()
    window, look = show_window(home, notices)
    code = _run(app, window, look, (home, notices), demo=demo)
    size = window.size()
    Screen(look.look, size.width(), size.height()).save(home / "window.json")
    lock.unlock()
    return code


def _run(
    app: QApplication,
    window: MainWindow,
    look: Theme,
    place: tuple[Path, Notices],
    *,
    demo: bool,
) -> int:
    import asyncio  # noqa: PLC0415  (after the window is on the screen)

    from qasync import QEventLoop  # type: ignore[import-untyped]  # noqa: PLC0415

    home, notices = place
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    faults = Faults(notices, window.close)
    faults.install()
    loop.set_exception_handler(lambda _loop, told: _told(faults, told))

    async def whole() -> None:
        closed = asyncio.Event()
        window.closed.connect(closed.set)
        if window.isHidden():
            # Closed before anybody listened.
            return
        await asyncio.to_thread(preload)
        desktop = desktop_for(window, look, home, notices)
        desktop.on_fault = faults.report
        await desktop.open(demo=demo)
        await closed.wait()
        await desktop.close()

    # The wallet is closed after the window; Qt must not end the loop before that.
    app.setQuitOnLastWindowClosed(False)
    signals = Signals(window.close)
    try:
        with loop:
            work = loop.create_task(whole())
            work.add_done_callback(lambda _: loop.stop())
            loop.run_forever()
            if not work.done():
                # The system asked the program to quit: what is open is closed all the same.
                window.close()
                loop.run_until_complete(work)
            work.result()
    finally:
        signals.restore()
    return 0


def _told(faults: Faults, told: dict[str, object]) -> None:
    error = told.get("exception")
    if isinstance(error, BaseException):
        faults.report(error)


def preload() -> None:
    """Import what the wallet needs, away from the window's thread."""
    import aiohttp  # noqa: F401, PLC0415

    import ui.desktop.session  # noqa: F401, PLC0415
    import wallet.bootstrap  # noqa: PLC0415

    _LOG.debug("loaded %s", wallet.bootstrap.__name__)


def desktop_for(window: MainWindow, look: Theme, home: Path, notices: Notices) -> "Desktop":
    """The controller that opens wallets into this window."""
    from ui.desktop.session import Desktop  # noqa: PLC0415

    return Desktop(window, look, notices, opener(home))


def opener(home: Path) -> "Open":
    """What opens the own wallet of a home, or its demo."""
    from ui.desktop.session import Opened  # noqa: PLC0415
    from wallet.bootstrap import Config, build  # noqa: PLC0415

    async def open_(*, demo: bool) -> "Opened":
        if demo:
            from wallet.bootstrap_demo import DEMO_PASSPHRASE, open_demo  # noqa: PLC0415

            opened = await open_demo(home, palette=palette)
            return Opened(opened.wallet, opened.close, demo_passphrase=DEMO_PASSPHRASE)
        wallet = build(Config(home, palette=palette))
        return Opened(wallet, wallet.close)

    return open_


def palette() -> dict[str, str]:
    """The colours in force, for the key host's own window."""
    tokens = theme.current()
    names = ("surface", "border", "text", "text_2", "text_3", "accent", "on_accent", "bad")
    return {name.replace("_", "-"): str(getattr(tokens, name)) for name in names}


def _say_and_leave(app: QApplication, sentence: str) -> int:
    from ui.desktop.dialogs.frame import Dialog  # noqa: PLC0415
    from ui.desktop.widgets.labels import Label  # noqa: PLC0415

    Theme(app).apply(Look.SYSTEM)
    dialog = Dialog(words("window.name"), "sayDialog", None)
    dialog.body.addWidget(Label(sentence, "body", wrap=True))
    dialog.add_main(words("window.close")).on_click(dialog.accept)
    dialog.finished.connect(app.quit)
    dialog.open()
    app.exec()
    return EXIT_OPEN_ALREADY
