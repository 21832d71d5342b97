"""Where a transfer stops before anything is signed."""

from typing import Final

from ui import text
from ui.cli import documents
from ui.cli.check_lines import check_lines
from ui.cli.context import Context
from ui.cli.failures import Stopped
from wallet.domain.compliance import Caution, TransferCheck, Verdict
from wallet.domain.errors import Refusal, Undecided, WalletError

# Effects that take something away for good need a person's word.
NEEDS_ACCEPTANCE: Final = frozenset({"burn"})


def require_passable(check: TransferCheck, context: Context) -> None:
    """Go on only with an allowed transfer and every acceptance it needs.

    Raises:
        Stopped: ``refused``, ``undecided``, ``disagreement`` or ``gas_funds``, with the check.
    """
    problem = _obstacle(check, context)
    if problem is not None:
        shown = documents.check(check, context.name)
        raise Stopped(problem, {"check": shown}, check_lines(check, context.name))


def _obstacle(check: TransferCheck, context: Context) -> WalletError | None:
    options = context.options
    if check.verdict is Verdict.REFUSED:
        return Refusal("refused", reason=text.summary(check, context.name))
    if check.verdict is Verdict.UNKNOWN:
        return Undecided("undecided", reason=text.summary(check, context.name))
    if check.needs_acceptance and not options.accept_disagreement:
        return Undecided("disagreement")
    happening = {effect.id for effect in check.effects}
    missing = (happening & NEEDS_ACCEPTANCE) - options.accepted_warnings
    if missing:
        return Undecided("undecided", why="acceptance", missing=tuple(sorted(missing)))
    return short_of_coin(check.cautions)


def short_of_coin(cautions: tuple[Caution, ...]) -> WalletError | None:
    """``gas_funds`` if the coin does not suffice."""
    short = next((warning for warning in cautions if warning.id == "gas_funds"), None)
    if short is None:
        return None
    needed, available = short.params.get("needs"), short.params.get("has")
    if short.params.get("why") == "fee_unknown":
        return Refusal("gas_funds", needed=None, available=available, why="fee_unknown")
    return Refusal("gas_funds", needed=needed, available=available)
