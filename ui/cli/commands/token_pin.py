"""`scrip-offline token`: tell a computer without a network what tokens there are."""

from argparse import Namespace

from ui.cli import documents
from ui.cli.context import Context
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.cli.values import whole_number
from ui.text import sentence
from ui.text.help import text
from wallet.domain.ids import Address


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("token", "token")
    pinning = group.command("pin", "token_pin", _pin)
    pinning.add_argument("address", metavar="ADDRESS", help=text("token_argument"))
    pinning.add_argument(
        "--chain-id", metavar="N", type=whole_number, required=True, help=text("chain_id_here")
    )
    pinning.add_argument("--symbol", metavar="S", required=True, help=text("symbol"))
    pinning.add_argument(
        "--decimals", metavar="D", type=whole_number, required=True, help=text("decimals")
    )
    group.command("list", "token_pinned_list", _list)
    removing = group.command("remove", "token_pin_remove", _remove)
    removing.add_argument("token", metavar="TOKEN", help=text("token_argument"))


async def _pin(context: Context, args: Namespace) -> Outcome:
    tokens = context.apart.tokens
    pinned = tokens.pin(Address(args.address), args.chain_id, args.symbol, args.decimals)
    line = sentence(
        "token_pinned",
        symbol=pinned.symbol,
        decimals=pinned.decimals,
        network=tokens.network_name(args.chain_id),
        chain_id=args.chain_id,
    )
    return Outcome({"token": documents.token(pinned)}, (line,))


async def _list(context: Context, _args: Namespace) -> Outcome:
    return _all(context)


async def _remove(context: Context, args: Namespace) -> Outcome:
    context.apart.tokens.remove(args.token)
    return _all(context)


def _all(context: Context) -> Outcome:
    tokens = context.apart.tokens.tokens()
    rows = [
        (each.symbol, str(each.decimals), str(each.ref.chain_id), str(each.address))
        for each in tokens
    ]
    headings = ("Symbol", "Decimals", "Chain", "Address")
    lines = table(headings, rows) if rows else (sentence("no_pins_yet"),)
    return Outcome({"tokens": [documents.token(each) for each in tokens]}, lines)
