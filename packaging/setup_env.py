"""Sets up everything Scrip needs and starts it or its checks: behind `make run` and `make test`.

Standard library only, so that any Python 3 can start it:

    python3 packaging/setup_env.py run [ARGS...]      the demo: a window, or a tour without a screen
    python3 packaging/setup_env.py test [-- ARGS...]  every check; ARGS go to pytest
    python3 packaging/setup_env.py test-long          the same with many more random examples
    python3 packaging/setup_env.py lint               format, lint, types and layers only
    python3 packaging/setup_env.py setup              only set up, with what the tests need
    python3 packaging/setup_env.py node ARGS...       the Node.js that the set-up uses
    python3 packaging/setup_env.py anvil [FOLDER]     the demo network's program, for `.venv` or for
                                                      the environment FOLDER that has the wheel
    python3 packaging/setup_env.py lock               write the locks anew (needs uv)

Exit codes: 0 done, 1 something failed, 2 wrong usage, 3 the system lacks something and the line
that installs it was printed. Set SCRIP_VENV to use another folder than `.venv`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from setup_parts import checks, environment
from setup_parts.common import ROOT, WINDOWS, Stop, Venv, say
from setup_parts.display import has_display
from setup_parts.locks import write_locks
from setup_parts.node_tools import find_npm, prepare_anvil, prepare_test_contracts
from setup_parts.system_parts import require_libraries, require_test_programs

if TYPE_CHECKING:
    from collections.abc import Callable

EXIT_USAGE = 2


def run(venv: Venv, args: list[str]) -> int:
    """Start the demo in a window, or tell its story in the terminal where there is no screen."""
    environment.prepare(venv, with_tests=False)
    prepare_anvil(venv)
    require_libraries(os.environ)
    command = [str(venv.scrip), "demo"]
    if not has_display(os.environ):
        say("No display here, so the tour runs in this terminal.")
        command.append("--tour")
    _become([*command, *[arg for arg in args if arg != "--"]])


def setup(venv: Venv, args: list[str]) -> int:
    """Set up all that `test` needs, and start nothing."""
    _refuse(args)
    environment.prepare(venv, with_tests=True)
    require_libraries({})
    require_test_programs()
    prepare_anvil(venv)
    prepare_test_contracts(venv)
    return 0


def test(venv: Venv, args: list[str]) -> int:
    """Run every check."""
    return _check_everything(venv, args, long=False)


def test_long(venv: Venv, args: list[str]) -> int:
    """Run every check, with many more random examples."""
    return _check_everything(venv, args, long=True)


def lint(venv: Venv, args: list[str]) -> int:
    """Run the checks that start nothing."""
    _refuse(args)
    environment.prepare(venv, with_tests=True)
    return checks.conclude(checks.run_checks(checks.lint_checks(venv)))


def node(venv: Venv, args: list[str]) -> int:
    """Run Node.js, the system's or the one the set-up brings."""
    setup(venv, [])
    program = "node.exe" if WINDOWS else "node"
    _become([str(find_npm(venv).node_folder / program), *args])


def anvil(venv: Venv, args: list[str]) -> int:
    """Fetch the demo network's program into an environment, where its `scrip` looks for it."""
    _refuse(args[1:])
    target = Venv(Path(args[0]).absolute()) if args else venv
    if not target.python.exists():
        raise Stop(f"{target.folder} is no Python environment.", EXIT_USAGE)
    prepare_anvil(target)
    say(f"The demo network's program is in {target.share / 'bin'}.")
    return 0


def lock(venv: Venv, args: list[str]) -> int:
    """Write the locks anew."""
    _refuse(args)
    environment.ensure_venv(venv)
    write_locks(venv)
    return 0


COMMANDS: dict[str, Callable[[Venv, list[str]], int]] = {
    "run": run,
    "test": test,
    "test-long": test_long,
    "lint": lint,
    "setup": setup,
    "node": node,
    "anvil": anvil,
    "lock": lock,
}


def main(argv: list[str]) -> int:
    """Run one command and turn a stop into its exit code."""
    if len(argv) < 2 or argv[1] not in COMMANDS:
        say(__doc__ or "")
        return EXIT_USAGE
    try:
        return COMMANDS[argv[1]](Venv.of_this_checkout(), argv[2:])
    except Stop as reason:
        sys.stderr.write(f"{reason}\n")
        return reason.code
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; start again to continue where it was.\n")
        return 130


def _check_everything(venv: Venv, args: list[str], *, long: bool) -> int:

    setup(venv, [])
    failed = checks.run_checks(checks.lint_checks(venv))
    pytest_args = [arg for arg in args if arg != "--"]
    return checks.conclude(failed + checks.run_tests(venv, pytest_args, long=long))


def _refuse(args: list[str]) -> None:
    if args:
        raise Stop(f"Expected nothing after the command, got: {' '.join(args)}", EXIT_USAGE)


def _become(command: list[str]) -> NoReturn:
    """Hand the terminal over to another program."""
    if WINDOWS:
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv))
