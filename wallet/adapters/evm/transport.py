"""One node over HTTP: bytes out, at most so many bytes back, before a deadline.

No redirects, no proxies of the environment, no cookies, no compression (a small body could
unpack to any size), TLS as the system judges it and no way around it.
"""

import asyncio
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from wallet.adapters.evm.replies import UnreadableReplyError
from wallet.domain.errors import ChainProblem
from wallet.domain.node_url import NodeUrl

if TYPE_CHECKING:
    import aiohttp

_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "Scrip",
}
_LONGEST_PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a node may take of time and memory.

    Attributes:
        connect_s: Seconds until the connection stands, TLS included.
        total_s: Seconds for one request from start to last byte.
        retry_pause_s: Pause before the only repetition after 429 or 5xx.
        body: Most bytes of a reply.
        log_body: Most bytes of a reply with logs.
        batch_items: Most questions in a request.
        batch_bytes: Most bytes of a request.
    """

    connect_s: float = 5.0
    total_s: float = 10.0
    retry_pause_s: float = 0.3
    body: int = 1_000_000
    log_body: int = 10_000_000
    batch_items: int = 100
    batch_bytes: int = 500_000


@dataclass(slots=True)
class Trips:
    """Counts HTTP requests made for somebody."""

    count: int = 0


class StatusError(Exception):
    """The node answered with an HTTP status that carries no reply."""

    def __init__(self, status: int, retry_after_s: float | None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after_s = retry_after_s


class HttpNode:
    """Keeps connections to one node and posts to it."""

    def __init__(self, url: str, limits: Limits) -> None:
        """Nothing is opened before the first post.

        Raises:
            BadInput: ``url_malformed``, ``plain_http_not_loopback``.
        """
        self.shown = NodeUrl.parse(url).shown
        self._url = url
        self._limits = limits
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    def problem(self, code: str, why: str, *, method: str = "", detail: str = "") -> ChainProblem:
        """An error about this node; the address is shown without its secrets."""
        return ChainProblem(code, endpoint=self.shown, method=method, why=why, detail=detail)

    async def post(self, payload: bytes, cap: int, trips: Trips) -> bytes:
        """Send one request; after 429, 5xx or a lost connection once more.

        Args:
            payload: The body.
            cap: Most bytes of the reply.
            trips: Counts what is sent.

        Returns:
            The body of a reply with status 200.

        Raises:
            ChainProblem: ``node_unreachable`` with ``why`` = ``connect``, ``tls``, ``timeout``,
                ``cut_off``, ``redirect``, ``closed``.
            UnreadableReplyError: ``too_large``, ``compressed``, ``cut_short``.
            StatusError: Any other status than 200.
        """
        trips.count += 1
        try:
            return await self._post(payload, cap)
        except StatusError as error:
            if error.status != 429 and error.status < 500:
                raise
            pause = error.retry_after_s or self._limits.retry_pause_s
        except ChainProblem as problem:
            # A kept connection may have been closed by the node while nobody looked; every
            # question, and the same signed bytes, can be sent twice without harm.
            # Cut off by our own `close` is the end.
            if problem.params["why"] != "cut_off" or self._closed:
                raise
            pause = 0.0
        await asyncio.sleep(min(pause, _LONGEST_PAUSE_S))
        trips.count += 1
        return await self._post(payload, cap)

    async def _post(self, payload: bytes, cap: int) -> bytes:
        if "aiohttp" not in sys.modules:
            # It takes 0.4 s, which a window would feel.
            await asyncio.to_thread(import_module, "aiohttp")
        import aiohttp  # noqa: PLC0415  not before something is asked over the network

        try:
            session = self._opened()
            async with session.post(self._url, data=payload, allow_redirects=False) as response:
                return await self._body(response, cap)
        except TimeoutError as error:
            raise self.problem("node_unreachable", "timeout") from error
        except aiohttp.ClientSSLError as error:
            raise self.problem("node_unreachable", "tls") from error
        except aiohttp.ClientConnectorError as error:
            raise self.problem("node_unreachable", "connect") from error
        except aiohttp.ClientPayloadError as error:
            raise UnreadableReplyError("cut_short") from error
        except (aiohttp.ClientError, OSError) as error:
            raise self.problem("node_unreachable", "cut_off") from error
        except ValueError as error:
            # aiohttp lets bad header bytes through as bare ValueError subclasses.
            raise UnreadableReplyError("not_http") from error

    def _opened(self) -> "aiohttp.ClientSession":
        import aiohttp  # noqa: PLC0415

        if self._closed:
            raise self.problem("node_unreachable", "closed")
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit_per_host=8),
                timeout=aiohttp.ClientTimeout(
                    total=self._limits.total_s, sock_connect=self._limits.connect_s
                ),
                headers=_HEADERS,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
            )
        return self._session

    async def _body(self, response: "aiohttp.ClientResponse", cap: int) -> bytes:
        if 300 <= response.status < 400:
            raise self.problem("node_unreachable", "redirect")
        if response.status != 200:
            raise StatusError(response.status, _retry_after(response.headers.get("Retry-After")))
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise UnreadableReplyError("compressed")
        body = bytearray()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > cap:
                raise UnreadableReplyError("too_large")
        return bytes(body)

    async def close(self) -> None:
        """Give up the connections for good; a question still on its way gets no answer."""
        self._closed = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def _retry_after(text: str | None) -> float | None:
    """Seconds, where the header gives seconds and not a date."""
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
