"""The program around the window: state, lock, last stop for exceptions."""

import logging
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from ui.desktop import app
from ui.desktop.app import EXIT_OPEN_ALREADY, Faults, Screen
from ui.desktop.core.notices import Notices
from ui.desktop.core.theme import Look

ROOT = Path(__file__).resolve().parents[2]
SECRET = "legal winner thank year wave sausage"


def test_the_window_opens_as_it_was_closed(tmp_path):
    path = tmp_path / "window.json"
    Screen(Look.DARK, 1500, 900).save(path)
    assert Screen.load(path) == Screen(Look.DARK, 1500, 900)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"look": "pink", "width": 1, "height": 1}'])
def test_a_damaged_state_is_as_if_there_was_none(tmp_path, text):
    path = tmp_path / "window.json"
    path.write_text(text)
    assert Screen.load(path) == Screen()


def test_a_folder_that_cannot_be_written_costs_only_the_comfort(tmp_path, caplog):
    Screen().save(tmp_path / "missing" / "window.json")
    assert "window state not kept" in caplog.text


def test_an_unexpected_exception_is_told_without_its_text(caplog):
    told = []
    notices = Notices()
    notices.subscribe(told.append)
    with caplog.at_level(logging.ERROR):
        try:
            int(SECRET)
        except ValueError as error:
            Faults(notices).report(error)
    assert len(told) == 1
    assert "ValueError" in told[0].details
    assert SECRET not in caplog.text + told[0].text + told[0].details


def test_a_second_window_on_the_same_folder_says_so_and_leaves(qapp, tmp_path):
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert lock.tryLock(100)

    def close():
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.findChild(QAbstractButton, "confirm").click()

    QTimer.singleShot(200, close)
    try:
        assert app.main(tmp_path) == EXIT_OPEN_ALREADY
    finally:
        lock.unlock()


def test_ctrl_c_closes_the_window_and_the_wallet_behind_it(tmp_path):
    code = "import sys; from pathlib import Path; from ui.desktop.app import main; "
    code += f"sys.exit(main(Path({str(tmp_path)!r})))"
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environ)
    try:
        end = time.monotonic() + 20
        while not (tmp_path / "scrip.db-wal").exists() and time.monotonic() < end:
            time.sleep(0.05)  # noqa: TID251  (waits for another process)
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0
    finally:
        program.kill()
    assert (tmp_path / "window.json").is_file()
    assert not (tmp_path / "scrip.db-wal").exists()


def test_a_window_closed_at_once_ends_the_program(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    shown = app.show_window

    def closed_at_once(*place):
        window, look = shown(*place)
        window.close()
        return window, look

    monkeypatch.setattr(app, "show_window", closed_at_once)
    assert app.main(tmp_path) == 0


def test_the_program_opens_and_closes(qapp, tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setattr("sys.excepthook", sys.excepthook)

    def close():
        for widget in QApplication.topLevelWidgets():
            if widget.objectName() == "window" and widget.isVisible():
                widget.close()

    timer = QTimer()
    timer.setInterval(700)
    timer.timeout.connect(close)
    timer.start()
    try:
        assert app.main(home) == 0
    finally:
        timer.stop()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert (home / "window.json").is_file()
    assert (home / "scrip.db").is_file()
