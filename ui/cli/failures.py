"""From a problem to an exit code and the one error document."""

from collections.abc import Mapping
from typing import Any, Final

from ui.cli import documents, outcome
from ui.cli.context import tell
from ui.cli.parser import UsageProblem
from ui.text import Names, error, hint, plain_name, sentence
from wallet.domain.errors import (
    BadInput,
    ChainProblem,
    KeyProblem,
    NotFound,
    ProgramFault,
    Refusal,
    Undecided,
    WalletError,
)

EXIT_CODES: Final[Mapping[type[WalletError], int]] = {
    BadInput: outcome.BAD_INPUT,
    Refusal: outcome.REFUSED,
    Undecided: outcome.UNDECIDED,
    ChainProblem: outcome.CHAIN,
    KeyProblem: outcome.KEYS,
    NotFound: outcome.NOT_FOUND,
    ProgramFault: outcome.FAULT,
}


class Stopped(Exception):  # noqa: N818
    """A command ends with a problem and something to show beside it.

    Attributes:
        lines: What a person reads before the sentence of the problem.
        details: Further fields of ``error.details``, such as the check.
    """

    def __init__(
        self, problem: WalletError, details: Mapping[str, Any], lines: tuple[str, ...] = ()
    ) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.details = details
        self.lines = lines


def exit_code(problem: WalletError) -> int:
    """By family, so that no code has to be listed."""
    return next(
        (code for family, code in EXIT_CODES.items() if isinstance(problem, family)), outcome.FAULT
    )


def failed(
    problem: WalletError,
    *,
    names: Names = plain_name,
    details: Mapping[str, Any] | None = None,
    lines: tuple[str, ...] = (),
    program: str = "scrip",
) -> outcome.Outcome:
    """A problem as the end of a command."""
    # What a check came to stands above its rules already; a reason is told once.
    is_told = (
        bool(lines) and problem.code in {"refused", "undecided"} and "reason" in problem.params
    )
    said = sentence("nothing_sent") if is_told else None
    helps = hint(problem, program)
    return outcome.Outcome(
        documents.error(problem, names, details or {}),
        (*lines, said or error(problem, names), *([] if helps is None else [helps])),
        exit_code(problem),
        failed=True,
    )


def ending(problem: Exception, program: str = "scrip") -> outcome.Outcome:
    """Any exception as the end of a command."""
    match problem:
        case UsageProblem():
            return misused(problem.message, problem.usage, problem.step)
        case Stopped():
            details, lines = problem.details, problem.lines
            return failed(problem.problem, details=details, lines=lines, program=program)
        case WalletError():
            return failed(problem, program=program)
        case _:
            _tell_where(problem)
            return crashed(problem)


def misused(message: str, usage: str, step: str | None = None) -> outcome.Outcome:
    """A command line that cannot be understood."""
    document = documents.error_document("usage", message, {"usage": usage} if usage else {})
    return outcome.Outcome(document, (message, step or usage), outcome.BAD_INPUT, failed=True)


def crashed(problem: BaseException) -> outcome.Outcome:
    """Something nobody expected; only its kind is told, as its text may hold anything."""
    kind = type(problem).__name__
    fault = ProgramFault("internal", kind=kind)
    return failed(fault)


def interrupted() -> outcome.Outcome:
    """The person pressed Ctrl+C."""
    problem = WalletError("interrupted")
    document = documents.error(problem, plain_name, {})
    return outcome.Outcome(document, (error(problem),), outcome.INTERRUPTED, failed=True)


def _tell_where(problem: BaseException) -> None:
    """Where it happened, for a report; never the exception's text, which may hold anything."""
    trace = problem.__traceback__
    while trace is not None:
        tell(f"  {trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}")
        trace = trace.tb_next
