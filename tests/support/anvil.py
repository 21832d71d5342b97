"""A real local chain for tests: starts anvil on a free port and speaks to it plainly."""

import itertools
import json
import subprocess
import sys
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from wallet.domain.ids import Address, TxHash

BINARY = Path(sys.prefix) / "share" / "scrip" / "bin" / "anvil"
CHAIN_ID = 31337
# The first three of anvil's well-known development accounts.
ACCOUNTS = tuple(
    Address(text)
    for text in (
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
    )
)
KEYS = (
    "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
    "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
    "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
)


class AnvilError(AssertionError):
    """Anvil refused what a test asked."""


class Anvil:
    """A running chain; ``url`` is for the adapter, ``rpc`` for arranging things."""

    def __init__(self, process, url):
        self.process = process
        self.url = url
        self.chain_id = CHAIN_ID
        self._ids = itertools.count(1)

    def rpc(self, method, *params):
        """Ask anything and take the answer as it is."""
        body = {"jsonrpc": "2.0", "id": next(self._ids), "method": method, "params": list(params)}
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        with closing(connection):
            connection.request("POST", "/", json.dumps(body), {"Content-Type": "application/json"})
            answer = json.load(connection.getresponse())
        if "error" in answer:
            raise AnvilError(f"{method}: {answer['error']}")
        return answer["result"]

    def send(self, **fields):
        """Send a transaction from an unlocked account, mine it, give its hash."""
        fields.setdefault("from", ACCOUNTS[0])
        tx_hash = TxHash(self.rpc("eth_sendTransaction", fields))
        for _ in range(100):
            if self.rpc("eth_getTransactionReceipt", tx_hash):
                return tx_hash
            self.rpc("evm_mine")
        raise AnvilError("a transaction was not mined")

    def deploy(self, runtime):
        """Put code (hex without 0x) on the chain; give its address."""
        size = len(runtime) // 2
        creation = f"0x61{size:04x}600e60003961{size:04x}6000f3{runtime}"
        tx_hash = self.send(data=creation, gas=hex(3_000_000))
        receipt = self.rpc("eth_getTransactionReceipt", tx_hash)
        return Address.from_bytes(bytes.fromhex(receipt["contractAddress"][2:]))

    def mine(self, count=1):
        """Add empty blocks."""
        self.rpc("anvil_mine", hex(count))


@contextmanager
def running_anvil(*arguments):
    """Start anvil, stop it at the end."""
    if not BINARY.exists():
        raise AnvilError("anvil is not installed: run `make test` once")
    process = subprocess.Popen(
        [str(BINARY), "--port", "0", "--chain-id", str(CHAIN_ID), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Anvil(process, _listening_url(process))
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def _listening_url(process):
    for line in process.stdout:
        if line.startswith("Listening on "):
            return "http://" + line.split()[-1]
    raise AnvilError("anvil ended before it listened")
