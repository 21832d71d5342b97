"""The address book: names that cannot deceive, addresses that are verified."""

import pytest

from tests.fakes.sending import Told
from tests.fakes.stores import MemoryAccounts
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.events import ContactsChanged
from wallet.domain.ids import Address
from wallet.services.contacts import Contacts

BOB = Address("0x" + "b2" * 20)
EVE = Address("0x" + "e5" * 20)


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def contacts(told):
    return Contacts(MemoryAccounts(), told)


def test_added_listed_named_and_removed(contacts, told):
    assert contacts.add(" Bob ", BOB.lower()) == Contact("Bob", BOB)
    contacts.add("anna", EVE)
    assert [c.name for c in contacts.list()] == ["anna", "Bob"]
    assert contacts.name_of(BOB) == "Bob"
    contacts.remove("BOB")
    assert contacts.name_of(BOB) is None
    assert told.events == [ContactsChanged()] * 3


def test_the_same_pair_again_changes_nothing(contacts, told):
    contacts.add("Bob", BOB)
    contacts.add("Bob", BOB)
    assert told.events == [ContactsChanged()]


def test_a_known_name_never_gets_another_address(contacts):
    contacts.add("Bob", BOB)
    with pytest.raises(BadInput, match="name_taken"):
        contacts.add("bOB", EVE)
    assert contacts.list() == (Contact("Bob", BOB),)


def test_an_own_label_cannot_be_a_contact(told):
    store = MemoryAccounts()
    store.save_account(Account(EVE, "Main", AccountKind.LOCAL))
    with pytest.raises(BadInput, match="name_taken"):
        Contacts(store, told).add("main", BOB)


@pytest.mark.parametrize(
    "name", ["", "  ", "0xabc", "a" * 65, "Bo\u202eb", "Bob\nEve", "B\u200bob"]
)
def test_names_that_could_deceive_are_refused(contacts, name):
    with pytest.raises(BadInput, match="name_malformed"):
        contacts.add(name, BOB)


def test_addresses_are_verified(contacts):
    with pytest.raises(BadInput, match="address_malformed"):
        contacts.add("Bob", "0x12")
    with pytest.raises(BadInput, match="address_is_zero"):
        contacts.add("Bob", "0x" + "0" * 40)
    wrong = str(BOB).swapcase().replace("0X", "0x")
    with pytest.raises(BadInput, match="address_checksum"):
        contacts.add("Bob", wrong)


def test_removing_a_stranger_is_not_found(contacts):
    with pytest.raises(NotFound, match="name_unknown"):
        contacts.remove("nobody")
