"""Making, taking in and watching accounts. Plain Python.

Phrases and keys are shown and entered in the key host's own window; only the passphrase of the
vault passes through here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.vault import ImportKind, ImportSource, Reveal, RevealKind, SecretInput

if TYPE_CHECKING:
    from wallet.services.accounts import Accounts


DECLINED = "person_declined"


class Way(Enum):
    """How an account comes here."""

    CREATE = "create"
    PHRASE = "phrase"
    KEY = "key"
    KEYSTORE = "keystore"
    WATCH = "watch"

    @property
    def needs_vault(self) -> bool:
        """Whether a key is kept for it."""
        return self is not Way.WATCH


_IMPORTS = {
    Way.PHRASE: ImportKind.PHRASE,
    Way.KEY: ImportKind.KEY,
    Way.KEYSTORE: ImportKind.KEYSTORE,
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What the form holds; the passphrase stays out of every printed form."""

    way: Way
    label: str = ""
    address: str = ""

    def problem(self) -> tuple[str, str] | None:
        """Field and sentence of the first thing that is missing."""
        if self.way is Way.WATCH and not self.address.strip():
            return "address", words("window.address_missing")
        return None


class AddAccountModel:
    """Adds one account."""

    def __init__(self, accounts: "Accounts", book: AddressBook, run: Run) -> None:
        self._accounts = accounts
        self._book = book
        self._run = run

    @property
    def has_vault(self) -> bool:
        """Whether a passphrase exists already."""
        return self._accounts.has_vault

    def add(
        self,
        entered: Entered,
        passphrase: str,
        done: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        """Do it; ``failed`` gets a sentence, an empty one for a person's own "no"."""
        if entered.way is Way.WATCH:
            self._watch(entered, done, failed)
            return
        secret = SecretInput.typed(passphrase)

        def work() -> Awaitable[object]:
            if entered.way is Way.CREATE:
                return self._create(entered, secret)
            return self._import(entered, secret)

        self._run(work, lambda _created: done(), self._sayer(failed), lane="keys")

    def _sayer(self, failed: Callable[[str], None]) -> Callable[[WalletError], None]:
        """A person's own "no" needs no words."""

        def say(error: WalletError) -> None:
            own = error.code == DECLINED
            failed("" if own else error_sentence(error, self._book.shown))

        return say

    def confirm_backup(
        self, passphrase: str, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        """Have the phrase entered in the key host's window, and compared there."""
        secret = SecretInput.typed(passphrase)

        def answered(same: bool) -> None:  # noqa: FBT001  (the answer itself)
            if same:
                done()
            else:
                failed(words("window.backup.other_words"))

        self._run(
            lambda: self._accounts.confirm_backup(SecretInput.window(), secret),
            answered,
            self._sayer(failed),
            lane="keys",
        )

    def _watch(
        self, entered: Entered, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        try:
            self._accounts.watch(Address(entered.address.strip()), entered.label.strip())
        except WalletError as error:
            failed(error_sentence(error, self._book.shown))
        else:
            done()

    def _create(self, entered: Entered, secret: SecretInput) -> Awaitable[object]:
        reveal = Reveal(RevealKind.WINDOW)
        return self._accounts.create(entered.label.strip(), passphrase=secret, reveal=reveal)

    def _import(self, entered: Entered, secret: SecretInput) -> Awaitable[object]:
        kind = _IMPORTS[entered.way]
        password = SecretInput.window() if kind is ImportKind.KEYSTORE else None
        source = ImportSource(kind, SecretInput.window(), password)
        return self._accounts.import_(source, passphrase=secret, label=entered.label.strip())
