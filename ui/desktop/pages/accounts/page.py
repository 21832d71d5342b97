"""Draws the accounts."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.ask import AskDialog, ConfirmDialog, Question
from ui.desktop.pages.accounts.view_model import (
    AccountRow,
    AccountsModel,
    AccountsNeeds,
    AccountsPageView,
)
from ui.desktop.widgets.address import AddressView
from ui.desktop.widgets.boxes import Card, IconView, Line, Pill, clear, column, row
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import ElidedLabel, Label
from ui.desktop.widgets.page import Page
from ui.desktop.wizards.add_account import AddAccountDialog
from ui.desktop.wizards.add_account_model import AddAccountModel, Way
from ui.text import sentence as words


class AccountsPage(Page):
    """Own accounts: what they are, and whether they are backed up."""

    def __init__(self, context: Context) -> None:
        super().__init__("accounts")
        self._context = context
        services = context.services
        self._adding = AddAccountModel(services.accounts, context.book, context.run)
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("accountsAnswer")
        self._accounts = column(gap=0)
        self._lay_out()
        needs = AccountsNeeds(services.accounts, context.book)
        self.model = AccountsModel(needs, self.render_view)

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(self._answer, 1)
        for way, name, icon in (
            (Way.WATCH, "watchAccount", "eye"),
            (Way.PHRASE, "importAccount", "import"),
            (Way.CREATE, "createAccount", "plus"),
        ):
            kind = "import" if way is Way.PHRASE else way.value
            button = Button(
                words(f"window.accounts.{kind}"),
                name,
                kind="main" if way is Way.CREATE else "plain",
                icon=icon,
            )
            head.addWidget(button.on_click(self._adder(way)))
        self.body.addLayout(head)
        own = Card(gap=0, padding=0)
        own.body.addLayout(self._accounts)
        self.body.addWidget(own)
        self.body.addStretch(1)

    def activate(self, message: object) -> None:  # noqa: ARG002
        """Read when opened."""
        self.model.refresh()

    def refresh(self) -> None:
        """Read again."""
        self.model.refresh()

    def render_view(self, view: AccountsPageView) -> None:
        """Draw the list."""
        self._answer.setText(view.answer)
        clear(self._accounts)
        for at, account in enumerate(view.accounts):
            if at:
                self._accounts.addWidget(Line())
            self._accounts.addWidget(self._account_row(account))
        if not view.accounts:
            self._accounts.addWidget(_hint(words("window.accounts.empty")))

    def _account_row(self, account: AccountRow) -> QWidget:
        address = AddressView(f"address_{account.address}", headed=False, wrap=False)
        address.show_address(account.address, account.label)
        pills = [Pill(account.kind, "info", account.icon)]
        if account.backup:
            icon = "check" if account.backup_tone == "ok" else "warning"
            pills.append(Pill(account.backup, account.backup_tone, icon))
        if account.needs_backup:
            confirm = Button(words("window.backup.confirm"), f"backup_{account.address}")
            extra = [confirm.on_click(self._confirm_backup)]
        else:
            extra = []
        rename = IconButton(
            "edit", words("window.accounts.rename_named", name=account.label), "rename"
        )
        rename.on_click(lambda: self._rename(account))
        remove = IconButton(
            "trash", words("window.accounts.remove_named", name=account.label), "remove"
        )
        remove.on_click(lambda: self._remove(account))
        return _entry("accounts", account.label, address, pills, (*extra, rename, remove))

    def _adder(self, way: Way) -> Callable[[], None]:
        def add() -> None:
            hint = self._context.passphrase_hint()
            dialog = AddAccountDialog(way, self._adding, self.window(), passphrase_hint=hint)
            dialog.added.connect(self.model.refresh)
            dialog.open()

        return add

    def _confirm_backup(self) -> None:
        question = Question(
            words("window.backup.title"),
            words("window.backup.text"),
            words("window.review.passphrase"),
            words("window.add.import.do"),
            secret=True,
            hint=self._context.passphrase_hint(),
        )
        dialog = AskDialog(question, "backupDialog", self.window())

        def confirmed() -> None:
            dialog.accept()
            self.model.refresh()

        dialog.answered.connect(
            lambda text: self._adding.confirm_backup(text, confirmed, dialog.show_problem)
        )
        dialog.open()

    def _rename(self, account: AccountRow) -> None:
        question = Question(
            words("window.accounts.rename"),
            "",
            words("window.add.label"),
            words("window.save"),
            account.label,
        )
        dialog = AskDialog(question, "renameDialog", self.window())
        dialog.answered.connect(
            lambda text: self.model.rename(
                account.address, text, dialog.accept, dialog.show_problem
            )
        )
        dialog.open()

    def _remove(self, account: AccountRow) -> None:
        code = "key" if account.icon == "key" else "watch"
        question = Question(
            words("window.accounts.remove_title", name=account.label),
            words(f"window.accounts.remove_{code}"),
            "",
            words("window.accounts.remove"),
        )
        dialog = ConfirmDialog(question, "removeDialog", self.window())
        dialog.confirmed.connect(
            lambda: self.model.remove(account.address, dialog.accept, dialog.show_problem)
        )
        dialog.open()


def _entry(
    icon: str,
    name: str,
    address: AddressView,
    pills: list[Pill],
    actions: tuple[QWidget, ...],
) -> QWidget:
    holder = QFrame()
    line: QHBoxLayout = row(gap=12, margins=(20, 10, 12, 10))
    line.addWidget(IconView(icon, "text_2"), 0, Qt.AlignmentFlag.AlignVCenter)
    lines = column(gap=2)
    head = row(gap=8)
    head.addWidget(ElidedLabel(name, "strong"), 1)
    for pill in pills:
        head.addWidget(pill)
    lines.addLayout(head)
    lines.addWidget(address)
    line.addLayout(lines, 1)
    for action in actions:
        line.addWidget(action)
    holder.setLayout(line)
    return holder


def _hint(text: str) -> QWidget:
    holder = QWidget()
    inside = column(margins=(20, 20, 20, 20))
    inside.addWidget(Label(text, "body", "soft", wrap=True))
    holder.setLayout(inside)
    return holder
