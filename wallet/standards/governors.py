"""Governors: contracts that ask holders for their votes.

Source: OpenZeppelin Governor 4.x and 5.x (Governor, GovernorCountingSimple, GovernorVotes,
GovernorCompatibilityBravo), ERC-6372 (clock), ERC-5267 (domain of typed data). Recognised by
what they answer; the generations differ in how a ballot is signed, which the fifth shows by
having ``nonces``.
"""

from asyncio import gather
from collections.abc import Mapping

from wallet.domain.abi import Function
from wallet.domain.chain import CallResult
from wallet.domain.compliance import Simulation, Subject
from wallet.domain.errors import Undecided
from wallet.domain.governance import (
    BallotIntent,
    Cast,
    ClockMode,
    Governor,
    ProposalState,
    Standing,
    Tally,
    VotingPower,
)
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.plain_text import NAME_LIMIT, SYMBOL_LIMIT, clean
from wallet.domain.typed_data import BallotData
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.reverts import ERRORS, Cause, read_revert

COUNTING_MODE = Function.parse("COUNTING_MODE()(string)")
CLOCK_MODE = Function.parse("CLOCK_MODE()(string)")
VOTING_DELAY = Function.parse("votingDelay()(uint256)")
VOTING_PERIOD = Function.parse("votingPeriod()(uint256)")
NAME = Function.parse("name()(string)")
VERSION = Function.parse("version()(string)")
TOKEN = Function.parse("token()(address)")
NONCES = Function.parse("nonces(address)(uint256)")
SYMBOL = Function.parse("symbol()(string)")
DECIMALS = Function.parse("decimals()(uint256)")
STATE = Function.parse("state(uint256)(uint8)")
SNAPSHOT = Function.parse("proposalSnapshot(uint256)(uint256)")
DEADLINE = Function.parse("proposalDeadline(uint256)(uint256)")
VOTES = Function.parse("proposalVotes(uint256)(uint256,uint256,uint256)")
BRAVO = Function.parse(
    "proposals(uint256)(uint256,address,uint256,uint256,uint256,uint256,uint256,uint256,bool,bool)"
)
HAS_VOTED = Function.parse("hasVoted(uint256,address)(bool)")
QUORUM = Function.parse("quorum(uint256)(uint256)")
GET_VOTES = Function.parse("getVotes(address,uint256)(uint256)")
DOMAIN = Function.parse("eip712Domain()(bytes1,string,string,uint256,address,bytes32,uint256[])")
_WHOLE_DOMAIN = b"\x0f"
_DECIMALS_LIMIT = 36

_ACTIVE: Cause = ("proposal_active", Subject.TIME)
_UNUSED: Cause = ("vote_unused", Subject.SENDER)
_VALID: Cause = ("ballot_valid", Subject.SENDER)
GOVERNOR_ERRORS: Mapping[str, Cause | None] = {
    **ERRORS,
    "GovernorUnexpectedProposalState(uint256,uint8,bytes32)": _ACTIVE,
    "GovernorAlreadyCastVote(address)": _UNUSED,
    "GovernorNonexistentProposal(uint256)": None,
    "GovernorInvalidVoteType()": None,
    "GovernorInvalidVoteParams()": None,
    "GovernorInvalidSignature(address)": _VALID,
    "InvalidAccountNonce(address,uint256)": _VALID,
    "ECDSAInvalidSignature()": _VALID,
    "ECDSAInvalidSignatureS(bytes32)": _VALID,
    "ERC5805FutureLookup(uint256,uint48)": None,
    "ERC6372InconsistentClock()": None,
}
GOVERNOR_TEXTS: Mapping[str, Cause] = {
    "Governor: vote not currently active": _ACTIVE,
    "GovernorVotingSimple: vote already cast": _UNUSED,
    "GovernorCompatibilityBravo: vote already cast": _UNUSED,
    "ECDSA: invalid signature": _VALID,
}


