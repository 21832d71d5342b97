"""Network interfaces as this process could use them, on real namespaces."""

import json
import subprocess
import sys

import pytest

from wallet.adapters.interfaces import interfaces

PROGRAM = (
    "import json; from dataclasses import asdict\n"
    "from wallet.adapters.interfaces import interfaces\n"
    "print(json.dumps([asdict(one) for one in interfaces()]))"
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")


def test_the_loopback_is_told_apart():
    loopback = [one for one in interfaces() if one.is_loopback]
    assert loopback
    assert all(one.name for one in interfaces())


@linux_only
@pytest.mark.parametrize("up", [False, True])
def test_an_empty_namespace_has_no_way_out(up):
    command = [sys.executable, "-c", PROGRAM]
    if up:
        # Even with the loopback switched on there is no other interface.
        shell = f"ip link set lo up 2>/dev/null; exec {sys.executable} -c '{PROGRAM}'"
        command = ["sh", "-c", shell]
    ran = subprocess.run(["unshare", "-rn", *command], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert {one["name"] for one in found if one["is_loopback"]} == {"lo"}
    assert [one for one in found if not one["is_loopback"] and one["is_up"] is not False] == []
