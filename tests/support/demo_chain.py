"""Asking the demo's chain directly, for tests that judge it from outside."""

import asyncio
from contextlib import asynccontextmanager

from wallet.demo.rpc import DemoRpc
from wallet.domain.abi import Function
from wallet.domain.errors import ProgramFault

GAS = 3_000_000


class DemoChain:
    """Reads and unlocked writes; every write can be undone with `undone`."""

    def __init__(self, rpc):
        self.rpc = rpc

    async def ask(self, contract, function, *args, at="latest"):
        """Call a view; one return value alone, several as a tuple."""
        parsed = Function.parse(function)
        call = {"to": contract, "data": "0x" + parsed.encode(*args).hex()}
        answer = await self.rpc.call("eth_call", call, at)
        values = parsed.decode(bytes.fromhex(answer[2:]))
        return values[0] if len(values) == 1 else values

    async def refusal(self, sender, contract, function, *args):
        """The reason a call reverts with: a text, or the node's words for a custom error."""
        data = "0x" + Function.parse(function).encode(*args).hex()
        call = {"from": sender, "to": contract, "data": data}
        try:
            await self.rpc.call("eth_call", call, "latest")
        except ProgramFault as fault:
            return fault.detail
        return None

    async def send(self, sender, contract, function, *args):
        """Mine a transaction; its receipt, successful or not."""
        call = {
            "from": sender,
            "to": contract,
            "data": "0x" + Function.parse(function).encode(*args).hex(),
            "gas": hex(GAS),
        }
        tx_hash = await self.rpc.call("eth_sendTransaction", call)
        while (receipt := await self.rpc.call("eth_getTransactionReceipt", tx_hash)) is None:
            await asyncio.sleep(0.01)
        return receipt

    @asynccontextmanager
    async def undone(self):
        """Take back everything that is done inside."""
        snapshot = await self.rpc.call("evm_snapshot")
        try:
            yield
        finally:
            await self.rpc.call("evm_revert", snapshot)

    async def block(self, tag="latest"):
        """A block's header fields as the node writes them."""
        (found,) = await self.rpc.batch([("eth_getBlockByNumber", [tag, False])])
        return found


@asynccontextmanager
async def open_chain(world):
    """A session with the world's chain."""
    async with DemoRpc(world.rpc_url) as rpc:
        yield DemoChain(rpc)
