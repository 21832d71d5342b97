"""What T-REX contracts say: the parties, the free balance, the lock-ups."""

from asyncio import gather
from collections.abc import Mapping
from dataclasses import dataclass

from wallet.domain.abi import Function
from wallet.domain.compliance import TransferIntent
from wallet.domain.holding import Parts, Unlock
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.plain_text import clean
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643 import codes
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.probes import BALANCE_OF, PAUSED

MODULE_LIMIT = 64
Unlocks = tuple[Unlock, ...]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The contracts a token's rules live in; ``None`` where it names none."""

    registry: Address | None
    compliance: Address | None


@dataclass(frozen=True, slots=True)
class Party:
    """One address in the eyes of registry and token."""

    address: Address
    frozen: Answer
    identity: Answer
    country: Answer


@dataclass(frozen=True, slots=True)
class Module:
    """A rule module of the compliance contract.

    Attributes:
        name: Its own, cleaned; empty if it has none, ``None`` while unknown.
    """

    address: Address
    name: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the first look at one transfer brings."""

    anchors: Anchors
    sender: Party
    recipient: Party
    balance: Answer
    frozen_tokens: Answer
    paused: Answer
    verified: Answer
    can_transfer: Answer
    modules: Answer


async def read_anchors(reader: ChainReader, token: Address) -> Anchors:
    """Which registry and which compliance contract the token uses now."""
    registry, compliance = await gather(
        ask(reader, token, codes.IDENTITY_REGISTRY), ask(reader, token, codes.COMPLIANCE)
    )
    return Anchors(registry.address, compliance.address)


def pinned_anchors(anchors: Mapping[str, Address]) -> Anchors | None:
    """The anchors remembered with the token; ``None`` if there are none."""
    if "identity_registry" not in anchors or "compliance" not in anchors:
        return None
    return Anchors(anchors["identity_registry"], anchors["compliance"])


async def read_facts(reader: ChainReader, intent: TransferIntent) -> Facts:
    """Read the parties and the token's state, re-verifying the remembered contracts."""
    pinned = pinned_anchors(intent.token.anchors)
    if pinned is None:
        return await _facts_at(reader, intent, await read_anchors(reader, intent.token.address))
    now, facts = await gather(
        read_anchors(reader, intent.token.address), _facts_at(reader, intent, pinned)
    )
    # The issuer has put in another registry or compliance since: what was read is about the past.
    return facts if now == pinned else await _facts_at(reader, intent, now)


async def _facts_at(reader: ChainReader, intent: TransferIntent, anchors: Anchors) -> Facts:
    token = intent.token.address
    sender, recipient = intent.sender, intent.recipient
    compliance = anchors.compliance
    own, (verified, can_transfer, modules), payer, payee = await gather(
        gather(
            ask(reader, token, BALANCE_OF, sender),
            ask(reader, token, codes.FROZEN_TOKENS, sender),
            ask(reader, token, PAUSED),
        ),
        gather(
            _ask_anchor(reader, anchors.registry, codes.IS_VERIFIED, recipient),
            _ask_anchor(
                reader, compliance, codes.CAN_TRANSFER, sender, recipient, intent.base_units
            ),
            _ask_anchor(reader, compliance, codes.GET_MODULES),
        ),
        _party(reader, token, anchors, sender),
        _party(reader, token, anchors, recipient),
    )
    return Facts(anchors, payer, payee, *own, verified, can_transfer, modules)


async def _party(reader: ChainReader, token: Address, anchors: Anchors, address: Address) -> Party:
    frozen, identity, country = await gather(
        ask(reader, token, codes.IS_FROZEN, address),
        _ask_anchor(reader, anchors.registry, codes.IDENTITY, address),
        _ask_anchor(reader, anchors.registry, codes.COUNTRY, address),
    )
    return Party(address, frozen, identity, country)


