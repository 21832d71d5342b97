"""Decides what the accounts page shows and does. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.desktop.core.names import AddressBook
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address

if TYPE_CHECKING:
    from wallet.services.accounts import Accounts

Failed = Callable[[str], None]
Done = Callable[[], None]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as drawn."""

    address: Address
    label: str
    kind: str
    icon: str
    backup: str
    backup_tone: str
    needs_backup: bool


@dataclass(frozen=True, slots=True)
class AccountsPageView:
    """Everything the page draws."""

    answer: str
    accounts: tuple[AccountRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountsNeeds:
    """What the page works with."""

    accounts: "Accounts"
    book: AddressBook


class AccountsModel:
    """Own accounts: names, and taking them off the list."""

    def __init__(self, needs: AccountsNeeds, render: Callable[[AccountsPageView], None]) -> None:
        self._needs = needs
        self._render = render

    def refresh(self) -> None:
        """Read the list."""
        rows = tuple(account_row(account) for account in self._needs.accounts.list())
        self._render(AccountsPageView(_answer(rows), rows))

    def rename(self, address: Address, label: str, done: Done, failed: Failed) -> None:
        """Another name for an account."""
        self._now(
            lambda: self._needs.accounts.rename(address, label.strip()),
            _label_problem(label),
            done,
            failed,
        )

    def remove(self, address: Address, done: Done, failed: Failed) -> None:
        """Take an account off the list."""
        self._now(lambda: self._needs.accounts.remove(address), "", done, failed)

    def _now(self, work: Callable[[], object], problem: str, done: Done, failed: Failed) -> None:
        if problem:
            failed(problem)
            return
        try:
            work()
        except WalletError as error:
            failed(error_sentence(error, self._needs.book.shown))
            return
        done()
        self.refresh()


def account_row(account: Account) -> AccountRow:
    """One account in words."""
    watched = account.kind is AccountKind.WATCH
    backup, tone = _backup(account)
    return AccountRow(
        account.address,
        account.label,
        words(f"window.kind.{account.kind.value}"),
        "eye" if watched else "key",
        backup,
        tone,
        account.backup_confirmed is False,
    )


def _backup(account: Account) -> tuple[str, str]:
    match account.backup_confirmed:
        case True:
            return words("window.backup.confirmed"), "ok"
        case False:
            return words("window.backup.open"), "warn"
        case None:
            return "", "info"


def _answer(rows: tuple[AccountRow, ...]) -> str:
    open_backups = sum(1 for row in rows if row.needs_backup)
    if not rows:
        return words("window.accounts.answer_none")
    if open_backups:
        return words("window.accounts.answer_backup")
    if len(rows) == 1:
        return words("window.accounts.answer_one")
    return words("window.accounts.answer_many", count=len(rows))


def _label_problem(label: str) -> str:
    return "" if label.strip() else words("window.label_missing")
