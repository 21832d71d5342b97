"""Finds icons and styles: inside an installed wheel, else in the checkout."""

from pathlib import Path

import ui

_PACKAGE = Path(ui.__file__).parent


def resource(folder: str, name: str) -> Path:
    """Path of a file of ``resources/``; the caller reads it."""
    installed = _PACKAGE / "_resources" / folder / name
    return installed if installed.exists() else _PACKAGE.parent / "resources" / folder / name
