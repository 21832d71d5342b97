"""The computer this runs on: folder rights, screen, libraries, versions. Changes nothing."""

import ctypes
import os
import platform
import re
import socket
import stat
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

from wallet.adapters.vault.kdf_config import kdf_cost
from wallet.domain.errors import NotFound
from wallet.ports.machine import HomeFolder

_CONNECT_DEADLINE_S = 2.0
_X11_PORT = 6000
_X11_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  (where X servers listen, by convention)
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
        """Ask the screen; the variable alone may be left over from another session."""
        if sys.platform in {"win32", "darwin"}:
            return platform.system()
        if _wayland_answers(self._environ):
            return "Wayland"
        return "X11" if _x11_answers(self._environ.get("DISPLAY", "")) else None

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


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and _unix_answers(str(Path(environ.get("XDG_RUNTIME_DIR", "")) / name))


def _x11_answers(display: str) -> bool:
    parsed = re.fullmatch(r"([^:]*):(\d{1,4})(?:\.\d+)?", display)
    if not parsed:
        return False
    host, number = parsed[1], int(parsed[2])
    if host in {"", "unix"}:
        path = str(_X11_SOCKETS / f"X{number}")
        return _unix_answers(path) or _unix_answers("\0" + path)
    try:
        socket.create_connection((host, _X11_PORT + number), _CONNECT_DEADLINE_S).close()
    except OSError:
        return False
    return True


def _unix_answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(_CONNECT_DEADLINE_S)
        try:
            sock.connect(path)
        except OSError:
            return False
    return True
