"""What Scrip needs from the operating system: libraries Qt loads, and programs of the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from setup_parts.common import EXIT_MISSING, say, stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Found one by one from what failed to load on a bare Debian.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
# Qt says "xcb-cursor0 is needed" for every failure of its X11 plug-in, so each is tried here.
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}
TEST_PROGRAMS = {
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus",
}
DEBIAN_MARK = Path("/etc/debian_version")


def require_libraries(environ: Mapping[str, str]) -> None:
    """Make sure that Qt can load, here and on the screen that is there."""
    if sys.platform != "linux":
        return
    wanted = dict(QT_LIBRARIES)
    if environ.get("DISPLAY"):
        wanted.update(X11_LIBRARIES)
    if environ.get("WAYLAND_DISPLAY"):
        wanted.update(WAYLAND_LIBRARIES)
    provide(missing_libraries(wanted), "libraries the window needs")
    still_missing = missing_libraries(wanted)
    if still_missing:
        stop(f"These libraries still do not load: {' '.join(still_missing)}.", EXIT_MISSING)


def require_test_programs() -> None:
    """Make sure that the tests have a real Secret Service to talk to."""
    if sys.platform != "linux":
        stop("The whole test suite runs on Linux: its key store tests need a Secret Service.")
    provide(missing_programs(), "programs the tests need")
    if missing_programs():
        stop(f"These programs are still missing: {' '.join(missing_programs())}.", EXIT_MISSING)


def missing_libraries(wanted: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that do not load."""
    return [package for library, package in wanted.items() if not _loads(library)]


def missing_programs() -> list[str]:
    """The packages of those programs that are not on PATH."""
    return [package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)]


def provide(packages: Iterable[str], what: str) -> None:
    """Install packages where that is allowed; else say the exact line and end with code 3."""
    names = sorted(set(packages))
    if not names:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(names)}"
    if not DEBIAN_MARK.exists() or not shutil.which("apt-get"):
        stop(f"Missing {what}; install what Debian calls: {' '.join(names)}.", EXIT_MISSING)
    if os.geteuid() != 0:
        stop(f"Missing {what}; run this, then start again: sudo {line}", EXIT_MISSING)
    say(f"Installing {what}: {' '.join(names)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for argv in (["apt-get", "update", "-qq"], [*line.split(), "-qq"]):
        done = subprocess.run(
            argv,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            sys.stderr.write(done.stdout)
            stop(f"apt-get could not do it (see above); the line was: {line}", EXIT_MISSING)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
