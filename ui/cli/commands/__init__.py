"""The commands, one module per group; each adds its parsers and carries out what was asked.

Only the module of the command at hand is loaded, so that every answer starts quickly.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Final

from ui.cli.parser import Group

# Module of this package -> the words it adds, with the code of their help text (the same word).
MODULES: Final[dict[str, tuple[str, ...]]] = {
    "demo": ("demo",),
    "doctor": ("doctor",),
    "network": ("network",),
    "account": ("account",),
    "contact": ("contact",),
    "token": ("token",),
    "portfolio": ("portfolio",),
    "check": ("check", "max"),
    "send": ("send",),
    "tx": ("tx",),
    "history": ("history",),
    "governor": ("governor",),
    "proposals": ("proposals",),
    "vote": ("vote", "delegate"),
    "message": ("message",),
    "offline": ("offline",),
}


def add_commands(top: Group, argv: Sequence[str]) -> None:
    """Add every command; in full only those whose word is on the command line."""
    given = frozenset(argv)
    for module, words in MODULES.items():
        if given.isdisjoint(words):
            for word in words:
                top.mention(word)
        else:
            import_module(f"{__name__}.{module}").add(top)
