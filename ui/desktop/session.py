"""One opened wallet in the window: pages, events, following the chain; and changing to another."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from ui.desktop.context import Context, Services
from ui.desktop.core.bridge import Bridge
from ui.desktop.core.idle import IdleWatch
from ui.desktop.core.names import AddressBook
from ui.desktop.core.notices import Notices, notice_of
from ui.desktop.core.tasks import Scope, Tasks
from ui.desktop.core.theme import Look, Theme
from ui.desktop.locking import Locking, LockMark
from ui.desktop.main_window import MainWindow, PageEntry
from ui.desktop.shell_model import ShellModel, ShellNeeds, ShellView
from ui.desktop.table_of_pages import (
    LOCKED,
    TROUBLE,
    WELCOME,
    locked_page,
    pages,
    trouble_page,
    welcome_page,
)
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.events import Event, HeadChanged

if TYPE_CHECKING:
    from wallet.bootstrap import Wallet

CLOSING_S = 3.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A wallet, how it ends, and the passphrase if it is the demo's."""

    wallet: "Wallet"
    end: Callable[[], Awaitable[None]]
    demo_passphrase: str = ""

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo network; its passphrase is published."""
        return bool(self.demo_passphrase)


class Open(Protocol):
    """Opens the own wallet, or the demo."""

    async def __call__(self, *, demo: bool) -> Opened:
        """May raise any ``WalletError``."""


class Desktop(QObject):
    """Opens the wallet into the window, changes between own wallet and demo, closes."""

    def __init__(self, window: MainWindow, theme: Theme, notices: Notices, open_: Open) -> None:
        super().__init__()
        self.window = window
        self.notices = notices
        self._theme = theme
        self._open = open_
        self._opened: Opened | None = None
        self._tasks: Tasks | None = None
        self._bridge: Bridge | None = None
        self._switching: asyncio.Task[None] | None = None
        self.context: Context | None = None
        self._locking: Locking | None = None
        self._locked: Scope | None = None
        self._left_at = ""
        self._page_work: list[Scope] = []
        self.on_fault: Callable[[BaseException], None] = lambda _error: None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(0)
        self._calm.timeout.connect(self._refresh)
        window.account_chosen.connect(lambda key: self._shell(lambda s: s.choose_account(key)))
        window.network_chosen.connect(lambda name: self._shell(lambda s: s.choose_network(name)))
        window.leave_demo.connect(lambda: self.switch(demo=False))
        window.lock_wanted.connect(self.lock)

    # Opening and closing

    async def open(self, *, demo: bool) -> None:
        """Open the own wallet or the demo; trouble is shown as a page."""
        await self.close()
        self.window.drop_pages()
        self.window.show_demo(demo=False)
        self.window.show_opening(words("window.opening_demo" if demo else "window.opening"))
        try:
            opened = await self._open(demo=demo)
        except WalletError as error:
            self._show_trouble(error, demo=demo)
            return
        self._opened = opened
        self._begin(opened)

    async def close(self) -> None:
        """End all work, then the wallet and what came with it."""
        tasks, opened = self._tasks, self._opened
        self._tasks = self._opened = None
        self._stop_locking()
        if self.context is not None:
            self.context.shell.stop()
            self.context = None
        if self._bridge is not None:
            self._bridge.happened.disconnect(self._happened)
            self._bridge = None
        if tasks is not None:
            await tasks.close(CLOSING_S)
        if opened is not None:
            await opened.end()

    def switch(self, *, demo: bool) -> None:
        """Change between own wallet and demo."""
        if self._switching is None or self._switching.done():
            self._switching = asyncio.ensure_future(self._switch(demo=demo))

    async def _switch(self, *, demo: bool) -> None:
        try:
            await self.open(demo=demo)
        except Exception as error:  # noqa: BLE001  (a task nobody awaits: report it)
            self.on_fault(error)

    # Inside an opened wallet

    def _begin(self, opened: Opened) -> None:
        wallet = opened.wallet
        self._tasks = Tasks(asyncio.get_running_loop(), self.on_fault)
        book = AddressBook(wallet.accounts, wallet.contacts)
        needs = ShellNeeds(wallet.networks, wallet.accounts, wallet.tracking, book, wallet.clock)
        shell = ShellModel(needs, self._tasks.scope(), self._show_shell)
        shell.block_changed = self._block_changed
        shell.choice_changed = self._refresh
        self.context = self._make_context(opened, shell, book, self._tasks)
        self._bridge = Bridge()
        self._bridge.happened.connect(self._happened)
        wallet.events.subscribe(self._bridge.publish)
        self._apply_look(Look(wallet.settings.theme.value))
        self.window.show_demo(demo=opened.is_demo)
        shell.refresh()
        if wallet.accounts.list() and self._lock_mark(self.context).is_set:
            self._lock(self.context)
        elif wallet.accounts.list():
            self.show_pages()
        else:
            self.window.set_pages((welcome_page(self.context, self.show_pages),), in_rail=False)
            self.window.open_page(WELCOME)
        shell.follow()
        self._resume(opened)
        self._watch(opened)

    def show_pages(self) -> None:
        """The pages of a wallet that has an account."""
        if self.context is None:
            return
        context = self.context
        self._retire_pages()
        self.window.set_pages(pages(lambda: self._page_context(context)))
        self.window.open_page("portfolio")

    # Locking

    @property
    def is_locked(self) -> bool:
        """Whether nothing of the wallet is shown."""
        return self._locked is not None

    def lock(self) -> None:
        """Take everything of the wallet off the screen; what was sent goes on."""
        if self.context is not None and not self.is_locked and self._page_work:
            self._left_at = self.window.page_key
            self._lock_mark(self.context).set()
            self._lock(self.context)

    def _lock(self, context: Context) -> None:
        self._locked = work = context.tasks.scope()
        self.notices.hold()
        self.window.show_locked(locked=True)
        self._retire_pages()
        entry = locked_page(context, work, self._unlocked)
        self.window.set_pages((entry,), in_rail=False)
        self.window.open_page(LOCKED)

    def _lock_mark(self, context: Context) -> LockMark:
        # The demo begins anew each time; a wallet without keys has nothing to unlock it with.
        kept = not context.demo_passphrase and context.services.accounts.has_vault
        return LockMark(Path(context.home), kept=kept)

    def _unlocked(self) -> None:
        if self.context is None:
            return
        self._lock_mark(self.context).clear()
        self._show_again()
        self.context.shell.refresh()
        self.show_pages()
        if self._left_at in self.window.listed:
            self.window.open_page(self._left_at)

    def _show_again(self) -> None:
        if self._locked is not None:
            self._locked.retire()
            self._locked = None
        self.window.show_locked(locked=False)
        self.notices.release()

    def _retire_pages(self) -> None:
        for work in self._page_work:
            work.retire()
        self._page_work.clear()

    def _watch(self, opened: Opened) -> None:
        settings, tasks = opened.wallet.settings, self._tasks
        watch = IdleWatch(opened.wallet.clock, lambda: settings.idle_minutes)
        self._locking = Locking(watch, self.lock, lambda: tasks is not None and tasks.at_work)
        self._locking.watch_window(self.window.windowHandle())

    def _stop_locking(self) -> None:
        if self._locking is not None:
            self._locking.stop()
            self._locking = None
        self._page_work.clear()
        self._show_again()

    def _show_shell(self, view: ShellView) -> None:
        # The top bar names accounts and networks.
        if not self.is_locked:
            self.window.show_shell(view)

    def _make_context(
        self, opened: Opened, shell: ShellModel, book: AddressBook, tasks: Tasks
    ) -> Context:
        wallet = opened.wallet
        services = Services(
            wallet.networks,
            wallet.accounts,
            wallet.contacts,
            wallet.tokens,
            wallet.portfolio,
            wallet.compliance,
            wallet.transfers,
            wallet.signing,
            wallet.offline,
            wallet.tracking,
            wallet.activity,
            wallet.settings,
            wallet.doctor,
            wallet.clock,
            wallet.governance,
        )
        return Context(
            services=services,
            book=book,
            shell=shell,
            tasks=tasks,
            run=tasks.scope(),
            notices=self.notices,
            go=self.window.open_page,
            count=self.window.show_count,
            set_look=self._apply_look,
            try_demo=None if opened.is_demo else (lambda: self.switch(demo=True)),
            home=str(wallet.home),
            demo_passphrase=opened.demo_passphrase,
        )

    def _page_context(self, context: Context) -> Context:
        # Each page has work of its own, so that one page's slots are not another's.
        work = context.tasks.scope()
        self._page_work.append(work)
        return replace(context, run=work)

    def _apply_look(self, look: Look) -> None:
        if self._theme.look is not look:
            self._theme.apply(look)

    def _resume(self, opened: Opened) -> None:
        """Send again what was signed before the program ended last time."""
        context = self.context
        if context is None or context.shell.network() is None:
            return
        if any(not entry.state.is_final for entry in opened.wallet.tracking.entries()):
            context.run(
                opened.wallet.tracking.resume,
                lambda _changed: self._calm.start(),
                self.notices.failed,
                lane="tracking",
            )

    # What changes

    def _happened(self, event: Event) -> None:
        if self.context is None or isinstance(event, HeadChanged):
            return
        self.context.shell.refresh()
        self._calm.start()

    def _block_changed(self) -> None:
        self._calm.start()

    def _refresh(self) -> None:
        self.window.refresh_page()

    def _shell(self, tell: Callable[[ShellModel], None]) -> None:
        if self.context is None:
            return
        try:
            tell(self.context.shell)
        except WalletError as error:
            self.notices.failed(error)

    def _show_trouble(self, error: WalletError, *, demo: bool) -> None:
        entry: PageEntry = trouble_page(
            error_sentence(error),
            lambda: self.switch(demo=demo),
            (lambda: self.switch(demo=False)) if demo else self.window.close,
            demo=demo,
        )
        self.window.set_pages((entry,), in_rail=False)
        self.window.open_page(TROUBLE)
        self.notices.post(notice_of(error))
