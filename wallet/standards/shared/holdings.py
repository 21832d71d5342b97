"""Holdings of the common shapes."""

from wallet.domain.holding import Holding, Parts, ValueState
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import ChainReader


def plain_holding(
    reader: ChainReader, token: SecurityToken, account: Address, balance: int | None
) -> Holding:
    """A holding whose whole balance is free; unknown when there is no balance."""
    return Holding(
        account,
        token,
        None if balance is None else Parts.split(total=balance),
        state=ValueState.UNKNOWN if balance is None else ValueState.KNOWN,
        grade=reader.grade,
        as_of_block=reader.block.number,
    )
