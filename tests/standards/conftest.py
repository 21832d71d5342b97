"""One chain per test process; what a test does to it is undone."""

import pytest
import pytest_asyncio

from tests.support.anvil import CHAIN_ID
from tests.support.bench import Bench
from tests.support.desk import open_desk
from tests.support.rpc import roomy_chain
from tests.support.trex import Trex


@pytest.fixture(scope="session")
def shared_bench():
    with roomy_chain("--accounts", "24") as rpc:
        yield Bench(rpc)


@pytest.fixture(scope="session")
def shared_trex(shared_bench):
    return Trex.deploy(shared_bench)


@pytest.fixture
def bench(shared_bench):
    with shared_bench.undone():
        yield shared_bench


@pytest.fixture
def trex(shared_trex, bench):
    """The suite as deployed, for this test alone."""
    return shared_trex.copy()


@pytest_asyncio.fixture
async def desk(bench):
    async with open_desk(bench.rpc.url, CHAIN_ID) as opened:
        yield opened
