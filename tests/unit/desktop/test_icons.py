"""Every icon the window names is there; one that is not never ends the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.desktop.core import icons

ROOT = Path(__file__).resolve().parents[3]
HAVE = {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}
# Which argument of these calls is the name of an icon.
_AT = {
    "IconView": 0,
    "EmptyState": 0,
    "Pill": 2,
    "show_icon": 0,
    "set_icon": 0,
    "show_state": 2,
    "Entry": -1,
    "icon": 0,
    "PageEntry": 2,
}


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        at = _AT.get(name, -1)
        places = [word.value for word in node.keywords if word.arg == "icon"]
        if 0 <= at < len(node.args):
            places.append(node.args[at])
        for place in places:
            yield from _texts(place)


def _texts(place: ast.expr) -> Iterator[str]:
    if isinstance(place, ast.IfExp):
        yield from _texts(place.body)
        yield from _texts(place.orelse)
    elif isinstance(place, ast.Constant) and isinstance(place.value, str) and place.value:
        yield place.value


def _used() -> set[tuple[str, str]]:
    return {
        (str(file.relative_to(ROOT)), name)
        for file in (ROOT / "ui").rglob("*.py")
        for name in _named(ast.parse(file.read_text(encoding="utf-8")))
    }


def test_every_icon_named_in_the_window_is_drawn() -> None:
    used = _used()
    assert len({name for _file, name in used}) > 15
    assert {(file, name) for file, name in used if name not in HAVE} == set()


def test_a_missing_icon_is_a_dashed_square(caplog: pytest.LogCaptureFixture) -> None:
    assert icons.drawing("no-such-drawing") == icons.FALLBACK
    assert "no-such-drawing" in caplog.text
    assert icons.drawing("check") != icons.FALLBACK
