"""Decides what the receive page shows. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ui.text import sentence as words
from wallet.domain.account import Account
from wallet.domain.ids import Address


class AccountList(Protocol):
    """Who lists own accounts."""

    def list(self) -> tuple[Account, ...]:
        """In the order they were added."""


@dataclass(frozen=True, slots=True)
class ReceivePageView:
    """Everything the page draws; ``address`` is empty where there is no account."""

    answer: str
    accounts: tuple[tuple[str, str], ...] = ()
    account: str = ""
    label: str = ""
    address: str = ""
    caution: str = ""
    network: str = ""


class ReceiveModel:
    """Shows one account's address."""

    def __init__(
        self,
        accounts: AccountList,
        chosen: Callable[[], tuple[Address, ...]],
        network: Callable[[], str],
        render: Callable[[ReceivePageView], None],
    ) -> None:
        self._accounts = accounts
        self._chosen = chosen
        self._network = network
        self._render = render
        self._account = ""

    def choose(self, address: str) -> None:
        """Show another account."""
        self._account = address
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew; the account of the top bar comes first."""
        accounts = self._accounts.list()
        keys = {str(account.address) for account in accounts}
        if self._account not in keys:
            first = self._chosen()
            self._account = str(first[0]) if first else ""
        current = next((a for a in accounts if str(a.address) == self._account), None)
        if current is None:
            self._render(ReceivePageView(words("window.receive.none")))
            return
        caution = ""
        if current.backup_confirmed is False:
            caution = words("window.receive.backup_first")
        self._render(
            ReceivePageView(
                words("window.receive.answer", label=current.label),
                tuple((str(a.address), a.label) for a in accounts),
                self._account,
                current.label,
                str(current.address),
                caution,
                self._network(),
            )
        )
