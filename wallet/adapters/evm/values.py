"""Values of the Ethereum JSON-RPC interface, read strictly from what a node answered.

Source: Ethereum execution API, "hex value encoding": quantities are 0x and hex without leading
zeros, data is 0x and two digits per byte. Every value has a range; nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from wallet.adapters.evm.replies import Json, UnreadableReplyError
from wallet.domain.chain import Block, LogEntry, LogQuery, Receipt
from wallet.domain.ids import Address, TxHash

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_RETURN_DATA = 64 * 1024
MAX_CODE = 128 * 1024
MAX_LOG_DATA = 1024 * 1024
MAX_TIME = 253_402_300_799  # the last second of the year 9999
MAX_GAS_PRICE = 2**96
_QUANTITY = re.compile(r"0x(?:0|[1-9a-fA-F][0-9a-fA-F]{0,63})", re.ASCII)
_DATA = re.compile(r"0x(?:[0-9a-fA-F]{2})*", re.ASCII)


def quantity(value: Json, below: int = 2**256) -> int:
    """A non-negative integer under ``below``."""
    if not isinstance(value, str) or not _QUANTITY.fullmatch(value):
        raise UnreadableReplyError("quantity_malformed")
    number = int(value, 16)
    if number >= below:
        raise UnreadableReplyError("quantity_out_of_range")
    return number


def number64(value: Json) -> int:
    """A block number, nonce, index or amount of gas."""
    return quantity(value, 2**63)


def data(value: Json, cap: int = MAX_RETURN_DATA) -> bytes:
    """Bytes, at most ``cap`` of them."""
    if not isinstance(value, str):
        raise UnreadableReplyError("data_malformed")
    if len(value) > 2 + 2 * cap:
        raise UnreadableReplyError("data_too_large")
    if not _DATA.fullmatch(value):
        raise UnreadableReplyError("data_malformed")
    return bytes.fromhex(value[2:])


def exact(value: Json, size: int) -> bytes:
    """Bytes of exactly one length."""
    raw = data(value, size)
    if len(raw) != size:
        raise UnreadableReplyError("wrong_length")
    return raw


def hash32(value: Json) -> str:
    """A hash as lower-case text."""
    return "0x" + exact(value, 32).hex()


def address(value: Json) -> Address:
    """A 20-byte address; nodes disagree on upper and lower case, so no checksum is asked."""
    return Address.from_bytes(exact(value, 20))


def word(value: Json) -> bytes:
    """A storage slot: 32 bytes; some nodes answer shorter ones."""
    raw = data(value, 32)
    return raw.rjust(32, b"\x00")


def record(value: Json) -> Mapping[str, Json]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise UnreadableReplyError("not_an_object")
    return value


def items(value: Json) -> Sequence[Json]:
    """A JSON list."""
    if not isinstance(value, list):
        raise UnreadableReplyError("not_a_list")
    return value


def block(value: Json, number: int | None = None) -> Block:
    """A mined block; ``number`` is the one that was asked for."""
    fields = record(value)
    found = number64(fields.get("number"))
    if number is not None and found != number:
        raise UnreadableReplyError("other_block")
    return Block(found, hash32(fields.get("hash")), timestamp(fields), _base_fee(fields))


def block_or_none(value: Json, number: int | None = None) -> Block | None:
    """A mined block, or null for one that does not exist (yet)."""
    return None if value is None else block(value, number)


def pending_time(value: Json) -> tuple[int, int] | None:
    """Number and time of the pending block; ``None`` where the node has none."""
    if value is None:
        return None
    fields = record(value)
    if fields.get("number") is None:
        return None
    return number64(fields["number"]), timestamp(fields)


def timestamp(fields: Mapping[str, Json]) -> int:
    """Unix seconds of a block."""
    return quantity(fields.get("timestamp"), MAX_TIME + 1)


def _base_fee(fields: Mapping[str, Json]) -> int | None:
    given = fields.get("baseFeePerGas")
    return None if given is None else quantity(given, MAX_GAS_PRICE)


def log_entry(value: Json) -> LogEntry:
    """One mined log."""
    fields = record(value)
    if fields.get("removed", False) is not False:
        raise UnreadableReplyError("log_removed")
    topics = items(fields.get("topics"))
    if len(topics) > 4:
        raise UnreadableReplyError("too_many_topics")
    return LogEntry(
        address=address(fields.get("address")),
        topics=tuple(exact(topic, 32) for topic in topics),
        data=data(fields.get("data"), MAX_LOG_DATA),
        block_number=number64(fields.get("blockNumber")),
        block_hash=hash32(fields.get("blockHash")),
        tx_hash=TxHash(hash32(fields.get("transactionHash"))),
        log_index=number64(fields.get("logIndex")),
    )


def logs(value: Json, query: LogQuery, to_block: int) -> tuple[LogEntry, ...]:
    """Logs in chain order, each of them one that was asked for, none of them twice."""
    entries = sorted(
        (log_entry(entry) for entry in items(value)),
        key=lambda entry: (entry.block_number, entry.log_index),
    )
    if any(not _matches(entry, query, to_block) for entry in entries):
        raise UnreadableReplyError("log_not_asked_for")
    _refuse_contradictions(entries)
    return tuple(entries)


def _matches(entry: LogEntry, query: LogQuery, to_block: int) -> bool:
    # No address stands for any.
    if query.addresses and entry.address not in query.addresses:
        return False
    if len(query.topics) > len(entry.topics):
        return False
    if not query.from_block <= entry.block_number <= to_block:
        return False
    pairs = zip(query.topics, entry.topics, strict=False)
    return all(_topic_matches(wanted, topic) for wanted, topic in pairs)


def _topic_matches(wanted: bytes | tuple[bytes, ...] | None, topic: bytes) -> bool:
    return wanted is None or topic in (wanted if isinstance(wanted, tuple) else (wanted,))


def _refuse_contradictions(entries: "Iterable[LogEntry]") -> None:
    seen: set[tuple[int, int]] = set()
    hashes: dict[int, str] = {}
    for entry in entries:
        place = entry.block_number, entry.log_index
        if place in seen:
            raise UnreadableReplyError("log_twice")
        seen.add(place)
        if hashes.setdefault(entry.block_number, entry.block_hash) != entry.block_hash:
            raise UnreadableReplyError("two_blocks_of_one_number")


def receipt(value: Json, tx_hash: TxHash) -> Receipt | None:
    """The receipt of this very transaction; ``None`` while there is none."""
    if value is None:
        return None
    fields = record(value)
    number, block_hash = number64(fields.get("blockNumber")), hash32(fields.get("blockHash"))
    if hash32(fields.get("transactionHash")) != tx_hash:
        raise UnreadableReplyError("other_transaction")
    entries = tuple(log_entry(entry) for entry in items(fields.get("logs")))
    for entry in entries:
        if (entry.tx_hash, entry.block_hash) != (tx_hash, block_hash):
            raise UnreadableReplyError("other_transaction")
    return Receipt(
        tx_hash=tx_hash,
        block_number=number,
        block_hash=block_hash,
        succeeded=quantity(fields.get("status"), 2) == 1,
        gas_used=number64(fields.get("gasUsed")),
        effective_gas_price=quantity(fields.get("effectiveGasPrice"), MAX_GAS_PRICE),
        logs=entries,
    )


def known_transaction(value: Json, tx_hash: TxHash) -> bool:
    """Whether the node has the transaction."""
    if value is None:
        return False
    if hash32(record(value).get("hash")) != tx_hash:
        raise UnreadableReplyError("other_transaction")
    return True


def fee_history(value: Json) -> tuple[tuple[int, ...], ...]:
    """The rewards per block and percentile, in wei per gas; empty blocks are left out.

    A block without transactions reports zeros, which say nothing about what is paid.
    """
    rows = record(value).get("reward")
    rewards = [tuple(quantity(part, MAX_GAS_PRICE) for part in items(row)) for row in items(rows)]
    if any(len(row) != 3 for row in rewards):
        raise UnreadableReplyError("wrong_count")
    return tuple(row for row in rewards if any(row))


def log_filter(query: LogQuery, to_block: int) -> Json:
    """The filter of a question about logs."""
    topics: list[Json] = [_topic(topic) for topic in query.topics]
    where: dict[str, Json] = {"address": list(query.addresses)} if query.addresses else {}
    return {
        **where,
        "fromBlock": hex(query.from_block),
        "toBlock": hex(to_block),
        "topics": topics,
    }


def _topic(topic: bytes | tuple[bytes, ...] | None) -> Json:
    if isinstance(topic, tuple):
        return ["0x" + one.hex() for one in topic]
    return None if topic is None else "0x" + topic.hex()
