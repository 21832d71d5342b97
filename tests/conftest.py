"""What every test lives in: no screen, no network but loopback, nobody's own data."""

import os
import socket
import tempfile
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before the first import of Qt: tests draw nowhere, and a desktop theme plug-in would look for
# a screen and end the process.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

# The examples of a run are random; a failure prints the line that repeats it.
_common = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("default", max_examples=50, database=None, **_common)
settings.register_profile("long", max_examples=2000, database=None, **_common)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_sendto = socket.socket.sendto
_getaddrinfo = socket.getaddrinfo


class NetworkForbiddenError(AssertionError):
    """A test tried to leave the machine."""


def _is_loopback(host):
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _require_loopback(host):
    if not _is_loopback(host):
        raise NetworkForbiddenError(f"a test may only reach loopback, not {host!r}")


def _guarded(original, *, address_at):
    def guard(sock, *args):
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            _require_loopback(args[address_at][0])
        return original(sock, *args)

    return guard


def _guarded_getaddrinfo(host, *args, **kwargs):
    _require_loopback(host)
    return _getaddrinfo(host, *args, **kwargs)


@pytest.fixture(autouse=True, scope="session")
def _loopback_only():
    """Refuse every connection and every look-up that is not of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(_connect, address_at=0))
        patch.setattr(socket.socket, "connect_ex", _guarded(_connect_ex, address_at=0))
        patch.setattr(socket.socket, "sendto", _guarded(_sendto, address_at=-1))
        patch.setattr(socket, "getaddrinfo", _guarded_getaddrinfo)
        yield


@pytest.fixture(autouse=True, scope="session")
def _nobodys_data():
    """Give programs that ask for the person's folders empty ones, also the ones tests start."""
    with (
        tempfile.TemporaryDirectory(prefix="scrip-home-") as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("SCRIP_HOME", str(Path(name) / "scrip"))
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(Path(name) / kind.lower()))
        yield
