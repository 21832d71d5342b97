"""The rules that the tests themselves live under."""

import os
import socket
from pathlib import Path

import pytest

ELSEWHERE = ("192.0.2.1", 9)


@pytest.mark.parametrize("attempt", ["connect", "connect_ex"])
def test_a_test_cannot_leave_the_machine(attempt):
    with socket.socket() as sock, pytest.raises(AssertionError, match="loopback"):
        getattr(sock, attempt)(ELSEWHERE)


def test_a_test_cannot_send_a_datagram_away():
    with (
        socket.socket(type=socket.SOCK_DGRAM) as sock,
        pytest.raises(AssertionError, match="loopback"),
    ):
        sock.sendto(b"hello", ELSEWHERE)


def test_a_test_cannot_look_up_a_remote_name():
    with pytest.raises(AssertionError, match="loopback"):
        socket.getaddrinfo("example.org", 443)


def test_loopback_stays_open():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_tests_do_not_use_the_persons_own_folders():
    for name in ("SCRIP_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        assert Path.home() not in Path(os.environ[name]).parents
