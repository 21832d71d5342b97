"""Draws the address book."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.ask import ConfirmDialog, Question
from ui.desktop.dialogs.contact import ContactDialog
from ui.desktop.pages.contacts.view_model import (
    Answers,
    ContactRow,
    ContactsModel,
    ContactsPageView,
    Typed,
)
from ui.desktop.widgets.address import AddressView
from ui.desktop.widgets.boxes import Card, IconView, Line, Pill, clear, column, row
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.fields import line_edit
from ui.desktop.widgets.labels import ElidedLabel, Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words


class ContactsPage(Page):
    """Names for other people's addresses; look-alikes are flagged."""

    def __init__(self, context: Context) -> None:
        super().__init__("contacts", width=860)
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("contactsAnswer")
        self._search = line_edit(
            "contactsSearch", placeholder=words("window.contacts.search_placeholder")
        )
        self._search.setAccessibleName(words("window.contacts.search"))
        self._list = column(gap=0)
        self._drawn: tuple[ContactRow, ...] | None = None
        self._lay_out()
        self.model = ContactsModel(context.services.contacts, self.render_view)
        self._search.textChanged.connect(self.model.look_for)

    def _lay_out(self) -> None:
        head = row(gap=8)
        texts = column(gap=2)
        texts.addWidget(self._answer)
        texts.addWidget(Label(words("window.contacts.text"), "label", wrap=True))
        head.addLayout(texts, 1)
        self._add_button = Button(
            words("window.contacts.add"), "addContact", kind="main", icon="plus"
        ).on_click(self.add)
        head.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._search)
        self._card = Card(gap=0, padding=0)
        self._card.body.addLayout(self._list)
        self.body.addWidget(self._card)
        self._empty = EmptyState(
            "contacts", words("window.contacts.empty_title"), words("window.contacts.empty")
        )
        self._empty.add_step(words("window.contacts.add"), "addFirstContact", self.add, main=True)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def activate(self, message: object) -> None:
        """Read when opened; a message is an address to give a name to."""
        self.model.refresh()
        if isinstance(message, str):
            self.add(message)

    def refresh(self) -> None:
        """Names changed."""
        self.model.refresh()

    def search_field(self) -> QWidget:
        """What Ctrl+F goes to."""
        return self._search

    def render_view(self, view: ContactsPageView) -> None:
        """Draw; the rows are rebuilt only if they changed."""
        self._answer.setText(view.answer)
        self._search.setVisible(not view.is_empty)
        self._add_button.setVisible(not view.is_empty)
        self._card.setVisible(not view.is_empty)
        self._empty.setVisible(view.is_empty)
        if view.rows == self._drawn:
            return
        self._drawn = view.rows
        clear(self._list)
        for at, contact in enumerate(view.rows):
            if at:
                self._list.addWidget(Line())
            self._list.addWidget(self._contact_row(contact))
        if not view.rows:
            self._list.addWidget(_hint(words("window.contacts.no_match")))

    def _contact_row(self, contact: ContactRow) -> QWidget:
        address = AddressView(f"contact_{contact.address}", headed=False, wrap=False)
        address.show_address(contact.address, contact.name)
        edit = IconButton(
            "edit", words("window.contacts.edit_named", name=contact.name), "editContact"
        )
        edit.on_click(lambda: self.edit(contact))
        remove = IconButton(
            "trash", words("window.accounts.remove_named", name=contact.name), "removeContact"
        )
        remove.on_click(lambda: self.remove(contact))
        holder = QFrame()
        line = row(gap=12, margins=(20, 10, 12, 10))
        line.addWidget(IconView("contacts", "text_2"), 0, Qt.AlignmentFlag.AlignVCenter)
        lines = column(gap=2)
        head = row(gap=8)
        head.addWidget(ElidedLabel(contact.name, "strong"), 1)
        if contact.alike:
            head.addWidget(Pill(contact.alike, "warn", "warning"))
        lines.addLayout(head)
        lines.addWidget(address)
        line.addLayout(lines, 1)
        line.addWidget(edit)
        line.addWidget(remove)
        holder.setLayout(line)
        return holder

    def add(self, address: str = "") -> None:
        """Ask for a new contact."""
        self._open(ContactDialog(self.window(), address=address), "")

    def edit(self, contact: ContactRow) -> None:
        """Ask for another name or address."""
        dialog = ContactDialog(self.window(), name=contact.name, address=contact.address)
        self._open(dialog, contact.name)

    def _open(self, dialog: ContactDialog, before: str) -> None:
        answers = Answers(dialog.accept, dialog.show_problem, dialog.warn)
        dialog.answered.connect(
            lambda name, address, compared: self.model.keep(
                Typed(name, address, before, compared), answers
            )
        )
        dialog.open()

    def remove(self, contact: ContactRow) -> None:
        """Ask whether to forget one."""
        question = Question(
            words("window.contacts.remove_title", name=contact.name),
            words("window.contacts.remove_text"),
            "",
            words("window.accounts.remove"),
        )
        dialog = ConfirmDialog(question, "removeContactDialog", self.window())
        dialog.confirmed.connect(
            lambda: self.model.remove(contact.name, dialog.accept, dialog.show_problem)
        )
        dialog.open()


def _hint(text: str) -> QWidget:
    holder = QWidget()
    inside = column(margins=(20, 20, 20, 20))
    inside.addWidget(Label(text, "body", "soft", wrap=True))
    holder.setLayout(inside)
    return holder
