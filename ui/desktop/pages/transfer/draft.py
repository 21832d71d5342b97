"""Reads the fields of the form into values, at the edge. Plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wallet.domain.account import Account
from wallet.domain.amounts import Amount
from wallet.domain.compliance import TransferIntent
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and chosen, as it is; nothing is lost on the way."""

    token: str = ""
    sender: str = ""
    recipient: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A field that cannot be used, and why."""

    field: str
    error: WalletError


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the fields mean; ``None`` for what is empty or unusable."""

    token: SecurityToken | None = None
    sender: Address | None = None
    recipient: Address | None = None
    amount: Amount | None = None
    troubles: tuple[Trouble, ...] = ()

    @property
    def intent(self) -> TransferIntent | None:
        """The wish, once every field has its value."""
        if not (self.token and self.sender and self.recipient) or self.amount is None:
            return None
        return TransferIntent(self.token, self.sender, self.recipient, self.amount.base_units)


def parse(
    draft: Draft,
    tokens: Sequence[SecurityToken],
    senders: Sequence[Account],
    resolve: Callable[[str], Address],
) -> Parsed:
    """Read every field; an empty one is no trouble yet."""
    troubles: list[Trouble] = []
    token = next((t for t in tokens if str(t.address) == draft.token), None)
    sender = next((a.address for a in senders if str(a.address) == draft.sender), None)
    recipient = None
    if draft.recipient.strip():
        try:
            recipient = resolve(draft.recipient.strip())
        except WalletError as error:
            troubles.append(Trouble("recipient", error))
    amount = None
    if draft.amount.strip() and token is not None:
        try:
            amount = Amount.parse(draft.amount, token.decimals)
        except WalletError as error:
            troubles.append(Trouble("amount", error))
    return Parsed(token, sender, recipient, amount, tuple(troubles))
