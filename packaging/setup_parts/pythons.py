"""Finds a Python that fits, by running candidates rather than by reading their names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from setup_parts.common import EXIT_MISSING, WINDOWS, stop
from setup_parts.system_parts import DEBIAN_MARK, provide

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFERRED = ((3, 12), (3, 13), (3, 11))
SAY_VERSION = "print(sys.version_info[0], sys.version_info[1], sys.executable, sep='|')"
PROBE = f"import sys, venv, ensurepip, ctypes, ssl, sqlite3; {SAY_VERSION}"
PROBE_WITHOUT_VENV = f"import sys, ctypes, ssl, sqlite3; {SAY_VERSION}"
PROBE_DEADLINE_S = 20


class Python(NamedTuple):
    """An interpreter that ran and can make virtual environments."""

    version: tuple[int, int]
    path: str


def find() -> Python:
    """The best interpreter on this machine; ends the set-up when there is none.

    Debian and Ubuntu split venv off their Python: if that is all that is missing, the package is
    installed or named like any other.
    """
    found = _best(PROBE)
    if found:
        return found
    incomplete = _best(PROBE_WITHOUT_VENV)
    if incomplete and DEBIAN_MARK.exists():
        provide([f"python{incomplete.version[0]}.{incomplete.version[1]}-venv"], "part of Python")
        found = probe(incomplete.path)
    return found or stop(
        "Scrip needs Python 3.11, 3.12 or 3.13 with venv and none was found; on Debian or Ubuntu: "
        "sudo apt-get install python3 python3-venv (Ubuntu 22.04: python3.11 python3.11-venv).",
        EXIT_MISSING,
    )


def _best(program: str) -> Python | None:
    found: dict[tuple[int, int], Python] = {}
    for candidate in _candidates():
        python = probe(candidate, program)
        if python and python.version in PREFERRED:
            found.setdefault(python.version, python)
            if python.version == PREFERRED[0]:
                break
    return min(found.values(), key=lambda python: PREFERRED.index(python.version), default=None)


def probe(candidate: str, program: str = PROBE) -> Python | None:
    """Run a candidate; a shim that only complains, or one without venv, is no Python."""
    try:
        done = subprocess.run(
            [candidate, "-c", program],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=PROBE_DEADLINE_S,
            check=True,
        )
        major, minor, path = done.stdout.strip().split("|")
        return Python((int(major), int(minor)), path)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _candidates() -> Iterator[str]:
    yield sys.executable
    names = [f"python{major}.{minor}" for major, minor in PREFERRED] + ["python3", "python"]
    folders = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    suffix = ".exe" if WINDOWS else ""
    seen = {sys.executable}
    # Every place on PATH, not only the first: a shim may shadow a system Python that works.
    for name in names:
        for folder in folders:
            path = Path(folder) / (name + suffix)
            if str(path) not in seen and path.is_file():
                seen.add(str(path))
                yield str(path)
    yield from _pyenv_candidates()


def _pyenv_candidates() -> Iterator[str]:
    """What pyenv has built but not put on PATH."""
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for major, minor in PREFERRED:
        for folder in sorted(versions.glob(f"{major}.{minor}.*"), reverse=True):
            yield str(folder / "bin" / "python3")
