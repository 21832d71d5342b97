"""From the words of the command line to one answer and one exit code."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine, Sequence
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

from ui.cli.commands import add_commands
from ui.cli.outcome import Outcome
from ui.cli.parser import HelpRequested, Options, UsageProblem, build_parser, options_of
from ui.cli.roots import CompositionRoots

if TYPE_CHECKING:
    from ui.cli.context import Context, Roots

# Help and usage need none of what a command needs; each import here would slow them down.
# ruff: noqa: PLC0415

Run = Callable[["Context", Namespace], Coroutine[Any, Any, Outcome]]


def main(argv: Sequence[str], roots: "Roots | None" = None) -> int:
    """Carry out one command line; everything that can go wrong becomes an exit code.

    Args:
        argv: The words after the program's name.
        roots: What opens the wallet; the real one if left out.
    """
    wants_json = "--json" in _before_separator(argv)
    output = sys.stdout

    def show(line: str) -> None:
        print(line, file=output, flush=True)

    # Whatever a library prints goes to standard error: standard output has one document.
    with redirect_stdout(sys.stderr):
        try:
            result = _carry_out(argv, roots or CompositionRoots(), show)
        except HelpRequested as help_text:
            result = Outcome({"help": str(help_text)}, (str(help_text).rstrip(),))
        except KeyboardInterrupt:
            from ui.cli.failures import interrupted

            result = interrupted()
    return _answer(result, wants_json=wants_json)


def _carry_out(argv: Sequence[str], roots: "Roots", show: Callable[[str], None]) -> Outcome:
    try:
        args = build_parser(add_commands, argv).parse_args(list(argv))
    except UsageProblem as problem:
        from ui.cli.failures import misused

        return misused(problem.message, problem.usage)
    return _guarded(args, options_of(args), roots, show)


def _guarded(
    args: Namespace, options: Options, roots: "Roots", show: Callable[[str], None]
) -> Outcome:
    from ui.cli.context import Context
    from ui.cli.failures import Stopped, crashed, failed
    from wallet.domain.errors import WalletError

    context = Context(options, roots, show)
    try:
        if args.command is None:
            return Outcome(None, (), roots.open_window(options, demo=False))
        if "begin" in args:
            begun: Outcome = args.begin(context, args)
            return begun
        return _in_loop(args.run, context, args)
    except WalletError as problem:
        return failed(problem)
    except Stopped as stopped:
        return failed(stopped.problem, details=stopped.details, lines=stopped.lines)
    except Exception as problem:  # noqa: BLE001  (the last place: one document, whatever happens)
        _tell_where(problem)
        return crashed(problem)


def _in_loop(run: Run, context: "Context", args: Namespace) -> Outcome:
    import asyncio

    async def whole() -> Outcome:
        try:
            return await run(context, args)
        finally:
            await context.close()

    return asyncio.run(whole())


def _answer(result: Outcome, *, wants_json: bool) -> int:
    if result.document is None:
        return result.exit_code
    text = json.dumps(result.document) if wants_json else "\n".join(result.lines)
    failed = "error" in result.document and not wants_json
    try:
        print(text, file=sys.stderr if failed else sys.stdout, flush=True)
    except BrokenPipeError:
        # The reader went away; the interpreter must not complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.exit_code


def _before_separator(argv: Sequence[str]) -> Sequence[str]:
    return argv[: argv.index("--")] if "--" in argv else argv


def _tell_where(problem: BaseException) -> None:
    """Where it happened, for a report; never the text of the exception, which may hold anything."""
    trace = problem.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        print(f"  {code.co_qualname}:{trace.tb_lineno}", file=sys.stderr)
        trace = trace.tb_next
