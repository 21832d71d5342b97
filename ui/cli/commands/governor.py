"""`scrip governor`: the assemblies that ask for votes."""

from argparse import Namespace

from ui.cli import vote_documents
from ui.cli.context import Context, tell
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.text import sentence
from ui.text.help import text
from wallet.domain.errors import NotFound
from wallet.domain.governance import Governor


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("governor", "governor")
    adding = group.command("add", "governor_add", _add)
    adding.add_argument("address", metavar="ADDRESS", help=text("address"))
    group.command("list", "governor_list", _list)
    removing = group.command("remove", "governor_remove", _remove)
    removing.add_argument("governor", metavar="GOVERNOR", help=text("governor_argument"))
    group.command("discover", "governor_discover", _discover)


async def resolve_governor(context: Context, words: str) -> Governor:
    """An assembly by its address, its name, or a contact."""
    governance = context.services.governance
    try:
        return await governance.resolve(words)
    except NotFound as unknown:
        try:
            named = context.services.accounts.resolve(words)
        except NotFound:
            raise unknown from None
    return await governance.recognise(named)


async def _add(context: Context, args: Namespace) -> Outcome:
    address = context.services.accounts.resolve(args.address)
    added = await context.services.governance.add(address)
    shown = vote_documents.governor(added, context.token_of)
    line = sentence("governor_added", name=added.name, address=str(added.address))
    return Outcome({"governor": shown, "governors": [shown]}, (line,))


async def _list(context: Context, _args: Namespace) -> Outcome:
    return _shown(context, context.services.governance.governors(), "no_governors_yet")


async def _remove(context: Context, args: Namespace) -> Outcome:
    context.services.governance.remove(args.governor)
    return _shown(context, context.services.governance.governors(), "no_governors_yet")


async def _discover(context: Context, _args: Namespace) -> Outcome:
    tell(sentence("progress_discovering"))
    found = await context.services.governance.discover()
    document = {
        "governors": [vote_documents.governor(one, context.token_of) for one in found.found],
        "asked": found.asked,
        "events_read": found.events_read,
    }
    lines = (
        _rows(found.found) if found.found else (sentence("governors_not_found", asked=found.asked),)
    )
    missing = () if found.events_read else (sentence("governors_no_events"),)
    return Outcome(document, (*lines, *missing))


def _shown(context: Context, governors: tuple[Governor, ...], empty: str) -> Outcome:
    document = {"governors": [vote_documents.governor(one, context.token_of) for one in governors]}
    return Outcome(document, _rows(governors) if governors else (sentence(empty),))


def _rows(governors: tuple[Governor, ...]) -> tuple[str, ...]:
    rows = [(one.name, one.symbol, str(one.address)) for one in governors]
    return table(("Assembly", "Votes", "Address"), rows)
