"""Makes the virtual environment from the locks, every file checked against its hash."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from setup_parts import pythons
from setup_parts.common import PACKAGING, ROOT, Venv, digest, run_quietly, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RUN_LOCK = PACKAGING / "lock-run.txt"
TEST_LOCK = PACKAGING / "lock-test.txt"
NODE_LOCK = PACKAGING / "lock-node.txt"
BUNDLE_LOCK = PACKAGING / "lock-bundle.txt"


def prepare(venv: Venv, *, with_tests: bool) -> None:
    """Make the environment complete; costs nothing when it already is.

    The test lock holds everything of the run lock at the same versions, so an environment made
    for the tests is also one to run in.
    """
    ensure_venv(venv)
    lock, part = (TEST_LOCK, "packages-test") if with_tests else (RUN_LOCK, "packages-run")
    install_lock(venv, lock, part, "Installing the locked packages")
    if with_tests:
        venv.remember("packages-run", lock_fingerprint(venv, RUN_LOCK))
    install_project(venv)


def ensure_venv(venv: Venv) -> None:
    """Make the folder, or make it again when its Python is gone or does not fit."""
    if venv.python.exists() and version_of(venv):
        return
    found = pythons.find()
    say(f"Making {venv.folder.name} with Python {found.version[0]}.{found.version[1]}")
    shutil.rmtree(venv.folder, ignore_errors=True)
    failed = "The virtual environment could not be made"
    uv = shutil.which("uv")
    if uv:
        make: Sequence[str | Path] = [uv, "venv", "--quiet", "--python", found.path, venv.folder]
    else:
        make = [found.path, "-m", "venv", venv.folder]
    run_quietly(make, cwd=ROOT, failed=failed)


def version_of(venv: Venv) -> str:
    """The fitting Python version the environment was made with, or an empty string."""
    try:
        lines = (venv.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    fields = dict(line.split(" = ", 1) for line in lines if " = " in line)
    version = fields.get("version_info") or fields.get("version") or ""
    fits = any(version.startswith(f"{major}.{minor}.") for major, minor in pythons.PREFERRED)
    return version if fits else ""


def lock_fingerprint(venv: Venv, lock: Path) -> str:
    """What a stamp says of an installed lock: its content and the Python it is for."""
    return f"{digest(lock)} {version_of(venv)}"


def install_lock(venv: Venv, lock: Path, part: str, doing: str) -> None:
    """Install exactly what the lock names, unless that is what was installed last."""
    fingerprint = lock_fingerprint(venv, lock)
    if venv.has(part, fingerprint):
        return
    say(f"{doing} (once, about half a minute)")
    run_quietly(
        [*_installer(venv), "--require-hashes", "-r", lock],
        cwd=ROOT,
        env=_installer_environment(),
        failed=f"{lock.name} could not be installed",
    )
    venv.remember(part, fingerprint)


def install_project(venv: Venv) -> None:
    """Link this checkout into the environment, so that `scrip` runs what is in the folder."""
    fingerprint = f"{digest(ROOT / 'pyproject.toml')} {ROOT}"
    if venv.scrip.exists() and venv.has("project", fingerprint):
        return
    run_quietly(
        [*_installer(venv), "--no-deps", "--no-build-isolation", "-e", ROOT],
        cwd=ROOT,
        env=_installer_environment(),
        failed="Scrip itself could not be installed",
    )
    venv.remember("project", fingerprint)


def install_wheel(venv: Venv, wheel: Path) -> None:
    """Install a wheel just built, as it will be shipped; its locked packages are there."""
    run_quietly(
        [*_installer(venv), "--no-deps", "--force-reinstall", wheel],
        cwd=ROOT,
        env=_installer_environment(),
        failed=f"{wheel.name} could not be installed",
    )


def _installer(venv: Venv) -> list[str | Path]:
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", venv.python]
    pip: list[str | Path] = [venv.python, "-m", "pip"]
    if not any(venv.folder.glob("[Ll]ib*/**/site-packages/pip/__init__.py")):
        # uv made it, without pip, and uv is not here today.
        run_quietly([venv.python, "-m", "ensurepip"], cwd=ROOT, failed="pip could not be added")
    return [*pip, "install", "--quiet", "--disable-pip-version-check"]


def _installer_environment() -> dict[str, str]:
    """The person's own, without what would make pip look outside this environment."""
    hidden = ("PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PYTHONPATH", "PYTHONHOME")
    return {name: value for name, value in os.environ.items() if name not in hidden}
