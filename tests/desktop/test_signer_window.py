"""The offline program's window on a real vault and a real key host."""

import asyncio
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QScrollArea, QWidget

from tests.fakes.offline_pair import OTHER, OnlineComputer, with_request, with_transaction
from tests.fakes.sending import KEY, PAYEE, share
from tests.support.program import CHEAP_VAULT, PASSPHRASE, environment, secret_file
from ui.desktop.core.theme import Look, Theme
from ui.offline_window.window import SignerWindow
from wallet.bootstrap_offline import OfflineConfig, build_offline
from wallet.domain.offline_files import read_request, read_response
from wallet.domain.review import TRANSFER
from wallet.domain.vault import ImportKind, ImportSource, SecretInput

HOSTILE = "<b>bold</b><img src=x>"


class Bench:
    """The window with an account, and requests for it."""

    def __init__(self, qt_loop, folder):
        home = folder / "home"
        home.mkdir()
        (home / "config.json").write_text(json.dumps(CHEAP_VAULT), "utf-8")
        self.folder, self.loop = folder, qt_loop
        self.wallet = build_offline(OfflineConfig(home, air_gapped=False))
        key = secret_file(folder / "key", KEY.to_hex())
        source = ImportSource(ImportKind.KEY, SecretInput.from_file(str(key)))
        typed = SecretInput.typed(PASSPHRASE)
        qt_loop.run(self.wallet.accounts.import_(source, passphrase=typed, label="Vault"))
        self.online = OnlineComputer()
        now = self.wallet.clock.now()
        self.online.desk.clock.time = float(now)
        self.wallet.tokens.pin(share(1).address, self.online.chain.chain_id, "ACME", 18)
        self.wallet.contacts.add("Payee", PAYEE)
        self.started = []
        self.window = SignerWindow(self.wallet, self.started.append, lambda: typed)
        self.window.show()

    def request(self, change=lambda raw: raw):
        file = self.folder / "request.json"
        file.write_bytes(change(self.loop.run(self.online.export())))
        return file

    def find(self, name, kind=QAbstractButton):
        return self.window.findChild(kind, name)

    def close(self):
        self.window.close()
        self.window.deleteLater()
        self.loop.run(self.wallet.close())


@pytest.fixture
def bench(qapp, qt_loop, tmp_path):
    made = Bench(qt_loop, tmp_path)
    yield made
    made.close()


def test_a_request_is_opened_signed_and_saved(bench, qtbot):
    bench.window.load(bench.request())
    assert bench.find("fact.to", QLabel).text().startswith("Payee (0x")
    assert bench.find("fact.amount", QLabel).text() == "0.000000000000000005 ACME"
    qtbot.mouseClick(bench.find("sign"), Qt.MouseButton.LeftButton)
    dialog = bench.find("answerDialog", QFileDialog)
    out = bench.folder / "request-answer.json"
    assert dialog.selectedFiles() == [str(out)]
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    (work,) = bench.started
    bench.loop.run(work)
    answer = out.read_bytes()
    assert read_response(answer).raw is not None
    bench.loop.run(bench.online.offline.submit(answer))
    assert len(bench.online.chain.sent) == 1
    assert not bench.find("sign").isEnabled()


def drop(window, file):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, left, none))


def test_a_dropped_request_is_opened_with_its_words_and_warnings(bench):
    assert bench.find("title", QLabel).text() == "No request is open"
    assert not bench.find("sign").isVisible()
    file = bench.request()
    drop(bench.window, file)
    assert bench.find("title", QLabel).text() == "Read, compare, then sign"
    code = bench.wallet.signer.open(file.read_bytes()).words
    assert bench.find("fact.words", QLabel).text() == code
    assert bench.find("sign").isEnabled()
    drop(bench.window, bench.folder / "key")
    assert bench.find("title", QLabel).text() == "No request is open"
    assert "no transfer package" in bench.find("state", QWidget).accessibleName()


def test_what_was_signed_before_with_the_same_number_is_told_once(bench):
    first = bench.request().read_bytes()
    bench.loop.run(bench.wallet.signer.sign(first, SecretInput.typed(PASSPHRASE)))
    bench.window.load(bench.request(lambda raw: with_transaction(raw, gas=60_001)))
    told = bench.find("warnings", QWidget).accessibleName()
    assert told.count("same number") == 1
    assert "Only one of the two" in told


def test_an_open_request_stays_where_it_was_scrolled_to(bench):
    bench.window.resize(760, 420)
    bench.window.load(bench.request())
    bench.loop.run(asyncio.sleep(0.1))
    bar = bench.find("request", QScrollArea).verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    bench.window.model.go_on()
    assert bar.value() == bar.maximum()


def test_a_refusal_is_saved(bench, qtbot):
    bench.window.load(bench.request())
    qtbot.mouseClick(bench.find("decline"), Qt.MouseButton.LeftButton)
    dialog = bench.find("declineDialog", QFileDialog)
    dialog.fileSelected.emit(str(bench.folder / "no.json"))
    dialog.reject()
    assert read_response((bench.folder / "no.json").read_bytes()).reason == "declined"


def test_forged_bytes_are_shown_and_cannot_be_signed(bench):
    forged = bench.request(lambda raw: with_transaction(raw, data=TRANSFER.encode(OTHER, 900)))
    bench.window.load(forged)
    assert "d5d5" in bench.find("fact.to", QLabel).text().lower()
    assert not bench.find("sign").isEnabled()


def test_every_control_has_a_name_and_no_text_is_markup(bench, qapp):
    def hostile(raw):
        request = read_request(raw)
        token = request.claims.token
        claims = replace(
            request.claims,
            counterparty=HOSTILE,
            coin="<b>E</b>",
            network=HOSTILE,
            token=replace(token, name=HOSTILE, symbol=HOSTILE, standard=HOSTILE),
        )
        return with_request(raw, claims=claims, producer=HOSTILE)

    theme = Theme(qapp)
    for look in (Look.LIGHT, Look.DARK):
        theme.apply(look)
        bench.window.load(bench.request(hostile))
        labels = bench.window.findChildren(QLabel)
        assert labels
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        buttons = bench.window.findChildren(QAbstractButton)
        assert [one.objectName() for one in buttons if not one.accessibleName()] == []
        assert not bench.window.grab().isNull()
    theme.apply(Look.LIGHT)


def test_the_program_loads_no_network(tmp_path):
    program = """
import sys
from PySide6.QtCore import QTimer
import ui.offline_window.window as window
shown = window.SignerWindow.showEvent
def show(self, event):
    shown(self, event)
    QTimer.singleShot(50, self.close)
window.SignerWindow.showEvent = show
from ui.signer_app import main
code = main(["--home", sys.argv[1]])
never = {"http.client", "urllib.request", "aiohttp", "requests", "web3", "PySide6.QtNetwork"}
loaded = never & set(sys.modules) | {m for m in sys.modules if m.startswith("wallet.adapters.evm")}
print(code, sorted(loaded))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "home")],
        capture_output=True,
        text=True,
        env=environment(HOME=str(tmp_path)),
        timeout=40,
        check=False,
    )
    assert ran.stdout == "0 []\n", ran.stderr
