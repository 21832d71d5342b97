"""Every check there is, one after the other; the answer is yes only if all of them say so."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from setup_parts.common import EXIT_FAILED, PACKAGING, ROOT, Venv, say
from setup_parts.node_tools import find_npm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The password only opens the throw-away key store of one test run.
UNLOCK = (
    "printf %s for-this-run-only"
    " | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 1;"
    ' exec "$@"'
)
# A desktop's own settings must not reach the tests, nor may the tests reach a desktop.
HIDDEN = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "QT_QPA_PLATFORMTHEME",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "PYTHON_KEYRING_BACKEND",
    "PYTHONPATH",
)


class Check(NamedTuple):
    """One program to run, and what to call it."""

    name: str
    argv: Sequence[str | Path]
    env: Mapping[str, str] | None = None


def lint_checks(venv: Venv) -> list[Check]:
    """Format, lint, types and layers."""
    return [
        Check("format", [venv.bin / "ruff", "format", "--check", "--quiet", "."]),
        Check("lint", [venv.bin / "ruff", "check", "--quiet", "."]),
        Check("types", [venv.bin / "mypy"]),
        Check("layers", [venv.bin / "lint-imports", "--no-logo"]),
    ]


def run_checks(checks: Sequence[Check]) -> list[str]:
    """Run them all, also after a failure, and return the names of those that failed."""
    return [check.name for check in checks if not _passes(check)]


def run_tests(venv: Venv, pytest_args: Sequence[str], *, long: bool) -> list[str]:
    """The tests with a real, unlocked key store, then the coverage floors."""
    with tempfile.TemporaryDirectory(prefix="scrip-test-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        report = folder / "coverage.json"
        tests = Check(
            "tests",
            [
                *("dbus-run-session", "--", "sh", "-c", UNLOCK, "sh"),
                *(venv.python, "-m", "pytest", "--cov", f"--cov-report=json:{report}"),
                # One file stays in one process: its fixtures start nodes and deploy contracts.
                *("-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"),
                *pytest_args,
            ],
            _test_environment(venv, folder, long=long),
        )
        failed = run_checks([tests])
        if pytest_args:
            say("Coverage floors not compared: only a part of the tests was asked for.")
            return failed
        floors = [venv.python, PACKAGING / "coverage_floors.py", report]
        return failed + run_checks([Check("coverage floors", floors)])


def conclude(failed: Sequence[str]) -> int:
    """Say in one line how it went."""
    say(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return EXIT_FAILED if failed else 0


def _passes(check: Check) -> bool:
    say(f"-- {check.name}")
    try:
        done = subprocess.run(
            [str(part) for part in check.argv], cwd=ROOT, env=check.env, check=False
        )
    except OSError as error:
        say(f"{check.name} could not run: {error}")
        return False
    return done.returncode == 0


def _test_environment(venv: Venv, folder: Path, *, long: bool) -> dict[str, str]:
    home, runtime = folder / "home", folder / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    environ = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    path = [str(venv.bin), environ.get("PATH", ""), str(find_npm(venv).node_folder)]
    return {
        **environ,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
        "COVERAGE_FILE": str(folder / "coverage"),
        "HYPOTHESIS_PROFILE": "long" if long else "default",
        "PATH": os.pathsep.join(path),
    }
