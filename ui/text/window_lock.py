"""Words of the locked window."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "window.page.locked": "Locked",
    "window.lock": "Lock",
    "window.lock.title": "Scrip is locked",
    "window.lock.text": (
        "Your passphrase shows your holdings again. What was signed before goes on meanwhile."
    ),
    "window.lock.passphrase": "Passphrase",
    "window.lock.unlock": "Unlock",
    "window.lock.no_vault": (
        "This wallet only watches addresses: it keeps no key, so there is no passphrase to ask "
        "for. The lock hides your holdings; anybody at this computer can show them again."
    ),
    "window.lock.show": "Show my holdings",
    "window.lock.after": "Lock when nobody is here",
    "window.lock.after_text": (
        "Hides names, addresses and amounts. Signing asks for the passphrase in any case."
    ),
    "window.lock.minutes_one": "after 1 minute",
    "window.lock.minutes": "after {count} minutes",
    "window.lock.hours_one": "after 1 hour",
    "window.lock.hours": "after {count} hours",
}
