"""The window: rail, top bar, banner, pages, notices. It decides nothing about tokens."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QMainWindow, QStackedWidget, QToolTip, QWidget

from ui.desktop.core.notices import Notices
from ui.desktop.shell_model import ShellView
from ui.desktop.widgets.boxes import IconView, Skeleton, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.notice_bar import NoticeBar
from ui.desktop.widgets.page import Page
from ui.desktop.widgets.rail import Rail
from ui.desktop.widgets.top_bar import TopBar
from ui.text import sentence as words

FOLD_BELOW = 1_100
SMALLEST = QSize(1_024, 640)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One row of the table of pages.

    Attributes:
        lower: Starts the second group of the rail.
        aside: Opened from another page; not in the rail.
    """

    key: str
    title: str
    icon: str
    make: Callable[[], Page]
    lower: bool = False
    aside: bool = False


class Waiting(Page):
    """Stands in the stack until the wallet is open: the shape of what is coming."""

    def __init__(self) -> None:
        super().__init__("waiting")
        self.body.addWidget(Skeleton(1, 32))
        self.body.addSpacing(8)
        for _ in range(3):
            self.body.addWidget(Skeleton(2, 72))
        self.body.addStretch(1)


class MainWindow(QMainWindow):
    """Shows pages by key; tells what a person chose."""

    closed = Signal()
    account_chosen = Signal(str)
    network_chosen = Signal(str)
    leave_demo = Signal()
    lock_wanted = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(words("window.name"))
        self.setMinimumSize(SMALLEST)
        self.rail = Rail(words("window.name"))
        self.rail.opened.connect(self._open_from_rail)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.top_bar = TopBar()
        self.top_bar.account_chosen.connect(self.account_chosen)
        self.top_bar.network_chosen.connect(self.network_chosen)
        self._banner = self._make_banner()
        self._stack = QStackedWidget()
        self._notice_bar = NoticeBar()
        notices.subscribe(self._notice_bar.show_notice)
        self._pages: dict[str, Page] = {}
        self._titles: dict[str, str] = {}
        self._back: list[str] = []
        self._listed: list[str] = []
        self.page_key = ""
        self._lay_out()
        self._keys()
        waiting = Waiting()
        self._stack.addWidget(waiting)

    def _lay_out(self) -> None:
        right = column(gap=0)
        right.addWidget(self.top_bar)
        right.addWidget(self._banner)
        right.addWidget(self._stack, 1)
        right.addWidget(self._notice_bar)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        whole = row(gap=0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        canvas.setLayout(whole)
        self.setCentralWidget(canvas)

    def _make_banner(self) -> QFrame:
        banner = QFrame()
        banner.setObjectName("demoBanner")
        line = row(gap=10, margins=(32, 4, 24, 4))
        line.addWidget(IconView("demo", "unknown"))
        line.addWidget(Label(words("window.demo_banner"), "label"), 1)
        self._leave = Button(words("window.demo_leave"), "leaveDemo", kind="link")
        line.addWidget(self._leave.on_click(self.leave_demo.emit))
        banner.setLayout(line)
        banner.hide()
        return banner

    def _keys(self) -> None:
        for number in range(1, 10):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.activated.connect(lambda at=number: self._open_nth(at))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._search)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._go_back)

    # Pages

    def set_pages(self, entries: tuple[PageEntry, ...], *, in_rail: bool = True) -> None:
        """Take these pages instead of the ones there are; open none."""
        self.drop_pages()
        self.rail.setVisible(in_rail)
        for entry in entries:
            page = entry.make()
            self._pages[entry.key] = page
            self._titles[entry.key] = entry.title
            self._stack.addWidget(page)
        listed = [entry for entry in entries if in_rail and not entry.aside]
        self._listed = [entry.key for entry in listed]
        for number, entry in enumerate(listed, 1):
            if entry.lower and not any(e.lower for e in listed[: number - 1]):
                self.rail.add_line()
            self.rail.add(entry.key, entry.title, entry.icon, f"Ctrl+{number}")
        self.rail.fold(folded=self.width() < FOLD_BELOW)

    def drop_pages(self) -> None:
        """Remove every page but the one that waits."""
        self.rail.drop()
        self._back.clear()
        self.page_key = ""
        self._stack.setCurrentIndex(0)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
        self._titles.clear()
        self._listed = []

    def open_page(self, key: str, message: object = None) -> None:
        """Show a page."""
        page = self._pages.get(key)
        if page is None:
            return
        if self.page_key and self.page_key != key:
            self._back.append(self.page_key)
        self.page_key = key
        self._stack.setCurrentWidget(page)
        self.rail.mark(key)
        self.top_bar.set_title(self._titles[key])
        page.activate(message)

    @property
    def listed(self) -> tuple[str, ...]:
        """Keys of the pages in the rail."""
        return tuple(self._listed)

    def page(self, key: str) -> Page | None:
        """A page by its key."""
        return self._pages.get(key)

    def refresh_page(self) -> None:
        """Let the open page read again, and tell the others."""
        for key, page in self._pages.items():
            if key == self.page_key:
                page.refresh()
            else:
                page.noticed()

    def show_count(self, key: str, count: int) -> None:
        """How many things wait on a page."""
        self.rail.show_count(key, count)

    def show_shell(self, view: ShellView) -> None:
        """Draw the top bar."""
        self.top_bar.show_view(view)

    def show_demo(self, *, demo: bool) -> None:
        """Say that this is the demo network, and how to leave it."""
        self._banner.setVisible(demo)

    def show_locked(self, *, locked: bool) -> None:
        """Take everything off the screen that tells of the wallet, or let it come back."""
        self._leave.setVisible(not locked)
        if not locked:
            return
        for dialog in self.findChildren(QDialog):
            # Not rejected: a dialog at work refuses that, and locking asks nobody.
            dialog.done(QDialog.DialogCode.Rejected)
        self._notice_bar.forget()
        QToolTip.hideText()
        self.top_bar.show_view(ShellView())

    def show_opening(self, text: str) -> None:
        """Say what is being waited for."""
        self.top_bar.set_title(text)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold the rail where there is little room."""
        super().resizeEvent(event)
        self.rail.fold(folded=event.size().width() < FOLD_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that the window goes."""
        super().closeEvent(event)
        self.closed.emit()

    def _open_from_rail(self, key: str) -> None:
        self.open_page(key)

    def _open_nth(self, number: int) -> None:
        if number <= len(self._listed) and self.rail.isVisible():
            self.open_page(self._listed[number - 1])

    def _search(self) -> None:
        page = self._pages.get(self.page_key)
        field = page.search_field() if page else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_back(self) -> None:
        if self._notice_bar.isVisible():
            self._notice_bar.hide()
        elif self._back:
            key = self._back.pop()
            self.page_key = ""
            self.open_page(key)
