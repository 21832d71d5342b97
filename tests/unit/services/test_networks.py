"""Adding, choosing and testing networks."""

import pytest

from tests.fakes.chain import FakeChain
from tests.fakes.stores import MemoryNetworks
from wallet.domain.errors import BadInput, ChainProblem, NotFound
from wallet.domain.events import NetworksChanged
from wallet.ports.nodes import NodeIdentity
from wallet.services.networks import Networks, NetworkTools

GENESIS = "0x" + "aa" * 32
LOCAL, OTHER = "http://127.0.0.1:8545", "https://node.example/key"


class Outside:
    """Nodes by address, a clock that ticks, and everything that was opened or told."""

    def __init__(self):
        self.nodes = {
            LOCAL: NodeIdentity(31337, GENESIS, 5),
            OTHER: NodeIdentity(31337, GENESIS, 4),
        }
        self.opened, self.told, self.time = [], [], 0.0

    async def probe(self, url):
        found = self.nodes[url]
        if isinstance(found, ChainProblem):
            raise found
        return found

    def open_chain(self, network):
        self.opened.append((network, FakeChain(network.chain_id)))
        return self.opened[-1][1]

    def now(self):
        return 0

    def monotonic(self):
        self.time += 0.25
        return self.time

    def publish(self, event):
        self.told.append(event)


@pytest.fixture
def outside():
    return Outside()


@pytest.fixture
def networks(outside):
    return Networks(
        MemoryNetworks(), NetworkTools(outside.open_chain, outside.probe, outside, outside)
    )


async def test_the_first_one_added_is_current_and_its_genesis_is_pinned(networks, outside):
    added = await networks.add("local", [LOCAL, OTHER], 31337, quorum=2, confirmations=3)
    assert added == networks.current() == networks.list()[0]
    assert (added.genesis_hash, added.quorum, added.confirmations) == (GENESIS, 2, 3)
    assert (added.coin, added.explorer) == ("ETH", "")
    await networks.add("second", [LOCAL], 31337)
    assert networks.current().name == "local"
    assert outside.told == [NetworksChanged(), NetworksChanged()]


async def test_a_known_chain_brings_its_coin_and_explorer(networks, outside):
    outside.nodes[LOCAL] = NodeIdentity(137, None, 5)
    added = await networks.add("mine", [LOCAL], 137)
    assert (added.coin, added.genesis_hash) == ("POL", None)
    assert "{tx}" in added.explorer
    own = await networks.add("mine", [LOCAL], 137, coin="X", explorer="https://e.example/{tx}")
    assert (own.coin, own.explorer) == ("X", "https://e.example/{tx}")


@pytest.mark.parametrize(
    ("identity", "why"),
    [
        (NodeIdentity(1, GENESIS, 4), "chain_id"),
        (NodeIdentity(31337, "0x" + "bb" * 32, 4), "genesis"),
    ],
)
async def test_every_node_must_be_on_the_chain(identity, why, networks, outside):
    outside.nodes[OTHER] = identity
    with pytest.raises(ChainProblem) as caught:
        await networks.add("local", [LOCAL, OTHER], 31337)
    assert (caught.value.code, caught.value.params["why"]) == ("wrong_chain", why)
    assert caught.value.params["endpoint"] == "https://node.example"
    assert networks.list() == ()
    assert outside.told == []


async def test_a_node_that_cannot_be_reached_is_not_added(networks, outside):
    outside.nodes[OTHER] = ChainProblem("node_unreachable")
    with pytest.raises(ChainProblem):
        await networks.add("local", [LOCAL, OTHER], 31337)
    assert networks.list() == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ""}, "name_malformed"),
        ({"name": "two words"}, "name_malformed"),
        ({"name": "../up"}, "name_malformed"),
        ({"name": "x" * 33}, "name_malformed"),
        ({"name": "local\n"}, "name_malformed"),
        ({"rpc_urls": []}, "url_missing"),
        ({"rpc_urls": [LOCAL] * 17}, "too_many_urls"),
        ({"rpc_urls": [LOCAL, LOCAL]}, "url_twice"),
        ({"rpc_urls": ["ftp://node.example"]}, "url_malformed"),
        ({"rpc_urls": ["http://node.example"]}, "plain_http_not_loopback"),
        ({"chain_id": 0}, "chain_id_out_of_range"),
        ({"quorum": 2}, "quorum_out_of_range"),
        ({"confirmations": 0}, "confirmations_out_of_range"),
        ({"explorer": "http://e.example/{tx}"}, "explorer_malformed"),
        ({"explorer": "https://e.example/"}, "explorer_malformed"),
        ({"coin": "TOOLONGASYMBOL"}, "coin_malformed"),
        ({"coin": "E\u202eTH"}, "coin_malformed"),
    ],
)
async def test_what_cannot_be_used_is_refused_before_anybody_is_asked(
    changes, code, networks, outside
):
    outside.nodes.clear()
    given = {"name": "local", "rpc_urls": [LOCAL], "chain_id": 31337, **changes}
    with pytest.raises(BadInput) as caught:
        await networks.add(**given)
    assert caught.value.code == code


async def test_networks_are_chosen_by_name(networks, outside):
    with pytest.raises(BadInput) as caught:
        networks.current()
    assert caught.value.code == "no_network"
    await networks.add("one", [LOCAL], 31337)
    await networks.add("two", [OTHER], 31337)
    assert networks.use("two") == networks.current()
    with pytest.raises(NotFound):
        networks.use("three")
    with pytest.raises(BadInput) as caught:
        networks.use("ethereum")
    assert caught.value.code == "network_without_url"


async def test_the_selected_network_wins_for_this_run(networks, outside):
    store = MemoryNetworks()
    tools = NetworkTools(outside.open_chain, outside.probe, outside, outside)
    await Networks(store, tools).add("one", [LOCAL], 31337)
    await Networks(store, tools).add("two", [OTHER], 31337)
    assert Networks(store, tools, selected="two").current().name == "two"
    with pytest.raises(NotFound):
        Networks(store, tools, selected="three").chain()
    assert store.current_network() == "one"


async def test_one_chain_per_network_until_it_is_changed(networks, outside):
    await networks.add("one", [LOCAL], 31337)
    chain = networks.chain()
    assert networks.chain("one") is chain
    await networks.add("one", [OTHER], 31337)
    assert networks.chain() is not chain
    await networks.close()
    assert [opened.closed for _, opened in outside.opened] == [True, True]


async def test_a_removed_network_is_gone_with_its_chain(networks, outside):
    await networks.add("one", [LOCAL], 31337)
    networks.chain()
    networks.remove("one")
    with pytest.raises(BadInput):
        networks.chain()
    with pytest.raises(NotFound):
        networks.remove("one")
    await networks.close()
    assert outside.opened[0][1].closed


async def test_a_test_tells_of_every_node_what_it_is_without_its_key(networks, outside):
    await networks.add("local", [LOCAL, OTHER], 31337)
    outside.nodes[OTHER] = NodeIdentity(31337, "0x" + "bb" * 32, 4)
    good, bad = await networks.test("local")
    assert (good.url, good.ok, good.chain_id, good.head, good.error) == (
        LOCAL,
        True,
        31337,
        5,
        None,
    )
    assert good.latency_ms > 0
    assert (bad.url, bad.ok, bad.error) == ("https://node.example", False, "wrong_chain")
    outside.nodes[OTHER] = ChainProblem("node_unreachable")
    _, silent = await networks.test("local")
    assert (silent.chain_id, silent.head, silent.error) == (None, None, "node_unreachable")
    with pytest.raises(NotFound):
        await networks.test("other")
