"""Addresses as people call them. No Qt: view-models use it."""

from typing import Protocol

from ui.desktop.core.format import short_address
from ui.text import sentence as words
from wallet.domain.account import Account, Contact
from wallet.domain.ids import Address

DEMO = "demo"


def network_name(name: str) -> str:
    """A network as people call it."""
    return words("window.demo_network") if name == DEMO else name


class AccountList(Protocol):
    """Who lists own accounts."""

    def list(self) -> tuple[Account, ...]:
        """In the order they were added."""


class ContactList(Protocol):
    """Who lists the address book."""

    def list(self) -> tuple[Contact, ...]:
        """By name."""


class AddressBook:
    """Finds the name of an address: own accounts first, then contacts."""

    def __init__(self, accounts: AccountList, contacts: ContactList) -> None:
        self._accounts = accounts
        self._contacts = contacts

    def known(self, address: Address) -> str | None:
        """The name, ``None`` if there is none."""
        own = next((a.label for a in self._accounts.list() if a.address == address), None)
        if own:
            return own
        return next((c.name for c in self._contacts.list() if c.address == address), None)

    def shown(self, address: Address) -> str:
        """The name, else the address shortened; for sentences."""
        return self.known(address) or short_address(address)

    def is_own(self, address: Address) -> bool:
        """Whether it is one of the accounts."""
        return any(account.address == address for account in self._accounts.list())

    def offers(self) -> tuple[tuple[str, str], ...]:
        """Names to complete, each with its shortened address."""
        pairs: tuple[tuple[str, Address], ...] = (
            *((contact.name, contact.address) for contact in self._contacts.list()),
            *((account.label, account.address) for account in self._accounts.list()),
        )
        return tuple((name, short_address(address)) for name, address in pairs if name)
