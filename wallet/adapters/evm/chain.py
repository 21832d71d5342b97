"""One network as the wallet sees it: its head, readers, nonces, fees, sending, receipts.

What is asked in the same turn of the loop goes out in one request, e.g. the receipts of all
open transactions, or nonce, fees and head before a transaction is built.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from wallet.adapters.evm import fees, values, writer
from wallet.adapters.evm.coalescer import Coalescer
from wallet.adapters.evm.nodes import CHAIN_ID, Nodes
from wallet.adapters.evm.reader import EvmReader
from wallet.adapters.evm.reads import Traits
from wallet.adapters.evm.replies import Answer, NodeError
from wallet.adapters.evm.requests import DisagreementError, Request, agree, optional, required
from wallet.adapters.evm.transport import Limits
from wallet.domain.chain import Block, BlockContext, Head, Receipt
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import Address, TxHash
from wallet.domain.network import Network
from wallet.ports.chain import ChainReader

T = TypeVar("T")
Pending = tuple[int, int]


class EvmChain:
    """A ``Chain`` over the nodes of one network."""

    def __init__(
        self,
        network: Network,
        monotonic: Callable[[], float],
        limits: Limits | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            network: Nodes, quorum, chain id and, once known, the genesis hash.
            monotonic: Seconds that never go back.
            limits: Time-outs and sizes; the defaults suit public nodes.

        Raises:
            BadInput: ``url_malformed``, ``plain_http_not_loopback``.
        """
        self._nodes = Nodes(network, limits or Limits(), monotonic)
        self._monotonic = monotonic
        self._traits = Traits()
        self._coalescer: Coalescer[Request] = Coalescer(self._send)

    @property
    def chain_id(self) -> int:
        """The id this network must have; verified before any answer counts."""
        return self._nodes.chain_id

    @property
    def genesis_hash(self) -> str | None:
        """Hash of block 0 as pinned, or as found on first use."""
        return self._nodes.genesis_hash

    @property
    def supports_block_override(self) -> bool | None:
        """Whether calls can see the next block's number and time; ``None`` before the first."""
        return self._traits.call_context

    async def head(self) -> Head:
        """The newest block; with a quorum the newest that enough nodes have.

        Raises:
            ChainProblem: ``node_unreachable``, ``wrong_chain``, ``bad_reply``,
                ``nodes_disagree``.
        """
        newest, pending = await asyncio.gather(self._ask(_LATEST), self._ask(_PENDING))
        if isinstance(newest, int):
            newest = await self._ask(_block_request(newest, required(values.block)))
        block = _typed(newest, Block)
        if not isinstance(pending, tuple):
            return Head(block)
        number, time = pending
        follows = number == block.number + 1 and time > block.timestamp
        return Head(block, time if follows else None)

    def reader(self, block: Block, context: BlockContext | None = None) -> ChainReader:
        """A reader pinned to a block."""
        return EvmReader(self._nodes, self._traits, block, context, self._monotonic)

    async def nonce(self, address: Address) -> int:
        """Transactions the account has sent, pending ones included."""
        return _typed(await self._ask(_count_request(address, "pending")), int)

    async def mined_nonce(self, address: Address) -> int:
        """Transactions of the account in the newest block."""
        return _typed(await self._ask(_count_request(address, "latest")), int)

    async def priority_fees(self) -> fees.Tips:
        """Tips in wei per gas for slow, normal and fast.

        Raises:
            ChainProblem: ``fee_absurd``; otherwise as :meth:`head`.
        """
        history, suggestion, base_fee = await asyncio.gather(
            self._ask(fees.HISTORY), self._ask(fees.SUGGESTION), self._ask(fees.BASE_FEE)
        )
        return fees.tips(
            history if isinstance(history, tuple) else None,
            suggestion if isinstance(suggestion, int) else None,
            base_fee if isinstance(base_fee, int) else None,
        )

    async def broadcast(self, raw: bytes) -> TxHash:
        """Send signed bytes; sending the same bytes twice is harmless.

        The chain id is asked before, in a request of its own: bytes that were sent cannot be
        taken back.

        Raises:
            ChainProblem: ``broadcast_refused`` (``reason``: a known code or ``other``; the
                node's words in ``detail``), ``node_unreachable``, ``wrong_chain``.
        """
        tx_hash = writer.hash_of(raw)
        await self._ask(CHAIN_ID)
        request = writer.send_request(raw)
        exchange = await self._nodes.ask([request], fresh=True, everyone=True)
        problem = exchange.outcomes[0]
        if isinstance(problem, ChainProblem):
            refused = writer.refusal(problem)
            # A nonce is also too low when these very bytes were mined in the meantime.
            if refused is None or not await self.knows_transaction(tx_hash):
                raise refused or problem
        return tx_hash

    async def receipt(self, tx_hash: TxHash) -> Receipt | None:
        """The receipt, ``None`` while there is none."""
        decode = required(partial(values.receipt, tx_hash=tx_hash))
        request = Request("eth_getTransactionReceipt", (tx_hash,), decode, _merge_receipts)
        found = await self._ask(request)
        return None if found is None else _typed(found, Receipt)

    async def knows_transaction(self, tx_hash: TxHash) -> bool:
        """Whether a node has it, mined or pending."""
        return _typed(await self._ask(writer.known_request(tx_hash)), bool)

    async def block_at(self, number: int) -> Block | None:
        """The block at a height, ``None`` if there is none (yet)."""
        read = optional(partial(values.block_or_none, number=number))
        found = await self._ask(_block_request(number, read))
        return None if found is None else _typed(found, Block)

    async def block_times(self, numbers: Sequence[int]) -> dict[int, int]:
        """Unix times of blocks; unknown ones are left out."""
        wanted = sorted(set(numbers))
        found = await asyncio.gather(*(self.block_at(number) for number in wanted))
        pairs = zip(wanted, found, strict=True)
        return {number: block.timestamp for number, block in pairs if block is not None}

    async def close(self) -> None:
        """Give up connections."""
        await self._nodes.close()

    async def _ask(self, request: Request) -> object:
        # By identity: questions with equal words may be read in different ways.
        return await self._coalescer.ask(request, id(request))

    async def _send(self, requests: Sequence[Request]) -> list[object]:
        return (await self._nodes.ask(requests, fresh=True)).outcomes


