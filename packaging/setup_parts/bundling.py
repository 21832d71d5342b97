"""Builds the one-folder programs for Linux, makes them small, and tries them out."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from setup_parts import environment
from setup_parts.common import PACKAGING, ROOT, Venv, run_quietly, say, stop
from setup_parts.node_tools import prepare_anvil
from setup_parts.system_parts import WAYLAND_LIBRARIES, X11_LIBRARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

WORK = ROOT / "build" / "bundle"
DIST = ROOT / "dist"
OFFLINE = "scrip-offline"
# Each recipe and what it starts from; a program that is not in this checkout is not built.
PROGRAMS = {
    "scrip": ROOT / "ui" / "__main__.py",
    OFFLINE: ROOT / "ui" / "signer_app.py",
}
# Modules and files that must not be in the offline program, also unused.
NETWORK_MODULES = frozenset(
    {
        "_ssl",
        "aiohttp",
        "http.client",
        "requests",
        "ssl",
        "urllib.request",
        "wallet.adapters.evm",
        "wallet.bootstrap",
        "wallet.demo",
        "web3",
        "xmlrpc.client",
    }
)
NETWORK_FILES = re.compile(r"QtNetwork|Qt6Network|libssl|/_ssl\.|/anvil$|^anvil$")
MODULE = re.compile(r"^\s+'?([A-Za-z_][\w.]*)'?\s*$", re.MULTILINE)
# Archives cannot hold an earlier date.
WITHOUT_HISTORY = "315532800"
ELF = b"\x7fELF"
NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
MEGABYTE = 1_000_000
TRY_DEADLINE_S = 120


def build_bundles() -> list[Path]:
    """Every program as a folder under dist/, tried out; returns the folders."""
    if sys.platform != "linux":
        stop("This builds on Linux; the recipes of other systems are in packaging/.")
    venv = _prepare()
    made = []
    for name, start in PROGRAMS.items():
        if start.exists():
            say(f"Building {name}")
            bundle = _pyinstaller(venv, name)
            _strip_python(bundle)
            _require_libraries(bundle)
            if name == OFFLINE:
                _require_no_network(venv, bundle)
            _try_out(bundle, name)
            say(f"{bundle.relative_to(ROOT)}: {size(bundle)}, {digest_of(bundle)}")
            made.append(bundle)
    return made


def source_date() -> str:
    """Seconds since 1970 of the newest commit, for everything that writes a date."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return told
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],  # noqa: S607  (the person's own git)
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return WITHOUT_HISTORY
    return done.stdout.strip() or WITHOUT_HISTORY


def files_of(folder: Path) -> Iterator[Path]:
    """Every file, always in the same order; links count as what they are."""
    return (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())


def bytes_of(folder: Path) -> int:
    """What a folder takes on disk."""
    return sum(path.lstat().st_size for path in files_of(folder))


def size(path: Path) -> str:
    """For a person."""
    total = bytes_of(path) if path.is_dir() else path.stat().st_size
    return f"{total / MEGABYTE:.1f} MB"


def digest_of(folder: Path) -> str:
    """One fingerprint of names and contents: two builds can be compared by a line."""
    total = hashlib.sha256()
    for path in files_of(folder):
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        name = path.relative_to(folder).as_posix()
        total.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return f"sha256 {total.hexdigest()}"


def _prepare() -> Venv:
    """An environment of its own with the locked packages, anvil, and Scrip as a wheel."""
    venv = Venv(WORK / "env")
    WORK.mkdir(parents=True, exist_ok=True)
    environment.ensure_venv(venv)
    environment.install_lock(
        venv, environment.RUN_LOCK, "packages-run", "Installing the locked packages"
    )
    environment.install_lock(
        venv, environment.BUNDLE_LOCK, "packages-bundle", "Installing PyInstaller"
    )
    prepare_anvil(venv)
    wheels = WORK / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    run_quietly(
        [venv.python, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels],
        cwd=ROOT,
        env=_build_environment(venv),
        failed="The wheel could not be built",
    )
    environment.install_wheel(venv, *wheels.glob("*.whl"))
    return venv


