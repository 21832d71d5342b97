"""Will a vote or a delegation pass, and why not; needs no key."""

from asyncio import gather
from dataclasses import dataclass, replace

from wallet.domain.action import ActionCheck, decide_action
from wallet.domain.amounts import Amount
from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import Caution, Param, Rule, Simulation
from wallet.domain.errors import NotFound
from wallet.domain.governance import (
    ActionIntent,
    BallotIntent,
    DelegationIntent,
    Governor,
    ProposalState,
    Standing,
    SubmissionIntent,
    VotingPower,
)
from wallet.domain.ids import Address
from wallet.domain.vote_calls import encode_action
from wallet.ports.chain import ChainReader
from wallet.ports.governance import GovernorModule, VotesModule
from wallet.ports.system import Clock
from wallet.services.chain_source import ChainSource, chain_of
from wallet.services.snapshots import Snapshot, open_snapshot
from wallet.services.vote_rules import ballot_rules, delegation_cautions, delegation_rules

_COIN_DECIMALS = 18
_TIP_WEI = 2 * 10**9


@dataclass(frozen=True, slots=True)
class Language:
    """Who speaks with governors and voting tokens."""

    governors: GovernorModule
    votes: VotesModule


@dataclass(frozen=True, slots=True)
class _Tried:
    """The simulated call and what a transaction of it needs."""

    result: CallResult
    simulation: Simulation
    gas: int | None
    cautions: tuple[Caution, ...]


class VoteChecks:
    """Asks the chain about votes and delegations."""

    def __init__(self, networks: ChainSource, language: Language, clock: Clock) -> None:
        self._networks = networks
        self._language = language
        self._clock = clock

    async def check(self, intent: ActionIntent) -> ActionCheck:
        """Check at the newest block, in the context of the next.

        Raises:
            NotFound: ``proposal_unknown``.
            Undecided: ``ballot_domain_unknown``, for a signed ballot.
            ChainProblem: The network cannot be read at all.
        """
        chain = chain_of(self._networks, intent.chain_id)
        snapshot = await open_snapshot(chain, self._clock)
        contract, data = encode_action(intent)
        call = Call(contract, data, intent.caller)
        if isinstance(intent, DelegationIntent):
            return await self._delegation(snapshot, intent, call)
        return await self._vote(snapshot, intent, call)

    async def standing(
        self, reader: ChainReader, governor: Governor, proposal_id: int, account: Address | None
    ) -> Standing | None:
        """How a proposal stands, with all that is to know about the account's power."""
        found, now = await gather(
            self._language.governors.standing(reader, governor, proposal_id, account),
            self._power_now(reader, governor.token, account),
        )
        return None if found is None else with_power(found, now)

    async def _power_now(
        self, reader: ChainReader, token: Address | None, account: Address | None
    ) -> VotingPower | None:
        if token is None or account is None:
            return None
        return await self._language.votes.power_now(reader, token, account)

    async def _vote(
        self, snapshot: Snapshot, intent: BallotIntent | SubmissionIntent, call: Call
    ) -> ActionCheck:
        ballot = _ballot_of(intent)
        reader = snapshot.reader
        tried, standing, fresh = await gather(
            self._try(snapshot, call),
            self.standing(reader, ballot.governor, ballot.proposal_id, ballot.voter),
            self._is_fresh(reader, intent),
        )
        if standing is None:
            raise NotFound("proposal_unknown", id=str(ballot.proposal_id))
        weight = self._language.governors.weight(tried.result)
        rules = ballot_rules(ballot, standing, weight=weight, fresh=fresh)
        return self._answer(snapshot, (intent, call), tried, rules, standing)

    async def _is_fresh(
        self, reader: ChainReader, intent: BallotIntent | SubmissionIntent
    ) -> bool | None:
        """Whether a signed ballot's number is still the voter's next; ``None``: no such thing."""
        if isinstance(intent, BallotIntent):
            return None
        data = await self._language.governors.ballot(reader, _ballot_of(intent))
        return data.nonce == intent.ballot.nonce

    async def _delegation(
        self, snapshot: Snapshot, intent: DelegationIntent, call: Call
    ) -> ActionCheck:
        tried, power = await gather(
            self._try(snapshot, call),
            self._power_now(snapshot.reader, intent.token.address, intent.delegator),
        )
        more = replace(tried, cautions=(*tried.cautions, *delegation_cautions(intent, power)))
        rules = delegation_rules(intent, power)
        return self._answer(snapshot, (intent, call), more, rules, None)

    async def _try(self, snapshot: Snapshot, call: Call) -> _Tried:
        reader = snapshot.reader
        caller = call.sender or call.to
        result, gas, code, coin = await gather(
            reader.call(call),
            reader.estimate_gas(call),
            reader.code(call.to),
            reader.balance(caller),
        )
        simulation = self._language.governors.explain(result)
        if code == b"":
            # A call to an address without code always succeeds and does nothing.
            simulation = Simulation(ran=True, ok=False, error="no_code", raw=result.data)
        fee = None if gas is None else gas * (2 * (snapshot.block.base_fee or 0) + _TIP_WEI)
        return _Tried(result, simulation, gas, _short_of_coin(caller, coin, fee))

    def _answer(
        self,
        snapshot: Snapshot,
        asked: tuple[ActionIntent, Call],
        tried: _Tried,
        rules: tuple[Rule, ...],
        standing: Standing | None,
    ) -> ActionCheck:
        intent, call = asked
        return ActionCheck(
            intent,
            call,
            snapshot.block,
            snapshot.context_word,
            decide_action(tried.simulation, rules),
            tried.simulation,
            tried.cautions,
            tried.gas,
            standing,
            snapshot.reader.round_trips,
        )


def with_power(standing: Standing, now: VotingPower | None) -> Standing:
    """Add what the account holds and could vote with now.

    Before the snapshot is taken, what counts is what there is.
    """
    power = standing.power
    if power is None or now is None:
        return standing
    counted = power.counted
    if counted is None and standing.state is ProposalState.PENDING:
        counted = now.now
    return replace(
        standing,
        power=VotingPower(counted, power.is_final, now.now, now.balance, now.delegate),
    )


def _ballot_of(intent: BallotIntent | SubmissionIntent) -> BallotIntent:
    if isinstance(intent, BallotIntent):
        return intent
    signed = intent.ballot
    return BallotIntent(signed.governor, signed.proposal_id, signed.support, signed.voter)


def _short_of_coin(caller: Address, coin: int | None, fee: int | None) -> tuple[Caution, ...]:
    if coin is None or ((fee or 0) <= coin and (coin > 0 or fee is not None)):
        return ()
    params: dict[str, Param] = {
        "account": caller,
        "has": Amount(coin, _COIN_DECIMALS),
        "needs": Amount(fee or 0, _COIN_DECIMALS),
    }
    return (Caution("gas_funds", params if fee else {**params, "why": "fee_unknown"}),)
