"""Events of votes: proposals announced, votes cast, power handed over.

Source: OpenZeppelin Governor 4 and 5 (the same announcement as Governor Alpha and Bravo),
ERC-5805. What does not have exactly the shape of one of these is no such event.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wallet.domain.abi import AbiError, Function, encode, parse_type
from wallet.domain.chain import LogEntry, LogQuery
from wallet.domain.descriptions import plain_lines, title_of
from wallet.domain.governance import Proposal, ProposedCall, Support
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.domain.plain_text import clean

_CREATED_TYPES = "uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string"
_CREATED = Function.parse(f"created()({_CREATED_TYPES})")
_CAST = Function.parse("cast()(uint256,uint8,uint256,string)")
CREATED_TOPIC = keccak(f"ProposalCreated({_CREATED_TYPES})".encode())
CAST_TOPIC = keccak(b"VoteCast(address,uint256,uint8,uint256,string)")
CAST_WITH_PARAMS_TOPIC = keccak(b"VoteCastWithParams(address,uint256,uint8,uint256,string,bytes)")
DELEGATED_TOPIC = keccak(b"DelegateChanged(address,address,address)")
_ADDRESS = (parse_type("address"),)
# Announcements above this are no texts a person could read.
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A vote somebody gave. ``weight`` in base units of the voting token.

    Attributes:
        support: ``None`` for a way of voting that is none of the three.
    """

    governor: Address
    voter: Address
    proposal_id: int
    support: Support | None
    weight: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delegated:
    """Somebody's units vote through somebody else from now on."""

    token: Address
    delegator: Address
    before: Address
    after: Address


def created_query(
    governors: Sequence[Address], first: int = 0, last: int | None = None
) -> LogQuery:
    """Which logs announce proposals; without governors those of every contract."""
    return LogQuery(tuple(governors), (CREATED_TOPIC,), first, last)


def cast_query(
    governors: Sequence[Address], voters: Sequence[Address], first: int = 0, last: int | None = None
) -> LogQuery:
    """Which logs tell of votes of these accounts; without governors at every contract."""
    people = tuple(encode(_ADDRESS, (voter,)) for voter in voters)
    topics = ((CAST_TOPIC, CAST_WITH_PARAMS_TOPIC), people)
    return LogQuery(tuple(governors), topics, first, last)


def read_created(log: LogEntry) -> Proposal | None:
    """The proposal a log announces; ``None`` if it is none."""
    if log.topics != (CREATED_TOPIC,) or len(log.data) > _LARGEST:
        return None
    try:
        values = _CREATED.decode(log.data)
    except AbiError:
        return None
    number, proposer, targets, sums, signatures, datas, snapshot, deadline, text = values
    calls = _calls(targets, sums, signatures, datas)
    if not isinstance(proposer, Address) or calls is None:
        return None
    description = plain_lines(str(text))
    return Proposal(
        governor=log.address,
        id=_int(number),
        proposer=proposer,
        calls=calls,
        title=title_of(description),
        description=description,
        snapshot=_int(snapshot),
        deadline=_int(deadline),
        block_number=log.block_number,
        block_hash=log.block_hash,
        tx_hash=log.tx_hash,
    )


def _calls(
    targets: object, sums: object, signatures: object, datas: object
) -> tuple[ProposedCall, ...] | None:
    columns = (targets, sums, signatures, datas)
    lists = [column for column in columns if isinstance(column, tuple)]
    if len(lists) != 4 or len({len(column) for column in lists}) != 1:
        return None
    return tuple(
        # Where the name of the function stands apart, the calldata lacks its selector.
        ProposedCall(target, value, (keccak(name.encode())[:4] if name else b"") + data)
        for target, value, name, data in zip(*lists, strict=True)
    )


def read_cast(log: LogEntry) -> VoteCast | None:
    """The vote a log tells of; ``None`` if it tells of none."""
    named = log.topics[:1] in {(CAST_TOPIC,), (CAST_WITH_PARAMS_TOPIC,)}
    if not named or len(log.topics) != 2:
        return None
    voter = address_in(log.topics[1])
    try:
        number, support, weight, reason = _CAST.decode(log.data)
    except AbiError:
        return None
    if voter is None:
        return None
    said = Support.numbered(support)
    return VoteCast(log.address, voter, _int(number), said, _int(weight), clean(str(reason)))


def read_delegated(log: LogEntry) -> Delegated | None:
    """The delegation a log tells of; ``None`` if it tells of none."""
    if log.topics[:1] != (DELEGATED_TOPIC,) or len(log.topics) != 4 or log.data:
        return None
    delegator, before, after = (address_in(topic) for topic in log.topics[1:])
    if delegator is None or before is None or after is None:
        return None
    return Delegated(log.address, delegator, before, after)


def address_in(topic: bytes) -> Address | None:
    """The address in a topic; ``None`` if it holds something else."""
    if len(topic) != 32 or any(topic[:12]):
        return None
    return Address.from_bytes(topic[12:])


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("expected an integer")
    return value