def _count_request(address: Address, tag: str) -> Request:
    return Request("eth_getTransactionCount", (address, tag), required(values.number64))


def _block_request(number: int, decode: Callable[[Answer], object]) -> Request:
    return Request("eth_getBlockByNumber", (hex(number), False), decode)


def _decode_pending(answer: Answer) -> Pending | None:
    return None if isinstance(answer, NodeError) else values.pending_time(answer.value)


def _merge_newest(given: Sequence[Block], quorum: int) -> Block | int:
    """The newest block that enough nodes have, or its number if they have to be asked."""
    if len(given) < quorum:
        raise DisagreementError(len(given))
    number = sorted((block.number for block in given), reverse=True)[quorum - 1]
    same = [block for block in given if block.number == number]
    return agree(same, quorum) if len(same) >= quorum else number


def _merge_pending(given: Sequence[Pending | None], quorum: int) -> Pending | None:
    """The median: every node builds its own pending block, at its own second."""
    if len(given) < quorum:
        raise DisagreementError(len(given))
    known = sorted(value for value in given if value is not None)
    return known[(len(known) - 1) // 2] if known else None


def _merge_receipts(given: Sequence[Receipt | None], quorum: int) -> Receipt | None:
    """A receipt needs the quorum; while some nodes lag behind there is none yet."""
    known = [value for value in given if value is not None]
    if len(given) >= quorum > len(known) and len(set(known)) <= 1:
        return None
    return agree(given, quorum)


_LATEST = Request("eth_getBlockByNumber", ("latest", False), required(values.block), _merge_newest)
_PENDING = Request("eth_getBlockByNumber", ("pending", False), _decode_pending, _merge_pending)


def _typed(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value
