"""The address book: who is in it, who could be taken for whom, and what is kept."""

from tests.fakes.sending import Told as Events
from tests.fakes.stores import MemoryAccounts
from ui.desktop.core.format import address_groups
from ui.desktop.pages.contacts.view_model import Answers, ContactsModel, Typed
from wallet.domain.account import Account, AccountKind
from wallet.domain.ids import Address
from wallet.services.contacts import Contacts

BOB = Address("0x" + "b2" * 20)
EVE = Address("0x" + "e5" * 20)
TWIN = Address("0xb2b2" + "00" * 16 + "b2b2")


class Book:
    """The model over the real service, with its store in memory."""

    def __init__(self, *names):
        self.store = MemoryAccounts()
        self.contacts = Contacts(self.store, Events())
        for name, address in names:
            self.contacts.add(name, address)
        self.shown, self.done, self.problems, self.warnings = [], [], [], []
        self.model = ContactsModel(self.contacts, self.shown.append)
        self.model.refresh()

    @property
    def view(self):
        return self.shown[-1]

    def keep(self, name, address, **more):
        answers = Answers(lambda: self.done.append(1), self.problems.append, self.warnings.append)
        self.model.keep(Typed(name, str(address), **more), answers)


def names(view):
    return [row.name for row in view.rows]


def test_an_empty_book_says_so():
    view = Book().view
    assert (view.is_empty, view.answer) == (True, "Nobody is in your contacts yet")


def test_contacts_are_added_changed_and_forgotten():
    book = Book()
    book.keep("Bob", BOB)
    book.keep("Eve", EVE)
    assert (names(book.view), book.view.answer) == (["Bob", "Eve"], "You have 2 contacts")
    book.keep("Robert", BOB, before="Bob")
    assert names(book.view) == ["Eve", "Robert"]
    book.model.remove("Eve", lambda: book.done.append(1), book.problems.append)
    book.model.remove("Eve", lambda: book.done.append(1), book.problems.append)
    assert names(book.view) == ["Robert"]
    assert (len(book.done), len(book.problems)) == (4, 1)
    assert book.view.answer == "You have 1 contact"


def test_what_is_missing_or_wrong_is_said():
    book = Book(("Bob", BOB))
    book.keep(" ", EVE)
    book.keep("Eve", " ")
    book.keep("Eve", "0x12")
    book.keep("bob", EVE, compared=True)
    assert len(book.problems) == 4
    assert names(book.view) == ["Bob"]


def test_a_look_alike_is_kept_only_after_it_was_compared():
    book = Book(("Bob", BOB))
    book.keep("Carl", TWIN)
    assert f"Bob has {address_groups(BOB)}" in book.warnings[0]
    assert (book.done, names(book.view)) == ([], ["Bob"])
    book.keep("Carl", TWIN, compared=True)
    assert names(book.view) == ["Bob", "Carl"]
    assert book.view.answer == "Two of your contacts look alike"
    assert {row.alike for row in book.view.rows} == {"looks like Carl", "looks like Bob"}


def test_all_that_is_alike_is_told_at_once():
    book = Book(("Bob", BOB))
    book.store.save_account(Account(EVE, "Savings", AccountKind.LOCAL))
    book.keep("B0b", EVE)
    assert "has a name already: Savings" in book.warnings[0]
    assert "looks like Bob" in book.warnings[0]


def test_a_contact_does_not_resemble_itself():
    book = Book(("Bob", BOB))
    book.keep("Bob M", BOB, before="Bob")
    assert (book.warnings, names(book.view)) == ([], ["Bob M"])


def test_the_search_finds_names_and_addresses():
    book = Book(("Bob Meier", BOB), ("Eve", EVE))
    for text, found in (
        ("MEIER bob", ["Bob Meier"]),
        ("0xe5e5", ["Eve"]),
        ("x", ["Bob Meier", "Eve"]),
        ("carl", []),
    ):
        book.model.look_for(text)
        assert names(book.view) == found
        assert not book.view.is_empty
