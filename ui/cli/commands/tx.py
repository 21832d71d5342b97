"""`scrip tx`: what was signed here, and what became of it."""

from argparse import Namespace

from ui.cli import documents
from ui.cli.context import Context, tell
from ui.cli.following import state_line
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.text import error, sentence
from ui.text.formatting import coin, grouped
from ui.text.help import text
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import TxHash
from wallet.domain.transfer import OutboxEntry


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("tx", "tx")
    group.command("list", "tx_list", _list)
    showing = group.command("show", "tx_show", _show)
    showing.add_argument("hash", metavar="HASH", help=text("tx_hash"))
    group.command("resume", "tx_resume", _resume)


async def _list(context: Context, _args: Namespace) -> Outcome:
    await _refresh(context)
    return _all(context)


async def _show(context: Context, args: Namespace) -> Outcome:
    wanted = TxHash(args.hash)
    await _refresh(context)
    entry = context.services.tracking.entry(wanted)
    shown = documents.transaction(entry, context.token_of)
    return Outcome({"transactions": [shown], **shown}, (state_line(entry), *_rows(context, entry)))


async def _resume(context: Context, _args: Namespace) -> Outcome:
    await context.services.tracking.resume()
    await context.services.tracking.poll()
    return _all(context)


async def _refresh(context: Context) -> None:
    """Ask the network first; the journal alone still answers when it is out of reach."""
    try:
        await context.services.tracking.poll()
    except ChainProblem as problem:
        tell(error(problem))


def _all(context: Context) -> Outcome:
    entries = context.services.tracking.entries()
    shown = [documents.transaction(entry, context.token_of) for entry in entries]
    lines = _rows(context, *entries) if entries else (sentence("no_transactions_yet"),)
    return Outcome({"transactions": shown}, lines)


def _rows(context: Context, *entries: OutboxEntry) -> tuple[str, ...]:
    rows = [
        (
            sentence(f"word_{entry.state.value}"),
            _amount(context, entry),
            "" if entry.recipient is None else context.name(entry.recipient),
            str(entry.nonce),
            str(entry.tx_hash),
        )
        for entry in entries
    ]
    return table(("State", "Amount", "To", "No.", "Transaction"), rows, right=frozenset({1, 3}))


def _amount(context: Context, entry: OutboxEntry) -> str:
    token = context.token_of(entry.token)
    if entry.base_units is None:
        return ""
    if entry.kind == "payment":
        return f"{coin(entry.base_units)} {_coin_name(context, entry.chain_id)}"
    if token is None:
        return sentence("base_units", number=entry.base_units)
    return f"{grouped(token.amount(entry.base_units))} {token.symbol}"


def _coin_name(context: Context, chain_id: int) -> str:
    """The symbol of a network's coin; nothing for a network that was forgotten."""
    networks = context.services.networks.list()
    return next((one.coin for one in networks if one.chain_id == chain_id), "")
