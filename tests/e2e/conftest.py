"""One demo network for the whole run, and wallets on it."""

import json
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest

from tests.support.program import Inside, Program, secret_file, served_demo


@dataclass
class Served:
    """The demo network as another program sees it."""

    document: dict

    @property
    def url(self):
        return self.document["rpc_url"]

    @property
    def chain_id(self):
        return self.document["chain_id"]

    def address(self, name):
        """Of the account whose name starts with this."""
        return self._account(name)["address"]

    def key(self, name):
        return self._account(name)["private_key"]

    def _account(self, name):
        return next(one for one in self.document["accounts"] if one["name"].startswith(name))

    def rpc(self, method, *params):
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        with closing(connection):
            connection.request("POST", "/", json.dumps(body), {"Content-Type": "application/json"})
            return json.load(connection.getresponse())["result"]

    def sent_by(self, name):
        """How many transactions an account has sent."""
        return int(self.rpc("eth_getTransactionCount", self.address(name), "latest"), 16)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    with served_demo(home=tmp_path_factory.mktemp("served")) as (_, document):
        yield Served(document)


def connected(folder, demo, *people, kind=Program):
    """A fresh wallet on the demo network with these people's keys and every token."""
    program = kind(folder / "home")
    added = program("network", "add", "local", "--rpc", demo.url, "--chain-id", demo.chain_id)
    assert added.code == 0, added.out
    for name in people:
        key = secret_file(folder / f"{name}.key", demo.key(name))
        imported = program.signing("account", "import", "--key-file", key, "--label", name)
        assert imported.code == 0, imported.out
    for token in demo.document["tokens"]:
        assert program("token", "add", token["address"]).code == 0
    return program


@pytest.fixture(scope="module")
def anna(demo, tmp_path_factory):
    """Anna's wallet; what it sends does not disturb the scenarios."""
    return connected(tmp_path_factory.mktemp("anna"), demo, "Anna")


@pytest.fixture(scope="module")
def clara(demo, tmp_path_factory):
    """Clara's wallet, inside the test's own process."""
    return connected(tmp_path_factory.mktemp("clara"), demo, "Clara", kind=Inside)


@pytest.fixture
def blank(tmp_path):
    """A wallet nobody has used, inside the test's own process."""
    return Inside(tmp_path / "home")


@pytest.fixture
def fresh(tmp_path):
    """A wallet nobody has used."""
    return Program(tmp_path / "home")
