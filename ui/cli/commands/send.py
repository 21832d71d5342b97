"""`scrip send`: check, review, sign, journal, send, follow."""

from argparse import Namespace
from contextlib import nullcontext

from ui.cli import documents
from ui.cli.asking import (
    add_sending_options,
    add_transfer_options,
    read_parties,
    read_transfer,
    require_something,
)
from ui.cli.check_lines import check_lines
from ui.cli.context import Context, tell
from ui.cli.failures import Stopped
from ui.cli.following import follow, sent_outcome
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.cli.reviewing import confirm
from ui.cli.stopping import require_passable
from ui.text import sentence
from ui.text.help import text
from wallet.domain.amounts import Amount
from wallet.domain.compliance import TransferCheck, TransferIntent
from wallet.domain.errors import WalletError
from wallet.domain.transaction import Speed
from wallet.domain.transfer import Acceptances, OutboxEntry, Reviewed, Signed


def add(top: Group) -> None:
    """Add the command; with --native the word TOKEN is left out."""
    send = top.command("send", "send", _send)
    if not top.replaces("--native"):
        send.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    send.add_argument("to", metavar="TO", help=text("to"))
    send.add_argument("amount", metavar="AMOUNT", help=text("amount"))
    add_transfer_options(send)
    send.add_argument("--native", action="store_true", help=text("native"))
    add_sending_options(send)


async def _send(context: Context, args: Namespace) -> Outcome:
    intent = await _intent(context, args)
    tell(sentence("progress_checking"))
    check = await context.services.compliance.check(intent)
    require_passable(check, context)
    # Only where no person is waited for: nobody else on this home takes our nonce meanwhile.
    alone = context.services.transfers.exclusive() if context.options.yes else nullcontext()
    async with alone:
        reviewed = await _reviewed(context, args, check)
        confirm(context, reviewed, check_lines(check, context.name))
        passphrase = context.passphrase
        tell(sentence("progress_signing"))
        signed = await context.services.signing.sign(reviewed, passphrase)
        entry = await _sent(context, check, signed)
    if args.wait:
        entry = await follow(context, entry, args.timeout)
    return sent_outcome(context, entry, reviewed)


async def _intent(context: Context, args: Namespace) -> TransferIntent:
    if not args.native:
        intent = await read_transfer(context, args, must_sign=True)
    else:
        parties = read_parties(context, args, must_sign=True)
        coin = context.services.tokens.native()
        amount = Amount.parse(args.amount, coin.decimals)
        intent = TransferIntent(coin, parties.sender, parties.recipient, amount.base_units)
    require_something(intent)
    return intent


async def _reviewed(context: Context, args: Namespace, check: TransferCheck) -> Reviewed:
    options = context.options
    accepted = Acceptances(options.accept_disagreement, options.accepted_warnings)
    try:
        return await context.services.transfers.prepare(
            check, speed=Speed(args.fee), max_fee_gwei=args.max_fee_gwei, accepted=accepted
        )
    except WalletError as problem:
        beside = {"check": documents.check(check, context.name)}
        raise Stopped(problem, beside) from problem


async def _sent(context: Context, check: TransferCheck, signed: Signed) -> OutboxEntry:
    try:
        entry = await context.services.transfers.submit(signed)
    except WalletError as problem:
        beside = {
            "tx_hash": str(signed.transaction.hash),
            "check": documents.check(check, context.name),
        }
        raise Stopped(problem, beside) from problem
    tell(sentence("progress_sent", hash=str(entry.tx_hash)))
    return entry
