"""`scrip offline`: ask for a signature by file, give one, send what came back.

Looking and signing open no network: they use the offline composition root, on any home.
"""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli import documents, offline_documents
from ui.cli.asking import DEFAULT_TIMEOUT_S
from ui.cli.context import Context, ask, has_terminal, names_of, tell
from ui.cli.failures import Stopped
from ui.cli.offline_lines import answer_lines, change_lines, inspection_lines, review_lines
from ui.cli.outcome import BAD_INPUT, DONE, Outcome
from ui.cli.parser import Group
from ui.cli.values import seconds
from ui.offline.files import read_package, require_writable, write_package
from ui.text import error, sentence
from ui.text.help import text
from wallet.domain.action import ActionCheck
from wallet.domain.amounts import Amount
from wallet.domain.errors import BadInput, WalletError
from wallet.domain.governance import DelegationIntent
from wallet.domain.offline import REQUEST, RESPONSE
from wallet.domain.offline_checks import COIN_DECIMALS
from wallet.domain.offline_files import digest_of, kind_of, read_response
from wallet.domain.transfer import Acceptances, Reviewed
from wallet.services.offline_signing import Opened

if TYPE_CHECKING:
    from wallet.services.offline import Submission


def add(top: Group) -> None:
    """Add the group."""
    # Only here: what exports and submits needs the network, and the offline program has none.
    from ui.cli.commands.offline_export import add_export  # noqa: PLC0415

    group = top.group("offline", "offline")
    add_export(group)
    add_signing(group)
    submitting = group.command("submit", "offline_submit", _submit)
    submitting.add_argument("file", metavar="FILE", type=Path, help=text("offline_answer"))
    waiting = submitting.add_mutually_exclusive_group()
    waiting.add_argument("--wait", action="store_true", default=True, help=text("wait"))
    waiting.add_argument("--no-wait", dest="wait", action="store_false", help=text("no_wait"))
    submitting.add_argument(
        "--timeout", metavar="S", type=seconds, default=DEFAULT_TIMEOUT_S, help=text("timeout")
    )


def add_signing(group: Group) -> None:
    """Add what needs no network."""
    looking = group.command("inspect", "offline_inspect", _inspect)
    looking.add_argument("file", metavar="FILE", type=Path, help=text("offline_file"))
    signing = group.command("sign", "offline_sign", _sign)
    signing.add_argument("file", metavar="FILE", type=Path, help=text("offline_request"))
    signing.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help=text("offline_out")
    )
    signing.add_argument("--max-fee", metavar="COIN", help=text("max_fee_coin"))


async def _inspect(context: Context, args: Namespace) -> Outcome:
    raw = read_package(args.file)
    try:
        if kind_of(raw) == RESPONSE:
            answer = context.apart.signer.answer(raw)
            lines = answer_lines(answer, names_of(context))
            return Outcome(offline_documents.answered(answer), lines, _code(answer.mismatches))
        opened = context.apart.signer.look(raw)
    except BadInput as problem:
        why = error(problem)
        lines = (sentence("offline_unreadable", why=why),)
        return Outcome(offline_documents.unreadable(problem.code, why), lines, BAD_INPUT)
    document = offline_documents.inspected(opened, names_of(context))
    lines = inspection_lines(opened, names_of(context))
    return Outcome(document, lines, _code(opened.examination.mismatches))


async def _sign(context: Context, args: Namespace) -> Outcome:
    raw = read_package(args.file)
    _require_new_file(args.out)
    signer = context.apart.signer
    if args.max_fee is not None:
        signer.allow_fee(Amount.parse(args.max_fee, COIN_DECIMALS).base_units)
    opened = signer.open(raw)
    if opened.examination.stops:
        raise Stopped(opened.examination.stops[0], {"inspect": _inspection(context, opened)})
    _confirm(context, opened)
    passphrase = context.passphrase
    tell(sentence("progress_signing"))
    answer = await signer.sign(raw, passphrase)
    write_package(args.out, answer)
    response = read_response(answer)
    document = {
        "response": {"id": response.request_id, "digest": "0x" + digest_of(answer).hex()},
        "tx_hash": str(response.tx_hash),
        "signer": str(response.signer),
        "file": str(args.out),
        "warnings": _inspection(context, opened)["warnings"],
    }
    lines = (
        sentence("response_written", file=str(args.out)),
        sentence("response_code", words=opened.words),
        sentence("response_next", file=args.out.name),
    )
    return Outcome(document, lines)


async def _submit(context: Context, args: Namespace) -> Outcome:
    from ui.cli.following import follow, sent_outcome  # noqa: PLC0415  (the network's side only)

    raw = read_package(args.file)
    if kind_of(raw) == REQUEST:
        raise BadInput("package_kind_unknown", why="request")
    options = context.options
    accepted = Acceptances(options.accept_disagreement, options.accepted_warnings)
    tell(sentence("progress_checking"))
    submission = await _submitted(context, raw, accepted)
    entry = submission.entry
    code = "already_sent" if submission.is_repeated else "progress_sent"
    tell(sentence(code, hash=str(entry.tx_hash)))
    for line in change_lines(submission.changes, context.name):
        tell(line)
    if args.wait:
        entry = await follow(context, entry, args.timeout)
    sent = sent_outcome(context, entry, submission.reviewed)
    document = {
        **(sent.document or {}),
        **_voted(context, submission.reviewed),
        "changes": offline_documents.changes(submission.changes, context.name),
    }
    return Outcome(document, sent.lines, sent.exit_code)


async def _submitted(context: Context, raw: bytes, accepted: Acceptances) -> "Submission":
    from ui.cli.vote_documents import action_check  # noqa: PLC0415  (the network's side only)

    try:
        return await context.services.offline.submit(raw, accepted)
    except WalletError as problem:
        now = problem.params.get("check")
        beside = {"check": action_check(now, context.name)} if isinstance(now, ActionCheck) else {}
        raise Stopped(problem, beside) from problem


def _voted(context: Context, reviewed: Reviewed) -> dict[str, Any]:
    """What the document of a vote or a delegation has besides."""
    from ui.cli import vote_documents  # noqa: PLC0415  (the network's side only)

    action = reviewed.action
    if action is None:
        return {}
    told = {"check": vote_documents.action_check(action, context.name)}
    if isinstance(action.intent, DelegationIntent):
        return {**told, "token": documents.token_brief(action.intent.token)}
    return {**told, **vote_documents.vote_fields(action.intent)}


def _confirm(context: Context, opened: Opened) -> None:
    """Show what the bytes say and ask; ``--yes`` answers beforehand.

    Raises:
        BadInput: ``confirmation_needed``, ``confirmation_declined``.
    """
    if context.options.yes:
        return
    if not has_terminal():
        raise BadInput("confirmation_needed")
    for line in review_lines(opened, names_of(context)):
        tell(line)
    if not ask(sentence("question_sign")):
        raise BadInput("confirmation_declined")


def _inspection(context: Context, opened: Opened) -> dict[str, Any]:
    return offline_documents.inspected(opened, names_of(context))


def _require_new_file(out: Path) -> None:
    require_writable(out)
    # An answer may be the only copy of a signature: nothing is replaced, whatever it is.
    if out.exists():
        raise BadInput("file_exists", file=str(out))


def _code(mismatches: tuple[str, ...]) -> int:
    return BAD_INPUT if mismatches else DONE
