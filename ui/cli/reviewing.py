"""The last question before a signature: what the bytes say, then yes or no."""

from ui.cli.context import Context, ask, has_terminal, tell
from ui.text import sentence
from ui.text.formatting import coin, grouped
from wallet.domain.account import Account
from wallet.domain.errors import BadInput
from wallet.domain.plain_text import clean_bytes
from wallet.domain.transfer import Reviewed


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
    token = context.token_of(call.token)
    if call.token is None:
        amount = sentence("review_amount", amount=coin(call.base_units or 0), symbol=network.coin)
    elif token is not None and call.base_units is not None:
        shown = grouped(token.amount(call.base_units))
        amount = sentence("review_amount", amount=shown, symbol=token.symbol)
    else:
        amount = sentence("review_base_units", number=call.base_units)
    recipient = "" if call.recipient is None else context.name(call.recipient)
    return (
        sentence("review_from", name=context.name(review.account), address=str(review.account)),
        sentence("review_to", name=recipient, address=str(call.recipient)),
        amount,
        sentence("review_token", address=str(call.token) if call.token else network.coin),
        sentence("review_network", name=network.name, chain_id=review.transaction.chain_id),
        sentence("review_fee", fee=coin(reviewed.fee.max_wei), coin=network.coin),
        sentence("review_call", function=call.function or call.kind),
        sentence("review_digest", digest="0x" + review.digest.hex()),
    )


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
