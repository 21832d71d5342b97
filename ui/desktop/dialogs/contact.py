"""The dialog that gives an address a name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.desktop.dialogs.frame import Dialog
from ui.desktop.widgets.boxes import Message
from ui.desktop.widgets.buttons import literal
from ui.desktop.widgets.fields import Field, line_edit
from ui.text import sentence as words


class ContactDialog(Dialog):
    """Name and address; stays open until the page accepts them.

    The third part of the answer says whether what was warned of was accepted.
    """

    answered = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None, *, name: str = "", address: str = "") -> None:
        title = words("window.contacts.add_title")
        if name:
            title = words("window.contacts.edit_title", name=name)
        super().__init__(title, "contactDialog", parent, width=560)
        self._name = line_edit("contactName")
        self._name.setText(name)
        self._address = line_edit("contactAddress", placeholder="0x…")
        self._address.setText(address)
        self._name_field = Field(words("window.contacts.name"), self._name)
        self._address_field = Field(
            words("window.add.address"), self._address, hint=words("window.contacts.address_hint")
        )
        self._warning = Message("", "warn")
        self._warning.setObjectName("contactWarning")
        compared = words("window.contacts.compared")
        self._compared = QCheckBox(literal(compared))
        self._compared.setObjectName("contactCompared")
        self._compared.setAccessibleName(compared)
        for widget in (self._name_field, self._address_field, self._warning, self._compared):
            self.body.addWidget(widget)
        self.add_cancel()
        self._save = self.add_main(words("window.save")).on_click(self._answer)
        self._calm()
        self._compared.toggled.connect(self._save.setEnabled)
        self._name.textChanged.connect(self._calm)
        self._address.textChanged.connect(self._calm)

    def show_problem(self, text: str) -> None:
        """Say what is wrong, beside the field it is about."""
        self._name_field.show_problem(text if not self._name.text().strip() else None)
        self._address_field.show_problem(text if self._name.text().strip() else None)

    def warn(self, text: str) -> None:
        """Say what this could be taken for; it is kept only once that was compared."""
        self._warning.say(text, "warn")
        self._warning.show()
        self._compared.show()
        self._save.set_words(words("window.contacts.save_anyway"))
        self._save.setEnabled(False)
        self._compared.setFocus()

    def _calm(self) -> None:
        """What was warned of is not what is typed now."""
        self._warning.hide()
        self._compared.hide()
        self._compared.setChecked(False)
        self._save.set_words(words("window.save"))
        self._save.setEnabled(True)

    def _answer(self) -> None:
        self._name_field.show_problem(None)
        self._address_field.show_problem(None)
        self.answered.emit(self._name.text(), self._address.text(), self._compared.isChecked())
