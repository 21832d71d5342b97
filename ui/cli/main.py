"""From the words of the command line to one answer and one exit code."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine, Sequence
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

from ui.cli.commands import add_commands
from ui.cli.outcome import FAULT, Outcome
from ui.cli.parser import HelpRequested, Options, Program, build_parser, options_of
from ui.cli.roots import CompositionRoots

if TYPE_CHECKING:
    from ui.cli.context import Context, Roots

# Help and usage need none of what a command needs; each import here would slow them down.
# ruff: noqa: PLC0415

# The one sentence that cannot come from the catalogue: it is for when that does not load.
_LAST_WORDS = "Something inside Scrip went wrong; nothing more was done."

Run = Callable[["Context", Namespace], Coroutine[Any, Any, Outcome]]


SCRIP = Program("scrip", add_commands)


def main(argv: Sequence[str], roots: "Roots | None" = None, program: Program = SCRIP) -> int:
    """Carry out one command line; everything that can go wrong becomes an exit code.

    Args:
        argv: The words after the program's name.
        roots: What opens the wallet; the real one if left out.
        program: Which commands there are.
    """
    wants_json = "--json" in _before_separator(argv)
    output = sys.stdout

    def show(line: str) -> None:
        print(line, file=output, flush=True)

    # Whatever a library prints goes to standard error: standard output has one document.
    with redirect_stdout(sys.stderr):
        try:
            result = _carry_out(program, argv, roots or CompositionRoots(), show)
        except HelpRequested as help_text:
            result = Outcome({"help": str(help_text)}, (str(help_text).rstrip(),))
        except KeyboardInterrupt:
            from ui.cli.failures import interrupted

            result = interrupted()
    return _answer(result, wants_json=wants_json)


def _carry_out(
    program: Program, argv: Sequence[str], roots: "Roots", show: Callable[[str], None]
) -> Outcome:
    try:
        args = build_parser(program, argv).parse_args(list(argv))
        options = options_of(args)
        if args.command is None:
            return Outcome(None, (), roots.open_window(options, demo=False))
        return _run(args, options, roots, show)
    except (HelpRequested, KeyboardInterrupt):
        raise
    except Exception as problem:  # noqa: BLE001  (the last place: one document, whatever happens)
        return _ended(problem, program.name)


def _ended(problem: Exception, program: str) -> Outcome:
    try:
        from ui.cli.failures import ending

        return ending(problem, program)
    except Exception as fault:  # noqa: BLE001  (a damaged installation has no catalogue to ask)
        print(f"{type(problem).__name__}, then {type(fault).__name__}", file=sys.stderr)
        error = {"code": "internal", "message": _LAST_WORDS, "details": {}}
        return Outcome({"error": error}, (_LAST_WORDS,), FAULT, failed=True)


def _run(args: Namespace, options: Options, roots: "Roots", show: Callable[[str], None]) -> Outcome:
    from ui.cli.context import Context

    context = Context(options, roots, show)
    if "begin" in args:
        begun: Outcome = args.begin(context, args)
        return begun
    return _in_loop(args.run, context, args)


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
    try:
        print(text, file=sys.stderr if result.failed and not wants_json else sys.stdout, flush=True)
    except BrokenPipeError:
        # The reader went away; the interpreter must not complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.exit_code


def _before_separator(argv: Sequence[str]) -> Sequence[str]:
    return argv[: argv.index("--")] if "--" in argv else argv
