"""The dialog that adds an account."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.dialogs.frame import Dialog
from ui.desktop.widgets.boxes import Message
from ui.desktop.widgets.fields import Choice, Field, Option, line_edit
from ui.desktop.widgets.labels import Label
from ui.desktop.wizards.add_account_model import AddAccountModel, Entered, Way
from ui.text import sentence as words

IMPORT_WAYS = (Way.PHRASE, Way.KEY, Way.KEYSTORE)


class AddAccountDialog(Dialog):
    """Create, import or watch; stays open until it is done or given up."""

    added = Signal()

    def __init__(
        self,
        way: Way,
        model: AddAccountModel,
        parent: QWidget | None,
        *,
        passphrase_hint: str = "",
    ) -> None:
        kind = "import" if way in IMPORT_WAYS else way.value
        super().__init__(words(f"window.add.{kind}.title"), f"{kind}Account", parent, width=520)
        self._way = way
        self._model = model
        self._hint = passphrase_hint
        self._do_words = words(f"window.add.{kind}.do")
        self.body.addWidget(Label(words(f"window.add.{kind}.text"), "body", "soft", wrap=True))
        self._kind = self._make_kind()
        self._address = line_edit("watchAddress", placeholder="0x…")
        self._address_field = Field(words("window.add.address"), self._address)
        self._label = line_edit("accountLabel", placeholder=words("window.add.label_example"))
        self._label_field = Field(
            words("window.add.label"), self._label, hint=words("window.add.label_hint")
        )
        self._make_passphrases()
        self._message = Message("", "bad")
        self._message.setObjectName("addProblem")
        for widget in (
            self._kind,
            self._address_field,
            self._label_field,
            self._first,
            self._second,
            self._message,
        ):
            self.body.addWidget(widget)
        self._kind.setVisible(way in IMPORT_WAYS)
        self._address_field.setVisible(way is Way.WATCH)
        self._first.setVisible(way.needs_vault)
        self._second.setVisible(way.needs_vault and not model.has_vault)
        self._message.hide()
        self._cancel = self.add_cancel()
        self._do = self.add_main(self._do_words, "addAccount").on_click(self._add)

    def _make_kind(self) -> Field:
        self._ways = Choice("importKind", words("window.add.kind"))
        options = tuple(
            Option(way.value, words(f"window.add.kind.{way.value}")) for way in IMPORT_WAYS
        )
        self._ways.offer(options, Way.PHRASE.value)
        return Field(words("window.add.kind"), self._ways, hint=words("window.add.kind_hint"))

    def _make_passphrases(self) -> None:
        known = self._model.has_vault
        self._passphrase = line_edit("passphrase", secret=True)
        self._repeat = line_edit("passphraseAgain", secret=True)
        name = "window.add.passphrase" if known else "window.add.new_passphrase"
        hint = self._hint if known else words("window.add.passphrase_hint")
        self._first = Field(words(name), self._passphrase, hint=hint)
        self._second = Field(words("window.add.passphrase_again"), self._repeat)

    def _entered(self) -> Entered:
        way = Way(self._ways.key) if self._way in IMPORT_WAYS else self._way
        return Entered(way, self._label.text(), self._address.text())

    def _add(self) -> None:
        self._message.hide()
        self._second.show_problem(None)
        self._address_field.show_problem(None)
        entered = self._entered()
        problem = entered.problem()
        if problem is not None:
            self._address_field.show_problem(problem[1])
            return
        if self._second.isVisible() and self._repeat.text() != self._passphrase.text():
            self._second.show_problem(words("window.add.passphrases_differ"))
            return
        if self._way.needs_vault and not self._passphrase.text():
            self._first.show_problem(words("window.review.passphrase_missing"))
            return
        self._first.show_problem(None)
        self._busy(busy=True)
        self._model.add(entered, self._passphrase.text(), self._done, self._failed)

    def _busy(self, *, busy: bool) -> None:
        self._do.setEnabled(not busy)
        self._do.set_words(words("window.working") if busy else self._do_words)
        if busy and self._way.needs_vault:
            self._message.say(words(f"window.add.waiting.{self._way.value}"), "info")
            self._message.show()

    def _done(self) -> None:
        self._forget()
        self.added.emit()
        self.accept()

    def _failed(self, sentence: str) -> None:
        self._busy(busy=False)
        if self._way is Way.WATCH:
            self._address_field.show_problem(sentence)
            return
        self._message.say(sentence, "bad")
        self._message.setVisible(bool(sentence))

    def reject(self) -> None:
        """Close; an open key window keeps this one open until it is answered."""
        if self._do.isEnabled():
            self._forget()
            super().reject()

    def _forget(self) -> None:
        self._passphrase.clear()
        self._repeat.clear()
