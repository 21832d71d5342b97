"""Writes packaging/LICENCES.md: what is shipped, and under which licence.

    .venv/bin/python packaging/licences.py           writes the file
    .venv/bin/python packaging/licences.py --check   says whether it is up to date

Versions come from the locks, licences from the installed packages; what is installed on other
systems only is named here. A package whose licence nobody can tell stops the program.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
TARGET = PACKAGING / "LICENCES.md"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+))?", re.MULTILINE)

# Not installed on the system or Python that writes the list; read in the packages themselves.
ELSEWHERE = {
    "backports-tarfile": "MIT",
    "importlib-metadata": "Apache-2.0",
    "lazy-importer": "Apache-2.0",
    "pywin32": "PSF-2.0",
    "pywin32-ctypes": "BSD-3-Clause",
    "zipp": "MIT",
}
# What packages call their licence when they do not use its short name.
SHORT_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD, Public Domain": "BSD-2-Clause AND LicenseRef-Public-Domain",
    "MIT License": "MIT",
}
MARKS = {
    "sys_platform == 'linux'": "Linux",
    "sys_platform == 'win32'": "Windows",
    "python_full_version < '3.12'": "Python before 3.12",
    "python_full_version >= '3.12'": "Python from 3.12",
}
HEAD = """\
# What is shipped with Scrip

Scrip itself is under the MIT licence (`LICENSE`). This list is written by
`packaging/licences.py` from the locked versions; do not edit it.

The wheel names the Python packages below as what it needs. A bundle (`packaging/linux`,
`packaging/windows`, `packaging/macos`) holds those of them that are used, each with its licence in
a folder `*.dist-info`, and the programs and libraries of the second list.

A bundle also holds this list and, under `_internal/licences`, the long licences that some packages
only name.

Qt and Qt for Python are used under the LGPL 3: they lie in the bundle as files of their own, under
`_internal/PySide6` and `_internal/shiboken6`, and may be replaced by other builds of the same
version. Their sources are published by the Qt project. Packages under the MPL 2 are shipped
unchanged.
"""


class Locked(NamedTuple):
    """One line of a lock."""

    name: str
    version: str
    marker: str


class Part(NamedTuple):
    """Something shipped that is no Python package.

    Attributes:
        library: Pattern of its file in `bundle_parts.KEPT_LIBRARIES`, if it is a library of the
            system that a bundle takes along.
    """

    name: str
    version: str
    licence: str
    library: str = ""


def other_parts() -> list[Part]:
    """Programs and libraries in a bundle."""
    pin = json.loads((PACKAGING / "anvil.json").read_text(encoding="utf-8"))
    pyinstaller = next(one for one in locked("lock-bundle.txt") if one.name == "pyinstaller")
    of_system = "of the system that builds"
    return [
        Part("anvil (the demo network, from Foundry)", pin["version"], "MIT OR Apache-2.0"),
        Part("CPython", of_system, "PSF-2.0", "libpython3*"),
        Part(
            "PyInstaller's start program",
            pyinstaller.version,
            "GPL-2.0-or-later WITH Bootloader-exception",
        ),
        Part("ICU (in Qt for Python)", "", "Unicode-3.0"),
        Part("libsecp256k1 (in coincurve)", "", "MIT"),
        Part("SQLite (in apsw)", "", "blessing (public domain)"),
        Part("bzip2", of_system, "bzip2-1.0.6", "libbz2.so*"),
        Part("Expat", of_system, "MIT", "libexpat.so*"),
        Part("libffi", of_system, "MIT", "libffi.so*"),
        Part("liblzma (XZ Utils)", of_system, "0BSD or public domain", "liblzma.so*"),
        Part("libmpdec", of_system, "BSD-2-Clause", "libmpdec.so*"),
        Part("libuuid (util-linux)", of_system, "BSD-3-Clause", "libuuid.so*"),
        Part("OpenSSL: libcrypto", of_system, "Apache-2.0", "libcrypto.so*"),
        Part("OpenSSL: libssl", of_system, "Apache-2.0", "libssl.so*"),
        Part("zlib", of_system, "Zlib", "libz.so*"),
    ]


def locked(name: str) -> list[Locked]:
    """Every line of a lock."""
    text = (PACKAGING / name).read_text(encoding="utf-8")
    return [
        Locked(canonicalize_name(found[1]), found[2], (found[3] or "").strip())
        for found in LOCKED.finditer(text)
    ]


def shipped() -> list[Locked]:
    """The lines of the run lock that the product needs, not only its build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = locked("lock-run.txt")
    names = {one.name for one in lines}
    run = _needed(project["dependencies"], names)
    build_only = _needed(project["optional-dependencies"]["build"], names) - run
    return [one for one in lines if one.name not in build_only]


def licence_of(name: str) -> str:
    """Short name of the licence of a package."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    about = metadata.metadata(name)
    told = about.get("License-Expression") or about.get("License") or ""
    if not told or "\n" in told:
        told = _classified(about.get_all("Classifier") or [])
    if not told:
        raise SystemExit(f"{name} does not say under which licence it is.")
    return SHORT_NAMES.get(told, told)


def document() -> str:
    """The whole file."""
    rows = [
        (one.name, one.version, licence_of(one.name), MARKS.get(one.marker, ""))
        for one in shipped()
    ]
    packages = _table(("Package", "Version", "Licence", "Only for"), rows)
    parts = [(part.name, part.version, part.licence) for part in other_parts()]
    others = _table(("Part", "Version", "Licence"), parts)
    return f"{HEAD}\n## Python packages\n\n{packages}\n## Programs and libraries\n\n{others}"


def main(argv: list[str]) -> int:
    """Write the file, or compare it."""
    text = document()
    if argv[1:] == ["--check"]:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print("up to date" if same else f"{TARGET.name} is old; write it anew")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


def _needed(requirements: Iterable[str], names: set[str]) -> set[str]:
    """Those of the names that are asked for, or needed by what is asked for on any system."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or name not in names or _for_an_extra(wanted):
            continue
        found.add(name)
        if name not in ELSEWHERE:
            waiting += [Requirement(text) for text in metadata.requires(name) or []]
    return found


def _for_an_extra(wanted: Requirement) -> bool:
    return wanted.marker is not None and "extra ==" in str(wanted.marker)


def _classified(classifiers: Iterable[str]) -> str:
    names = [text.split(" :: ")[-1] for text in classifiers if text.startswith("License")]
    return " OR ".join(SHORT_NAMES.get(name, name) for name in names)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
