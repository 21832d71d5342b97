"""A new recovery phrase: shown once as a numbered grid, then three words asked back."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.keyhost import words
from ui.keyhost.phrases import normalised
from ui.keyhost.secret_fields import SecretLine, plain_label
from wallet.adapters.vault.entropy import random_bytes

_COLUMNS = 4
_ASKED = 3


def quiz_places(count: int) -> tuple[int, ...]:
    """Three different places of a phrase, in order, from 1."""
    places: set[int] = set()
    while len(places) < _ASKED:
        drawn = random_bytes(2)[0]
        if drawn < 256 - 256 % count:
            places.add(drawn % count + 1)
    return tuple(sorted(places))


class PhraseDialog(QDialog):
    """Accepted only after the asked words were typed rightly."""

    def __init__(self, phrase: Sequence[str], asked: Sequence[int]) -> None:
        super().__init__()
        self._phrase = phrase
        self._fields = {place: SecretLine(self) for place in asked}
        self._wrong = plain_label("", "error", self)
        self._done = _button(words.SHOWN_DONE, "written-down", self)
        self._finish = _button(words.QUIZ_DONE, "check", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._shown_page())
        self._pages.addWidget(self._quiz_page())
        self.setWindowTitle(words.SHOWN_TITLE)
        self.setMinimumWidth(640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(self._pages)

    def _shown_page(self) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for index, word in enumerate(self._phrase):
            label = plain_label(f"{index + 1}. {word}", "word", page)
            label.setObjectName(f"word-{index + 1}")
            grid.addWidget(label, index // _COLUMNS, index % _COLUMNS)
        done = self._done
        done.setDefault(True)
        done.clicked.connect(self._start_quiz)
        cancel = _button(words.CANCEL, "cancel", page)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(page)
        layout.setSpacing(20)
        layout.addWidget(plain_label(words.SHOWN_TITLE, "title", page))
        layout.addWidget(plain_label(words.SHOWN_TEXT.format(count=len(self._phrase)), "", page))
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(_row(cancel, done))
        return page

    def _quiz_page(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setSpacing(12)
        layout.addWidget(plain_label(words.QUIZ_TITLE, "title", page))
        layout.addWidget(plain_label(words.QUIZ_TEXT, "", page))
        for place, line in self._fields.items():
            label = plain_label(words.QUIZ_WORD.format(place=place), "muted", page)
            label.setBuddy(line)
            line.setObjectName(f"quiz-{place}")
            line.setAccessibleName(label.text())
            layout.addWidget(label)
            layout.addWidget(line)
        self._wrong.setObjectName("quiz-wrong")
        layout.addWidget(self._wrong)
        layout.addStretch(1)
        check = self._finish
        check.clicked.connect(self._check)
        back = _button(words.QUIZ_BACK, "back", page)
        back.clicked.connect(self._show_again)
        layout.addLayout(_row(back, check))
        return page

    def _start_quiz(self) -> None:
        self._wrong.clear()
        self._pages.setCurrentIndex(1)
        self._finish.setDefault(True)
        next(iter(self._fields.values())).setFocus()

    def _show_again(self) -> None:
        for line in self._fields.values():
            line.clear()
        self._pages.setCurrentIndex(0)
        self._done.setDefault(True)

    def _check(self) -> None:
        right = all(
            normalised(line.text()) == self._phrase[place - 1]
            for place, line in self._fields.items()
        )
        if right:
            self.accept()
        else:
            self._wrong.setText(words.QUIZ_WRONG)


def _button(text: str, name: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
