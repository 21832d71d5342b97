"""`scrip message`: sign a text with an account, and verify such a signature."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from ui.cli.context import Context
from ui.cli.outcome import Outcome
from ui.cli.parser import Group, Parser
from ui.cli.reviewing import confirm_message
from ui.cli.values import signature
from ui.text import sentence
from ui.text.help import text
from wallet.domain.errors import BadInput

LARGEST_MESSAGE: Final = 1_000_000


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("message", "message")
    signing = group.command("sign", "message_sign", _sign)
    _add_text(group, signing)
    signing.add_argument("--from", dest="sender", metavar="A", help=text("from"))
    verifying = group.command("verify", "message_verify", _verify)
    verifying.add_argument("address", metavar="ADDRESS", help=text("address"))
    verifying.add_argument("signature", metavar="SIGNATURE", type=signature, help=text("signature"))
    _add_text(group, verifying)


def _add_text(group: Group, parser: Parser) -> None:
    if not group.replaces("--file"):
        parser.add_argument("text", metavar="TEXT", help=text("text"))
    parser.add_argument("--file", metavar="FILE", type=Path, help=text("file"))


async def _sign(context: Context, args: Namespace) -> Outcome:
    account = context.services.accounts.default_sender(args.sender)
    message = _message(args)
    confirm_message(context, message, account)
    signed = await context.services.signing.sign_message(
        account.address, message, context.passphrase
    )
    shown = "0x" + signed.hex()
    return Outcome({"signature": shown, "address": str(account.address)}, (shown,))


async def _verify(context: Context, args: Namespace) -> Outcome:
    address = context.services.accounts.resolve(args.address)
    valid = context.services.signing.verify_message(address, args.signature, _message(args))
    line = sentence("signature_valid" if valid else "signature_invalid", name=context.name(address))
    return Outcome({"valid": valid, "address": str(address)}, (line,))


def _message(args: Namespace) -> bytes:
    if args.file is None:
        return str(args.text).encode()
    try:
        content: bytes = args.file.read_bytes()
    except OSError as problem:
        raise BadInput("file_unreadable", file=str(args.file)) from problem
    if len(content) > LARGEST_MESSAGE:
        raise BadInput("file_too_large", file=str(args.file), limit=LARGEST_MESSAGE)
    return content
