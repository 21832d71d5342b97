"""The story of the demo, driven through the real window and photographed.

Nothing is faked for the pictures: the demo network runs, the key host signs, the network settles.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from ui.desktop.app import application, desktop_for
from ui.desktop.core.notices import Notices
from ui.desktop.core.theme import Look, Theme
from ui.desktop.dialogs.review import ReviewDialog
from ui.desktop.main_window import MainWindow
from ui.desktop.tour_driver import LOOK_EVERY_S, Driver, TourError
from ui.desktop.tour_offline import SignedElsewhere
from ui.text import sentence as words
from wallet.domain.errors import ProgramFault, WalletError

if TYPE_CHECKING:
    from ui.desktop.session import Desktop

SIZE = QSize(1_280, 860)
REFUSED = ("Marie Laurent", "10")
ALLOWED = ("Bob Meier", "100")
BY_FILE = ("Bob Meier", "25")


class Story:
    """The steps; each counts only if it was seen in the window and in the wallet."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self.steps: list[dict[str, Any]] = []

    async def tell(self) -> None:
        """From the first look to the settled transfer."""
        await self._portfolio()
        await self._refused()
        await self._allowed()
        await self._voted()
        await self._signed_elsewhere()
        for page in ("portfolio", "receive", "activity", "accounts", "settings"):
            await self._page(page)

    def _told(self, step: str, text: str, *, ok: bool) -> None:
        self.steps.append({"id": step, "ok": ok, "text": text})

    async def _portfolio(self) -> None:
        driver = self._driver
        reading = words("window.portfolio.reading")
        await driver.until("portfolio", lambda: driver.text("portfolioAnswer") != reading)
        await driver.until("sync", lambda: bool(driver.text("syncState")))
        await driver.picture("portfolio")
        self._told("portfolio", driver.text("portfolioAnswer"), ok=True)

    async def _refused(self) -> None:
        driver = self._driver
        driver.window.open_page("transfer")
        self._choose_token("ACME")
        await driver.picture("transfer-empty")
        await self._typed(*REFUSED)
        await self._verdict("refused")
        await driver.picture("transfer-refused")
        closed = not driver.find(QAbstractButton, "reviewTransfer").isEnabled()
        self._told("refused", driver.text("verdictSummary"), ok=closed)

    async def _allowed(self) -> None:
        driver = self._driver
        await self._typed(*ALLOWED)
        await self._verdict("allowed")
        driver.press("howWeKnow")
        await driver.picture("transfer-allowed")
        self._told("allowed", driver.text("verdictSummary"), ok=True)
        driver.press("reviewTransfer")
        dialog = await self._dialog()
        await driver.picture("review", dialog)
        self._told("review", driver.text("wordCode"), ok=bool(driver.text("reviewTo")))
        await self._sign(dialog)

    async def _sign(self, dialog: ReviewDialog) -> None:
        driver, context = self._driver, self._driver.desktop.context
        if context is None:
            raise TourError("context")
        self._press_sign(dialog, context.demo_passphrase)
        await driver.picture("signing", dialog)
        await self._settle(dialog)
        await driver.picture("settled", dialog)
        entries = context.services.tracking.entries()
        ok = len(entries) == 1 and entries[0].state.value == "settled"
        self._told("settled", driver.text("txHash"), ok=ok)
        driver.press("cancel", dialog)

    async def _voted(self) -> None:
        """The vote that waits is read, given and counted."""
        driver, context = self._driver, self._driver.desktop.context
        if context is None:
            raise TourError("context")
        driver.window.open_page("votes")
        waits = words("window.votes.answer_one")
        await driver.until("votes", lambda: driver.text("votesAnswer") == waits)
        await driver.picture("votes")
        self._told("votes", driver.text("votesAnswer"), ok=True)
        driver.press(self._named("vote_"))
        await driver.until("proposal", lambda: driver.seen("voteFOR"))
        driver.press("voteFOR")
        review = driver.find(QAbstractButton, "reviewVote")
        await driver.until("vote allowed", review.isEnabled)
        await driver.picture("proposal")
        title = driver.text("proposalTitle")
        review.click()
        dialog = await self._dialog()
        await driver.picture("vote-review", dialog)
        self._press_sign(dialog, context.demo_passphrase)
        await self._settle(dialog)
        driver.press("cancel", dialog)
        await driver.until("counted", lambda: not driver.seen("voteFOR"))
        await driver.picture("voted")
        done = driver.text("votingPower")
        self._told("voted", words("window.tour_voted", title=title, power=done), ok=True)

    async def _signed_elsewhere(self) -> None:
        """Another transfer whose key is on a computer without a network."""
        driver = self._driver
        driver.window.open_page("transfer")
        self._choose_token("ACME")
        await self._typed(*BY_FILE)
        await self._verdict("allowed")
        await driver.until("sign offline", driver.find(QAbstractButton, "signOffline").isEnabled)
        await SignedElsewhere(driver, lambda *told: self._told(told[0], told[1], ok=told[2])).tell()

    def _named(self, start: str) -> str:
        """The name of the shown button that begins like this and goes on with a number."""
        for button in self._driver.window.findChildren(QAbstractButton):
            name = button.objectName()
            if button.isVisible() and name.startswith(start) and name[len(start) :].isdigit():
                return name
        raise TourError(start)

    async def _dialog(self) -> ReviewDialog:
        await self._driver.until("review", lambda: bool(self._dialogs()))
        return self._dialogs()[0]

    def _press_sign(self, dialog: ReviewDialog, passphrase: str) -> None:
        self._driver.find(QLineEdit, "passphrase", dialog).setText(passphrase)
        self._driver.press("signAndSend", dialog)

    async def _settle(self, dialog: ReviewDialog) -> None:
        settled = words("window.review.settled")
        await self._driver.until("settled", lambda: dialog.title.text() == settled)

    async def _page(self, page: str) -> None:
        driver = self._driver
        driver.window.open_page(page)
        await asyncio.sleep(0.5)
        if page == "settings":
            driver.press("examine")
            button = driver.find(QAbstractButton, "examine")
            await driver.until("examined", button.isEnabled)
        await driver.picture(page)
        self._told(page, words(f"window.page.{page}"), ok=driver.window.page_key == page)

    def _choose_token(self, symbol: str) -> None:
        box = self._driver.find(QComboBox, "token")
        index = next((at for at in range(box.count()) if box.itemText(at).startswith(symbol)), -1)
        if index < 0:
            raise TourError(symbol)
        box.setCurrentIndex(index)
        box.activated.emit(index)

    async def _typed(self, recipient: str, amount: str) -> None:
        self._driver.type("recipient", recipient)
        self._driver.type("amount", amount)
        await asyncio.sleep(LOOK_EVERY_S)

    async def _verdict(self, verdict: str) -> None:
        wanted = words(f"window.verdict.{verdict}")
        await self._driver.until(verdict, lambda: self._driver.text("verdictTitle") == wanted)

    def _dialogs(self) -> list[ReviewDialog]:
        found = self._driver.window.findChildren(ReviewDialog)
        return [dialog for dialog in found if dialog.isVisible()]


