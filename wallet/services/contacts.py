"""The person's own address book."""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.account import Contact
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.events import ContactsChanged
from wallet.domain.ids import Address
from wallet.domain.likeness import skeleton
from wallet.domain.plain_text import NAME_LIMIT, clean
from wallet.ports.storage import AccountStore
from wallet.ports.system import EventSink
from wallet.services.cautions import lookalike


class Alike(Enum):
    """In what an entry resembles another."""

    ADDRESS = "address"
    NAME = "name"
    SAME_ADDRESS = "same_address"


@dataclass(frozen=True, slots=True)
class Likeness:
    """An entry that could be taken for another one.

    Attributes:
        name: Of the other, as the person calls it.
        address: Of the other.
    """

    kind: Alike
    name: str
    address: Address


class Contacts:
    """Names for other people's addresses."""

    def __init__(self, store: AccountStore, events: EventSink) -> None:
        self._store = store
        self._events = events

    def add(self, name: str, address: str) -> Contact:
        """Remember an address under a name.

        The same pair again changes nothing.

        Raises:
            BadInput: ``name_malformed`` (empty, too long, unprintable, or it looks like an
                address), ``name_taken`` by another contact or an own account,
                ``address_malformed``, ``address_checksum``, ``address_is_zero``.
        """
        contact = _contact(name, address)
        if contact in self._store.contacts():
            return contact
        if contact.name.casefold() in self._taken():
            raise BadInput("name_taken", name=contact.name)
        self._store.save_contact(contact)
        self._events.publish(ContactsChanged())
        return contact

    def change(self, name: str, new_name: str, new_address: str) -> Contact:
        """Give a contact another name or address; errors as :meth:`add`.

        Raises:
            NotFound: ``name_unknown``.
        """
        before = self._find(name)
        contact = _contact(new_name, new_address)
        if contact == before:
            return contact
        if contact.name.casefold() in self._taken() - {before.name.casefold()}:
            raise BadInput("name_taken", name=contact.name)
        # First the new one: cut off in between, there are two entries and not none.
        self._store.save_contact(contact)
        if contact.name != before.name:
            self._store.remove_contact(before.name)
        self._events.publish(ContactsChanged())
        return contact

    def resembling(self, name: str, address: Address, *, but: str = "") -> tuple[Likeness, ...]:
        """Own accounts and contacts that this entry could be taken for.

        Args:
            name: Of the entry, as typed.
            address: Of the entry.
            but: A contact that is about to be changed and does not count.
        """
        others = {one.address: one.label for one in self._store.accounts()}
        for contact in self._store.contacts():
            if contact.name.casefold() != but.casefold():
                others.setdefault(contact.address, contact.name)
        found = []
        twin = lookalike(address, others)
        if twin is not None:
            found.append(Likeness(Alike.ADDRESS, others[twin], twin))
        if address in others:
            found.append(Likeness(Alike.SAME_ADDRESS, others[address], address))
        seen = skeleton(name)
        found.extend(
            Likeness(Alike.NAME, other, where)
            for where, other in others.items()
            if where != address and seen and skeleton(other) == seen
        )
        return tuple(found)

    def list(self) -> tuple[Contact, ...]:
        """All, by name."""
        return self._store.contacts()

    def remove(self, name: str) -> None:
        """Forget one, whatever the case of its name.

        Raises:
            NotFound: ``name_unknown``.
        """
        self._store.remove_contact(self._find(name).name)
        self._events.publish(ContactsChanged())

    def name_of(self, address: Address) -> str | None:
        """The first name this address is known by."""
        return next((c.name for c in self._store.contacts() if c.address == address), None)

    def _find(self, name: str) -> Contact:
        wanted = name.strip().casefold()
        for contact in self._store.contacts():
            if contact.name.casefold() == wanted:
                return contact
        raise NotFound("name_unknown", name=clean(name, NAME_LIMIT))

    def _taken(self) -> set[str]:
        contacts = {contact.name.casefold() for contact in self._store.contacts()}
        return contacts | {account.label.casefold() for account in self._store.accounts()}


def _contact(name: str, address: str) -> Contact:
    contact = Contact(_name(name), Address(address.strip()))
    if contact.address.is_zero:
        raise BadInput("address_is_zero")
    return contact


def _name(text: str) -> str:
    name = text.strip()
    looks_like_address = name[:2].casefold() == "0x"
    if not name or len(name) > NAME_LIMIT or clean(name, NAME_LIMIT) != name or looks_like_address:
        raise BadInput("name_malformed", limit=NAME_LIMIT)
    return name
