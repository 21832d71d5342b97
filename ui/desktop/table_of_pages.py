"""The table of pages: key, words, icon, and what makes it. Only what is built is here."""

from collections.abc import Callable

from ui.desktop.context import Context
from ui.desktop.core.tasks import Run
from ui.desktop.main_window import PageEntry
from ui.desktop.pages.accounts.page import AccountsPage
from ui.desktop.pages.activity.page import ActivityPage
from ui.desktop.pages.contacts.page import ContactsPage
from ui.desktop.pages.locked.page import LockedPage
from ui.desktop.pages.offline.page import OfflinePage
from ui.desktop.pages.portfolio.page import PortfolioPage
from ui.desktop.pages.receive.page import ReceivePage
from ui.desktop.pages.settings.page import SettingsPage
from ui.desktop.pages.token.page import TokenPage
from ui.desktop.pages.transfer.page import TransferPage
from ui.desktop.pages.votes.page import VotesPage
from ui.desktop.pages.votes.proposal_page import ProposalPage
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.page import Page
from ui.desktop.wizards.welcome import WelcomePage
from ui.text import sentence as words

WELCOME = "welcome"
TROUBLE = "trouble"
LOCKED = "locked"
_PAGES: tuple[tuple[str, Callable[[Context], Page], bool], ...] = (
    ("portfolio", PortfolioPage, False),
    ("transfer", TransferPage, False),
    ("receive", ReceivePage, False),
    ("votes", VotesPage, False),
    ("activity", ActivityPage, False),
    ("accounts", AccountsPage, True),
    ("contacts", ContactsPage, True),
    ("offline", OfflinePage, True),
    ("settings", SettingsPage, True),
)
# Opened from other pages.
_ASIDE: tuple[tuple[str, Callable[[Context], Page]], ...] = (
    ("token", TokenPage),
    ("proposal", ProposalPage),
)


def pages(context: Callable[[], Context]) -> tuple[PageEntry, ...]:
    """All pages; each gets a context of its own."""
    listed = (_entry(key, make, context, lower=lower) for key, make, lower in _PAGES)
    aside = (_entry(key, make, context, aside=True) for key, make in _ASIDE)
    return (*listed, *aside)


def _entry(
    key: str,
    make: Callable[[Context], Page],
    context: Callable[[], Context],
    *,
    lower: bool = False,
    aside: bool = False,
) -> PageEntry:
    return PageEntry(key, words(f"window.page.{key}"), key, lambda: make(context()), lower, aside)


def welcome_page(context: Context, begun: Callable[[], None]) -> PageEntry:
    """The first page of a wallet without accounts."""
    title = words("window.page.welcome")
    return PageEntry(WELCOME, title, "mark", lambda: WelcomePage(context, begun))


def locked_page(context: Context, run: Run, opened: Callable[[], None]) -> PageEntry:
    """Instead of all pages while the window is locked."""
    door, hint = context.services.accounts, context.passphrase_hint()
    return PageEntry(
        LOCKED,
        words("window.page.locked"),
        "lock",
        lambda: LockedPage(door, run, opened, hint=hint),
    )


def trouble_page(
    sentence: str, again: Callable[[], None], leave: Callable[[], object], *, demo: bool
) -> PageEntry:
    """Instead of all pages, when there is no wallet to show."""
    title = words("window.cannot_open")

    def make() -> Page:
        page = Page(TROUBLE, width=820)
        state = EmptyState("warning", title, sentence)
        state.add_step(words("window.try_again"), "tryAgain", again, main=True)
        way_out = words("window.demo_leave" if demo else "window.close")
        state.add_step(way_out, "leave", leave)
        page.body.addWidget(state)
        page.body.addStretch(1)
        return page

    return PageEntry(TROUBLE, title, "warning", make)
