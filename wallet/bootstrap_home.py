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
