"""Small dialogs: one line to type, or one thing to confirm."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.dialogs.frame import Dialog
from ui.desktop.widgets.fields import Field, line_edit
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words


@dataclass(frozen=True, slots=True)
class Question:
    """Words of a dialog."""

    title: str
    text: str
    field: str
    do: str
    value: str = ""
    secret: bool = False
    hint: str = ""


class AskDialog(Dialog):
    """Asks for one line; stays open until the page accepts the answer."""

    answered = Signal(str)

    def __init__(self, question: Question, name: str, parent: QWidget | None) -> None:
        super().__init__(question.title, name, parent)
        if question.text:
            self.body.addWidget(Label(question.text, "body", "soft", wrap=True))
        self.edit = line_edit("answer", secret=question.secret)
        self.edit.setText(question.value)
        self._field = Field(question.field, self.edit, hint=question.hint)
        self.body.addWidget(self._field)
        self.add_cancel()
        self._main = self.add_main(question.do).on_click(self._answer)
        self._do = question.do
        self._secret = question.secret
        self.edit.setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._main.setEnabled(True)
        self._main.set_words(self._do)
        self._field.show_problem(text)
        self.edit.setFocus()

    def _answer(self) -> None:
        self._field.show_problem(None)
        self._main.setEnabled(False)
        self._main.set_words(words("window.working"))
        text = self.edit.text()
        if self._secret:
            self.edit.clear()
        self.answered.emit(text)


class ConfirmDialog(Dialog):
    """Asks whether to do something that cannot be undone."""

    confirmed = Signal()

    def __init__(self, question: Question, name: str, parent: QWidget | None) -> None:
        super().__init__(question.title, name, parent)
        self.body.addWidget(Label(question.text, "body", "soft", wrap=True))
        self._problem = Label("", "body", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_cancel()
        self.add_main(question.do).on_click(self.confirmed.emit)

    def show_problem(self, text: str) -> None:
        """Say why it was not done."""
        self._problem.setText(text)
        self._problem.show()
