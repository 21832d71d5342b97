"""`scrip vote` and `scrip delegate`: cast a vote, sign a ballot, hand one in, hand votes over."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from ui.cli import vote_documents
from ui.cli.acting import carry_out, checked, require_action_passable
from ui.cli.asking import add_sending_options
from ui.cli.check_lines import check_lines
from ui.cli.commands.governor import resolve_governor
from ui.cli.context import Context, tell
from ui.cli.outcome import Outcome
from ui.cli.parser import Group, Parser, UsageProblem
from ui.cli.reviewing import confirm_ballot
from ui.cli.values import proposal_id
from ui.text import sentence
from ui.text.help import text
from wallet.domain.ballot_file import LARGEST_FILE, BallotFile
from wallet.domain.errors import BadInput
from wallet.domain.governance import BallotIntent, DelegationIntent, Support
from wallet.domain.signing import Signature

SUBMIT: Final = "submit"
CHOICES: Final = tuple(one.word for one in (Support.FOR, Support.AGAINST, Support.ABSTAIN))


def add(top: Group) -> None:
    """Add both commands."""
    vote = top.command("vote", "vote", _vote)
    vote.add_argument("governor", metavar="GOVERNOR", help=text("vote_governor"))
    vote.add_argument("subject", metavar="ID", help=text("vote_id"))
    vote.add_argument("choice", metavar="CHOICE", nargs="?", help=text("vote_choice"))
    _add_sender(vote)
    vote.add_argument("--reason", metavar="T", help=text("reason"))
    vote.add_argument("--by-signature", metavar="FILE", type=Path, help=text("by_signature"))
    add_sending_options(vote)
    delegate = top.command("delegate", "delegate", _delegate)
    delegate.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    delegate.add_argument("to", metavar="TO", help=text("delegate_to"))
    _add_sender(delegate)
    add_sending_options(delegate)


def _add_sender(parser: Parser) -> None:
    parser.add_argument("--from", dest="sender", metavar="A", help=text("from"))


async def _vote(context: Context, args: Namespace) -> Outcome:
    if args.governor == SUBMIT:
        return await _submit(context, args)
    if args.choice not in CHOICES:
        raise UsageProblem(sentence("vote_words_missing"), "")
    number = proposal_id(args.subject)
    voter = context.services.accounts.default_sender(args.sender).address
    governor = await resolve_governor(context, args.governor)
    support = next(one for one in Support if one.word == args.choice)
    intent = BallotIntent(governor, number, support, voter, args.reason or "")
    if args.by_signature is not None:
        return await _signed_to_file(context, args.by_signature, intent)
    return await carry_out(context, args, await checked(context, intent))


async def _signed_to_file(context: Context, path: Path, intent: BallotIntent) -> Outcome:
    """Sign a ballot instead of sending a transaction; needs no coin."""
    if path.exists():
        raise BadInput("file_exists", file=str(path))
    governance = context.services.governance
    ballot = await governance.ballot(intent)
    tell(sentence("progress_checking_vote"))
    check = await governance.check(intent)
    require_action_passable(check, context, needs_coin=False)
    confirm_ballot(context, intent, check_lines(check, context.name))
    raw = await context.services.signing.sign_ballot(intent.voter, ballot, context.passphrase)
    packed = BallotFile(ballot, intent.voter, Signature.from_bytes(raw))
    try:
        with path.open("xb") as file:
            file.write(packed.to_bytes())
    except FileExistsError:
        raise BadInput("file_exists", file=str(path)) from None
    except OSError as problem:
        raise BadInput("file_unwritable", file=str(path)) from problem
    document = {
        "ballot": {"file": str(path), **vote_documents.vote_fields(intent)},
        "check": vote_documents.action_check(check, context.name),
    }
    return Outcome(document, (sentence("ballot_written", file=str(path)),))


async def _submit(context: Context, args: Namespace) -> Outcome:
    if args.choice is not None:
        raise UsageProblem(sentence("vote_submit_file"), "")
    if args.reason is not None or args.by_signature is not None:
        raise UsageProblem(sentence("vote_submit_options"), "")
    packed = BallotFile.from_bytes(_content(Path(args.subject)))
    submitter = context.services.accounts.default_sender(args.sender).address
    intent = await context.services.governance.submission(packed, submitter)
    return await carry_out(context, args, await checked(context, intent))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise BadInput("file_unreadable", file=str(path)) from problem


async def _delegate(context: Context, args: Namespace) -> Outcome:
    delegator = context.services.accounts.default_sender(args.sender).address
    delegatee = context.services.accounts.resolve(args.to)
    token = await context.services.tokens.resolve(args.token)
    intent = DelegationIntent(token, delegator, delegatee)
    return await carry_out(context, args, await checked(context, intent))
