"""The address book: names that cannot deceive, addresses that are verified."""

import pytest

from tests.fakes.sending import Told
from tests.fakes.stores import MemoryAccounts
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.events import ContactsChanged
from wallet.domain.ids import Address
from wallet.services.contacts import Alike, Contacts

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


@pytest.mark.parametrize(
    ("name", "address"), [("Robert", BOB), ("Bob", EVE), ("BOB", BOB), ("Robert", EVE)]
)
def test_a_contact_can_be_changed(contacts, told, name, address):
    contacts.add("Bob", BOB)
    contacts.change("bob", name, address)
    assert contacts.list() == (Contact(name, Address(address)),)
    assert len(told.events) == 2


def test_a_change_to_the_same_tells_nothing(contacts, told):
    contacts.add("Bob", BOB)
    contacts.change("Bob", "Bob", BOB)
    assert len(told.events) == 1


def test_a_change_cannot_take_anothers_name_and_loses_nothing(contacts):
    contacts.add("Bob", BOB)
    contacts.add("Eve", EVE)
    with pytest.raises(BadInput, match="name_taken"):
        contacts.change("Bob", "eve", BOB)
    with pytest.raises(NotFound):
        contacts.change("Carl", "Bob", BOB)
    with pytest.raises(BadInput):
        contacts.change("Bob", "Bob", "0x12")
    assert len(contacts.list()) == 2


def kinds(found):
    return [(one.kind, one.name) for one in found]


def test_an_address_with_the_same_ends_is_pointed_out(contacts):
    contacts.add("Bob", BOB)
    twin = Address("0xb2b2" + "00" * 16 + "b2b2")
    assert kinds(contacts.resembling("Carl", twin)) == [(Alike.ADDRESS, "Bob")]
    other_end = Address("0xb2b2" + "00" * 16 + "b2b3")
    assert contacts.resembling("Carl", other_end) == ()


def test_an_address_that_has_a_name_already_is_pointed_out(contacts):
    contacts.add("Bob", BOB)
    assert kinds(contacts.resembling("Robert", BOB)) == [(Alike.SAME_ADDRESS, "Bob")]
    assert contacts.resembling("Robert", BOB, but="Bob") == ()


@pytest.mark.parametrize("name", ["B\u043eb", "BOB", "B0b", "B ob", "B\u00f6b"])
def test_a_name_that_looks_like_another_is_pointed_out(contacts, name):
    contacts.add("Bob", BOB)
    assert kinds(contacts.resembling(name, EVE)) == [(Alike.NAME, "Bob")]


@pytest.mark.parametrize("name", ["Bo", "Bobby", "Rob", "Bob 2"])
def test_a_different_name_is_not(contacts, name):
    contacts.add("Bob", BOB)
    assert contacts.resembling(name, EVE) == ()


def test_own_accounts_count_too():
    store = MemoryAccounts()
    store.save_account(Account(BOB, "Main", AccountKind.LOCAL))
    twin = Address("0xb2b2" + "00" * 16 + "b2b2")
    assert kinds(Contacts(store, None).resembling("Ma1n", twin)) == [
        (Alike.ADDRESS, "Main"),
        (Alike.NAME, "Main"),
    ]
