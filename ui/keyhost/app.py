"""The application object of the key host's window, for one dialog."""

import re
import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from ui.keyhost import words

D = TypeVar("D", bound=QDialog)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_USUAL = {
    "surface": "#FFFFFF",
    "border": "#D5DBE3",
    "text": "#141A22",
    "text-2": "#465263",
    "text-3": "#616D7D",
    "accent": "#1D5BD0",
    "on-accent": "#FFFFFF",
    "bad": "#B3261E",
}
_STYLE = """
QDialog, QWidget { background: @surface; }
QLabel { color: @text; font-size: 14px; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="muted"] { color: @text-2; }
QLabel[role="error"] { color: @bad; }
QLabel[role="word"] { font-size: 16px; font-weight: 600; }
QLineEdit, QPlainTextEdit { background: @surface; color: @text; border: 1px solid @text-3;
    border-radius: 6px; padding: 8px; font-size: 14px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 7px; }
QPushButton { background: @surface; color: @text; border: 1px solid @border;
    border-radius: 6px; padding: 8px 16px; font-size: 14px; }
QPushButton:default { background: @accent; color: @on-accent; border-color: @accent; }
QPushButton:focus { border: 2px solid @text; padding: 7px 15px; }
"""
_TOKEN = re.compile(r"@([a-z0-9-]+)", re.ASCII)


def run_dialog(make: Callable[[], D], palette: Mapping[str, str] | None) -> D | None:
    """Show a dialog until it is closed; ``None`` if the person did not finish it.

    Without a palette it looks as the system's own dialogs do.
    """
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(True)
    dialog = make()
    if palette is not None:
        dialog.setStyleSheet(style(palette))
    dialog.finished.connect(app.quit)
    dialog.open()
    dialog.raise_()
    dialog.activateWindow()
    app.exec()
    return dialog if dialog.result() == QDialog.DialogCode.Accepted else None


def choose_file() -> str | None:
    """Ask for one existing file; ``None`` if the person chose none."""
    chosen = run_dialog(_file_dialog, None)
    files = chosen.selectedFiles() if chosen else []
    return files[0] if files else None


def _file_dialog() -> QFileDialog:
    dialog = QFileDialog(None, words.CHOOSE_KEYSTORE)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def style(palette: Mapping[str, str]) -> str:
    """The style sheet in the colours of the main window; what is no colour is left out."""
    given = {name: palette[name] for name in _USUAL if _COLOUR.fullmatch(palette.get(name, ""))}
    colours = {**_USUAL, **given}
    return _TOKEN.sub(lambda token: colours[token[1]], _STYLE)
