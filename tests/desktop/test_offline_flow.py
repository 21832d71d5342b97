"""A transfer signed by file, through the window: real network, a second home without a network."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel, QWidget

from tests.support.program import CHEAP_VAULT, secret_file
from ui.desktop.dialogs.answer import AnswerDialog
from ui.desktop.dialogs.export import ExportDialog
from ui.desktop.widgets.drop_zone import DropZone
from ui.text import sentence as words
from wallet.demo.keys import DEMO_PASSPHRASE, DEMO_PHRASE

from tests.desktop.test_transfer_flow import fill, moved  # isort: skip

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


@pytest.fixture
def cold(tmp_path):
    """A home of its own with the holder's key; every command in an empty network namespace."""
    made = Cold(tmp_path / "cold")
    made.run("account", "import", "--phrase-file", secret_file(tmp_path / "phrase", DEMO_PHRASE))
    return made


class Cold:
    def __init__(self, home):
        self.home = home
        home.mkdir(mode=0o700)
        (home / "config.json").write_text(json.dumps(CHEAP_VAULT), encoding="utf-8")
        self.passphrase = secret_file(home.parent / "passphrase", DEMO_PASSPHRASE)

    def run(self, *words_):
        program = ["unshare", "-rn", sys.executable, "-m", "ui.signer_app"]
        where = ["--home", self.home, "--passphrase-file", self.passphrase, "--yes"]
        done = subprocess.run(
            [*program, *map(str, words_), *map(str, where)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def dialog(stage, kind):
    return next((d for d in stage.window.findChildren(kind) if d.isVisible()), None)


async def export(stage, file, amount="100"):
    """Write a request from the transfer page, through the file dialog."""
    assert await fill(stage, "Bob Meier", amount) == "Allowed"
    stage.find(QAbstractButton, "signOffline").click()
    await stage.until(lambda: dialog(stage, ExportDialog))
    opened = dialog(stage, ExportDialog)
    stage.find(QAbstractButton, "saveRequest", opened).click()
    chooser = opened.findChildren(QFileDialog)[0]
    assert chooser.objectName() == "fileDialog"
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    await stage.until(file.exists)
    code = stage.find(QLabel, "requestWords", opened).text()
    stage.find(QAbstractButton, "seeWaiting", opened).click()
    assert stage.window.page_key == "offline"
    return code


def drop(stage, file):
    zone = stage.find(DropZone, "dropAnswer")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    zone.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def answer_of(stage):
    return stage.find(QLabel, "offlineAnswer").text()


def test_a_transfer_is_exported_signed_elsewhere_dropped_and_settled(demo, cold, tmp_path):
    request, answer = tmp_path / "request.json", tmp_path / "answer.json"

    async def story():
        services = demo.desktop.context.services
        holder = services.accounts.list()[0].address
        bob = next(c.address for c in services.contacts.list() if c.name == "Bob Meier")
        before = await services.portfolio.read([holder, bob])
        code = await export(demo, request)
        assert answer_of(demo) == "1 request waits for its answer"
        (pending,) = services.offline.pending()
        assert demo.find(QLabel, f"words_{pending.id}").text() == code
        cold.run("offline", "sign", request, "--out", answer)
        drop(demo, request)
        problem = demo.find(QWidget, "offlineProblem")
        assert not problem.isHidden()
        assert "not its answer" in problem.accessibleName()
        assert services.tracking.entries() == ()
        drop(demo, answer)
        await demo.until(lambda: dialog(demo, AnswerDialog))
        opened = dialog(demo, AnswerDialog)
        send = demo.find(QAbstractButton, "sendAnswer", opened)
        assert problem.isHidden()
        await demo.until(send.isEnabled)
        assert services.tracking.entries() == ()
        send.click()
        await demo.until(lambda: opened.title.text() == words("window.review.settled"))
        after = await services.portfolio.read([holder, bob])
        assert moved(before, after) == (-100, 100)
        demo.find(QAbstractButton, "cancel", opened).click()
        assert answer_of(demo) == "Nothing waits for a signature"

    demo.run(story(), 90)


def test_a_request_is_withdrawn_and_its_answer_is_not_taken(demo, cold, tmp_path):
    request, answer = tmp_path / "request.json", tmp_path / "answer.json"

    async def story():
        offline = demo.desktop.context.services.offline
        await export(demo, request, "7")
        cold.run("offline", "sign", request, "--out", answer)
        (pending,) = offline.pending()
        demo.find(QAbstractButton, f"withdraw_{pending.id}").click()
        asked = next(d for d in demo.window.findChildren(QDialog, "withdrawDialog"))
        demo.find(QAbstractButton, "confirm", asked).click()
        assert answer_of(demo) == "Nothing waits for a signature"
        demo.find(QAbstractButton, "openAnswer").click()
        chooser = next(d for d in demo.window.findChildren(QFileDialog) if d.isVisible())
        chooser.fileSelected.emit(str(answer))
        chooser.reject()
        assert "withdrew" in demo.find(QWidget, "offlineProblem").accessibleName()
        assert dialog(demo, AnswerDialog) is None
        assert demo.desktop.context.services.tracking.entries() == ()

    demo.run(story(), 60)


def test_a_watched_account_asks_by_file_and_never_signs_here(demo, tmp_path):
    async def story():
        services = demo.desktop.context.services
        holder = services.accounts.list()[0]
        services.accounts.remove(holder.address)
        services.accounts.watch(holder.address, "Cold key")
        await export(demo, tmp_path / "request.json", "5")
        demo.window.open_page("transfer")
        await fill(demo, "Bob Meier", "5")
        assert demo.find(QAbstractButton, "reviewTransfer").isHidden()
        assert "watch" in demo.find(QLabel, "whyNot").text()

    demo.run(story(), 60)
