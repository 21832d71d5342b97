"""A secret typed into the key host's own window: a phrase, a key, or a password."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
)

from ui.keyhost import words
from ui.keyhost.derivation import parse_key
from ui.keyhost.passphrases import require_strong
from ui.keyhost.person import Question
from ui.keyhost.phrases import checked
from ui.keyhost.secret_fields import SecretLine, SecretText, plain_label
from wallet.domain.errors import BadInput

_TITLES = {
    Question.PHRASE: (words.ENTER_PHRASE_TITLE, words.ENTER_PHRASE_TEXT),
    Question.KEY: (words.ENTER_KEY_TITLE, words.ENTER_KEY_TEXT),
    Question.PASSPHRASE: (words.ENTER_PASSPHRASE_TITLE, words.PASSPHRASE),
    Question.NEW_PASSPHRASE: (words.ENTER_PASSPHRASE_TITLE, words.NEW_PASSPHRASE),
    Question.KEYSTORE_PASSWORD: (words.ENTER_PASSWORD_TITLE, words.KEYSTORE_PASSWORD),
    Question.NEW_KEYSTORE_PASSWORD: (words.ENTER_PASSWORD_TITLE, words.NEW_KEYSTORE_PASSWORD),
}
_TWICE = {Question.NEW_PASSPHRASE, Question.NEW_KEYSTORE_PASSWORD}


class EnterDialog(QDialog):
    """Accepted only with a text that can be what was asked for."""

    def __init__(self, question: Question, minimum: int) -> None:
        super().__init__()
        self._question = question
        self._minimum = minimum
        title, text = _TITLES[question]
        self._field: SecretText | SecretLine
        self._field = SecretText(self) if question is Question.PHRASE else _hidden_line(self)
        self._field.setObjectName("secret")
        self._again = _hidden_line(self) if question in _TWICE else None
        self._wrong = plain_label("", "error", self)
        self._wrong.setObjectName("wrong")
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(plain_label(title, "title", self))
        layout.addWidget(plain_label(text.format(minimum=minimum), "", self))
        layout.addWidget(self._field)
        if self._again:
            self._again.setObjectName("again")
            layout.addWidget(plain_label(words.REPEAT_PASSPHRASE, "", self))
            layout.addWidget(self._again)
        layout.addWidget(self._wrong)
        layout.addWidget(self._buttons())

    def take(self) -> str:
        """The text; the field is empty afterwards."""
        text = self._typed()
        self._field.clear()
        return text

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        go = box.addButton(words.ENTER_DONE, QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("continue")
        box.addButton(words.CANCEL, QDialogButtonBox.ButtonRole.RejectRole).setObjectName("cancel")
        box.accepted.connect(self._try)
        box.rejected.connect(self.reject)
        return box

    def _typed(self) -> str:
        if isinstance(self._field, SecretText):
            return self._field.toPlainText()
        return self._field.text()

    def _try(self) -> None:
        try:
            self._require_fit(self._typed())
        except BadInput as problem:
            sentence = words.ENTER_WRONG[problem.code]
            self._wrong.setText(sentence.format(**problem.params))
        else:
            self.accept()

    def _require_fit(self, text: str) -> None:
        if self._question is Question.PHRASE:
            checked(text)
        elif self._question is Question.KEY:
            parse_key(text)
        elif self._again and self._again.text() != text:
            raise BadInput("passphrases_differ")
        elif self._question is Question.NEW_PASSPHRASE:
            require_strong(text, self._minimum)
        elif self._question is Question.NEW_KEYSTORE_PASSWORD:
            require_strong(text)


def _hidden_line(parent: QDialog) -> SecretLine:
    line = SecretLine(parent)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
