"""Draws the locked window: a lock and one field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.desktop.core.tasks import Run
from ui.desktop.pages.locked.view_model import Door, LockedModel, LockedView
from ui.desktop.widgets.boxes import Card, IconView, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field, line_edit
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words

CARD_WIDTH = 440


class LockedPage(Page):
    """Shows nothing of the wallet."""

    def __init__(self, door: Door, run: Run, opened: Callable[[], None], *, hint: str = "") -> None:
        super().__init__("locked")
        self._title = Label(words("window.lock.title"), "answer")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = Label("", "body", "soft", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setObjectName("lockedText")
        self._passphrase = line_edit("unlockPassphrase", secret=True)
        self._passphrase.returnPressed.connect(self._unlock)
        self._field = Field(words("window.lock.passphrase"), self._passphrase)
        self._hint = Label(hint, "label", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setVisible(bool(hint))
        self._open = Button("", "unlock", kind="main").on_click(self._unlock)
        self._lay_out()
        self.model = LockedModel(door, run, self.render_view, opened)
        self.model.start()

    def _lay_out(self) -> None:
        card = Card(gap=12, padding=32)
        card.setFixedWidth(CARD_WIDTH)
        card.body.addWidget(IconView("lock", "accent", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(self._title)
        card.body.addWidget(self._text)
        card.body.addWidget(self._hint)
        card.body.addSpacing(8)
        card.body.addWidget(self._field)
        card.body.addWidget(self._open)
        line = row(gap=0)
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        self.body.addStretch(2)
        self.body.addLayout(line)
        self.body.addStretch(3)

    def activate(self, message: object) -> None:  # noqa: ARG002
        """Start where the person types."""
        (self._passphrase if self._field.isVisibleTo(self) else self._open).setFocus()

    def search_field(self) -> QWidget | None:
        """There is nothing to look for."""
        return None

    def render_view(self, view: LockedView) -> None:
        """Draw."""
        self._text.setText(view.text)
        self._field.setVisible(view.asks)
        self._passphrase.setEnabled(not view.is_busy)
        self._open.setEnabled(not view.is_busy)
        code = "window.lock.unlock" if view.asks else "window.lock.show"
        self._open.set_words(words("window.working" if view.is_busy else code))
        self._field.show_problem(view.problem or None)
        if view.problem:
            self._passphrase.setFocus()

    def _unlock(self) -> None:
        passphrase = self._passphrase.text()
        self._passphrase.clear()
        self.model.unlock(passphrase)
