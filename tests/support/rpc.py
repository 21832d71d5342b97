"""Many questions to a test's chain over one connection."""

import contextlib
import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.support.anvil import running_anvil

# What the latest fork forbids or adds must not change what is tested.
_SETTINGS = ("--hardfork", "prague", "--order", "fifo", "--code-size-limit", "200000",
             "--gas-limit", str(3 * 10**8))  # fmt: skip
# Anvil takes bodies up to 2 MB.
_REQUEST_CHARS = 1_500_000


class RpcError(AssertionError):
    """The node answered with an error."""


@dataclass
class Rpc:
    """One keep-alive connection; questions are sent in batches."""

    url: str

    def __post_init__(self):
        place = urlsplit(self.url)
        self._connection = http.client.HTTPConnection(place.hostname, place.port, timeout=30)

    def call(self, method, *params):
        return self.batch([(method, list(params))])[0]

    def batch(self, calls):
        """Answers in the order of the calls; the first error is raised."""
        answers = []
        for part in _parts(calls):
            answers += self._post(part)
        return answers

    def _post(self, calls):
        body = [
            {"jsonrpc": "2.0", "id": index, "method": method, "params": params}
            for index, (method, params) in enumerate(calls)
        ]
        headers = {"Content-Type": "application/json"}
        self._connection.request("POST", "/", json.dumps(body), headers)
        replies = json.loads(self._connection.getresponse().read())
        found = {reply["id"]: reply for reply in replies}
        for index, (method, _) in enumerate(calls):
            if "result" not in found[index]:
                raise RpcError(f"{method}: {found[index].get('error')}")
        return [found[index]["result"] for index in range(len(calls))]

    def close(self):
        self._connection.close()


def _parts(calls):
    part, size = [], 0
    for call in calls:
        chars = len(json.dumps(call))
        if part and size + chars > _REQUEST_CHARS:
            yield part
            part, size = [], 0
        part.append(call)
        size += chars
    if part:
        yield part


@contextlib.contextmanager
def roomy_chain(*arguments):
    """A chain with room for large contracts and large blocks, quick to talk to."""
    with running_anvil(*_SETTINGS, *arguments) as chain:
        rpc = Rpc(chain.url)
        rpc.batch([("anvil_setLoggingEnabled", [False])])
        yield rpc
        rpc.close()
