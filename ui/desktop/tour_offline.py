"""The chapter of the tour in which a transfer is signed by file, on another computer."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QAbstractButton, QFileDialog

from ui.desktop.dialogs.answer import AnswerDialog
from ui.desktop.dialogs.export import ExportDialog
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.widgets.drop_zone import DropZone
from ui.other_computer import OtherComputer
from ui.text import sentence as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desktop.tour_driver import Driver

D = TypeVar("D", bound=Dialog)


class SignedElsewhere:
    """From a request on the transfer page to the answer that settles."""

    def __init__(self, driver: "Driver", told: "Callable[[str, str, bool], None]") -> None:
        self._driver = driver
        self._told = told

    async def tell(self) -> None:
        """Begin with an allowed transfer on the transfer page."""
        with TemporaryDirectory() as name:
            folder = Path(name)
            request, answer = folder / "request.json", folder / "answer.json"
            code = await self._exported(request)
            other = OtherComputer(folder)
            await asyncio.to_thread(other.begin)
            await asyncio.to_thread(other.sign, request, answer)
            text = "tour_signed_alone" if other.has_no_network else "tour_signed_apart"
            self._told("signed_offline", words(text), code != "" and answer.exists())
            await self._returned(answer)

    async def _exported(self, file: Path) -> str:
        driver = self._driver
        driver.press("signOffline")
        dialog = await self._dialog(ExportDialog)
        await driver.picture("offline-request", dialog)
        driver.press("saveRequest", dialog)
        chooser = driver.find(QFileDialog, "fileDialog", dialog)
        chooser.fileSelected.emit(str(file))
        chooser.reject()
        await driver.until("request", file.exists)
        code = driver.text("requestWords")
        await driver.picture("offline-words", dialog)
        driver.press("seeWaiting", dialog)
        await driver.picture("offline-waiting")
        self._told("exported", words("tour_exported", words=code), file.exists())
        return code

    async def _returned(self, file: Path) -> None:
        driver = self._driver
        driver.find(DropZone, "dropAnswer").dropped.emit(str(file))
        dialog = await self._dialog(AnswerDialog)
        await driver.until("asked", driver.find(QAbstractButton, "sendAnswer", dialog).isEnabled)
        await driver.picture("offline-answer", dialog)
        driver.press("sendAnswer", dialog)
        settled = words("window.review.settled")
        await driver.until("settled offline", lambda: dialog.title.text() == settled)
        self._told("settled_offline", driver.text("txHash"), True)  # noqa: FBT003
        driver.press("cancel", dialog)

    async def _dialog(self, kind: type[D]) -> D:
        def seen() -> list[D]:
            found = self._driver.window.findChildren(kind)
            return [one for one in found if one.isVisible()]

        await self._driver.until(kind.__name__, lambda: bool(seen()))
        return seen()[0]
