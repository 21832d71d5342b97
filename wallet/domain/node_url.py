"""Addresses of nodes: which are acceptable, and how much of one may be shown.

Providers put their keys into the user part, the path or the query; only scheme, host and port
are ever shown or logged.
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address

from wallet.domain.errors import BadInput

URL_LIMIT = 2048
_URL = re.compile(
    r"(?P<scheme>https?)://(?:[!-.0->A-Z^-~]*@)?"
    r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
    r"(?::(?P<port>[0-9]{1,5}))?(?:[/?][!-~]*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NodeUrl:
    """An acceptable address of a node.

    Attributes:
        shown: Scheme, host and port; the only part for screens, logs and errors.
        is_loopback: Whether it points to this machine.
    """

    shown: str
    is_loopback: bool

    @classmethod
    def parse(cls, text: str) -> "NodeUrl":
        """Read an http or https address.

        Raises:
            BadInput: ``url_malformed``; ``plain_http_not_loopback`` for http to any other
                machine, where everybody on the way could read and change the answers.
        """
        found = _URL.fullmatch(text) if len(text) <= URL_LIMIT and "#" not in text else None
        if found is None or int(found["port"] or 1) not in range(1, 65_536):
            raise BadInput("url_malformed")
        scheme, host = found["scheme"].lower(), found["host"].lower()
        port = f":{found['port']}" if found["port"] else ""
        url = cls(f"{scheme}://{host}{port}", _is_loopback(host))
        if scheme == "http" and not url.is_loopback:
            raise BadInput("plain_http_not_loopback", url=url.shown)
        return url


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
