"""The shape of the code: sizes, docstrings, and what may not be written anywhere."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST_FILE = 400
LARGEST_FUNCTION = 50
TEXT_SUFFIXES = {
    ".py", ".toml", ".md", ".txt", ".json", ".yml", ".cfg", ".sol", ".mjs", ".js", ".sh", ".po",
    ".qss", ".svg", ".desktop", ".spec", "",
}  # fmt: skip
# Built in pieces, or this file would be the first to break its own rule.
FORBIDDEN = {
    "a folder of somebody's machine": r"/(home|Users|root|work)/" + r"[a-z.]\w*",
    "the address of a registry": (
        r"(registry\.npm" + r"js\.org|registry\.yarn" + r"pkg|pypi\." + r"org|files\.python"
        r"hosted|index\.crates|proxy\.go" + r"lang)"
    ),
    "an index or a download folder": r"--(extra-)?index" + r"-url[ =]\S|--find" + r"-links[ =]\S",
}
# They name the options that keep addresses out of the locks.
MAY_NAME_OPTIONS = {"packaging/setup_parts/locks.py", "tests/unit/test_setup_env.py"}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
QT_BLOCKED = """
import importlib, pkgutil, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "qasync"):
            raise ImportError(f"{name} is blocked")
sys.meta_path.insert(0, NoQt())
import wallet
for module in pkgutil.walk_packages(wallet.__path__, "wallet."):
    importlib.import_module(module.name)
assert not [name for name in sys.modules if name.startswith("PySide6")]
"""


@cache
def tracked_files():
    """What git would commit, so that files others are still writing are judged too."""
    listed = subprocess.run(
        # A checkout that belongs to somebody else (a container's mount) is read all the same.
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted(name.decode() for name in listed.stdout.split(b"\0") if name)
    return [ROOT / name for name in names if (ROOT / name).is_file()]


@cache
def sources():
    return [path for path in tracked_files() if path.suffix == ".py"]


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def named(path):
    return path.relative_to(ROOT).as_posix()


def product():
    return [path for path in sources() if named(path).split("/")[0] in ("wallet", "ui")]


def test_no_file_is_too_long():
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LARGEST_FILE} == {}


def test_no_function_is_too_long():
    long = {}
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > LARGEST_FUNCTION:
                    long[f"{named(path)}:{node.name}"] = lines
    assert long == {}


def test_every_module_says_what_it_is():
    explained = [path for path in sources() if not named(path).startswith("tests/")]
    assert [named(path) for path in explained if not ast.get_docstring(tree(path))] == []


def test_only_the_application_blocks_in_an_event_loop():
    blocking = []
    for path in product():
        for node in ast.walk(tree(path)):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and node.func.attr in ("exec", "exec_"):
                blocking.append(named(path))
    assert set(blocking) <= {"ui/desktop/app.py", "ui/keyhost/app.py"}


def test_the_core_can_be_imported_without_qt():
    done = subprocess.run(
        [sys.executable, "-c", QT_BLOCKED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_folder_with_modules_is_a_package():
    # A folder without __init__.py would be importable from the checkout and missing elsewhere.
    folders = {path.parent for path in product()}
    assert [named(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    pattern = re.compile(FORBIDDEN[what])
    found = []
    for path in tracked_files():
        if path.suffix not in TEXT_SUFFIXES or named(path) in MAY_NAME_OPTIONS:
            continue
        match = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
        if match:
            found.append(f"{named(path)}: {match[0]}")
    assert found == []


def test_nothing_is_marked_as_unfinished():
    marked = [named(path) for path in sources() if UNFINISHED.search(path.read_text("utf-8"))]
    assert marked == []


def test_the_locks_pin_every_package_to_hashes():
    for lock in sorted((ROOT / "packaging").glob("lock-*.txt")):
        entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
        assert len(entries) >= 1
        loose = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
        assert loose == [], f"{lock.name} has entries without a version or a hash"
