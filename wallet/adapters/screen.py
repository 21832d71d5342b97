"""Whether there is a screen for a window."""

import platform
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_CONNECT_DEADLINE_S = 2.0
_X11_PORT = 6000
_X11_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  (where X servers listen, by convention)


def find_screen(environ: Mapping[str, str]) -> str | None:
    """What would show a window, e.g. ``Wayland``; ``None`` without a screen.

    The screen itself is asked: a variable may be left over from another session.
    """
    if sys.platform in {"win32", "darwin"}:
        return platform.system()
    if _wayland_answers(environ):
        return "Wayland"
    return "X11" if _x11_answers(environ.get("DISPLAY", "")) else None


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
