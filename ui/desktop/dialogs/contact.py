"""The dialog that gives an address a name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.dialogs.frame import Dialog
from ui.desktop.widgets.fields import Field, line_edit
from ui.text import sentence as words


class ContactDialog(Dialog):
    """Name and address; stays open until the page accepts them."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(words("window.contacts.add_title"), "contactDialog", parent, width=520)
        self._name = line_edit("contactName")
        self._address = line_edit("contactAddress", placeholder="0x…")
        self._name_field = Field(words("window.contacts.name"), self._name)
        self._address_field = Field(
            words("window.add.address"), self._address, hint=words("window.contacts.address_hint")
        )
        self.body.addWidget(self._name_field)
        self.body.addWidget(self._address_field)
        self.add_cancel()
        self.add_main(words("window.save")).on_click(self._answer)

    def show_problem(self, text: str) -> None:
        """Say what is wrong, beside the field it is about."""
        self._name_field.show_problem(text if not self._name.text().strip() else None)
        self._address_field.show_problem(text if self._name.text().strip() else None)

    def _answer(self) -> None:
        self.answered.emit(self._name.text(), self._address.text())
