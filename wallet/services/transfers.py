"""From an allowed check to sent bytes: prepare, (sign elsewhere), submit.

The order of ``submit`` is the promise: journal the signed bytes, look again whether the
transfer is still allowed, send exactly those bytes, note that they were sent. Whatever happens
in between, the journal knows the bytes, and sending them twice pays once.
"""

from asyncio import gather
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from wallet.domain.action import ActionCheck, require_action
from wallet.domain.amounts import Amount
from wallet.domain.chain import Block, Call
from wallet.domain.compliance import TransferCheck, TransferIntent, Verdict, require_allowed
from wallet.domain.errors import (
    BadInput,
    ChainProblem,
    ProgramFault,
    Refusal,
    Undecided,
    WalletError,
)
from wallet.domain.events import OutboxChanged
from wallet.domain.governance import ActionIntent
from wallet.domain.ids import Address
from wallet.domain.review import review
from wallet.domain.transaction import FeeQuote, SignedTransaction, Speed, UnsignedTransaction
from wallet.domain.transfer import Acceptances, OutboxEntry, OutboxState, Reviewed, Signed
from wallet.ports.chain import Chain, ChainReader
from wallet.ports.storage import OutboxStore
from wallet.ports.system import Clock, EventSink
from wallet.services.chain_source import ChainSource, chain_of
from wallet.services.fees import gas_limit, parse_gwei, quote_fee
from wallet.services.nonces import choose_nonce, was_stopped

Recheck = Callable[[TransferIntent], Awaitable[TransferCheck]]
RecheckAction = Callable[[ActionIntent], Awaitable[ActionCheck]]
Checked = TransferCheck | ActionCheck
SigningLock = Callable[[], AbstractAsyncContextManager[None]]

_COIN_DECIMALS = 18
_KINDS = {
    "payment": "payment",
    "transfer": "transfer",
    "transfer_from": "transfer",
    "partition_transfer": "transfer",
    "partition_transfer_from": "transfer",
    "vote": "vote",
    "delegation": "delegation",
}


@dataclass(frozen=True, slots=True)
class Outside:
    """What sending needs from around it.

    Attributes:
        recheck: Answers an intent anew at the newest block.
        lock: One signer at a time per home folder; raises ``home_in_use``.
        recheck_action: The same for votes and delegations.
    """

    recheck: Recheck
    lock: SigningLock
    clock: Clock
    events: EventSink
    recheck_action: RecheckAction | None = None