class Governors:
    """Reads governors of both generations."""

    async def recognise(self, reader: ChainReader, address: Address) -> Governor | None:
        """Recognise by what the contract answers; ``None`` if it is something else."""
        counting, clock, delay, period, name, token, nonces = await gather(
            ask(reader, address, COUNTING_MODE),
            ask(reader, address, CLOCK_MODE),
            ask(reader, address, VOTING_DELAY),
            ask(reader, address, VOTING_PERIOD),
            ask(reader, address, NAME),
            ask(reader, address, TOKEN),
            ask(reader, address, NONCES, ZERO_ADDRESS),
        )
        how = _parts(counting.text)
        # Numbers 0, 1, 2 mean against, for, abstain only under this name.
        if how.get("support") != "bravo" or delay.number is None or period.number is None:
            return None
        shares = token.address
        symbol, decimals = await _units(reader, shares)
        return Governor(
            reader.chain_id,
            address,
            clean(name.text or "", NAME_LIMIT) or address.short,
            4 if nonces.number is None else 5,
            _clock(clock.text),
            shares,
            symbol,
            decimals,
            tuple(clean(word, 16) for word in how.get("quorum", "").split(",") if word)[:3],
        )

    async def standing(
        self,
        reader: ChainReader,
        governor: Governor,
        proposal_id: int,
        account: Address | None = None,
    ) -> Standing | None:
        """How a proposal stands; ``None`` if the governor does not know it."""
        where = governor.address
        state, snapshot, deadline, votes, bravo, voted = await gather(
            ask(reader, where, STATE, proposal_id),
            ask(reader, where, SNAPSHOT, proposal_id),
            ask(reader, where, DEADLINE, proposal_id),
            ask(reader, where, VOTES, proposal_id),
            ask(reader, where, BRAVO, proposal_id),
            ask(reader, where, HAS_VOTED, proposal_id, account or ZERO_ADDRESS),
        )
        if state.result.reverted:
            return None
        point = snapshot.number
        quorum, power = await gather(
            _asked_at(reader, where, QUORUM, point),
            _power(reader, where, account, point),
        )
        return Standing(
            ProposalState.numbered(state.number),
            point,
            deadline.number,
            _tally(votes, bravo),
            quorum,
            power,
            None if account is None else _voted(voted),
        )

    async def ballot(self, reader: ChainReader, intent: BallotIntent) -> BallotData:
        """What a voter signs so that somebody else can hand the vote in.

        Raises:
            Undecided: ``ballot_domain_unknown``: the governor does not say it, or says it of
                another contract or chain.
        """
        where = intent.governor.address
        domain, name, version, nonce = await gather(
            ask(reader, where, DOMAIN),
            ask(reader, where, NAME),
            ask(reader, where, VERSION),
            ask(reader, where, NONCES, intent.voter),
        )
        names = _domain_names(domain, intent.governor) if domain.ok else (name.text, version.text)
        signs_voter = intent.governor.generation >= 5
        if None in names or (signs_voter and nonce.number is None):
            raise Undecided("ballot_domain_unknown")
        return BallotData(
            str(names[0]),
            str(names[1]),
            intent.chain_id,
            where,
            intent.proposal_id,
            intent.support,
            intent.voter if signs_voter else None,
            nonce.number if signs_voter else None,
        )

    def explain(self, result: CallResult) -> Simulation:
        """Read a simulated vote or delegation: success, or a decoded revert."""
        if result.returned:
            return Simulation(ran=True, ok=True, raw=result.data)
        if not result.reverted:
            return Simulation(ran=False, ok=None, message=result.message)
        error, args, cause = read_revert(result.data, GOVERNOR_ERRORS, GOVERNOR_TEXTS)
        return Simulation(
            ran=True,
            ok=False,
            error=error,
            args=args,
            raw=result.data,
            message=result.message,
            cause=cause,
        )

    def weight(self, result: CallResult) -> int | None:
        """What a simulated vote weighed; ``None`` if it did not say."""
        if not result.returned or len(result.data) != 32:
            return None
        return int.from_bytes(result.data, "big")


def _parts(text: str | None) -> dict[str, str]:
    """``support=bravo&quorum=for`` by name."""
    pairs = (part.partition("=") for part in (text or "")[:200].split("&"))
    return {name: value for name, equals, value in pairs if equals}


async def _units(reader: ChainReader, token: Address | None) -> tuple[str, int]:
    if token is None:
        return "", 0
    symbol, decimals = await gather(ask(reader, token, SYMBOL), ask(reader, token, DECIMALS))
    digits = decimals.number or 0
    return (
        clean(symbol.text or "", SYMBOL_LIMIT) or token.short,
        digits if digits <= _DECIMALS_LIMIT else 0,
    )


def _clock(text: str | None) -> ClockMode:
    mode = _parts(text).get("mode")
    return ClockMode.SECONDS if mode == ClockMode.SECONDS.value else ClockMode.BLOCKS


async def _asked_at(
    reader: ChainReader, where: Address, function: Function, point: int | None
) -> int | None:
    return None if point is None else (await ask(reader, where, function, point)).number


async def _power(
    reader: ChainReader, where: Address, account: Address | None, point: int | None
) -> VotingPower | None:
    if account is None:
        return None
    counted = None
    if point is not None:
        counted = (await ask(reader, where, GET_VOTES, account, point)).number
    # Before the snapshot is taken the question is refused.
    return VotingPower(counted, counted is not None, None, None, None)


def _tally(votes: Answer, bravo: Answer) -> Tally | None:
    found = votes.values
    if found is None and bravo.values is not None:
        in_favour, against, abstain = bravo.values[5:8]
        found = (against, in_favour, abstain)
    if found is None:
        return None
    against, in_favour, abstain = (one for one in found if isinstance(one, int))
    return Tally(against, in_favour, abstain)


def _voted(answer: Answer) -> Cast | None:
    # Nothing but a clear no means that the vote is still there to be given.
    return None if answer.flag is False else Cast(None)


def _domain_names(domain: Answer, governor: Governor) -> tuple[str | None, str | None]:
    fields, name, version, chain_id, contract, salt, extensions = domain.values or ()
    expected = (_WHOLE_DOMAIN, governor.chain_id, governor.address, bytes(32), ())
    if (fields, chain_id, contract, salt, extensions) != expected:
        return None, None
    return _exact(name), _exact(version)


def _exact(text: object) -> str | None:
    # A replacement character stands for bytes that were lost: their hash cannot be made.
    return text if isinstance(text, str) and "\ufffd" not in text else None
