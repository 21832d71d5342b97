"""`scrip portfolio`: what each account really has."""

from argparse import Namespace

from ui.cli import documents
from ui.cli.context import Context
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.portfolio_lines import portfolio_lines
from ui.text.help import text
from wallet.domain.ids import Address


def add(top: Group) -> None:
    """Add the command."""
    command = top.command("portfolio", "portfolio", _portfolio)
    command.add_argument("--account", metavar="A", help=text("account_option"))


async def _portfolio(context: Context, args: Namespace) -> Outcome:
    accounts = accounts_of(context, args.account)
    view = await context.services.portfolio.read(accounts)
    document = {
        "block": documents.block(view.block),
        "round_trips": view.round_trips,
        "holdings": [documents.holding(held) for held in view.holdings],
    }
    return Outcome(document, portfolio_lines(view.holdings, context.name))


def accounts_of(context: Context, given: str | None) -> tuple[Address, ...]:
    """The account given, else all of them."""
    if given is not None:
        return (context.services.accounts.resolve(given),)
    return tuple(account.address for account in context.services.accounts.list())
