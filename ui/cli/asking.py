"""What a transfer is asked with on the command line, read in the documented order."""

from argparse import Namespace
from dataclasses import dataclass

from ui.cli.context import Context
from ui.cli.parser import Parser
from ui.cli.values import partition
from ui.text.help import text
from wallet.domain.account import Account
from wallet.domain.amounts import Amount
from wallet.domain.compliance import TransferIntent
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address


@dataclass(frozen=True, slots=True)
class Parties:
    """Who sends and who receives.

    Attributes:
        account: The sender's own account where a signature is needed, else ``None``.
    """

    sender: Address
    recipient: Address
    account: Account | None = None


def add_transfer_options(parser: Parser) -> None:
    """The options every question about a transfer has."""
    parser.add_argument("--from", dest="sender", metavar="A", help=text("from"))
    parser.add_argument("--partition", metavar="P", type=partition, help=text("partition"))


def read_parties(context: Context, args: Namespace, *, must_sign: bool) -> Parties:
    """Sender and recipient; without --from the one account that can sign."""
    accounts = context.services.accounts
    if must_sign or args.sender is None:
        account = accounts.default_sender(args.sender)
        return Parties(account.address, accounts.resolve(args.to), account)
    return Parties(accounts.resolve(args.sender), accounts.resolve(args.to))


async def read_transfer(context: Context, args: Namespace, *, must_sign: bool) -> TransferIntent:
    """Accounts, then the token, then the amount with the token's decimals."""
    parties = read_parties(context, args, must_sign=must_sign)
    spender = getattr(args, "spender", None)
    carried_by = None if spender is None else context.services.accounts.resolve(spender)
    token = await context.services.tokens.resolve(args.token)
    amount = Amount.parse(args.amount, token.decimals)
    return TransferIntent(
        token,
        parties.sender,
        parties.recipient,
        amount.base_units,
        partition=args.partition,
        spender=carried_by,
        at=getattr(args, "at", None),
    )


def require_something(intent: TransferIntent) -> None:
    """Sending nothing is refused before anything else is asked.

    Raises:
        BadInput: ``amount_is_zero``.
    """
    if intent.base_units == 0:
        raise BadInput("amount_is_zero")
