"""ERC-165: which interfaces a contract says it has.

Source: ERC-165. Most security tokens do not use it, so its silence means nothing; an answer that
contradicts the standard itself does.
"""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import ask

SUPPORTS = Function.parse("supportsInterface(bytes4)(bool)")
_ERC165, _NEVER = bytes.fromhex("01ffc9a7"), b"\xff\xff\xff\xff"


async def supported(reader: ChainReader, contract: Address, ids: tuple[str, ...]) -> str | None:
    """The first of the interfaces (four bytes in hex) that the contract says it has.

    ``None`` if it has none of them, or answers ERC-165 in a way that ERC-165 rules out.
    """
    own, never, *answers = await gather(
        *(
            ask(reader, contract, SUPPORTS, one)
            for one in (_ERC165, _NEVER, *(bytes.fromhex(one) for one in ids))
        )
    )
    if own.flag is not True or never.flag is not False:
        return None
    return next((one for one, said in zip(ids, answers, strict=True) if said.flag), None)


async def parrots(reader: ChainReader, contract: Address) -> bool:
    """Whether the contract seems to answer any question at all with the same word.

    Such a one says yes to the interface that no contract has, or no to the one that every
    contract with ERC-165 has.
    """
    own, never = await gather(
        ask(reader, contract, SUPPORTS, _ERC165), ask(reader, contract, SUPPORTS, _NEVER)
    )
    return never.length > 0 and (never.flag is not False or own.flag is not True)
