"""Every code and the sentence for it; one catalogue for window and command line.

Sections keep codes apart that mean different things under the same name: an error, a rule, a
remedy. A code without a sentence is a fault that a test finds; a person still gets a sentence.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import Final

from ui.text import translations
from ui.text.formatting import Names, fill, plain_name

# Later modules of a section win; imported on first use, so that starting stays cheap.
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "phrase": (
            "phrases",
            "doctor",
            "tour",
            "window",
            "window_votes",
            "vote_words",
            "offline",
            "command_words",
        ),
        "error": (
            "errors",
            "input_errors",
            "key_errors",
            "chain_errors",
            "vote_errors",
            "package_errors",
        ),
        "rule": ("rules", "rules_unread", "vote_rules"),
        "remedy": ("remedies",),
        "effect": ("effects", "offline_cautions"),
        "token": ("token_words",),
        "hint": ("hints",),
    }
)


@cache
def templates(section: str) -> Mapping[str, str]:
    """All sentences of a section, in English."""
    found: dict[str, str] = {}
    for module in SECTIONS[section]:
        found.update(import_module(f"ui.text.{module}").TEMPLATES)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _translated() -> Mapping[str, str]:
    return translations.load(translations.preferred_languages(), translations.folder())


def find(section: str, *codes: str) -> str | None:
    """The template of the first code that has one, in the person's language."""
    known = templates(section)
    for code in codes:
        if code in known:
            return _translated().get(known[code], known[code])
    return None


def say(template: str, params: Mapping[str, object], names: Names = plain_name) -> str:
    """Fill a template that :func:`find` gave."""
    return fill(template, params, names)
