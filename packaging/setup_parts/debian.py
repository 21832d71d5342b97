"""Makes a Debian package of the bundles, with what a desktop wants to know of a program."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from setup_parts.bundling import DIST, OFFLINE, WORK, bytes_of, files_of, size, source_date
from setup_parts.common import PACKAGING, ROOT, run_quietly, say, stop
from setup_parts.system_parts import QT_LIBRARIES, WAYLAND_LIBRARIES, X11_LIBRARIES

LINUX = PACKAGING / "linux"
# Nobody's domain: a window, its desktop file and its description belong together by this name.
APP_ID = "wallet.scrip.Scrip"
APP_IDS = {"scrip": APP_ID, OFFLINE: "wallet.scrip.Offline"}
TEMPLATES = LINUX / "deb"
# What the bundled Python and the demo network's program link besides Qt's own wishes.
BASE_PACKAGES = ("libgcc-s1", "libstdc++6")
VERSION = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)
PROGRAM_MODE, FILE_MODE = 0o755, 0o644


def build_deb(bundle: Path) -> Path:
    """Package one folder that was built; returns the file.

    Each program is a package of its own: the computer without a network gets one only.
    """
    if shutil.which("dpkg-deb") is None:
        stop("Making the package needs dpkg-deb: it is there on Debian and Ubuntu.")
    name, tree = bundle.name, WORK / "deb" / bundle.name
    shutil.rmtree(tree, ignore_errors=True)
    _install_program(bundle, tree)
    _install_desktop_files(name, tree)
    _install_copyright(name, tree)
    architecture = _ask_system("dpkg", "--print-architecture")
    _write_control(name, tree, architecture)
    _even_out(tree)
    package = DIST / f"{name}_{version()}_{architecture}.deb"
    run_quietly(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package],
        cwd=WORK,
        env={**os.environ, "SOURCE_DATE_EPOCH": source_date()},
        failed="The Debian package could not be made",
    )
    say(f"{package.relative_to(ROOT)}: {size(package)}, installed {size(tree)}")
    return package


def version() -> str:
    """Of this checkout."""
    found = VERSION.search((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return found[1] if found else stop("pyproject.toml names no version.")


def depends(libc: str) -> str:
    """The packages of the libraries that come from the system, not in the bundle.

    Args:
        libc: The C library this was built with; an older one does not load it.
    """
    libraries = {*QT_LIBRARIES.values(), *X11_LIBRARIES.values(), *WAYLAND_LIBRARIES.values()}
    return ", ".join([f"libc6 (>= {libc})", *sorted({*BASE_PACKAGES, *libraries})])


def _install_program(bundle: Path, tree: Path) -> None:
    target = tree / "usr" / "lib" / bundle.name
    shutil.copytree(bundle, target, symlinks=True)
    link = tree / "usr" / "bin" / bundle.name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(Path("..", "lib", bundle.name, bundle.name))


def _install_desktop_files(name: str, tree: Path) -> None:
    share = tree / "usr" / "share"
    icon = ROOT / "resources" / "icons" / "scrip.svg"
    _copy(LINUX / f"{APP_IDS[name]}.desktop", share / "applications")
    _copy(icon, share / "icons" / "hicolor" / "scalable" / "apps", f"{name}.svg")
    description = LINUX / f"{APP_IDS[name]}.metainfo.xml"
    if description.exists():
        _copy(description, share / "metainfo")


def _copy(source: Path, folder: Path, name: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _install_copyright(name: str, tree: Path) -> None:
    target = tree / "usr" / "share" / "doc" / name / "copyright"
    target.parent.mkdir(parents=True, exist_ok=True)
    parts = [ROOT / "LICENSE", PACKAGING / "LICENCES.md"]
    target.write_text("\n".join(part.read_text(encoding="utf-8") for part in parts), "utf-8")


def _write_control(name: str, tree: Path, architecture: str) -> None:
    fields = {
        "version": version(),
        "architecture": architecture,
        "installed_kib": str(-(-bytes_of(tree) // 1024)),
        "depends": depends(_libc()),
    }
    target = tree / "DEBIAN" / "control"
    target.parent.mkdir(parents=True)
    template = TEMPLATES / f"{name}.control.in"
    target.write_text(template.read_text(encoding="utf-8").format(**fields), encoding="utf-8")


def _even_out(tree: Path) -> None:
    """The same dates and rights whatever the builder's own: readable by all, written by none."""
    date = int(source_date())
    for path in [*files_of(tree), *(path for path in tree.rglob("*") if path.is_dir()), tree]:
        if not path.is_symlink():
            of_program = path.relative_to(tree).parts[:2] == ("usr", "lib")
            runs = path.is_dir() or (of_program and os.access(path, os.X_OK))
            path.chmod(PROGRAM_MODE if runs else FILE_MODE)
        os.utime(path, (date, date), follow_symlinks=False)


def _libc() -> str:
    return os.confstr("CS_GNU_LIBC_VERSION").split()[-1]


def _ask_system(*argv: str) -> str:
    return run_quietly(argv, cwd=WORK, failed=f"{argv[0]} did not answer").strip()
