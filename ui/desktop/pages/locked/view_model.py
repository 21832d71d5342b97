"""Decides how the locked window opens again. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ui.desktop.core.tasks import Run
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.vault import PassphraseSource, SecretInput


class Door(Protocol):
    """Who knows whether a passphrase is right."""

    @property
    def has_vault(self) -> bool:
        """Whether there is a passphrase at all."""

    async def unlock(self, passphrase: PassphraseSource) -> None:
        """Check the passphrase; raises if it is wrong."""


@dataclass(frozen=True, slots=True)
class LockedView:
    """Everything the page draws; nothing of it comes from the wallet's content."""

    asks: bool
    text: str
    is_busy: bool = False
    problem: str = ""


class LockedModel:
    """Asks for the passphrase; only the key host knows whether it is right."""

    def __init__(
        self,
        door: Door,
        run: Run,
        render: Callable[[LockedView], None],
        opened: Callable[[], None],
    ) -> None:
        self._door = door
        self._run = run
        self._render = render
        self._opened = opened
        self._view = LockedView(asks=True, text="")

    def start(self) -> None:
        """Draw the first time."""
        asks = self._door.has_vault
        text = words("window.lock.text" if asks else "window.lock.no_vault")
        self._show(LockedView(asks, text))

    def unlock(self, passphrase: str) -> None:
        """Try this passphrase; without a vault there is none to try."""
        if self._view.is_busy:
            return
        if not self._door.has_vault:
            self._opened()
            return
        if not passphrase:
            missing = words("window.review.passphrase_missing")
            self._show(replace(self._view, problem=missing))
            return
        self._show(replace(self._view, is_busy=True, problem=""))
        secret = SecretInput.typed(passphrase)
        self._run(
            lambda: self._door.unlock(secret),
            lambda _done: self._opened(),
            self._refused,
            lane="keys",
        )

    def _refused(self, error: WalletError) -> None:
        self._show(replace(self._view, is_busy=False, problem=error_sentence(error)))

    def _show(self, view: LockedView) -> None:
        self._view = view
        self._render(view)
