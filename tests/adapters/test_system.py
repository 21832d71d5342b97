"""The clock and the default folders."""

import time
from pathlib import Path

import pytest

from wallet.adapters.system import SystemClock, default_home

ME = Path("/somebody")
DEFAULTS = {
    "linux": ("linux", {}, ME / ".local/share/scrip"),
    "linux, own folder": ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/scrip")),
    "linux, relative folder": ("linux", {"XDG_DATA_HOME": "data"}, ME / ".local/share/scrip"),
    "macOS": ("darwin", {"XDG_DATA_HOME": "/data"}, ME / "Library/Application Support/Scrip"),
    "Windows": ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/Scrip")),
    "Windows, bare": ("win32", {}, ME / "AppData/Local/Scrip"),
    "chosen": ("darwin", {"SCRIP_HOME": "/chosen"}, Path("/chosen")),
    "chosen as nothing": ("linux", {"SCRIP_HOME": ""}, ME / ".local/share/scrip"),
}


@pytest.mark.parametrize("case", DEFAULTS)
def test_the_home_of_a_wallet_is_where_the_platform_keeps_data(case):
    platform, environment, expected = DEFAULTS[case]
    assert default_home(environment, platform, ME) == expected


def test_the_clock_is_the_computers():
    clock = SystemClock()
    assert abs(clock.now() - time.time()) < 2
    assert isinstance(clock.now(), int)
    assert clock.monotonic() <= clock.monotonic()
