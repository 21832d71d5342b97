"""What a transfer is asked with on the command line, read in the documented order."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Final

from ui.cli.context import Context
from ui.cli.parser import Parser
from ui.cli.values import gwei, partition, seconds
from ui.text.help import text
from wallet.domain.account import Account
from wallet.domain.amounts import Amount
from wallet.domain.compliance import TransferIntent
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.transaction import Speed

DEFAULT_TIMEOUT_S: Final = 120.0


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


def add_sending_options(parser: Parser) -> None:
    """The options every command that sends a transaction has."""
    speeds = [speed.value for speed in Speed]
    parser.add_argument("--fee", choices=speeds, default=Speed.NORMAL.value, help=text("fee"))
    parser.add_argument("--max-fee-gwei", metavar="X", type=gwei, help=text("max_fee_gwei"))
    waiting = parser.add_mutually_exclusive_group()
    waiting.add_argument("--wait", action="store_true", default=True, help=text("wait"))
    waiting.add_argument("--no-wait", dest="wait", action="store_false", help=text("no_wait"))
    parser.add_argument(
        "--timeout", metavar="S", type=seconds, default=DEFAULT_TIMEOUT_S, help=text("timeout")
    )


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
