"""What a built wheel holds."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import build_hook

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("scrip_wallet-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as content:
        return content.namelist()


def test_every_folder_of_data_is_in_the_wheel(names):
    for folder in (path for path in (ROOT / "resources").iterdir() if any(path.rglob("*.*"))):
        start = build_hook.destination(folder.name) + "/"
        assert any(name.startswith(start) for name in names), folder.name


def test_the_data_of_the_core_is_beside_the_core():
    assert build_hook.destination("contracts") == "wallet/_resources/contracts"
    assert build_hook.destination("icons") == "ui/_resources/icons"


def test_nothing_but_the_product_is_in_the_wheel(names):
    assert {name.split("/")[0].split("-")[0] for name in names} == {"wallet", "ui", "scrip_wallet"}
    assert not [name for name in names if name.endswith(".pyc")]
