"""A chain in memory for tests of services and standards: answers what it was told to.

    chain = FakeChain()
    chain.answer(token, "balanceOf(address)(uint256)", 100)             # any arguments
    chain.answer(token, "frozen(address)(bool)", True, args=(alice,))   # these arguments only
    chain.revert(token, "canTransfer(address,address,uint256)(bool)", b"...")
    reader = chain.reader(chain.block, BlockContext(8, 1_700_000_012))

What nobody told it comes back as a revert without data, as from a contract that lacks the
function. Reads awaited together count as one round trip, as in the real reader.
"""

import asyncio
from dataclasses import dataclass, field, replace

from wallet.domain.abi import Function, encode
from wallet.domain.chain import Block, CallResult, CallState, Grade, Head, Receipt
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import TxHash
from wallet.domain.keccak import keccak

BLOCK = Block(7, "0x" + "b7" * 32, 1_700_000_000, base_fee=10**9)
FAILED = CallResult(CallState.FAILED, message="no answer")


def returned(types_signature, *values):
    """A result as a function with these outputs would give it."""
    function = Function.parse(types_signature)
    return CallResult(CallState.RETURNED, encode(function.outputs, values))


def reverted(data=b"", message="execution reverted"):
    """A revert with raw data."""
    return CallResult(CallState.REVERTED, data, message)


def reverted_with(reason):
    """A revert with ``Error(string)``."""
    return reverted(Function.parse("Error(string)").encode(reason))


@dataclass
class FakeChain:
    """Everything is a plain attribute: change it and read again."""

    chain_id: int = 31337
    block: Block = BLOCK
    pending_timestamp: int | None = BLOCK.timestamp + 12
    supports_block_override: bool | None = True
    grade: Grade = Grade.ONE_NODE
    results: dict = field(default_factory=dict)  # (address, selector or calldata) -> CallResult
    balances: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)
    slots: dict = field(default_factory=dict)
    gas: int | None = 60_000
    log_entries: list = field(default_factory=list)
    nonces: dict = field(default_factory=dict)
    mined_nonces: dict = field(default_factory=dict)
    fees: tuple = (10**8, 10**9, 2 * 10**9)
    sent: list = field(default_factory=list)
    known: set = field(default_factory=set)
    receipts: dict = field(default_factory=dict)
    blocks: dict = field(default_factory=dict)
    problem: ChainProblem | None = None  # raised by every question while set
    refusal: ChainProblem | None = None  # raised by broadcast while set
    readers: list = field(default_factory=list)
    closed: bool = False

    def answer(self, address, signature, *values, args=None):
        """Let a function return these values."""
        self.put(address, signature, returned(signature, *values), args=args)

    def revert(self, address, signature, data=b"", *, args=None):
        """Let a function revert."""
        self.put(address, signature, reverted(data), args=args)

    def put(self, address, signature, result, *, args=None):
        """Let a function give any result, or call ``result(call)`` for it."""
        function = Function.parse(signature)
        key = function.selector if args is None else function.encode(*args)
        self.results[address, key] = result

    def mine(self, count=1, seconds=12):
        """Move the head."""
        number = self.block.number + count
        digest = "0x" + keccak(number.to_bytes(8, "big")).hex()
        time = self.block.timestamp + seconds * count
        self.block = replace(self.block, number=number, hash=digest, timestamp=time)
        self.pending_timestamp = time + seconds

    def settle(self, tx_hash, *, succeeded=True, logs=()):
        """Give a transaction its receipt in the present block."""
        at = self.block
        self.known.add(tx_hash)
        self.receipts[tx_hash] = Receipt(
            tx_hash, at.number, at.hash, succeeded, 50_000, 2 * 10**9, tuple(logs)
        )

    def _check(self):
        if self.problem:
            raise self.problem

    async def head(self):
        self._check()
        return Head(self.block, self.pending_timestamp)

    def reader(self, block, context=None):
        reader = FakeReader(self, block, context if self.supports_block_override else None)
        self.readers.append(reader)
        return reader

    async def nonce(self, address):
        self._check()
        return self.nonces.get(address, 0)

    async def mined_nonce(self, address):
        self._check()
        return self.mined_nonces.get(address, self.nonces.get(address, 0))

    async def priority_fees(self):
        self._check()
        return self.fees

    async def broadcast(self, raw):
        self._check()
        if self.refusal:
            raise self.refusal
        tx_hash = TxHash.from_bytes(keccak(raw))
        self.sent.append(raw)
        self.known.add(tx_hash)
        return tx_hash

    async def receipt(self, tx_hash):
        self._check()
        return self.receipts.get(tx_hash)

    async def knows_transaction(self, tx_hash):
        self._check()
        return tx_hash in self.known

    async def block_at(self, number):
        self._check()
        return self.block if number == self.block.number else self.blocks.get(number)

    async def block_times(self, numbers):
        found = {number: await self.block_at(number) for number in numbers}
        return {number: block.timestamp for number, block in found.items() if block}

    async def close(self):
        self.closed = True


class FakeReader:
    """Reads the attributes of its chain; remembers every call in ``calls``."""

    def __init__(self, chain, block, context):
        self._chain = chain
        self.chain_id = chain.chain_id
        self.block = block
        self.context = context
        self.grade = chain.grade
        self.round_trips = 0
        self.calls = []
        self._open = None

    async def _trip(self):
        self._chain._check()
        if self._open is None:
            self.round_trips += 1
            self._open = asyncio.ensure_future(self._turns())
        await self._open

    async def _turns(self):
        for _ in range(4):
            await asyncio.sleep(0)
        self._open = None

    async def call(self, call):
        self.calls.append(call)
        await self._trip()
        results = self._chain.results
        missing = reverted()
        found = results.get((call.to, call.data), results.get((call.to, call.data[:4]), missing))
        return found(call) if callable(found) else found

    async def balance(self, address):
        await self._trip()
        return self._chain.balances.get(address, 0)

    async def code(self, address):
        await self._trip()
        return self._chain.codes.get(address, b"")

    async def storage(self, address, slot):
        await self._trip()
        return self._chain.slots.get((address, slot), bytes(32))

    async def estimate_gas(self, call):
        await self._trip()
        return self._chain.gas

    async def logs(self, query):
        await self._trip()
        last = self.block.number if query.to_block is None else query.to_block
        return tuple(
            entry
            for entry in self._chain.log_entries
            if (not query.addresses or entry.address in query.addresses)
            and query.from_block <= entry.block_number <= last
            and _topics_match(query.topics, entry.topics)
        )


def _topics_match(wanted, topics):
    if len(wanted) > len(topics):
        return False
    for want, topic in zip(wanted, topics, strict=False):
        if want is not None and topic not in (want if isinstance(want, tuple) else (want,)):
            return False
    return True
