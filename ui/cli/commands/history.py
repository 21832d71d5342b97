"""`scrip history`: what happened to the accounts' tokens."""

from argparse import Namespace
from pathlib import Path

from ui.cli import documents
from ui.cli.context import Context, tell
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.text import sentence
from ui.text.formatting import grouped, time
from ui.text.help import text
from wallet.domain.activity import ActivityEntry


def add(top: Group) -> None:
    """Add the command."""
    command = top.command("history", "history", _history)
    command.add_argument("--account", metavar="A", help=text("account_option"))
    command.add_argument("--token", metavar="T", help=text("history_token"))
    command.add_argument("--csv", metavar="FILE", type=Path, help=text("csv"))


async def _history(context: Context, args: Namespace) -> Outcome:
    services = context.services
    account = None if args.account is None else services.accounts.resolve(args.account)
    token = None if args.token is None else await services.tokens.resolve(args.token)
    tell(sentence("progress_history"))
    await services.activity.sync()
    entries = services.activity.entries(account, None if token is None else token.address)
    if args.csv is not None:
        services.activity.export_csv(args.csv)
    document = {
        "entries": [documents.history_entry(entry, context.token_of) for entry in entries],
        "synced_to_block": services.activity.synced_to(),
    }
    lines = _lines(context, entries)
    if args.csv is not None:
        lines = (*lines, sentence("csv_written", file=str(args.csv)))
    return Outcome(document, lines)


def _lines(context: Context, entries: tuple[ActivityEntry, ...]) -> tuple[str, ...]:
    if not entries:
        return (sentence("no_history_yet"),)
    rows = [
        (
            sentence("unknown") if entry.at is None else time(entry.at),
            sentence(f"kind_{entry.kind}"),
            _amount(context, entry),
            "" if entry.sender is None else context.name(entry.sender),
            "" if entry.recipient is None else context.name(entry.recipient),
        )
        for entry in entries
    ]
    return table(("When", "What", "Amount", "From", "To"), rows, right=frozenset({2}))


def _amount(context: Context, entry: ActivityEntry) -> str:
    token = context.token_of(entry.token)
    if entry.base_units is None or token is None:
        return ""
    return f"{grouped(token.amount(entry.base_units))} {token.symbol}"
