"""`scrip offline export`: what would be signed here is written to a file instead.

The account need not be able to sign: a watched address is the usual case.
"""

from argparse import Namespace
from datetime import timedelta
from pathlib import Path
from typing import Any

from ui.cli import documents, offline_documents, vote_documents
from ui.cli.acting import checked
from ui.cli.asking import require_something
from ui.cli.commands.governor import resolve_governor
from ui.cli.commands.vote import CHOICES
from ui.cli.context import Context, tell
from ui.cli.failures import Stopped
from ui.cli.outcome import Outcome
from ui.cli.parser import Group, Parser
from ui.cli.stopping import require_passable
from ui.cli.values import gwei, partition, proposal_id, whole_number
from ui.offline.files import require_writable, write_package
from ui.text import sentence
from ui.text.help import text
from wallet.domain.action import ActionCheck
from wallet.domain.amounts import Amount
from wallet.domain.compliance import At, TransferCheck, TransferIntent
from wallet.domain.errors import BadInput, WalletError
from wallet.domain.governance import BallotIntent, DelegationIntent, Support
from wallet.domain.ids import Address
from wallet.domain.offline import LIFETIME_S
from wallet.domain.transaction import Speed
from wallet.domain.transfer import Acceptances, Reviewed
from wallet.services.offline import Exported

Check = TransferCheck | ActionCheck


def add_export(offline: Group) -> None:
    """Add the kinds, each with the words of its own command."""
    group = offline.group("export", "offline_export")
    sending = group.command("send", "send", _send)
    if not group.replaces("--native"):
        sending.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    sending.add_argument("to", metavar="TO", help=text("to"))
    sending.add_argument("amount", metavar="AMOUNT", help=text("amount"))
    sending.add_argument("--partition", metavar="P", type=partition, help=text("partition"))
    sending.add_argument("--native", action="store_true", help=text("native"))
    voting = group.command("vote", "vote", _vote)
    voting.add_argument("governor", metavar="GOVERNOR", help=text("vote_governor"))
    voting.add_argument("subject", metavar="ID", help=text("vote_id"))
    voting.add_argument("choice", metavar="CHOICE", choices=CHOICES, help=text("vote_choice"))
    voting.add_argument("--reason", metavar="T", default="", help=text("reason"))
    delegating = group.command("delegate", "delegate", _delegate)
    delegating.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    delegating.add_argument("to", metavar="TO", help=text("delegate_to"))
    for parser in (sending, voting, delegating):
        _add_common(parser)


def _add_common(parser: Parser) -> None:
    parser.add_argument("--from", dest="sender", metavar="A", help=text("from"))
    speeds = [speed.value for speed in Speed]
    parser.add_argument("--fee", choices=speeds, default=Speed.NORMAL.value, help=text("fee"))
    parser.add_argument("--max-fee-gwei", metavar="X", type=gwei, help=text("max_fee_gwei"))
    parser.add_argument(
        "--expires", metavar="HOURS", type=whole_number, help=text("offline_expires")
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=text("offline_out"))


async def _send(context: Context, args: Namespace) -> Outcome:
    require_writable(args.out)
    services = context.services
    sender, recipient = _account(context, args.sender), services.accounts.resolve(args.to)
    token = services.tokens.native() if args.native else await services.tokens.resolve(args.token)
    units = Amount.parse(args.amount, token.decimals).base_units
    intent = TransferIntent(token, sender, recipient, units, args.partition)
    require_something(intent)
    tell(sentence("progress_checking"))
    check = await services.compliance.check(intent)
    require_passable(check, context)
    return await _written(context, args, check)


async def _vote(context: Context, args: Namespace) -> Outcome:
    require_writable(args.out)
    number, voter = proposal_id(args.subject), _account(context, args.sender)
    governor = await resolve_governor(context, args.governor)
    support = next(one for one in Support if one.word == args.choice)
    intent = BallotIntent(governor, number, support, voter, args.reason)
    return await _written(context, args, await checked(context, intent))


async def _delegate(context: Context, args: Namespace) -> Outcome:
    require_writable(args.out)
    delegator = _account(context, args.sender)
    delegatee = context.services.accounts.resolve(args.to)
    token = await context.services.tokens.resolve(args.token)
    intent = DelegationIntent(token, delegator, delegatee)
    return await _written(context, args, await checked(context, intent))


async def _written(context: Context, args: Namespace, check: Check) -> Outcome:
    shown = _check_document(context, check)
    lifetime = LIFETIME_S if args.expires is None else _seconds(args.expires)
    try:
        reviewed = await _reviewed(context, args, check)
        made = context.services.offline.export(reviewed, lifetime_s=lifetime)
    except WalletError as problem:
        raise Stopped(problem, {"check": shown}) from problem
    try:
        write_package(args.out, made.raw)
    except BadInput:
        context.services.offline.withdraw(made.request.id)
        raise
    document = {
        "request": offline_documents.exported(made),
        "file": str(args.out),
        "rivals": [one.id for one in made.rivals],
        "check": shown,
    }
    return Outcome(document, _lines(made, args.out))


async def _reviewed(context: Context, args: Namespace, check: Check) -> Reviewed:
    options = context.options
    accepted = Acceptances(options.accept_disagreement, options.accepted_warnings)
    return await context.services.transfers.prepare(
        check, speed=Speed(args.fee), max_fee_gwei=args.max_fee_gwei, accepted=accepted
    )


def _check_document(context: Context, check: Check) -> Any:  # noqa: ANN401  (a JSON document)
    if isinstance(check, ActionCheck):
        return vote_documents.action_check(check, context.name)
    return documents.check(check, context.name)


def _account(context: Context, given: str | None) -> Address:
    """Whose key signs: the one named, else the only one that can, else the only one watched.

    Raises:
        BadInput: ``account_ambiguous``, ``no_account``.
    """
    accounts = context.services.accounts
    if given is not None:
        return accounts.resolve(given)
    every = accounts.list()
    able = [one for one in every if one.kind.can_sign] or every
    if not able:
        raise BadInput("no_account")
    if len(able) > 1:
        raise BadInput("account_ambiguous", labels=", ".join(one.label for one in able))
    return able[0].address


def _seconds(hours: int) -> int:
    return int(timedelta(hours=min(hours, 10**6)).total_seconds())


def _lines(made: Exported, out: Path) -> tuple[str, ...]:
    told = [
        sentence("request_written", file=str(out), at=At(made.request.expires)),
        sentence("request_words", words=made.words),
    ]
    told += [sentence("request_rival") for _ in made.rivals[:1]]
    return tuple(told)