async def _ask_anchor(
    reader: ChainReader, contract: Address | None, function: Function, *args: object
) -> Answer:
    """Ask a contract the token may not have; the zero address answers nothing."""
    return await ask(reader, contract or ZERO_ADDRESS, function, *args)


def bound_modules(modules: Answer) -> tuple[Address, ...]:
    """Addresses of the modules, as many as any sane compliance has."""
    found = (modules.items or ())[:MODULE_LIMIT]
    return tuple(item for item in found if isinstance(item, Address))


async def read_modules(reader: ChainReader, modules: Answer) -> tuple[Module, ...] | None:
    """The bound modules with their names; ``None`` for a compliance without modules."""
    if modules.items is None:
        return None
    bound = bound_modules(modules)
    names = await gather(*(ask(reader, module, codes.MODULE_NAME) for module in bound))
    return tuple(
        Module(address, clean(name.text or "", 64) if _was_asked(name) else None)
        for address, name in zip(bound, names, strict=True)
    )


def _was_asked(answer: Answer) -> bool:
    """Whether the contract had its say, be it that it has none."""
    return answer.result.returned or answer.result.reverted


async def read_lock_ups(
    reader: ChainReader,
    compliance: Address | None,
    bound: Answer,
    modules: tuple[Module, ...] | None,
    holder: Address,
) -> Unlocks | None:
    """Every lock-up entry of a holder, past ones included, soonest first.

    Args:
        reader: At the block in question.
        compliance: The compliance contract the modules belong to.
        bound: Its answer to which modules it has.
        modules: Those, with their names.
        holder: Whose entries.

    Returns:
        ``None`` while it is unknown whether, or what, is locked.
    """
    if compliance is None or not (bound.ok or bound.result.reverted):
        return None
    if any(module.name is None for module in modules or ()):
        return None
    named = [module for module in modules or () if module.name == "LockUpModule"]
    answers = await gather(
        *(ask(reader, module.address, codes.LOCK_UPS, compliance, holder) for module in named)
    )
    if not all(answer.ok for answer in answers):
        return None
    entries = [entry for answer in answers for entry in answer.items or ()]
    unlocks = [
        Unlock(int(entry[1]), int(entry[0])) for entry in entries if isinstance(entry, tuple)
    ]
    return tuple(sorted(unlocks, key=lambda unlock: unlock.at))


async def holder_lock_ups(
    reader: ChainReader, token: SecurityToken, holder: Address
) -> Unlocks | None:
    """The same for a token, re-verifying the remembered contracts."""
    pinned = pinned_anchors(token.anchors)
    if pinned is None:
        return await _lock_ups_at(reader, await read_anchors(reader, token.address), holder)
    now, found = await gather(
        read_anchors(reader, token.address), _lock_ups_at(reader, pinned, holder)
    )
    return found if now == pinned else await _lock_ups_at(reader, now, holder)


async def _lock_ups_at(reader: ChainReader, anchors: Anchors, holder: Address) -> Unlocks | None:
    bound = await _ask_anchor(reader, anchors.compliance, codes.GET_MODULES)
    modules = await read_modules(reader, bound)
    return await read_lock_ups(reader, anchors.compliance, bound, modules, holder)


def locked_parts(
    balance: int, frozen: int, unlocks: tuple[Unlock, ...], now: int
) -> tuple[Parts, tuple[Unlock, ...]]:
    """Split a balance, and keep the unlocks that are still ahead.

    Args:
        balance: Total base units.
        frozen: Frozen on chain, may exceed the balance.
        unlocks: All lock-up entries.
        now: Unix time of the block the answer is for.
    """
    ahead = tuple(unlock for unlock in unlocks if unlock.at > now)
    locked = sum(unlock.base_units for unlock in ahead)
    parts = Parts.split(
        total=balance, frozen_on_chain=frozen, free=max(0, balance - frozen - locked)
    )
    return parts, ahead


def block_time(reader: ChainReader) -> int:
    """The time a call sees."""
    return reader.context.timestamp if reader.context else reader.block.timestamp
