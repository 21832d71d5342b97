"""What the command line gets from the composition roots, each loaded when it is needed."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.cli.context import Apart, DemoWorld, OpenDemo, Services
    from ui.cli.parser import Options

# Each import here costs more than a page of help takes to print.
# ruff: noqa: PLC0415


def home_of(options: "Options") -> Path:
    """The wallet's folder: option, environment, or the platform's own place."""
    given = options.home or os.environ.get("SCRIP_HOME")
    if given:
        return Path(given).expanduser()
    from wallet.bootstrap_home import default_home

    return default_home()


def made_home(home: Path) -> Path:
    """The folder, made if it is missing.

    Raises:
        BadInput: ``home_unusable``.
    """
    from wallet.domain.errors import BadInput

    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise BadInput("home_unusable", folder=str(home)) from problem
    if not os.access(home, os.W_OK | os.X_OK):
        raise BadInput("home_unusable", folder=str(home))
    return home


class CompositionRoots:
    """The real wallet, demo and window."""

    def services(self, options: "Options") -> "Services":
        """The wallet of the home folder."""
        from wallet.bootstrap import Config, build

        home = made_home(home_of(options))
        return build(Config(home=home, keyring=options.keyring, network=options.network))

    def apart(self, options: "Options") -> "Apart":
        """The same home without any way to a network."""
        from wallet.bootstrap_offline import OfflineConfig, build_offline

        home = made_home(home_of(options))
        return build_offline(OfflineConfig(home, air_gapped=False, keyring=options.keyring))

    async def start_demo(self, port: int) -> "DemoWorld":
        """A demo network alone."""
        from wallet.bootstrap_demo import start_demo

        return await start_demo(port=port)

    async def open_demo(self, options: "Options") -> "OpenDemo":
        """A demo network with a fresh wallet of its own."""
        from wallet.bootstrap_demo import open_demo

        return await open_demo(made_home(home_of(options)))

    def demo_passphrase(self) -> str:
        """The published passphrase of the demo's vault."""
        from wallet.bootstrap_demo import DEMO_PASSPHRASE

        return DEMO_PASSPHRASE

    def open_window(self, options: "Options", *, demo: bool) -> int:
        """The desktop, where there is a screen for it.

        Raises:
            BadInput: ``no_screen``, ``window_parts_missing``.
        """
        from wallet.bootstrap_home import has_screen
        from wallet.domain.errors import BadInput

        if not has_screen():
            raise BadInput("no_screen")
        try:
            from ui.desktop.app import main
        except ImportError as problem:
            raise BadInput("window_parts_missing", detail=str(problem.name)) from problem
        return main(made_home(home_of(options)), demo=demo)

    def picture_tour(self, options: "Options", screenshots: Path) -> Sequence[Mapping[str, Any]]:
        """The tour through the real window, drawn without a screen."""
        # A desktop's theme plug-in would look for a screen and end the process.
        os.environ.pop("QT_QPA_PLATFORMTHEME", None)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from ui.desktop.tour import run

        return run(made_home(home_of(options)), screenshots)
