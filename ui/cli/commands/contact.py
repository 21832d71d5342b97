"""`scrip contact`: the address book."""

from argparse import Namespace

from ui.cli import documents
from ui.cli.context import Context
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.text import sentence
from ui.text.help import text


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("contact", "contact")
    adding = group.command("add", "contact_add", _add)
    adding.add_argument("name", metavar="NAME", help=text("contact_name"))
    adding.add_argument("address", metavar="ADDRESS", help=text("address"))
    group.command("list", "contact_list", _list)
    removing = group.command("remove", "contact_remove", _remove)
    removing.add_argument("name", metavar="NAME", help=text("contact_name"))


async def _add(context: Context, args: Namespace) -> Outcome:
    context.services.contacts.add(args.name, args.address)
    return _all(context, sentence("thing_added", name=args.name))


async def _list(context: Context, _args: Namespace) -> Outcome:
    return _all(context)


async def _remove(context: Context, args: Namespace) -> Outcome:
    context.services.contacts.remove(args.name)
    return _all(context)


def _all(context: Context, *before: str) -> Outcome:
    contacts = context.services.contacts.list()
    rows = [(contact.name, str(contact.address)) for contact in contacts]
    lines = table(("Name", "Address"), rows) if rows else (sentence("no_contacts_yet"),)
    return Outcome(
        {"contacts": [documents.contact(contact) for contact in contacts]}, (*before, *lines)
    )
