"""The last question before a signature: what the bytes say, then yes or no."""

from typing import TYPE_CHECKING

from ui.cli.context import Context, ask, has_terminal, tell
from ui.text import sentence
from ui.text.formatting import coin, grouped
from wallet.domain.account import Account
from wallet.domain.errors import BadInput
from wallet.domain.governance import BallotIntent
from wallet.domain.ids import Address
from wallet.domain.plain_text import clean_bytes
from wallet.domain.transfer import Reviewed
from wallet.domain.word_code import word_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wallet.domain.compliance import Param
    from wallet.domain.security_token import SecurityToken


def confirm(context: Context, reviewed: Reviewed, check_lines: tuple[str, ...]) -> None:
    """Show the review on the terminal and ask; ``--yes`` answers beforehand.

    Raises:
        BadInput: ``confirmation_needed`` without ``--yes`` and without a terminal,
            ``confirmation_declined`` when the answer is not yes.
    """
    if context.options.yes:
        return
    if not has_terminal():
        raise BadInput("confirmation_needed")
    for line in (*check_lines, "", *review_lines(context, reviewed)):
        tell(line)
    if not ask(sentence("question_sign")):
        raise BadInput("confirmation_declined")


def review_lines(context: Context, reviewed: Reviewed) -> tuple[str, ...]:
    """Only what the decoded bytes say; addresses in full."""
    review, call = reviewed.review, reviewed.review.call
    network = context.services.networks.current()
    if reviewed.action is not None:
        return _action_lines(context, reviewed)
    token = _token(context, reviewed)
    if call.token is None:
        amount = sentence("review_amount", amount=coin(call.base_units or 0), symbol=network.coin)
    elif token is not None and call.base_units is not None:
        shown = grouped(token.amount(call.base_units))
        amount = sentence("review_amount", amount=shown, symbol=token.symbol)
    else:
        amount = sentence("review_base_units", number=call.base_units)
    return (
        sentence("review_from", who=_who(context, review.account)),
        sentence("review_to", who=_who(context, call.recipient)),
        amount,
        sentence("review_token", address=str(call.token) if call.token else network.coin),
        *([sentence("review_class", name=call.args["class"])] if "class" in call.args else []),
        *_frame_lines(context, reviewed),
    )


def _frame_lines(context: Context, reviewed: Reviewed) -> tuple[str, ...]:
    """What every transaction has: network, fee, function, digest."""
    review, call = reviewed.review, reviewed.review.call
    network = context.services.networks.current()
    return (
        sentence("review_network", name=network.name, chain_id=review.transaction.chain_id),
        sentence("review_fee", fee=coin(reviewed.fee.max_wei), coin=network.coin),
        sentence("review_call", function=call.function or call.kind),
        sentence("review_digest", digest="0x" + review.digest.hex()),
        sentence("review_code", code=word_code(review.digest)),
    )


def _action_lines(context: Context, reviewed: Reviewed) -> tuple[str, ...]:
    """A vote or a delegation; as always only what the bytes say."""
    review, call = reviewed.review, reviewed.review.call
    sender = sentence("review_from", who=_who(context, review.account))
    if call.kind == "delegation":
        told: tuple[str, ...] = (
            sentence("review_delegate", who=_who(context, call.recipient)),
            sentence("review_voting_token", address=str(call.token)),
        )
    else:
        told = (
            sentence("review_assembly", who=_who(context, call.recipient)),
            *_ballot_lines(context, call.args),
        )
    return (sender, *told, *_frame_lines(context, reviewed))


def _ballot_lines(context: Context, args: "Mapping[str, Param]") -> tuple[str, ...]:
    choice = sentence(f"choice_{args['support']}")
    lines = [sentence("review_vote", choice=choice, id=str(args["proposal_id"]))]
    if args.get("reason"):
        lines.append(sentence("review_reason", reason=args["reason"]))
    voter = args.get("voter")
    if isinstance(voter, str):
        lines.append(sentence("review_voter", who=_who(context, Address(voter))))
    return tuple(lines)


def confirm_ballot(context: Context, intent: BallotIntent, check_lines: tuple[str, ...]) -> None:
    """Show what a ballot says and ask; same rules as :func:`confirm`."""
    if context.options.yes:
        return
    if not has_terminal():
        raise BadInput("confirmation_needed")
    said: dict[str, Param] = {
        "support": intent.support.word,
        "proposal_id": intent.proposal_id,
        "voter": intent.voter,
    }
    assembly = sentence("review_assembly", who=_who(context, intent.governor.address))
    for line in (*check_lines, "", assembly, *_ballot_lines(context, said)):
        tell(line)
    if not ask(sentence("question_sign_ballot")):
        raise BadInput("confirmation_declined")


def _who(context: Context, address: Address | None) -> str:
    """The address in full, with its name if it has one."""
    if address is None:
        return sentence("unknown")
    name = context.name(address)
    return name if name == address else sentence("named_address", name=name, address=str(address))


def _token(context: Context, reviewed: Reviewed) -> "SecurityToken | None":
    """The token the bytes name: tracked, or recognised for this very check."""
    address = reviewed.review.call.token
    if reviewed.check is not None and reviewed.check.intent.token.address == address:
        return reviewed.check.intent.token
    return context.token_of(address)


def confirm_message(context: Context, message: bytes, account: Account) -> None:
    """Show the message and ask; same rules as :func:`confirm`."""
    if context.options.yes:
        return
    if not has_terminal():
        raise BadInput("confirmation_needed")
    shown = clean_bytes(message)
    tell(sentence("review_message", name=account.label or str(account.address), message=shown))
    if not ask(sentence("question_sign")):
        raise BadInput("confirmation_declined")
