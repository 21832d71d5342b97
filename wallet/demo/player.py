"""Plays a script on the chain: one block per chapter, every transaction's success checked."""

import asyncio
import time
from collections.abc import Sequence

from wallet.demo.rpc import Call, DemoRpc
from wallet.demo.script import Chapter, Step
from wallet.domain.errors import ProgramFault

GAS_LIMIT = 8_000_000
MAX_FEE_WEI = 3 * 10**9
BLOCK_GAS = 36_000_000
RECEIPT_DEADLINE_S = 5.0
# Under anvil's limit of 2 MB for one request.
REQUEST_CHARS = 1_000_000


async def play(rpc: DemoRpc, chapters: Sequence[Chapter]) -> None:
    """Send and mine every chapter at its own time, then let the chain follow the real clock.

    Args:
        rpc: The chain, started without automatic mining and with its genesis in the past.
        chapters: In order of time, all in the past.

    Raises:
        ProgramFault: ``demo_step_failed`` with the name of the transaction that did not succeed.
    """
    for chapter in chapters:
        hashes = await _send(rpc, chapter.steps)
        await rpc.call("evm_mine", chapter.time)
        await _require_success(rpc, chapter.steps, hashes)
    # The chain keeps the distance of its last block to the real clock: none, from here on.
    await rpc.batch(
        [
            ("evm_setBlockGasLimit", [hex(BLOCK_GAS)]),
            ("evm_mine", [int(time.time())]),
            ("evm_setAutomine", [True]),
        ]
    )


async def _send(rpc: DemoRpc, steps: Sequence[Step]) -> list[object]:
    hashes: list[object] = []
    part: list[Call] = []
    size = 0
    for step in steps:
        part.append(("eth_sendTransaction", [_transaction(step)]))
        size += 2 * len(step.data)
        if size > REQUEST_CHARS:
            hashes += await rpc.batch(part)
            part, size = [], 0
    return hashes + (await rpc.batch(part) if part else [])


def _transaction(step: Step) -> dict[str, str]:
    fields = {
        "from": step.sender,
        "nonce": hex(step.nonce),
        "data": "0x" + step.data.hex(),
        # Given, so that the node does not try each one out before it takes it.
        "gas": hex(GAS_LIMIT),
        "maxFeePerGas": hex(MAX_FEE_WEI),
        "maxPriorityFeePerGas": hex(1),
    }
    return fields if step.recipient is None else {**fields, "to": step.recipient}


async def _require_success(rpc: DemoRpc, steps: Sequence[Step], hashes: Sequence[object]) -> None:
    deadline = time.monotonic() + RECEIPT_DEADLINE_S
    receipts: list[object] = [None]
    while None in receipts:
        if time.monotonic() > deadline:
            late = steps[receipts.index(None)].name
            raise ProgramFault("demo_step_failed", step=late, why="no_receipt")
        receipts = await rpc.batch([("eth_getTransactionReceipt", [hash_]) for hash_ in hashes])
        if None in receipts:
            await asyncio.sleep(0.01)
    for step, receipt in zip(steps, receipts, strict=True):
        if not isinstance(receipt, dict) or receipt.get("status") != "0x1":
            raise ProgramFault("demo_step_failed", step=step.name, why="reverted")
