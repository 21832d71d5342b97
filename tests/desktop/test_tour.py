"""The tour through the real window, as a person starts it."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]
STEPS = [
    *("portfolio", "refused", "allowed", "review", "settled", "votes", "voted"),
    *("exported", "signed_offline", "settled_offline"),
]
HEAVY = ("web3", "aiohttp", "eth_account", "apsw", "keyring")


def test_the_tour_tells_the_whole_story_and_photographs_it(tmp_path):
    pictures = tmp_path / "pictures"
    command = [sys.executable, "-m", "ui", "demo", "--tour", "--screenshots", str(pictures)]
    done = subprocess.run(
        [*command, "--json", "--home", str(tmp_path / "home")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)["steps"]
    assert [step["id"] for step in steps][: len(STEPS)] == STEPS
    assert all(step["ok"] for step in steps)
    made = sorted(pictures.glob("*.png"))
    assert len(made) == 40
    assert {path.stem.rsplit("-", 1)[1] for path in made} == {"light", "dark"}
    for path in made:
        head = path.read_bytes()[:24]
        width, height = struct.unpack(">II", head[16:24])
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert min(width, height) > 300


def test_nothing_heavy_is_loaded_before_the_window_is_shown():
    code = f"import sys, ui.desktop.app; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
