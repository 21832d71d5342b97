"""What every test lives in: no screen, no network but loopback, nobody's home folder."""

import os
import socket
from ipaddress import ip_address

import pytest

# Before the first import of Qt: tests draw nowhere, and a desktop theme plug-in would look for
# a screen and end the process.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


class NetworkForbiddenError(AssertionError):
    """A test tried to leave the machine."""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_remote(sock, address):
    local_family = sock.family == getattr(socket, "AF_UNIX", None)
    if not local_family and not _is_loopback(address[0]):
        raise NetworkForbiddenError(f"a test may only reach loopback, not {address!r}")


def _guarded_connect(sock, address):
    _refuse_remote(sock, address)
    return _connect(sock, address)


def _guarded_connect_ex(sock, address):
    _refuse_remote(sock, address)
    return _connect_ex(sock, address)


@pytest.fixture(autouse=True, scope="session")
def _loopback_only():
    """Refuse every connection that is not to this machine, for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded_connect)
        patch.setattr(socket.socket, "connect_ex", _guarded_connect_ex)
        yield
