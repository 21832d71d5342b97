"""Decides what the address book shows and does. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ui.desktop.core.format import address_groups
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.account import Contact
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.services.contacts import Alike, Likeness

Done = Callable[[], None]
Told = Callable[[str], None]


class ContactBook(Protocol):
    """Who keeps the contacts."""

    def list(self) -> tuple[Contact, ...]:
        """By name."""

    def add(self, name: str, address: str) -> Contact:
        """Remember an address under a name."""

    def change(self, name: str, new_name: str, new_address: str) -> Contact:
        """Give a contact another name or address."""

    def remove(self, name: str) -> None:
        """Forget one."""

    def resembling(self, name: str, address: Address, *, but: str = "") -> tuple[Likeness, ...]:
        """What an entry could be taken for."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One entry; ``alike`` names what it could be taken for."""

    name: str
    address: Address
    alike: str = ""


@dataclass(frozen=True, slots=True)
class ContactsPageView:
    """Everything the page draws.

    Attributes:
        is_empty: Whether there is nobody even without a search.
    """

    answer: str
    rows: tuple[ContactRow, ...] = ()
    is_empty: bool = True


@dataclass(frozen=True, slots=True)
class Typed:
    """What the dialog holds.

    Attributes:
        before: Name of the contact that is changed; empty for a new one.
        compared: Whether the person has compared what was warned of.
    """

    name: str
    address: str
    before: str = ""
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the outcome goes: kept, refused, or to be compared first."""

    done: Done
    failed: Told
    warned: Told


class ContactsModel:
    """Names for addresses: found, kept, changed, forgotten."""

    def __init__(self, contacts: ContactBook, render: Callable[[ContactsPageView], None]) -> None:
        self._contacts = contacts
        self._render = render
        self._search = ""

    def refresh(self) -> None:
        """Read the list."""
        rows = tuple(self._row(contact) for contact in self._contacts.list())
        wanted = self._search.casefold().split()
        shown = tuple(
            row
            for row in rows
            if all(word in f"{row.name} {row.address}".casefold() for word in wanted)
        )
        self._render(ContactsPageView(_answer(rows), shown, not rows))

    def look_for(self, text: str) -> None:
        """Show only who fits."""
        self._search = text
        self.refresh()

    def keep(self, typed: Typed, answers: Answers) -> None:
        """Add or change; what could be taken for another is compared first."""
        if not typed.name.strip():
            answers.failed(words("window.label_missing"))
            return
        if not typed.address.strip():
            answers.failed(words("window.address_missing"))
            return
        try:
            address = Address(typed.address.strip())
            alike = self._contacts.resembling(typed.name, address, but=typed.before)
            if alike and not typed.compared:
                answers.warned("\n".join(_warning(one) for one in alike))
                return
            if typed.before:
                self._contacts.change(typed.before, typed.name, typed.address)
            else:
                self._contacts.add(typed.name, typed.address)
        except WalletError as error:
            answers.failed(error_sentence(error))
            return
        answers.done()
        self.refresh()

    def remove(self, name: str, done: Done, failed: Told) -> None:
        """Forget a name."""
        try:
            self._contacts.remove(name)
        except WalletError as error:
            failed(error_sentence(error))
            return
        done()
        self.refresh()

    def _row(self, contact: Contact) -> ContactRow:
        found = self._contacts.resembling(contact.name, contact.address, but=contact.name)
        first = next((one for one in found if one.kind is not Alike.SAME_ADDRESS), None)
        alike = "" if first is None else words("window.contacts.alike", name=first.name)
        return ContactRow(contact.name, contact.address, alike)


def _warning(likeness: Likeness) -> str:
    code = f"window.contacts.warn.{likeness.kind.value}"
    return words(code, name=likeness.name, address=address_groups(likeness.address))


def _answer(rows: tuple[ContactRow, ...]) -> str:
    if not rows:
        return words("window.contacts.answer_none")
    if any(row.alike for row in rows):
        return words("window.contacts.answer_alike")
    if len(rows) == 1:
        return words("window.contacts.answer_one")
    return words("window.contacts.answer_many", count=len(rows))
