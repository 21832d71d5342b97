"""The computer this runs on: folder rights, screen, libraries, versions. Changes nothing."""

import ctypes
import os
import platform
import stat
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

from wallet.adapters.screen import find_screen
from wallet.adapters.vault.kdf_config import kdf_cost
from wallet.domain.errors import NotFound
from wallet.ports.machine import HomeFolder

_LIBRARIES = (
    "libGL.so.1",
    "libEGL.so.1",
    "libxkbcommon.so.0",
    "libglib-2.0.so.0",
    "libfontconfig.so.1",
    "libdbus-1.so.3",
)
_X11_LIBRARIES = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxkbcommon-x11.so.0")
_WAYLAND_LIBRARIES = ("libwayland-cursor.so.0",)
_QT = "PySide6-Essentials"


class ThisMachine:
    """The machine that runs this program."""

    def __init__(
        self,
        home: Path,
        find_demo_chain: Callable[[], Path],
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._home = home
        self._find_demo_chain = find_demo_chain
        self._environ = environ

    def home(self) -> HomeFolder:
        """The folder, or the nearest one above it that exists already."""
        exists = self._home.is_dir()
        nearest = self._home
        while not nearest.exists() and nearest != nearest.parent:
            nearest = nearest.parent
        writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
        return HomeFolder(str(self._home), exists, writable, self._private() if exists else None)

    def _private(self) -> bool | None:
        if os.name != "posix":
            return None
        return not stat.S_IMODE(self._home.stat().st_mode) & 0o077

    def check_config(self) -> None:
        """Read the settings file as the vault would."""
        kdf_cost(self._home)

    def screen(self) -> str | None:
        """What answers now."""
        return find_screen(self._environ)

    def missing_libraries(self) -> tuple[str, ...]:
        """Tried one by one, as the window library blames the wrong one."""
        if sys.platform != "linux":
            return ()
        wanted = list(_LIBRARIES)
        if self._environ.get("DISPLAY"):
            wanted += _X11_LIBRARIES
        if self._environ.get("WAYLAND_DISPLAY"):
            wanted += _WAYLAND_LIBRARIES
        return tuple(name for name in wanted if not _loads(name))

    def demo_chain(self) -> str | None:
        """Path of the program, if it is there."""
        try:
            return str(self._find_demo_chain())
        except NotFound:
            return None

    def python(self) -> str:
        """Version of the running interpreter."""
        return platform.python_version()

    def qt(self) -> str | None:
        """Version as installed; nothing is loaded."""
        try:
            return metadata.version(_QT)
        except metadata.PackageNotFoundError:
            return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
