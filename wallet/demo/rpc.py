"""A few JSON-RPC calls to our own chain while its world is built; not for a person's wallet."""

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from wallet.domain.errors import ProgramFault

if TYPE_CHECKING:
    import aiohttp

DEADLINE_S = 10.0
Call = tuple[str, list[object]]


class DemoRpc:
    """One keep-alive session with the demo chain."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "DemoRpc":
        # Imported here: the library takes a third of a second, and not every start needs it.
        import aiohttp  # noqa: PLC0415

        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=DEADLINE_S), trust_env=False
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, *params: object) -> object:
        """Make one call.

        Raises:
            ProgramFault: ``demo_chain_failed``.
        """
        (answer,) = await self.batch([(method, list(params))])
        return answer

    async def batch(self, calls: Sequence[Call]) -> list[object]:
        """Make several calls in one request; answers in the order of the calls.

        Raises:
            ProgramFault: ``demo_chain_failed``; the detail names the call and the node's words.
        """
        if self._session is None:
            raise RuntimeError("use it as an async context")
        body = [
            {"jsonrpc": "2.0", "id": index, "method": method, "params": params}
            for index, (method, params) in enumerate(calls)
        ]
        async with self._session.post(self._url, json=body) as response:
            answers = {answer["id"]: answer for answer in await response.json()}
        for index, (method, _) in enumerate(calls):
            if "result" not in answers[index]:
                error = str(answers[index].get("error"))
                raise ProgramFault("demo_chain_failed", detail=f"{method}: {error[:300]}")
        return [answers[index]["result"] for index in range(len(calls))]
