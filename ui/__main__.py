"""`scrip`: without a command it opens the desktop, with one it is the command line."""

import sys
from collections.abc import Sequence

from ui.cli.main import main as run_command


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of the installed program."""
    words = sys.argv[1:] if argv is None else argv
    if list(words) == ["--keyhost"]:
        # How an installed program that is one file starts its own key host.
        from ui.keyhost.__main__ import main as serve_keys  # noqa: PLC0415

        return serve_keys()
    return run_command(words)


if __name__ == "__main__":
    sys.exit(main())
