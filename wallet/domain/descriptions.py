"""Long texts from outside as plain lines: Markdown without its marks, nothing active.

A proposal's description is written by a stranger and read before a decision. Addresses behind
links are shown beside their words, so that neither can pretend to be the other.
"""

import re

from wallet.domain.plain_text import clean

TITLE_LIMIT = 120
TEXT_LIMIT = 12_000
LINE_LIMIT = 2_000
LINES_LIMIT = 400
# Every pattern is bounded, so that no text can make it slow.
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\(\s?<?([^()<>\s]{0,500})>?[^()]{0,200}\)")
_TAG = re.compile(r"<(/?[A-Za-z][^<>]{0,300}|!--[^<>]{0,300})>")
_AUTO_LINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,12}:[^<>\s]{1,500})>")
_HEADING = re.compile(r"^\s{0,3}(#{1,6}\s+|>\s?)+")
_BULLET = re.compile(r"^(\s{0,12})[-*+]\s+")
_RULE = re.compile(r"^\s{0,3}([-*_=])(\s{0,3}\1){2,100}\s*$")
_STRONG = re.compile(r"(\*\*|__|~~|`{1,3})")
_EMPHASIS = re.compile(r"(?<![\w\\])[*_](?=\S)([^*_]{1,300})(?<=[^\s\\])[*_](?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!~>-])")


def plain_lines(text: str) -> str:
    """The text as plain lines, at most ``TEXT_LIMIT`` characters (… marks a cut)."""
    raw = text[: TEXT_LIMIT * 2].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[str] = []
    for line in raw[:LINES_LIMIT]:
        shown = _plain_line(line)
        if shown or (lines and lines[-1]):
            lines.append(shown)
    was_cut = len(text) > TEXT_LIMIT * 2 or len(raw) > LINES_LIMIT
    whole = "\n".join(lines).strip()
    if len(whole) > TEXT_LIMIT or was_cut:
        return whole[: TEXT_LIMIT - 1] + "…"
    return whole


def title_of(lines: str) -> str:
    """The first line that says something, on one line."""
    first = next((line for line in lines.split("\n") if line.strip("•. ")), "")
    return clean(first.lstrip("• "), TITLE_LIMIT)


def _plain_line(line: str) -> str:
    short = line[: LINE_LIMIT * 2]
    if _RULE.match(short) or short.strip().startswith("```"):
        return ""
    short = _BULLET.sub(r"\1• ", _HEADING.sub("", short))
    short = _AUTO_LINK.sub(r"\1", short)
    short = _LINK.sub(_shown_link, short)
    short = _TAG.sub("", short)
    short = _EMPHASIS.sub(r"\1", _STRONG.sub("", short))
    return clean(_ESCAPED.sub(r"\1", short), LINE_LIMIT)


def _shown_link(found: re.Match[str]) -> str:
    words, address = found[1].strip(), found[2]
    if not words or words == address:
        return address
    return f"{words} ({address})" if address else words
