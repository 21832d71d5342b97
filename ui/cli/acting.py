"""From a checked vote or delegation to its end: stop, review, sign, send, follow."""

from argparse import Namespace
from contextlib import nullcontext
from typing import Any

from ui import text
from ui.cli import documents, vote_documents
from ui.cli.check_lines import check_lines
from ui.cli.context import Context, tell
from ui.cli.failures import Stopped
from ui.cli.following import ending_lines, exit_code, fee, follow
from ui.cli.outcome import Outcome
from ui.cli.reviewing import confirm
from ui.cli.stopping import short_of_coin
from ui.text import sentence
from wallet.domain.action import ActionCheck, refusal_of
from wallet.domain.compliance import Verdict
from wallet.domain.errors import Refusal, Undecided, WalletError
from wallet.domain.governance import ActionIntent, DelegationIntent
from wallet.domain.transaction import Speed
from wallet.domain.transfer import OutboxEntry, Reviewed, Signed


async def checked(context: Context, intent: ActionIntent) -> ActionCheck:
    """Ask the chain; only an allowed action comes back.

    Raises:
        Stopped: ``refused``, ``undecided`` or ``gas_funds``, with the check.
    """
    tell(sentence("progress_checking_vote"))
    check = await context.services.governance.check(intent)
    require_action_passable(check, context)
    return check


def require_action_passable(
    check: ActionCheck, context: Context, *, needs_coin: bool = True
) -> None:
    """Go on only with an allowed action.

    Raises:
        Stopped: ``refused``, ``undecided`` or ``gas_funds``, with the check.
    """
    problem, more = _obstacle(check, context, needs_coin=needs_coin)
    if problem is not None:
        shown = vote_documents.action_check(check, context.name)
        lines = check_lines(check, context.name)
        raise Stopped(problem, {"check": shown, **more}, lines)


def _obstacle(
    check: ActionCheck, context: Context, *, needs_coin: bool
) -> tuple[WalletError | None, dict[str, Any]]:
    refusal = refusal_of(check)
    if refusal is not None:
        reason = text.action_summary(check, context.name)
        return Refusal("refused", reason=reason), {"reason_code": refusal.code}
    if check.verdict is not Verdict.ALLOWED:
        return Undecided("undecided", reason=text.action_summary(check, context.name)), {}
    return (short_of_coin(check.cautions) if needs_coin else None), {}


async def carry_out(context: Context, args: Namespace, check: ActionCheck) -> Outcome:
    """Review, sign, journal, re-check, send and follow."""
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
    return _ending(context, entry, reviewed, check)


async def _reviewed(context: Context, args: Namespace, check: ActionCheck) -> Reviewed:
    try:
        return await context.services.transfers.prepare(
            check, speed=Speed(args.fee), max_fee_gwei=args.max_fee_gwei
        )
    except WalletError as problem:
        beside = {"check": vote_documents.action_check(check, context.name)}
        raise Stopped(problem, beside) from problem


async def _sent(context: Context, check: ActionCheck, signed: Signed) -> OutboxEntry:
    try:
        entry = await context.services.transfers.submit(signed)
    except WalletError as problem:
        now = problem.params.get("check")
        newest = now if isinstance(now, ActionCheck) else check
        beside = {
            "tx_hash": str(signed.transaction.hash),
            "check": vote_documents.action_check(newest, context.name),
        }
        raise Stopped(problem, beside) from problem
    tell(sentence("progress_sent", hash=str(entry.tx_hash)))
    return entry


def _ending(
    context: Context, entry: OutboxEntry, reviewed: Reviewed, check: ActionCheck
) -> Outcome:
    intent = check.intent
    document = {
        **documents.transaction(entry, context.token_of),
        "fee": fee(context, entry, reviewed),
        "check": vote_documents.action_check(check, context.name),
    }
    if isinstance(intent, DelegationIntent):
        document["token"] = documents.token_brief(intent.token)
    else:
        document |= vote_documents.vote_fields(intent)
    return Outcome(document, ending_lines(entry, document["fee"]), exit_code(entry))
