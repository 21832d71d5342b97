"""The address book in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit

from ui.desktop.dialogs.ask import ConfirmDialog
from ui.desktop.dialogs.contact import ContactDialog
from ui.desktop.widgets.boxes import Message

BOB = "0x" + "b2" * 20
TWIN = "0xb2b2" + "00" * 16 + "b2b2"


@pytest.fixture
def book(stage):
    """An own wallet without a network, opened at its contacts."""
    from wallet.domain.ids import Address  # noqa: PLC0415

    stage.run(stage.desktop.open(demo=False))
    stage.desktop.context.services.accounts.watch(Address("0x" + "11" * 20), "Mine")
    stage.desktop.show_pages()
    stage.window.open_page("contacts")
    return stage


def dialog_of(stage, kind=ContactDialog):
    return next(one for one in stage.window.findChildren(kind) if one.isVisible())


def fill(stage, dialog, name, address):
    for field, text in (("contactName", name), ("contactAddress", address)):
        edit = stage.find(QLineEdit, field, dialog)
        edit.clear()
        QTest.keyClicks(edit, text)


def test_a_contact_is_added_changed_and_removed(book):
    services = book.desktop.context.services
    book.find(QAbstractButton, "addFirstContact").click()
    dialog = dialog_of(book)
    fill(book, dialog, "Bob", BOB)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert [c.name for c in services.contacts.list()] == ["Bob"]
    book.find(QAbstractButton, "editContact").click()
    dialog = dialog_of(book)
    assert book.find(QLineEdit, "contactName", dialog).text() == "Bob"
    fill(book, dialog, "Bob Meier", BOB)
    book.find(QAbstractButton, "confirm", dialog).click()
    assert [c.name for c in services.contacts.list()] == ["Bob Meier"]
    assert book.find(QLabel, "contactsAnswer").text() == "You have 1 contact"
    book.find(QAbstractButton, "removeContact").click()
    book.find(QAbstractButton, "confirm", dialog_of(book, ConfirmDialog)).click()
    assert services.contacts.list() == ()


def test_a_look_alike_stops_until_it_was_compared(book):
    services = book.desktop.context.services
    services.contacts.add("Bob", BOB)
    book.window.page("contacts").add()
    dialog = dialog_of(book)
    fill(book, dialog, "Carl", TWIN)
    save = book.find(QAbstractButton, "confirm", dialog)
    save.click()
    assert (
        "begins and ends like that of Bob"
        in book.find(Message, "contactWarning", dialog).accessibleName()
    )
    assert not save.isEnabled()
    compared = book.find(QCheckBox, "contactCompared", dialog)
    QTest.keyClick(compared, Qt.Key.Key_Space)
    assert save.isEnabled()
    # Another address is another question.
    fill(book, dialog, "Carl", TWIN[:-5] + "1b2b2")
    assert not compared.isChecked()
    assert compared.isHidden()
    save.click()
    assert len(services.contacts.list()) == 1
    QTest.keyClick(compared, Qt.Key.Key_Space)
    save.click()
    assert [c.name for c in services.contacts.list()] == ["Bob", "Carl"]
    assert book.find(QLabel, "contactsAnswer").text() == "Two of your contacts look alike"


def test_the_search_narrows_the_list_and_what_was_typed_stays(book):
    services = book.desktop.context.services
    services.contacts.add("Bob", BOB)
    services.contacts.add("Eve", "0x" + "e5" * 20)
    book.window.open_page("contacts")
    book.window._search()
    QTest.keyClicks(book.find(QLineEdit, "contactsSearch"), "eve")
    shown = book.window.page("contacts")._drawn
    assert [row.name for row in shown] == ["Eve"]
    book.window.refresh_page()
    assert book.find(QLineEdit, "contactsSearch").text() == "eve"
