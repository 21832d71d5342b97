"""The ERC-1404 face: a code for a transfer, and the contract's own words for a code.

Source: ERC-1404; the form with a spender is from its 2026 draft and from CMTAT. Code 0 means no
restriction and says nothing of balance, allowance or the zero address; every other code is the
contract's own. What a code means is told by contracts that name their codes in public constants.
"""

from asyncio import gather
from collections.abc import Mapping

from wallet.domain.abi import Function
from wallet.domain.compliance import TransferIntent
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.reverts import Cause

DETECT = Function.parse("detectTransferRestriction(address,address,uint256)(uint8)")
DETECT_FROM = Function.parse(
    "detectTransferRestrictionFrom(address,address,address,uint256)(uint8)"
)
MESSAGE = Function.parse("messageForTransferRestriction(uint8)(string)")
SPENDER_CHECK = "spender_check"


def speaks_1404(code: Answer, message: Answer) -> bool:
    """Whether both functions exist; one of them may fail for what it was asked."""
    if message.ok:
        # Code that lacks the function but has a fallback returns, and returns nothing.
        return code.length > 0 or not code.result.returned
    return code.ok and message.result.reverted


async def detect(
    reader: ChainReader, contract: Address, intent: TransferIntent, *, by_spender: bool
) -> Answer:
    """The code for a transfer.

    Args:
        reader: At the block in question.
        contract: The token, its rule engine, or one rule.
        intent: The transfer; its caller is the caller of the question too.
        by_spender: Ask the form that looks at the spender, where there is one.
    """
    parties = (intent.sender, intent.recipient, intent.base_units)
    if intent.spender is not None and by_spender:
        args = (intent.spender, *parties)
        return await ask(reader, contract, DETECT_FROM, *args, sender=intent.caller)
    return await ask(reader, contract, DETECT, *parties, sender=intent.caller)


def detect_question(intent: TransferIntent, *, by_spender: bool) -> str:
    """How :func:`detect` asks, for the details."""
    if intent.spender is not None and by_spender:
        return "detectTransferRestrictionFrom(spender,from,to,amount)"
    return "detectTransferRestriction(from,to,amount)"


async def read_named_codes(
    reader: ChainReader, contract: Address, names: Mapping[str, Cause]
) -> dict[int, Cause]:
    """The codes a contract names itself: public constants, by the names they were published with.

    Args:
        reader: At the block in question.
        contract: Whose codes.
        names: Getter (without parentheses) and what its code stands for.

    Returns:
        Meaning by code, in the order of the names; empty if the contract names none.
    """
    answers = await gather(
        *(ask(reader, contract, Function.parse(f"{name}()(uint8)")) for name in names)
    )
    found: dict[int, Cause] = {}
    for answer, cause in zip(answers, names.values(), strict=True):
        # Zero is success in every scheme; a contract that says 0 to all has named nothing.
        if answer.number:
            found.setdefault(answer.number, cause)
    return found
