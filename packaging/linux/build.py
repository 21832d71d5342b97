"""Builds Scrip for Linux machines that have no Python: behind `make bundle` and `make deb`.

Standard library only, so that any Python 3 can start it:

    python3 packaging/linux/build.py bundle   dist/scrip/ (and dist/scrip-offline/), tried out
    python3 packaging/linux/build.py deb      the same as dist/*.deb

The same commit, Python and system give the same files, byte for byte.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from setup_parts.bundling import build_bundles
from setup_parts.common import Stop, say
from setup_parts.debian import build_deb

EXIT_USAGE = 2


def main(argv: list[str]) -> int:
    """Run one command and turn a stop into its exit code."""
    if argv[1:] not in (["bundle"], ["deb"]):
        say(__doc__ or "")
        return EXIT_USAGE
    try:
        bundles = build_bundles()
        if argv[1] == "deb":
            for bundle in bundles:
                build_deb(bundle)
    except Stop as reason:
        sys.stderr.write(f"{reason}\n")
        return reason.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
