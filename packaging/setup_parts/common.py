"""What every part of the set-up shares: where things are, stamps, running programs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WINDOWS = os.name == "nt"

EXIT_FAILED = 1
EXIT_MISSING = 3


class Stop(Exception):  # noqa: N818 - it ends the program, it is not always an error
    """Ends the set-up with one sentence for the person and an exit code."""

    def __init__(self, sentence: str, code: int = EXIT_FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def stop(sentence: str, code: int = EXIT_FAILED) -> NoReturn:
    """End the set-up."""
    raise Stop(sentence, code)


def say(line: str) -> None:
    """Tell the person what is going on, in order with what child programs print."""
    print(line, flush=True)


def digest(*files: Path) -> str:
    """Fingerprint of the content of these files."""
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def run_quietly(
    argv: Sequence[str | Path], *, cwd: Path, failed: str, env: Mapping[str, str] | None = None
) -> str:
    """Run a program and return what it printed; show its output only when it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in argv],
            cwd=cwd,
            env=None if env is None else dict(env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        stop(f"{failed}: {error}.")
    if done.returncode:
        sys.stderr.write(done.stdout)
        stop(f"{failed}: {Path(str(argv[0])).name} ended with code {done.returncode}, see above.")
    return done.stdout


class Venv:
    """The project's virtual environment and the stamps that say what is in it.

    A stamp holds the fingerprint of what was installed, so that a second start only reads a few
    small files. It lives inside the environment and disappears with it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.bin / ("python.exe" if WINDOWS else "python")
        self.scrip = self.bin / ("scrip.exe" if WINDOWS else "scrip")
        self.share = folder / "share" / "scrip"

    @classmethod
    def of_this_checkout(cls) -> Venv:
        """The environment in `.venv`, or where SCRIP_VENV says."""
        return cls(Path(os.environ.get("SCRIP_VENV") or ROOT / ".venv").absolute())

    def has(self, part: str, fingerprint: str) -> bool:
        """Whether this very version of the part was set up completely."""
        try:
            return (self.share / "stamps" / part).read_text(encoding="ascii") == fingerprint
        except OSError:
            return False

    def remember(self, part: str, fingerprint: str) -> None:
        """Note that the part is complete."""
        stamp = self.share / "stamps" / part
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(fingerprint, encoding="ascii")
