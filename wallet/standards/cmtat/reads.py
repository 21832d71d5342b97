"""What a CMTAT says of one transfer: state, parties, its own checks, its rule engine."""

from asyncio import gather
from dataclasses import dataclass

from wallet.domain.abi import Function
from wallet.domain.compliance import TransferIntent
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader
from wallet.standards.cmtat import codes
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.face1404 import SPENDER_CHECK, detect
from wallet.standards.shared.probes import BALANCE_OF, PAUSED

SECOND, THIRD = "2.x", "3.x"
ENGINE = "rule_engine"
RULES_LIMIT = 32


@dataclass(frozen=True, slots=True)
class Party:
    """One address in the eyes of the token."""

    address: Address
    frozen: Answer
    listed: Answer


@dataclass(frozen=True, slots=True)
class Engine:
    """The contract a token leaves further rules to; ``rules`` is ``None`` if it names none."""

    address: Address | None
    rules: tuple[Address, ...] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the first look at one transfer brings.

    Attributes:
        code: ERC-1404 code; unanswered where the variant has no codes.
        can: The yes or no beside it.
    """

    balance: Answer
    frozen_tokens: Answer
    paused: Answer
    deactivated: Answer
    allowlist_on: Answer
    sender: Party
    recipient: Party
    spender: Party | None
    code: Answer
    can: Answer
    engine: Engine


def is_second(token: SecurityToken) -> bool:
    """Whether the token is of the second generation."""
    return token.version == SECOND


def frozen_function(token: SecurityToken) -> Function:
    """How the token's generation is asked whether an address is frozen."""
    return codes.FROZEN_V2 if is_second(token) else codes.IS_FROZEN


async def read_facts(reader: ChainReader, intent: TransferIntent) -> Facts:
    """Read the parties and the token's state, re-verifying the remembered engine."""
    token, address = intent.token, intent.token.address
    state, checks, parties, engine = await gather(
        gather(
            ask(reader, address, BALANCE_OF, intent.sender),
            ask(reader, address, codes.FROZEN_TOKENS, intent.sender),
            ask(reader, address, PAUSED),
            ask(reader, address, codes.DEACTIVATED),
            ask(reader, address, codes.ALLOWLIST_ON),
        ),
        gather(
            detect(reader, address, intent, by_spender=SPENDER_CHECK in token.capabilities),
            _can_transfer(reader, intent),
        ),
        gather(
            _party(reader, token, intent.sender),
            _party(reader, token, intent.recipient),
            _party(reader, token, intent.spender or ZERO_ADDRESS),
        ),
        read_engine(reader, token),
    )
    sender, recipient, spender = parties
    return Facts(*state, sender, recipient, spender if intent.spender else None, *checks, engine)


async def _can_transfer(reader: ChainReader, intent: TransferIntent) -> Answer:
    token, parties = intent.token, (intent.sender, intent.recipient, intent.base_units)
    if is_second(token):
        return await ask(reader, token.address, codes.VALIDATE, *parties, sender=intent.caller)
    if intent.spender is None:
        return await ask(reader, token.address, codes.CAN_TRANSFER, *parties, sender=intent.caller)
    args = (intent.spender, *parties)
    return await ask(reader, token.address, codes.CAN_TRANSFER_FROM, *args, sender=intent.caller)


async def _party(reader: ChainReader, token: SecurityToken, address: Address) -> Party:
    frozen, listed = await gather(
        ask(reader, token.address, frozen_function(token), address),
        ask(reader, token.address, codes.ALLOWLISTED, address),
    )
    return Party(address, frozen, listed)


async def read_engine(reader: ChainReader, token: SecurityToken) -> Engine:
    """The engine in use now, and its rules; the remembered one is asked at once."""
    pinned = token.anchors.get(ENGINE)
    if pinned is None:
        now = await ask(reader, token.address, codes.RULE_ENGINE)
        return await _engine_at(reader, now.address)
    now, engine = await gather(
        ask(reader, token.address, codes.RULE_ENGINE), _engine_at(reader, pinned)
    )
    # The issuer has put in another engine since: what was read is about the past.
    return engine if now.address == pinned else await _engine_at(reader, now.address)


async def _engine_at(reader: ChainReader, address: Address | None) -> Engine:
    if address is None or address.is_zero:
        return Engine(None, ())
    one_list, validation, operation, alone = await gather(
        ask(reader, address, codes.RULES),
        ask(reader, address, codes.RULES_VALIDATION),
        ask(reader, address, codes.RULES_OPERATION),
        ask(reader, address, codes.OWNS_CODE, 0),
    )
    lists = [one for one in (one_list, validation, operation) if one.items is not None]
    if lists:
        found = [rule for one in lists for rule in one.items or () if isinstance(rule, Address)]
        return Engine(address, tuple(dict.fromkeys(found[:RULES_LIMIT])))
    # One rule can be the whole engine.
    return Engine(address, (address,) if alone.ok else None)
