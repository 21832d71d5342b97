"""What a front-end has to know before anything heavy is loaded."""

import os
import sys
from pathlib import Path

from wallet.adapters import system
from wallet.adapters.screen import find_screen


def default_home() -> Path:
    """The platform's own folder for the data of programs."""
    return system.default_home(os.environ, sys.platform, Path.home())


def has_screen() -> bool:
    """Whether a window can be shown: asks the screen, as Qt ends the process where there is none.

    A platform chosen for Qt by hand, such as ``offscreen``, is taken at its word.
    """
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return find_screen(os.environ) is not None


def keyhost_command() -> tuple[str, ...]:
    """How this installation starts its key host."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--keyhost")
    # Isolated: the folder one happens to be in must not lend modules to the program with the keys.
    return (sys.executable, "-I", "-m", "ui.keyhost")


def program_command() -> tuple[str, ...]:
    """How this installation starts its command line anew, as a program of its own."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-I", "-m", "ui")


def producer() -> str:
    """Name and version of this program, for files it writes."""
    from importlib import metadata  # noqa: PLC0415  (too slow for every start of a window)

    try:
        return f"scrip {metadata.version('scrip-wallet')}"
    except metadata.PackageNotFoundError:
        return "scrip"