def _build_environment(venv: Venv) -> dict[str, str]:
    hidden = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
    return {
        **{name: value for name, value in os.environ.items() if name not in hidden},
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": source_date(),
        "SCRIP_BUNDLED_ANVIL": str(venv.share / "bin" / "anvil"),
    }


def _pyinstaller(venv: Venv, name: str) -> Path:
    recipe = PACKAGING / "linux" / f"{name}.spec"
    folders = ["--distpath", DIST, "--workpath", WORK / "work"]
    run_quietly(
        [venv.python, "-m", "PyInstaller", "--noconfirm", "--clean", *folders, recipe],
        # Not the checkout: what is bundled is the wheel.
        cwd=WORK,
        env=_build_environment(venv),
        failed=f"{name} could not be built",
    )
    return DIST / name


def _strip_python(bundle: Path) -> None:
    """Take debug symbols out of what this machine's Python brings; wheels have theirs out."""
    strip = shutil.which("strip")
    if strip is None:
        say("No `strip` here (binutils), so the bundle stays larger than it must be.")
        return
    inside = bundle / "_internal"
    own = [*inside.glob("libpython3*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
    run_quietly(
        [strip, "--strip-unneeded", *(path for path in own if not path.is_symlink())],
        cwd=bundle,
        failed="Debug symbols could not be taken out",
    )


def _require_libraries(bundle: Path) -> None:
    """Make sure that nothing was left out that something else needs."""
    from_system = {*X11_LIBRARIES, *WAYLAND_LIBRARIES}
    missing = {
        f"{library} (for {path.relative_to(bundle)})"
        for path in files_of(bundle)
        if not path.is_symlink() and _is_program(path)
        for library in _not_found(path)
        if library not in from_system
    }
    if missing:
        stop(f"The bundle lacks {', '.join(sorted(missing))}.")


def _require_no_network(venv: Venv, bundle: Path) -> None:
    """Make sure that the offline program does not hold what could reach a network."""
    viewer = "PyInstaller.utils.cliutils.archive_viewer"
    told = run_quietly(
        [venv.python, "-m", viewer, "--list", "--recursive", "--brief", bundle / bundle.name],
        cwd=WORK,
        failed="What is in the offline program could not be read",
    )
    modules = set(MODULE.findall(told))
    if "ui.signer_app" not in modules:
        stop("The list of modules in the offline program was not understood.")
    files = (path.relative_to(bundle).as_posix() for path in files_of(bundle))
    found = sorted({*(modules & NETWORK_MODULES), *filter(NETWORK_FILES.search, files)})
    if found:
        stop(f"The offline program holds {', '.join(found)}.")


def _is_program(path: Path) -> bool:
    with path.open("rb") as content:
        return content.read(len(ELF)) == ELF


def _not_found(path: Path) -> list[str]:
    done = subprocess.run(
        ["ldd", str(path)],  # noqa: S607  (the system's own)
        capture_output=True,
        text=True,
        check=False,
    )
    return NOT_FOUND.findall(done.stdout)


def _try_out(bundle: Path, name: str) -> None:
    """Start it with nothing of this machine's Python in reach: it must answer and work."""
    with tempfile.TemporaryDirectory(prefix="scrip-try-") as folder:
        findings = {one["id"]: one["status"] for one in _ask(bundle, folder, "doctor")["checks"]}
        say(f"{name} doctor: {findings}")
        if name == "scrip":
            steps = _ask(bundle, folder, "demo", "--tour")["steps"]
            if findings.get("demo") != "ok" or not all(step["ok"] for step in steps):
                stop("The built program's tour did not come to its end.")
            say(f"{name} demo --tour: {len(steps)} steps, all as told")


def _ask(bundle: Path, folder: str, *words: str) -> dict[str, Any]:
    """The document a built program answers with."""
    program = [str(bundle / bundle.name), "--home", str(Path(folder, "wallet"))]
    try:
        done = subprocess.run(
            [*program, "--keyring", "none", "--json", *words],
            cwd=folder,
            env={"HOME": folder, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=TRY_DEADLINE_S,
            check=True,
        )
        document: dict[str, Any] = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{error.stdout}{error.stderr}")
        stop(f"The built {bundle.name} ended with code {error.returncode}, see above.")
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        stop(f"The built {bundle.name} does not work: {error}.")
    return document