class Transfers:
    """Prepares and sends transfers, votes and delegations."""

    def __init__(self, networks: ChainSource, outbox: OutboxStore, outside: Outside) -> None:
        self._networks = networks
        self._outbox = outbox
        self._outside = outside
        self._inside: ContextVar[bool] = ContextVar("inside", default=False)

    @asynccontextmanager
    async def exclusive(self) -> AsyncIterator[None]:
        """Keep other programs on the same home from choosing the same nonce meanwhile.

        Wrap ``prepare``, signing and ``submit`` in it where no person is waited for.
        ``submit`` takes it by itself; without it around ``prepare`` the loser of a race gets
        ``nonce_taken`` from the journal and prepares again.

        Raises:
            BadInput: ``home_in_use``.
        """
        if self._inside.get():
            yield
            return
        async with self._outside.lock():
            token = self._inside.set(True)
            try:
                yield
            finally:
                self._inside.reset(token)

    async def prepare(
        self,
        check: Checked,
        *,
        speed: Speed = Speed.NORMAL,
        max_fee_gwei: str | int | None = None,
        accepted: Acceptances | None = None,
    ) -> Reviewed:
        """Add nonce, gas and fee to the checked call, and read the bytes back.

        Args:
            check: An allowed check; its call is sent as it is.
            speed: How eagerly the fee bids.
            max_fee_gwei: Most per gas, in gwei as decimal text.
            accepted: What the person accepted explicitly.

        Raises:
            BadInput: ``amount_is_zero``, ``max_fee_too_low``, an unreadable fee.
            Refusal: ``gas_funds`` when the coin does not suffice (params are amounts).
            Undecided: ``gas_unknown``, ``balance_unknown``.
            ChainProblem: The node cannot be used, or has no base fee.
            ProgramFault: The check does not allow it, or the bytes differ from it.
        """
        accepted = accepted or Acceptances()
        cap = None if max_fee_gwei is None else parse_gwei(max_fee_gwei)
        chain = chain_of(self._networks, _passable(check, accepted))
        account = check.call.sender or check.intent.caller
        block = (await chain.head()).block
        reader = chain.reader(block)
        gas, balance, pending, tips = await gather(
            _gas(reader, check),
            reader.balance(account),
            chain.nonce(account),
            chain.priority_fees(),
        )
        fee = quote_fee(gas=gas, base_fee=_base_fee(block), tips=tips, speed=speed, cap=cap)
        live = self._live(chain.chain_id, account)
        nonce = choose_nonce(pending, live).nonce
        _require_funds(check, fee, balance, _committed(live, nonce))
        unsigned = _unsigned(chain.chain_id, nonce, fee, check.call)
        read = review(unsigned, account, check.intent)
        if isinstance(check, ActionCheck):
            return Reviewed(read, fee, None, accepted, check)
        return Reviewed(read, fee, check, accepted)

    async def submit(self, signed: Signed) -> OutboxEntry:
        """Journal the signed bytes, check once more if the chain moved, and send them.

        A changed verdict stops it: the entry stays ``signed`` with the reason as its error, is
        never sent by itself, and its nonce goes to the next transfer. A node that cannot be
        reached while sending leaves open whether the bytes arrived: the entry then comes back
        as ``signed`` with ``broadcast_unconfirmed`` and tracking goes on sending it.

        Raises:
            BadInput: ``home_in_use``.
            KeyProblem: ``nonce_taken``: something else of ours took the nonce; prepare again.
            Refusal: ``refused_after_signing`` (param ``check``); nothing was sent.
            Undecided: ``undecided_after_signing`` (param ``check``); nothing was sent.
            ChainProblem: The check could not be repeated (nothing was sent), or
                ``broadcast_refused`` (the entry is ``dropped``).
        """
        async with self.exclusive():
            entry = self._journal(signed)
            if entry.state is not OutboxState.SIGNED:
                return entry
            chain = chain_of(self._networks, entry.chain_id)
            await self._look_again(chain, signed, entry)
            return await self._send(chain, entry)

    def _journal(self, signed: Signed) -> OutboxEntry:
        fresh = _entry(signed, self._outside.clock.now())
        known = self._outbox.entry(fresh.tx_hash)
        if known is not None:
            return known
        live = self._live(fresh.chain_id, fresh.account)
        stopped = next((e for e in live if was_stopped(e) and e.nonce == fresh.nonce), None)
        if stopped is None:
            self._outbox.add(fresh)
        else:
            self._outbox.replace(fresh, stopped.tx_hash)
            # Its bytes never left this machine, so nothing can bring it back.
            self._store(replace(stopped, state=OutboxState.REPLACED, replaced_by=fresh.tx_hash))
        self._outside.events.publish(OutboxChanged(fresh.tx_hash))
        return fresh

    async def _look_again(self, chain: Chain, signed: Signed, entry: OutboxEntry) -> None:
        check = signed.reviewed.check or signed.reviewed.action
        if check is None:
            return
        try:
            if (await chain.head()).block.hash == check.block.hash:
                return
            now = await self._checked_again(check)
        except WalletError:
            self._store(replace(entry, error="not_checked_after_signing"))
            raise
        if now.verdict is Verdict.REFUSED:
            self._store(replace(entry, error="refused_after_signing"))
            raise Refusal("refused_after_signing", tx_hash=entry.tx_hash, check=now)
        if not _covered(now, check, signed.reviewed.accepted):
            self._store(replace(entry, error="undecided_after_signing"))
            raise Undecided("undecided_after_signing", tx_hash=entry.tx_hash, check=now)

    async def _checked_again(self, check: Checked) -> Checked:
        if isinstance(check, TransferCheck):
            return await self._outside.recheck(check.intent)
        if self._outside.recheck_action is None:
            raise ProgramFault("internal", what="recheck_action")
        return await self._outside.recheck_action(check.intent)

    async def _send(self, chain: Chain, entry: OutboxEntry) -> OutboxEntry:
        try:
            await chain.broadcast(entry.raw)
        except ChainProblem as problem:
            if problem.code == "broadcast_refused":
                self._store(replace(entry, state=OutboxState.DROPPED, error=problem.code))
                raise
            if problem.code == "wrong_chain":
                self._store(replace(entry, error="not_checked_after_signing"))
                raise
            return self._store(replace(entry, error="broadcast_unconfirmed"))
        now = self._outside.clock.now()
        # Tracking may have seen it mined in the meantime.
        stored = self._outbox.entry(entry.tx_hash) or entry
        if stored.state is not OutboxState.SIGNED:
            return stored
        sent = replace(stored, state=OutboxState.SUBMITTED, submitted_at=now, error=None)
        return self._store(sent)

    def _live(self, chain_id: int, account: Address) -> tuple[OutboxEntry, ...]:
        return tuple(e for e in self._outbox.open_entries(chain_id) if e.account == account)

    def _store(self, entry: OutboxEntry) -> OutboxEntry:
        self._outbox.update(entry)
        self._outside.events.publish(OutboxChanged(entry.tx_hash))
        return entry


