"""Words of the address book."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "window.page.contacts": "Contacts",
    "window.contacts.answer_none": "Nobody is in your contacts yet",
    "window.contacts.answer_one": "You have 1 contact",
    "window.contacts.answer_many": "You have {count} contacts",
    "window.contacts.answer_alike": "Two of your contacts look alike",
    "window.contacts.text": (
        "Who has a name here is shown by that name everywhere. The names stay on this computer."
    ),
    "window.contacts.search": "Search",
    "window.contacts.search_placeholder": "Name or address",
    "window.contacts.no_match": "Nobody fits what you look for.",
    "window.contacts.add": "Add a contact",
    "window.contacts.add_title": "Add a contact",
    "window.contacts.edit_title": "Change {name}",
    "window.contacts.edit_named": "Change {name}",
    "window.contacts.name": "Name",
    "window.contacts.address_hint": "Compare it with the person by another way than this one.",
    "window.contacts.empty_title": "Your contacts will be here",
    "window.contacts.empty": "People you send to. Give an address a name, and you see the name.",
    "window.contacts.alike": "looks like {name}",
    "window.contacts.remove_title": "Remove {name}?",
    "window.contacts.remove_text": "You will see the address again instead of the name.",
    "window.contacts.warn.address": (
        "This address begins and ends like that of {name}, but it is another one. Such addresses "
        "are made to deceive: {name} has {address}."
    ),
    "window.contacts.warn.name": (
        "This name looks like {name}, whose address is another one: {address}."
    ),
    "window.contacts.warn.same_address": "This address has a name already: {name}.",
    "window.contacts.compared": "I have compared the whole address with its owner",
    "window.contacts.save_anyway": "Save all the same",
}
