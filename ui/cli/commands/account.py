"""`scrip account`: make, bring in, watch, list. No key is ever printed or passed on here."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli import documents
from ui.cli.context import Context, ask, has_terminal, tell
from ui.cli.outcome import Document, Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.text import sentence
from ui.text.help import text
from wallet.domain.account import Account
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.vault import (
    ImportKind,
    ImportSource,
    Reveal,
    RevealKind,
    SecretInput,
    SlotKind,
)

if TYPE_CHECKING:
    from wallet.services.accounts import CreatedAccount


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("account", "account")
    _add_create(group)
    confirming = group.command("backup-confirm", "account_backup_confirm", _confirm)
    confirming.add_argument(
        "--phrase-file", metavar="F", type=Path, required=True, help=text("phrase_file")
    )
    _add_import(group)
    watching = group.command("watch", "account_watch", _watch)
    watching.add_argument("address", metavar="ADDRESS", help=text("address"))
    watching.add_argument("--label", metavar="L", default="", help=text("label"))
    group.command("list", "account_list", _list)
    removing = group.command("remove", "account_remove", _remove)
    removing.add_argument("address", metavar="ADDRESS", help=text("address"))
    renaming = group.command("rename", "account_rename", _rename)
    renaming.add_argument("address", metavar="ADDRESS", help=text("address"))
    renaming.add_argument("label", metavar="LABEL", help=text("label"))
    exporting = group.command("export", "account_export", _export)
    exporting.add_argument("address", metavar="ADDRESS", help=text("address"))
    exporting.add_argument("--keystore", metavar="FILE", required=True, help=text("keystore_out"))
    exporting.add_argument(
        "--keystore-password-file", metavar="P", help=text("keystore_password_file")
    )


def _add_create(group: Group) -> None:
    creating = group.command("create", "account_create", _create)
    creating.add_argument("--label", metavar="L", default="", help=text("label"))
    creating.add_argument("--words", type=int, choices=(12, 24), default=24, help=text("words"))
    backup = creating.add_mutually_exclusive_group()
    backup.add_argument("--show-phrase", action="store_true", help=text("show_phrase"))
    backup.add_argument("--phrase-out", metavar="FILE", help=text("phrase_out"))


def _add_import(group: Group) -> None:
    importing = group.command("import", "account_import", _import)
    source = importing.add_mutually_exclusive_group(required=True)
    source.add_argument("--phrase-file", metavar="F", help=text("phrase_file"))
    source.add_argument("--key-file", metavar="F", help=text("key_file"))
    source.add_argument("--keystore", metavar="F", help=text("keystore"))
    importing.add_argument(
        "--keystore-password-file", metavar="P", help=text("keystore_password_file")
    )
    importing.add_argument("--path", metavar="P", help=text("path"))
    importing.add_argument("--label", metavar="L", default="", help=text("label"))


async def _create(context: Context, args: Namespace) -> Outcome:
    created = await context.services.accounts.create(
        args.label, words=args.words, passphrase=context.passphrase, reveal=_reveal(args)
    )
    return _made(created)


def _reveal(args: Namespace) -> Reveal:
    if args.phrase_out is not None:
        return Reveal(RevealKind.FILE, args.phrase_out)
    return Reveal(RevealKind.SHOW if args.show_phrase else RevealKind.TERMINAL)


async def _confirm(context: Context, args: Namespace) -> Outcome:
    phrase = SecretInput.from_file(str(args.phrase_file))
    confirmed = await context.services.accounts.confirm_backup(
        phrase, passphrase=context.passphrase
    )
    line = sentence("backup_confirmed" if confirmed else "backup_differs")
    return Outcome({"backup_confirmed": confirmed}, (line,))


async def _import(context: Context, args: Namespace) -> Outcome:
    imported = await context.services.accounts.import_(
        _source(args), passphrase=context.passphrase, label=args.label, path=args.path
    )
    return _made(imported)


def _source(args: Namespace) -> ImportSource:
    given = {
        ImportKind.PHRASE: args.phrase_file,
        ImportKind.KEY: args.key_file,
        ImportKind.KEYSTORE: args.keystore,
    }
    kind, file = next((kind, file) for kind, file in given.items() if file is not None)
    password = _password(args.keystore_password_file) if kind is ImportKind.KEYSTORE else None
    return ImportSource(kind, SecretInput.from_file(file), password)


def _password(file: str | None) -> SecretInput:
    if file is not None:
        return SecretInput.from_file(file)
    if not has_terminal():
        raise BadInput("keystore_password_needed")
    return SecretInput.terminal()


async def _watch(context: Context, args: Namespace) -> Outcome:
    accounts = context.services.accounts
    return _made(accounts.watch(accounts.resolve(args.address), args.label))


async def _list(context: Context, _args: Namespace) -> Outcome:
    return _all(context)


async def _remove(context: Context, args: Namespace) -> Outcome:
    account = _own(context, args.address)
    if not context.options.yes and account.kind.can_sign:
        if not has_terminal():
            raise BadInput("confirmation_needed")
        tell(sentence("remove_account", name=account.label or str(account.address)))
        if not ask(sentence("question_remove")):
            raise BadInput("confirmation_declined")
    context.services.accounts.remove(account.address)
    return _all(context)


async def _rename(context: Context, args: Namespace) -> Outcome:
    account = _own(context, args.address)
    context.services.accounts.rename(account.address, args.label)
    return _all(context)


async def _export(context: Context, args: Namespace) -> Outcome:
    account = _own(context, args.address)
    given = args.keystore_password_file
    password = None if given is None else SecretInput.from_file(given)
    await context.services.accounts.export_keystore(
        account.address, args.keystore, password=password, passphrase=context.passphrase
    )
    line = sentence("keystore_written", file=args.keystore)
    return Outcome({"address": str(account.address), "keystore": args.keystore}, (line,))


def _own(context: Context, given: str) -> Account:
    address = context.services.accounts.resolve(given)
    for account in context.services.accounts.list():
        if account.address == address:
            return account
    raise NotFound("account_unknown", address=address)


def _made(created: "CreatedAccount") -> Outcome:
    account, slot = created.account, created.vault_slot
    document = {
        **documents.account(account),
        "vault": None if slot is None else {"slot": slot},
        "cautions": list(created.cautions),
    }
    lines = [sentence("account_made", label=account.label, address=str(account.address))]
    if account.backup_confirmed is False:
        lines.append(sentence("backup_missing"))
    if slot == SlotKind.PASSPHRASE.value:
        lines.append(sentence("vault_passphrase_only"))
    lines += [sentence(f"made_{caution}") for caution in created.cautions]
    return Outcome(document, tuple(lines))


def _all(context: Context) -> Outcome:
    accounts = context.services.accounts.list()
    document: Document = {"accounts": [documents.account(account) for account in accounts]}
    if not accounts:
        return Outcome(document, (sentence("no_accounts_yet"),))
    rows = [
        (
            account.label,
            str(account.address),
            sentence(f"kind_of_account_{account.kind.value}"),
            _backup(account),
        )
        for account in accounts
    ]
    return Outcome(document, table(("Account", "Address", "Key", "Backup"), rows))


def _backup(account: Account) -> str:
    if account.backup_confirmed is None:
        return ""
    return sentence("word_confirmed" if account.backup_confirmed else "word_unconfirmed")
