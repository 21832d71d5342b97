"""Voting power of a token's holders.

Source: ERC-5805 (getVotes, delegates); Compound's names for tokens of the first years. Units
vote only once they are delegated, if only to their own holder.
"""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.governance import VotingPower
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import ask
from wallet.standards.shared.probes import BALANCE_OF

GET_VOTES = Function.parse("getVotes(address)(uint256)")
CURRENT_VOTES = Function.parse("getCurrentVotes(address)(uint256)")
DELEGATES = Function.parse("delegates(address)(address)")


class Votes:
    """Reads power and delegation."""

    async def power_now(
        self, reader: ChainReader, token: Address, account: Address
    ) -> VotingPower | None:
        """Votes, balance and delegate at the reader's block.

        Returns:
            ``None`` if the token does not vote, or does not say.
        """
        votes, older, delegate, balance = await gather(
            ask(reader, token, GET_VOTES, account),
            ask(reader, token, CURRENT_VOTES, account),
            ask(reader, token, DELEGATES, account),
            ask(reader, token, BALANCE_OF, account),
        )
        now = older.number if votes.number is None else votes.number
        to = delegate.address
        if now is None or to is None:
            return None
        return VotingPower(now, False, now, balance.number, None if to.is_zero else to)  # noqa: FBT003
