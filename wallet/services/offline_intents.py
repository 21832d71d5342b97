"""What a request was meant to do, found again from what it says: the wish behind the bytes."""

from collections.abc import Awaitable, Callable
from typing import Final

from wallet.domain.compliance import TransferIntent
from wallet.domain.errors import BadInput
from wallet.domain.governance import (
    ActionIntent,
    BallotIntent,
    DelegationIntent,
    Governor,
    Support,
)
from wallet.domain.ids import Address
from wallet.domain.review import DecodedCall
from wallet.domain.security_token import SecurityToken
from wallet.services.tokens import Tokens

Intent = TransferIntent | ActionIntent
FindGovernor = Callable[[str], Awaitable[Governor]]

TRANSFERS: Final = frozenset(
    {"payment", "transfer", "transfer_from", "partition_transfer", "partition_transfer_from"}
)


def intent_of(call: DecodedCall, account: Address, about: SecurityToken | Governor) -> Intent:
    """The intent of a decoded call.

    Args:
        call: As decoded.
        account: Who signs it.
        about: The token or governor it is about, with all that is known of it.

    Raises:
        BadInput: ``offline_not_possible`` for calls that do not travel by file.
    """
    if isinstance(about, Governor):
        return _ballot(call, account, about)
    if call.kind == "delegation" and call.recipient is not None:
        return DelegationIntent(about, account, call.recipient)
    return _transfer(call, account, about)


class Intents:
    """Finds tokens and governors again, then the intent."""

    def __init__(self, tokens: Tokens, governor: FindGovernor) -> None:
        self._tokens = tokens
        self._governor = governor

    async def find(self, call: DecodedCall, account: Address) -> Intent:
        """The intent of a call on the current network.

        Raises:
            BadInput: ``offline_not_possible``, ``not_a_token``, ``not_a_governor``.
            ChainProblem: The network cannot be read.
        """
        if call.kind == "vote" and call.recipient is not None:
            return intent_of(call, account, await self._governor(call.recipient))
        if call.token is None:
            return intent_of(call, account, self._tokens.native())
        return intent_of(call, account, await self._tokens.resolve(call.token))


def _transfer(call: DecodedCall, account: Address, token: SecurityToken) -> TransferIntent:
    sender, recipient, units = call.sender, call.recipient, call.base_units
    known = call.kind in TRANSFERS
    if not known or sender is None or recipient is None or units is None:
        raise BadInput("offline_not_possible", kind=call.kind)
    partition = call.args.get("partition")
    return TransferIntent(
        token,
        sender,
        recipient,
        units,
        bytes.fromhex(partition[2:]) if isinstance(partition, str) else None,
        None if sender == account else account,
    )


def _ballot(call: DecodedCall, account: Address, governor: Governor) -> BallotIntent:
    number, reason = call.args.get("proposal_id"), call.args.get("reason")
    support = next((one for one in Support if one.word == call.args.get("support")), None)
    # A ballot somebody else signed has no reason but a signature, and needs no key of ours.
    if not isinstance(number, int) or not isinstance(reason, str) or support is None:
        raise BadInput("offline_not_possible", kind=call.kind)
    return BallotIntent(governor, number, support, account, reason)