def _entry(signed: Signed, now: int) -> OutboxEntry:
    shown = signed.reviewed.review
    kind = _KINDS.get(shown.call.kind)
    if kind is None:
        raise ProgramFault("unknown_call", kind=shown.call.kind)
    return OutboxEntry(
        tx_hash=signed.transaction.hash,
        chain_id=shown.transaction.chain_id,
        account=shown.account,
        nonce=shown.transaction.nonce,
        raw=signed.transaction.raw,
        state=OutboxState.SIGNED,
        kind=kind,
        signed_at=now,
        token=shown.call.token,
        recipient=shown.call.recipient,
        base_units=shown.call.base_units,
    )


def _unsigned(chain_id: int, nonce: int, fee: FeeQuote, call: Call) -> UnsignedTransaction:
    return UnsignedTransaction(
        chain_id,
        nonce,
        fee.priority_fee,
        fee.max_fee,
        fee.gas,
        call.to,
        call.value,
        call.data,
    )


def _passable(check: Checked, accepted: Acceptances) -> int:
    """The chain an allowed check is about."""
    if isinstance(check, ActionCheck):
        require_action(check)
        return check.intent.chain_id
    if check.intent.base_units == 0:
        raise BadInput("amount_is_zero")
    require_allowed(check, accept_disagreement=accepted.disagreement)
    return check.intent.token.ref.chain_id


async def _gas(reader: ChainReader, check: Checked) -> int:
    estimate = check.gas if check.gas is not None else await reader.estimate_gas(check.call)
    if estimate is None:
        raise Undecided("gas_unknown")
    return gas_limit(estimate)


def _base_fee(block: Block) -> int:
    if block.base_fee is None:
        raise ChainProblem("no_base_fee", block=block.number)
    return block.base_fee


def _committed(live: tuple[OutboxEntry, ...], nonce: int) -> int:
    """Wei that transactions before this one may still take."""
    waiting = (e for e in live if e.state is not OutboxState.MINED and e.nonce < nonce)
    before = (SignedTransaction.decode(entry.raw).unsigned for entry in waiting)
    return sum(tx.value + tx.gas * tx.max_fee for tx in before)


def _require_funds(check: Checked, fee: FeeQuote, balance: int | None, committed: int) -> None:
    if balance is None:
        raise Undecided("balance_unknown")
    needed = check.call.value + fee.max_wei + committed
    if balance < needed:
        raise Refusal(
            "gas_funds",
            needed=Amount(needed, _COIN_DECIMALS),
            available=Amount(balance, _COIN_DECIMALS),
        )


def _covered(now: Checked, before: Checked, accepted: Acceptances) -> bool:
    """Whether what was signed and accepted still covers what the check says now."""
    if isinstance(now, ActionCheck):
        return now.verdict is Verdict.ALLOWED and now.call == before.call
    burns = any(effect.id == "burn" for effect in now.effects)
    return (
        now.verdict is Verdict.ALLOWED
        and now.call == before.call
        and (accepted.disagreement or not now.needs_acceptance)
        and (not burns or "burn" in accepted.warnings)
    )
