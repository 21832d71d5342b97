"""Whether a window could be shown: asks the screen, does not trust the variable alone."""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONNECT_DEADLINE_S = 2.0
X11_FIRST_PORT = 6000
X11_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X servers listen, by convention


def has_display(environ: Mapping[str, str]) -> bool:
    """True where a desktop can open."""
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland_answers(environ) or _x11_answers(environ.get("DISPLAY", ""))


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return _unix_answers(str(Path(environ.get("XDG_RUNTIME_DIR", "")) / name))


def _x11_answers(display: str) -> bool:
    parsed = re.fullmatch(r"([^:]*):(\d+)(?:\.\d+)?", display)
    if not parsed:
        return False
    host, number = parsed[1], int(parsed[2])
    if host in ("", "unix"):
        path = str(X11_SOCKETS / f"X{number}")
        return _unix_answers(path) or _unix_answers("\0" + path)
    try:
        socket.create_connection((host, X11_FIRST_PORT + number), CONNECT_DEADLINE_S).close()
    except OSError:
        return False
    return True


def _unix_answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(CONNECT_DEADLINE_S)
        try:
            sock.connect(path)
        except OSError:
            return False
    return True