def run(home: Path, screenshots: Path) -> list[dict[str, Any]]:
    """Take the tour and write the pictures.

    Args:
        home: Folder of the wallet; the demo uses one of its own inside.
        screenshots: Where the pictures go; made if it is missing.

    Returns:
        The steps, each with ``id``, ``ok`` and ``text``.
    """
    from qasync import QEventLoop  # type: ignore[import-untyped]  # noqa: PLC0415

    screenshots.mkdir(parents=True, exist_ok=True)
    app = application()
    look, notices = Theme(app), Notices()
    look.apply(Look.LIGHT)
    window = MainWindow(notices)
    window.resize(SIZE)
    window.show()
    steps: list[dict[str, Any]] = []
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)

    async def whole() -> None:
        desktop = desktop_for(window, look, home, notices)
        faults: list[BaseException] = []
        desktop.on_fault = faults.append
        try:
            steps.extend(await _take(desktop, look, screenshots))
        finally:
            await desktop.close()
            window.close()
        if faults:
            steps.append(_failed(type(faults[0]).__name__))

    with loop:
        loop.run_until_complete(whole())
    return steps


async def _take(desktop: "Desktop", look: Theme, folder: Path) -> list[dict[str, Any]]:
    await desktop.open(demo=True)
    story = Story(Driver(desktop, look, folder))
    try:
        await story.tell()
    except TourError as missing:
        story.steps.append(_failed(str(missing)))
    except WalletError as error:
        story.steps.append(_failed(error.code))
    return story.steps


def _failed(why: str) -> dict[str, Any]:
    problem = ProgramFault("demo_step_failed", step=why)
    return {"id": "failed", "ok": False, "text": words("tour_failed", reason=str(problem))}
