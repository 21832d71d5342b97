"""Notices: one sentence, an action if there is one, technical text folded."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.text import error as error_sentence
from wallet.domain.errors import WalletError
from wallet.domain.plain_text import clean

DETAIL_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told.

    Attributes:
        tone: ``bad``, ``warn``, ``ok`` or ``info``.
        details: Technical text, cleaned; empty if there is none.
    """

    text: str
    tone: str = "info"
    details: str = ""
    action_text: str = ""
    action: Callable[[], None] | None = None


def details_of(error: WalletError) -> str:
    """The technical half of an error; never a secret, by the promise of its maker."""
    return clean(f"{error.code} {error.detail}".strip(), DETAIL_LIMIT)


def notice_of(error: WalletError) -> Notice:
    """An error as a notice."""
    return Notice(error_sentence(error), "bad", details_of(error))


class Notices:
    """Where pages put what must be told; whoever shows it subscribes."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Notice], None]] = []
        self._held: Notice | None = None
        self._silent = False

    def subscribe(self, listener: Callable[[Notice], None]) -> None:
        """Be told every notice."""
        self._listeners.append(listener)

    def post(self, notice: Notice) -> None:
        """Show it until it is closed or replaced; while silent the last one waits."""
        if self._silent:
            self._held = notice
            return
        for listener in self._listeners:
            listener(notice)

    def failed(self, error: WalletError) -> None:
        """Show an error."""
        self.post(notice_of(error))

    def said(self, text: str) -> None:
        """Show that something is done."""
        self.post(Notice(text, "ok"))

    def hold(self) -> None:
        """Show nothing from now on: a notice may name people and amounts."""
        self._silent = True

    def release(self) -> None:
        """Show again, beginning with what came last."""
        self._silent = False
        held, self._held = self._held, None
        if held is not None:
            self.post(held)
