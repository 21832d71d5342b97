"""Decides what the dialog about a delegation shows. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.votes.acting import ActModel, ActNeeds, ActView
from ui.text import error as error_sentence
from wallet.domain.errors import WalletError
from wallet.domain.governance import DelegationIntent
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import Reviewed


@dataclass(frozen=True, slots=True)
class DelegationView:
    """What the dialog draws.

    Attributes:
        to_self: ``None`` before a choice.
        whom: The address that was understood, empty if none.
        whom_name: Its name; empty if it has none.
        whom_problem: Why what was typed cannot be used.
    """

    to_self: bool | None
    whom: str
    whom_name: str
    whom_problem: str
    act: ActView


@dataclass(frozen=True, slots=True)
class DelegationNeeds:
    """Whose votes, of which token, and who helps."""

    token: SecurityToken
    delegator: Address
    act: ActNeeds
    resolve: Callable[[str], Address]
    book: AddressBook


class DelegationModel:
    """To oneself or to somebody else; the answer follows the choice."""

    def __init__(
        self,
        needs: DelegationNeeds,
        run: Run,
        render: Callable[[DelegationView], None],
        reviewed: Callable[[Reviewed], None],
    ) -> None:
        self._needs = needs
        self._render = render
        self._to_self: bool | None = None
        self._text = ""
        self._whom: Address | None = None
        self._problem = ""
        self._act = ActModel(needs.act, run, self._show, reviewed, "window.delegate.choose")

    def start(self, *, to_self: bool) -> None:
        """Draw the first time, with a choice made or without."""
        if to_self:
            self.choose(to_self=True)
        else:
            self._show()

    def choose(self, *, to_self: bool) -> None:
        """Who votes."""
        self._to_self = to_self
        self._wish(typed=False)

    def whom(self, text: str) -> None:
        """A name or an address."""
        self._text = text.strip()
        self._to_self = False
        self._wish(typed=True)

    def review(self) -> None:
        """Have the bytes made and read back."""
        self._act.review()

    def _wish(self, *, typed: bool) -> None:
        needs = self._needs
        self._whom, self._problem = None, ""
        if self._to_self:
            self._whom = needs.delegator
        elif self._text:
            try:
                self._whom = needs.resolve(self._text)
            except WalletError as error:
                self._problem = error_sentence(error)
        wished = None
        if self._whom is not None:
            wished = DelegationIntent(needs.token, needs.delegator, self._whom)
        self._act.wish(wished, typed=typed)
        self._show()

    def _show(self) -> None:
        known = "" if self._whom is None else self._needs.book.known(self._whom) or ""
        whom = "" if self._to_self or self._whom is None else str(self._whom)
        self._render(DelegationView(self._to_self, whom, known, self._problem, self._act.view))
