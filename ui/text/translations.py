"""Sentences in other languages: gettext ``.po`` files under ``resources/translations/``.

The English sentence is the msgid. Files are read as they are, without a compiling step:
``<language>.po``, e.g. ``de.po``. A translation that names a field the original does not have is
left out, so that a slip in a file can never break a sentence.
"""

import ast
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Final

import ui

_KEYWORDS: Final = ("msgid", "msgstr")


def folder() -> Path:
    """Where the ``.po`` files are: in the package, or in the checkout."""
    package = Path(ui.__file__).parent
    installed = package / "_resources" / "translations"
    return installed if installed.is_dir() else package.parent / "resources" / "translations"


def preferred_languages(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Languages the person asked for, best first, in gettext's own order of variables."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environ.get(variable, "")
        if wanted:
            plain = (entry.partition(".")[0].partition("@")[0] for entry in wanted.split(":"))
            return tuple(name for entry in plain if entry for name in (entry, entry[:2]))
    return ()


def load(languages: tuple[str, ...], where: Path) -> dict[str, str]:
    """Sentences of the first language that has a file; empty for English."""
    for language in languages:
        if language in {"C", "POSIX", "en"} or language.startswith("en_"):
            return {}
        path = where / f"{language}.po"
        if path.is_file():
            return parse(path.read_text(encoding="utf-8"))
    return {}


def parse(text: str) -> dict[str, str]:
    """Read msgid/msgstr pairs; empty and unfit translations are left out."""
    return {
        original: translated
        for original, translated in _entries(text)
        if original and translated and fields(translated) <= fields(original)
    }


def fields(template: str) -> frozenset[str]:
    """Names of the fields of a template."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)
    except ValueError:
        return frozenset({"(malformed)"})


def _entries(text: str) -> Iterator[tuple[str, str]]:
    parts = dict.fromkeys(_KEYWORDS, "")
    current = ""
    for line in (*text.splitlines(), 'msgid ""'):
        keyword, _, rest = line.strip().partition(" ")
        if keyword == "msgid" and current == "msgstr":
            yield parts["msgid"], parts["msgstr"]
            parts = dict.fromkeys(_KEYWORDS, "")
        if keyword in _KEYWORDS:
            current = keyword
            parts[current] += _unquoted(rest)
        elif line.strip().startswith('"') and current:
            parts[current] += _unquoted(line.strip())


def _unquoted(quoted: str) -> str:
    try:
        value = ast.literal_eval(quoted)
    except (SyntaxError, ValueError):
        return ""
    return value if isinstance(value, str) else ""
