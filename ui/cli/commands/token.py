"""`scrip token`: which tokens are tracked, and what their contracts say."""

from argparse import Namespace

from ui.cli import details, documents
from ui.cli.context import Context
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.text import sentence
from ui.text.help import text
from wallet.domain.account import Account
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("token", "token")
    adding = group.command("add", "token_add", _add)
    adding.add_argument("token", metavar="ADDRESS", help=text("token_argument"))
    showing = group.command("show", "token_show", _show)
    showing.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    showing.add_argument("--account", metavar="A", help=text("address"))
    group.command("list", "token_list", _list)
    removing = group.command("remove", "token_remove", _remove)
    removing.add_argument("token", metavar="TOKEN", help=text("token_argument"))


async def _add(context: Context, args: Namespace) -> Outcome:
    added = await context.services.tokens.add(Address(args.token))
    line = sentence("token_added", name=added.name, symbol=added.symbol, standard=_standard(added))
    return Outcome({"token": documents.token(added)}, (line,))


async def _show(context: Context, args: Namespace) -> Outcome:
    services = context.services
    account = _account(context, args.account)
    shown = await services.tokens.resolve(args.token)
    told = await services.tokens.details(shown, account)
    document = {
        "token": documents.token(shown),
        "account": None if account is None else str(account),
        **details.document(told, context.name),
    }
    lines = (
        sentence("token_heading", name=shown.name, symbol=shown.symbol, standard=_standard(shown)),
        str(shown.address),
        *details.lines(told, context.name),
    )
    return Outcome(document, lines)


async def _list(context: Context, _args: Namespace) -> Outcome:
    return _all(context)


async def _remove(context: Context, args: Namespace) -> Outcome:
    context.services.tokens.remove(args.token)
    return _all(context)


def _account(context: Context, given: str | None) -> Address | None:
    """The account asked about: the one given, else the only signing one, else nobody's."""
    if given is not None:
        return context.services.accounts.resolve(given)
    signing = [each for each in context.services.accounts.list() if _signs(each)]
    return signing[0].address if len(signing) == 1 else None


def _signs(account: Account) -> bool:
    return account.kind.can_sign


def _all(context: Context) -> Outcome:
    tokens = context.services.tokens.tokens()
    rows = [(each.symbol, each.name, _standard(each), str(each.address)) for each in tokens]
    headings = ("Symbol", "Name", "Standard", "Address")
    lines = table(headings, rows) if rows else (sentence("no_tokens_yet"),)
    return Outcome({"tokens": [documents.token(each) for each in tokens]}, lines)


def _standard(token: SecurityToken) -> str:
    return f"{token.standard} {token.version}" if token.version else token.standard
