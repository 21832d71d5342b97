"""Will it pass, why not, and how much would."""

from asyncio import gather
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from wallet.domain.amounts import Amount
from wallet.domain.chain import Call, CallResult, CallState
from wallet.domain.compliance import (
    AmountRange,
    Maximum,
    Simulation,
    TransferCheck,
    TransferIntent,
    decide,
)
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.security_token import PARTITIONS, SecurityToken
from wallet.ports.standard import ReadsItsCalls, TokenStandard
from wallet.ports.system import Clock
from wallet.services.cautions import Surroundings, cautions
from wallet.services.chain_source import ChainSource
from wallet.services.foresight import Foresight, Roles
from wallet.services.search import Probe, search_ranges
from wallet.services.snapshots import Snapshot, open_snapshot
from wallet.services.tokens import Tokens

# What a token transfer needs at the very least; used only to see whether coin may be short.
_TIP_WEI = 2 * 10**9
_TOPIC = "check"
# Parameters of rules that are a likely end of what passes.
_FIGURES = ("left", "free", "total", "limit", "approved")


class Compliance:
    """Asks the chain about transfers; needs no key."""

    def __init__(
        self,
        tokens: Tokens,
        networks: ChainSource,
        clock: Clock,
        foresight: Foresight,
        known: Callable[[], Iterable[Address]],
    ) -> None:
        """Wire the service.

        Args:
            tokens: Recognised tokens and their standards.
            networks: The current network.
            clock: For chains whose newest block is old.
            foresight: Remembers what has to be asked.
            known: Addresses the person has named, owns or has sent to.
        """
        self._tokens = tokens
        self._networks = networks
        self._clock = clock
        self._foresight = foresight
        self._known = known

    async def check(self, intent: TransferIntent) -> TransferCheck:
        """Check one transfer at the newest block, in the context of the next.

        Raises:
            ChainProblem: The network cannot be read at all.
        """
        snapshot = await open_snapshot(self._networks.chain(), self._clock, intent.at)
        return await self._check_at(snapshot, intent)

    async def _check_at(self, snapshot: Snapshot, intent: TransferIntent) -> TransferCheck:
        if intent.partition is not None and PARTITIONS not in intent.token.capabilities:
            raise BadInput("no_partitions", symbol=intent.token.symbol)
        standard = self._tokens.standard_of(intent.token)
        roles = _roles(intent)
        reader = self._foresight.open(snapshot.reader, intent.token.ref, _TOPIC, roles)
        call = standard.build_call(intent)
        (result, gas, token_code), report, (recipient_code, caller_code, coin) = await gather(
            gather(reader.call(call), reader.estimate_gas(call), reader.code(call.to)),
            standard.check(reader, intent),
            gather(
                reader.code(intent.recipient),
                reader.code(intent.caller),
                reader.balance(intent.caller),
            ),
        )
        self._foresight.remember(reader, intent.token.ref, _TOPIC, roles)
        simulation = _simulated(_explain(standard, call), result, token_code, intent)
        if intent.at is not None and snapshot.reader.context is None:
            # The node answered for its own time: that says nothing of the time asked about.
            simulation = Simulation(ran=False, ok=None, message="no block override")
        fee = None if gas is None else gas * (2 * (snapshot.block.base_fee or 0) + _TIP_WEI)
        around = Surroundings(recipient_code, caller_code, coin, fee, frozenset(self._known()))
        return TransferCheck(
            intent,
            call,
            snapshot.block,
            snapshot.context_word,
            decide(simulation=simulation, answer=report.answer, rules=report.rules),
            simulation,
            report.answer,
            report.effects,
            cautions(intent, around),
            gas,
            reader.round_trips,
        )

    async def maximum(
        self,
        token: SecurityToken,
        sender: Address,
        recipient: Address,
        partition: bytes | None = None,
    ) -> Maximum:
        """How much would pass now, found by asking the chain itself.

        The rules' own figures (what is free, what is left of a limit) are the first guesses;
        each end of a range is confirmed by a simulated transfer on either side of it.

        Raises:
            ChainProblem: The network cannot be read.
        """
        snapshot = await open_snapshot(self._networks.chain(), self._clock)
        standard, reader = self._tokens.standard_of(token), snapshot.reader
        holding = await standard.read_holding(reader, token, sender)
        if holding.parts is None:
            return Maximum(token, None, (), snapshot.block)
        total = holding.parts.total
        whole = TransferIntent(token, sender, recipient, max(total, 1), partition)
        check = await self._check_at(snapshot, whole)

        async def passes(amount: int) -> bool | None:
            intent = replace(whole, base_units=amount)
            call = standard.build_call(intent)
            explained = _explain(standard, call)(await reader.call(call))
            return explained.ok if explained.ran else None

        hints = [holding.parts.free, *_figures(check)]
        step = _step(check)
        ranges = await search_ranges(Probe(passes), total, hints, step)
        if ranges is None:
            return Maximum(token, None, (), snapshot.block, step)
        top = ranges[-1][1] if ranges else 0
        beyond = await self._check_at(snapshot, replace(whole, base_units=top + step))
        limits = tuple(dict.fromkeys(rule.id for rule in beyond.failing))
        passing = tuple(AmountRange(low, high) for low, high in ranges)
        return Maximum(token, passing, limits, snapshot.block, step)


def _roles(intent: TransferIntent) -> Roles:
    return Roles.of(
        ("sender", intent.sender),
        ("recipient", intent.recipient),
        ("spender", intent.spender),
        amount=intent.base_units,
    )


def _explain(standard: TokenStandard, call: Call) -> Callable[[CallResult], Simulation]:
    """How a result of this call is read."""
    if isinstance(standard, ReadsItsCalls):
        return partial(standard.explain_call, call)
    return standard.explain


def _step(check: TransferCheck) -> int:
    """The lot size, where only whole lots can move."""
    lots = [rule.params.get("step") for rule in check.rules if rule.id == "granularity"]
    return next((lot.base_units for lot in lots if isinstance(lot, Amount)), 1)


def _simulated(
    explain: Callable[[CallResult], Simulation],
    result: CallResult,
    code: bytes | None,
    intent: TransferIntent,
) -> Simulation:
    """A call to an address without code always succeeds and moves nothing."""
    if result.state is CallState.FAILED:
        return Simulation(ran=False, ok=None, message=result.message)
    if not intent.token.is_native and not code and not result.data:
        # Silence is a success only where there is a contract to be silent.
        known = code is not None
        error = "no_code" if known else None
        return Simulation(ran=known, ok=False if known else None, error=error)
    return explain(result)


def _figures(check: TransferCheck) -> list[int]:
    """Quantities named by the rules: what is left, free or the limit."""
    found = (rule.params.get(name) for rule in check.rules for name in _FIGURES)
    several = (figure if isinstance(figure, tuple) else (figure,) for figure in found)
    return [one.base_units for each in several for one in each if isinstance(one, Amount)]
