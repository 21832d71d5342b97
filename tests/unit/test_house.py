"""The rules tests themselves live under."""

import socket

import pytest


@pytest.mark.parametrize("attempt", ["connect", "connect_ex"])
def test_a_test_cannot_leave_the_machine(attempt):
    with socket.socket() as sock, pytest.raises(AssertionError, match="loopback"):
        getattr(sock, attempt)(("192.0.2.1", 9))


def test_loopback_stays_open():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
