"""Hands and eyes of the tour: finds what a person would find, waits, photographs."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.desktop.core.theme import Look, Theme

if TYPE_CHECKING:
    from ui.desktop.session import Desktop

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 30.0
LOOK_EVERY_S = 0.03
LOOKS = (Look.LIGHT, Look.DARK)


class TourError(Exception):
    """A step did not come about in time."""


class Driver:
    """Finds widgets by name, as a person would by sight, and waits for what should come."""

    def __init__(self, desktop: "Desktop", look: Theme, folder: Path) -> None:
        self.desktop = desktop
        self.window = desktop.window
        self._look = look
        self._folder = folder
        self._count = 0

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The widget of this name; a page that is shown comes first."""
        found = (inside or self.window).findChildren(kind, name)
        seen = [widget for widget in found if widget.isVisible()]
        if not found:
            raise TourError(name)
        return (seen or found)[0]

    async def until(self, what: str, true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE_S
        while not true():
            if loop.time() > end:
                raise TourError(what)
            await asyncio.sleep(LOOK_EVERY_S)

    async def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Photograph in both looks."""
        self._count += 1
        for look in LOOKS:
            self._look.apply(look)
            # Twice: the new style first changes sizes, then they are laid out.
            await asyncio.sleep(LOOK_EVERY_S)
            await asyncio.sleep(LOOK_EVERY_S)
            path = self._folder / f"{self._count:02}-{name}-{look.value}.png"
            if not (widget or self.window).grab().save(str(path)):
                raise TourError(path.name)

    def text(self, name: str) -> str:
        """What a label says."""
        return self.find(QLabel, name).text()

    def seen(self, name: str) -> bool:
        """Whether a widget of this name is shown."""
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def type(self, name: str, text: str) -> None:
        """Type into a field."""
        self.find(QLineEdit, name).setText(text)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button that can be pressed."""
        button = self.find(QAbstractButton, name, inside)
        if not button.isEnabled():
            raise TourError(name)
        button.click()
