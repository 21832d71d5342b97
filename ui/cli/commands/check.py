"""`scrip check` and `scrip max`: would it pass, why, and how much would."""

from argparse import Namespace

from ui.cli import documents
from ui.cli.asking import add_transfer_options, read_parties, read_transfer
from ui.cli.check_lines import check_lines
from ui.cli.context import Context
from ui.cli.outcome import DONE, REFUSED, UNDECIDED, Outcome
from ui.cli.parser import Group
from ui.cli.values import moment
from ui.text import sentence
from ui.text.catalogue import find
from ui.text.formatting import grouped
from ui.text.help import text
from wallet.domain.compliance import Maximum, Verdict

EXITS = {Verdict.ALLOWED: DONE, Verdict.REFUSED: REFUSED, Verdict.UNKNOWN: UNDECIDED}


def add(top: Group) -> None:
    """Add both commands."""
    check = top.command("check", "check", _check)
    check.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    check.add_argument("to", metavar="TO", help=text("to"))
    check.add_argument("amount", metavar="AMOUNT", help=text("amount"))
    add_transfer_options(check)
    check.add_argument("--spender", metavar="A", help=text("spender"))
    check.add_argument("--at", metavar="TIME", type=moment, help=text("at"))
    most = top.command("max", "max", _max)
    most.add_argument("token", metavar="TOKEN", help=text("token_argument"))
    most.add_argument("to", metavar="TO", help=text("to"))
    add_transfer_options(most)


async def _check(context: Context, args: Namespace) -> Outcome:
    intent = await read_transfer(context, args, must_sign=False)
    answer = await context.services.compliance.check(intent)
    document = documents.check(answer, context.name)
    return Outcome(document, check_lines(answer, context.name), EXITS[answer.verdict])


async def _max(context: Context, args: Namespace) -> Outcome:
    parties = read_parties(context, args, must_sign=False)
    token = await context.services.tokens.resolve(args.token)
    most = await context.services.compliance.maximum(
        token, parties.sender, parties.recipient, args.partition
    )
    return Outcome(documents.maximum(most), _max_lines(most), _max_exit(most))


def _max_exit(most: Maximum) -> int:
    if most.ranges is None:
        return UNDECIDED
    return DONE if most.ranges else REFUSED


def _max_lines(most: Maximum) -> tuple[str, ...]:
    symbol = most.token.symbol
    if most.ranges is None:
        return (sentence("max_unknown"),)
    if not most.ranges:
        return (sentence("max_nothing", symbol=symbol), *_limits(most))
    ranges = tuple(
        sentence(
            "max_range",
            symbol=symbol,
            minimum=grouped(most.token.amount(each.minimum)),
            maximum=grouped(most.token.amount(each.maximum)),
        )
        for each in most.ranges
    )
    return (*ranges, *_limits(most))


def _limits(most: Maximum) -> tuple[str, ...]:
    """Why it ends there, each reason once."""
    said = dict.fromkeys(find("phrase", f"limit_{one}", "limit_other") for one in most.limited_by)
    words = [each for each in said if each is not None]
    return (sentence("max_limits", limits=words),) if words else ()
