"""The calls by which votes are given and power is handed over, to the last bit.

Source: OpenZeppelin Governor 4 and 5, ERC-5805. Used to build a call and, from the bytes alone,
to read it back: what does not fit exactly is not one of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wallet.domain.abi import AbiError, Function
from wallet.domain.compliance import Param
from wallet.domain.governance import (
    ActionIntent,
    BallotIntent,
    DelegationIntent,
    Support,
)
from wallet.domain.ids import Address

CAST = Function.parse("castVote(uint256,uint8)(uint256)")
CAST_WITH_REASON = Function.parse("castVoteWithReason(uint256,uint8,string)(uint256)")
# Fourth generation: the voter is whoever signed.
CAST_BY_NUMBERS = Function.parse("castVoteBySig(uint256,uint8,uint8,bytes32,bytes32)(uint256)")
CAST_BY_BYTES = Function.parse("castVoteBySig(uint256,uint8,address,bytes)(uint256)")
DELEGATE = Function.parse("delegate(address)()")

SIGNATURE_BYTES = 65


@dataclass(frozen=True, slots=True)
class VoteCall:
    """A decoded call.

    Attributes:
        kind: ``vote`` or ``delegation``.
    """

    kind: str
    function: str
    args: Mapping[str, Param]


def encode_action(intent: ActionIntent) -> tuple[Address, bytes]:
    """Contract and calldata of an intent."""
    if isinstance(intent, DelegationIntent):
        return intent.token.address, DELEGATE.encode(intent.delegatee)
    if isinstance(intent, BallotIntent):
        number, support = intent.proposal_id, intent.support.value
        if intent.reason:
            return intent.governor.address, CAST_WITH_REASON.encode(number, support, intent.reason)
        return intent.governor.address, CAST.encode(number, support)
    ballot = intent.ballot
    number, support, proof = ballot.proposal_id, ballot.support.value, ballot.signature
    if ballot.nonce is None:
        numbers = (proof[64], proof[:32], proof[32:64])
        return ballot.governor.address, CAST_BY_NUMBERS.encode(number, support, *numbers)
    return ballot.governor.address, CAST_BY_BYTES.encode(number, support, ballot.voter, proof)


def expected_args(intent: ActionIntent) -> Mapping[str, Param]:
    """What :func:`decode_vote` must read from the call of this intent."""
    if isinstance(intent, DelegationIntent):
        return {"delegatee": intent.delegatee}
    if isinstance(intent, BallotIntent):
        return {
            "proposal_id": intent.proposal_id,
            "support": intent.support.word,
            "reason": intent.reason,
        }
    ballot = intent.ballot
    return {
        "proposal_id": ballot.proposal_id,
        "support": ballot.support.word,
        "voter": None if ballot.nonce is None else ballot.voter,
        "signature": "0x" + ballot.signature.hex(),
    }


def decode_vote(data: bytes) -> VoteCall | None:
    """Read calldata; ``None`` if it is none of these calls in its one spelling."""
    for function, read in _READERS:
        if data[:4] == function.selector:
            try:
                values = function.decode_args(data)
            except AbiError:
                return None
            args = read(values)
            kind = "delegation" if function is DELEGATE else "vote"
            return None if args is None else VoteCall(kind, function.signature, args)
    return None


def _cast(values: tuple[object, ...]) -> Mapping[str, Param] | None:
    number, support = values[0], Support.numbered(values[1])
    if support is None or not isinstance(number, int):
        return None
    return {"proposal_id": number, "support": support.word}


def _plain(values: tuple[object, ...]) -> Mapping[str, Param] | None:
    args = _cast(values)
    return None if args is None else {**args, "reason": ""}


def _with_reason(values: tuple[object, ...]) -> Mapping[str, Param] | None:
    args, reason = _cast(values), values[2]
    return None if args is None or not isinstance(reason, str) else {**args, "reason": reason}


def _by_numbers(values: tuple[object, ...]) -> Mapping[str, Param] | None:
    args, (v, r, s) = _cast(values), values[2:]
    if args is None or not (isinstance(v, int) and isinstance(r, bytes) and isinstance(s, bytes)):
        return None
    return {**args, "voter": None, "signature": "0x" + (r + s + bytes([v])).hex()}


def _by_bytes(values: tuple[object, ...]) -> Mapping[str, Param] | None:
    args, voter, proof = _cast(values), values[2], values[3]
    if args is None or not isinstance(voter, Address) or not isinstance(proof, bytes):
        return None
    if len(proof) != SIGNATURE_BYTES:
        return None
    return {**args, "voter": voter, "signature": "0x" + proof.hex()}


def _delegate(values: tuple[object, ...]) -> Mapping[str, Param] | None:
    delegatee = values[0]
    return {"delegatee": delegatee} if isinstance(delegatee, Address) else None


_READERS = (
    (CAST, _plain),
    (CAST_WITH_REASON, _with_reason),
    (CAST_BY_NUMBERS, _by_numbers),
    (CAST_BY_BYTES, _by_bytes),
    (DELEGATE, _delegate),
)
