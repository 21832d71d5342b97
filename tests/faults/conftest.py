"""A local chain and the program that pays on it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.sending import PAYEE
from tests.support.anvil import running_anvil

# With whole transactions instead of their hashes.
WHOLE = (True,)
ROOT = Path(__file__).resolve().parents[2]


class Payer:
    """Gives orders to the paying program, and looks on the chain what came of them."""

    def __init__(self, process, node, home):
        self._process, self._node, self.home = process, node, home
        self.kills = 0

    def order(self, act, base_units=None, **how):
        order = {
            "act": act,
            "home": str(self.home),
            "url": self._node.url,
            "chain_id": self._node.chain_id,
            "base_units": base_units,
            **how,
        }
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        result = json.loads(self._process.stdout.readline())
        self.kills += result["killed"]
        assert not result["failed"], "the paying program broke; its words are on standard error"
        return result

    def times_paid(self, first_block=0):
        """How often each amount arrived: asked of the chain, not of the wallet."""
        paid = {}
        for number in range(first_block, int(self._node.rpc("eth_blockNumber"), 16) + 1):
            block = self._node.rpc("eth_getBlockByNumber", hex(number), *WHOLE)
            for tx in block["transactions"]:
                if (tx["to"] or "").lower() == PAYEE.lower():
                    units = int(tx["value"], 16)
                    paid[units] = paid.get(units, 0) + 1
        return paid


@pytest.fixture(scope="module")
def node():
    with running_anvil() as anvil:
        yield anvil


@pytest.fixture(scope="module")
def waiting_node():
    """Mines only when told, so that transactions wait and can be forgotten."""
    with running_anvil("--no-mining") as anvil:
        yield anvil


@pytest.fixture(scope="module")
def paying_program():
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.payer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def payer(paying_program, node, tmp_path):
    return Payer(paying_program, node, tmp_path)


@pytest.fixture
def waiting_payer(paying_program, waiting_node, tmp_path):
    return Payer(paying_program, waiting_node, tmp_path)
