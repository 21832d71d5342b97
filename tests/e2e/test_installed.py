"""The wheel in an environment of its own: what a person has who installed it."""

import json
import os
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

import licences
from tests.support.program import ROOT
from wallet.demo.anvil import find_anvil

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]
LOOK = """
import json, ui, wallet
from ui.desktop.core.resources import resource
from ui.text import translations
from wallet.demo import artifacts
places = [resource("styles", "window.qss"), resource("icons", "scrip.svg"), translations.folder()]
builds = [place for place in artifacts._PLACES if place.is_dir()]
print(json.dumps([*map(str, places), *map(str, builds), ui.__file__, wallet.__file__]))
"""


def built_wheel(folder):
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([sys.executable, *build], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def link_locked_packages(site):
    """The locked packages of the product, and none of those that only the tests have."""
    for one in licences.shipped():
        try:
            found = metadata.distribution(one.name)
        except metadata.PackageNotFoundError:
            # Locked for another system or another Python.
            assert one.marker
            continue
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(found.locate_file(top)))


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of an environment with the wheel and its locked packages."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "env"
    venv.create(environment, symlinks=True, with_pip=True)
    (site,) = environment.glob("lib/python3*/site-packages")
    link_locked_packages(site)
    install = ["-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    python = environment / "bin" / "python"
    subprocess.run([python, *install, built_wheel(folder)], check=True, capture_output=True)
    return environment


def run(argv, home, **extra):
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
    given = {"PATH": "/usr/bin:/bin", "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **extra}
    return subprocess.run(
        [str(part) for part in argv],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env={**kept, **given},
        timeout=120,
    )


def scrip(environment, home, *words, name="scrip", **extra):
    program = [environment / "bin" / name, "--home", home / "wallet", "--keyring", "none"]
    done = run([*program, "--json", *words], home, **extra)
    return done.returncode, json.loads(done.stdout)


def test_the_wheel_works_with_nothing_but_its_locked_packages(installed, tmp_path):
    looked = run([installed / "bin" / "python", "-c", LOOK], tmp_path)
    assert looked.returncode == 0, looked.stderr
    assert all(place.startswith(str(installed)) for place in json.loads(looked.stdout))

    # No anvil, whatever this machine has on its PATH.
    missing = {"SCRIP_ANVIL": str(tmp_path / "nowhere")}
    code, document = scrip(installed, tmp_path, "doctor", **missing)
    found = {check["id"]: check for check in document["checks"]}
    assert code == 0
    assert found["versions"]["status"] == "ok"
    # The wheel has no anvil; it says how to get it.
    assert "SCRIP_ANVIL" in found["demo"]["remedy"]
    code, document = scrip(installed, tmp_path, "demo", "--tour", **missing)
    assert (code, document["error"]["code"]) == (7, "anvil_missing")
    assert "SCRIP_ANVIL" in document["error"]["message"]

    anvil = {"SCRIP_ANVIL": str(find_anvil())}
    code, document = scrip(installed, tmp_path, "doctor", **anvil)
    assert {one["id"]: one["status"] for one in document["checks"]}["demo"] == "ok"
    code, document = scrip(installed, tmp_path, "demo", "--tour", **anvil)
    assert code == 0, document
    assert all(step["ok"] for step in document["steps"])

    code, document = scrip(installed, tmp_path, "doctor", name="scrip-offline")
    assert code == 0
    assert "interfaces" in {check["id"] for check in document["checks"]}
