"""The person's own address book."""

from wallet.domain.account import Contact
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.events import ContactsChanged
from wallet.domain.ids import Address
from wallet.domain.plain_text import NAME_LIMIT, clean
from wallet.ports.storage import AccountStore
from wallet.ports.system import EventSink


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
        contact = Contact(_name(name), Address(address.strip()))
        if contact.address.is_zero:
            raise BadInput("address_is_zero")
        if contact in self._store.contacts():
            return contact
        if contact.name.casefold() in self._taken():
            raise BadInput("name_taken", name=contact.name)
        self._store.save_contact(contact)
        self._events.publish(ContactsChanged())
        return contact

    def list(self) -> tuple[Contact, ...]:
        """All, by name."""
        return self._store.contacts()

    def remove(self, name: str) -> None:
        """Forget one, whatever the case of its name.

        Raises:
            NotFound: ``name_unknown``.
        """
        wanted = name.strip().casefold()
        for contact in self._store.contacts():
            if contact.name.casefold() == wanted:
                self._store.remove_contact(contact.name)
                self._events.publish(ContactsChanged())
                return
        raise NotFound("name_unknown", name=clean(name, NAME_LIMIT))

    def name_of(self, address: Address) -> str | None:
        """The first name this address is known by."""
        return next((c.name for c in self._store.contacts() if c.address == address), None)

    def _taken(self) -> set[str]:
        contacts = {contact.name.casefold() for contact in self._store.contacts()}
        return contacts | {account.label.casefold() for account in self._store.accounts()}


def _name(text: str) -> str:
    name = text.strip()
    looks_like_address = name[:2].casefold() == "0x"
    if not name or len(name) > NAME_LIMIT or clean(name, NAME_LIMIT) != name or looks_like_address:
        raise BadInput("name_malformed", limit=NAME_LIMIT)
    return name
