"""`scrip-offline`: the program for the computer with the key and without a network.

It knows accounts, contacts, pinned tokens and requests, and nothing that reaches a network: no
chain, no HTTP. Its vault stays shut while a network interface is up.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from ui.cli.main import main as run_command
from ui.cli.parser import Group, Program
from ui.cli.roots import home_of, made_home

if TYPE_CHECKING:
    from ui.cli.context import DemoWorld, OpenDemo, Services
    from ui.cli.parser import Options
    from wallet.bootstrap_offline import OfflineWallet

# Each import here costs more than a page of help takes to print.
# ruff: noqa: PLC0415

# Module of the commands -> the words it adds.
_MODULES: Final[dict[str, str]] = {
    "account": "account",
    "contact": "contact",
    "token": "token_pin",
    "doctor": "doctor",
}


def add_commands(top: Group, argv: Sequence[str]) -> None:
    """Add every command; in full only those whose word is on the command line."""
    for word, module in _MODULES.items():
        if word in argv:
            import_module(f"ui.cli.commands.{module}").add(top)
        else:
            top.mention(word)
    if "offline" not in argv:
        top.mention("offline")
        return
    from ui.cli.commands.offline import add_signing

    add_signing(top.group("offline", "offline"))


class OfflineRoots:
    """What the commands get: one wallet without any way to a network."""

    def __init__(self) -> None:
        self._opened: OfflineWallet | None = None

    def apart(self, options: "Options") -> "OfflineWallet":
        """The wallet; opened once, as both names of it are asked for."""
        if self._opened is None:
            self._opened = open_wallet(options)
        return self._opened

    def services(self, options: "Options") -> "Services":
        """The same: accounts, contacts and the doctor are all its commands use."""
        return cast("Services", self.apart(options))

    def open_window(self, options: "Options", *, demo: bool) -> int:
        """The offline program's own window.

        Raises:
            BadInput: ``no_screen``, ``window_parts_missing``.
        """
        del demo
        from ui.offline_window.app import main as show
        from wallet.bootstrap_home import has_screen
        from wallet.domain.errors import BadInput

        if not has_screen():
            raise BadInput("no_screen", why="offline")
        return show(self.apart(options))

    async def start_demo(self, port: int) -> "DemoWorld":
        """There is no demo network here."""
        _nothing_here(port)

    async def open_demo(self, options: "Options") -> "OpenDemo":
        """There is no demo network here."""
        _nothing_here(options)

    def picture_tour(self, options: "Options", screenshots: Path) -> Sequence[Mapping[str, Any]]:
        """There is no tour here."""
        _nothing_here(options, screenshots)

    def demo_passphrase(self) -> str:
        """There is no demo here."""
        _nothing_here()


def open_wallet(options: "Options") -> "OfflineWallet":
    """The wallet of the home folder; its vault looks at the network interfaces first."""
    from wallet.bootstrap_offline import OfflineConfig, build_offline

    # On such a computer the passphrase alone opens a new vault, unless somebody insists.
    keyring = "require" if options.keyring == "require" else "none"
    config = OfflineConfig(
        made_home(home_of(options)),
        air_gapped=not options.interface_up_ok,
        keyring=keyring,
        palette=_palette,
    )
    return build_offline(config)


def _palette() -> Mapping[str, str]:
    """Colours for the key host's window, where there is a window of ours."""
    if "ui.offline_window.app" not in sys.modules:
        return {}
    from ui.offline_window.app import key_window_colors

    return key_window_colors()


def _nothing_here(*_: object) -> NoReturn:
    from wallet.domain.errors import ProgramFault

    raise ProgramFault("internal")


SCRIP_OFFLINE: Final = Program(
    "scrip-offline", add_commands, "scrip_offline", "epilog_offline", has_air_gap=True
)


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of the installed program."""
    words = sys.argv[1:] if argv is None else argv
    if list(words) == ["--keyhost"]:
        # How an installed program that is one file starts its own key host.
        from ui.keyhost.__main__ import main as serve_keys

        return serve_keys()
    return run_command(words, OfflineRoots(), SCRIP_OFFLINE)


if __name__ == "__main__":
    sys.exit(main())
