"""The network interfaces of this process's own network namespace, without opening a network.

The list under ``/sys`` is no use: inside an empty namespace it still shows the outer ones.
"""

import socket
import struct
import sys

from wallet.ports.offline import Interface

# Source: Linux netdevice(7), <net/if.h>.
_SIOCGIFFLAGS = 0x8913
_IFF_UP, _IFF_LOOPBACK = 0x1, 0x8
_REQUEST = struct.Struct("16sH22x")


def interfaces() -> tuple[Interface, ...]:
    """All of them; whether one is up is told by Linux only."""
    return tuple(_interface(name) for _, name in socket.if_nameindex())


def _interface(name: str) -> Interface:
    flags = _flags(name)
    if flags is None:
        return Interface(name, name.lower().startswith("lo"), None)
    return Interface(name, bool(flags & _IFF_LOOPBACK), bool(flags & _IFF_UP))


def _flags(name: str) -> int | None:
    if sys.platform != "linux":
        return None
    import fcntl  # noqa: PLC0415  (does not exist on Windows)

    # Any socket can be asked; this kind cannot reach another machine.
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        try:
            answer = fcntl.ioctl(sock, _SIOCGIFFLAGS, _REQUEST.pack(name.encode(), 0))
        except OSError:
            return None
    return int(_REQUEST.unpack(answer)[1])
