"""CMTAT as a token standard of the wallet: recognise, read, build, check."""

from asyncio import gather

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import RuleReport, Simulation, TransferIntent
from wallet.domain.holding import Holding, Parts, ValueState
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, TokenDetails
from wallet.standards.cmtat import codes
from wallet.standards.cmtat.about import read_papers, read_powers, read_rules
from wallet.standards.cmtat.checks import check_transfer, read_parts
from wallet.standards.cmtat.reads import ENGINE, SECOND, THIRD, frozen_function
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.face1404 import DETECT, DETECT_FROM, SPENDER_CHECK
from wallet.standards.shared.probes import (
    BALANCE_OF,
    PAUSED,
    TOTAL_SUPPLY,
    transfer_calldata,
)
from wallet.standards.shared.reverts import explain_transfer


class Cmtat:
    """Knows the codes of the token, and asks the rule engine's rules one by one."""

    name = "CMTAT"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """By generation: how freezes are asked, and which yes-or-no check answers."""
        # Nobody is asked about: the zero address answers the shape of an answer as well.
        nobody = (ZERO_ADDRESS, ZERO_ADDRESS, 0)
        basics, third, second, extras = await gather(
            gather(
                ask(reader, token, TOTAL_SUPPLY),
                ask(reader, token, BALANCE_OF, token),
                ask(reader, token, PAUSED),
                ask(reader, token, codes.IDENTITY_REGISTRY),
            ),
            gather(
                ask(reader, token, codes.DEACTIVATED),
                ask(reader, token, codes.IS_FROZEN, token),
                ask(reader, token, codes.CAN_TRANSFER, *nobody),
            ),
            gather(
                ask(reader, token, codes.FROZEN_V2, token),
                ask(reader, token, codes.VALIDATE, *nobody),
                ask(reader, token, DETECT, *nobody),
            ),
            _read_extras(reader, token),
        )
        *needed, registry = basics
        if registry.ok or not all(answer.ok for answer in needed):
            return None
        version = _generation(third, second, engine=extras[-1])
        if version is None:
            return None
        capabilities, anchors = _extras(extras)
        return Match(version, ("freeze", "pause", *capabilities), anchors)

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Rules in force with those of the engine, role holders, terms and documents."""
        del account
        rules, powers, papers = await gather(
            read_rules(reader, token), read_powers(reader, token), read_papers(reader, token)
        )
        return TokenDetails(rules=rules, powers=powers, documents=papers)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """Total, and what of it is frozen: a part, or all for a frozen address."""
        balance, frozen_tokens, frozen, allowlist, listed = await gather(
            ask(reader, token.address, BALANCE_OF, account),
            ask(reader, token.address, codes.FROZEN_TOKENS, account),
            ask(reader, token.address, frozen_function(token), account),
            ask(reader, token.address, codes.ALLOWLIST_ON),
            ask(reader, token.address, codes.ALLOWLISTED, account),
        )
        parts = read_parts(balance, frozen_tokens)
        if frozen.flag is None:
            parts = None
        if parts is not None and frozen.flag:
            parts = Parts(total=parts.total, free=0, frozen=parts.total, locked=0)
        elif parts is not None and allowlist.flag and listed.flag is False:
            # Whoever is not on the list can send nothing; that is no freeze.
            parts = Parts.split(total=parts.total, frozen_on_chain=parts.frozen, free=0)
        return Holding(
            account,
            token,
            parts,
            frozen_on_chain=frozen_tokens.number,
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
        )

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Every rule of the token and of its rule engine."""
        return await check_transfer(reader, intent)

    def explain(self, result: CallResult) -> Simulation:
        """Success, a false, or the errors of token, engine and published rules."""
        return explain_transfer(result, codes.CMTAT_ERRORS)


async def _read_extras(reader: ChainReader, token: Address) -> tuple[Answer, ...]:
    nobody = (ZERO_ADDRESS, ZERO_ADDRESS, ZERO_ADDRESS, 0)
    return tuple(
        await gather(
            ask(reader, token, codes.FROZEN_TOKENS, token),
            ask(reader, token, codes.ALLOWLIST_ON),
            ask(reader, token, DETECT_FROM, *nobody),
            ask(reader, token, codes.NEXT_SNAPSHOTS),
            ask(reader, token, codes.SNAPSHOT_ENGINE),
            ask(reader, token, codes.RULE_ENGINE),
        )
    )


def _extras(answers: tuple[Answer, ...]) -> tuple[list[str], dict[str, Address]]:
    part, allowlist, by_spender, snapshots, snapshot_engine, engine = answers
    anchors = {
        role: answer.address
        for role, answer in ((ENGINE, engine), ("snapshot_engine", snapshot_engine))
        if answer.address is not None and not answer.address.is_zero
    }
    found = {
        "partial_freeze": part.ok,
        "allowlist": allowlist.ok,
        SPENDER_CHECK: by_spender.ok,
        "snapshots": snapshots.ok or "snapshot_engine" in anchors,
        ENGINE: ENGINE in anchors,
    }
    return [name for name, has in found.items() if has], anchors


def _generation(
    third: tuple[Answer, Answer, Answer], second: tuple[Answer, Answer, Answer], engine: Answer
) -> str | None:
    """Which generation; an engine that is out of order takes the check with it, not the token."""
    deactivated, frozen, can_transfer = third
    if _is_flag(deactivated) and _is_flag(frozen):
        return THIRD if _is_flag(can_transfer) or engine.address is not None else None
    frozen_before, validate, code = second
    if not _is_flag(frozen_before) or not (_is_flag(validate) or engine.address is not None):
        return None
    return SECOND if code.ok or _is_flag(deactivated) else None


def _is_flag(answer: Answer) -> bool:
    return answer.flag is not None and answer.length == 32
