"""Follows one sent transaction to its end. Plain Python."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.desktop.core.tasks import Run
from wallet.domain.errors import ProgramFault, WalletError
from wallet.domain.transfer import OutboxEntry

if TYPE_CHECKING:
    from wallet.domain.ids import TxHash
    from wallet.services.tracking import Tracking

POLL_S = 0.7


class Follower:
    """Asks again and again until the transaction is final or nobody looks any more."""

    def __init__(
        self,
        tracking: "Tracking",
        run: Run,
        took: Callable[[OutboxEntry], None],
        silent: Callable[[WalletError], None],
    ) -> None:
        self._tracking = tracking
        self._run = run
        self._took = took
        self._silent = silent
        self._hash: TxHash | None = None

    def start(self, entry: OutboxEntry) -> None:
        """Tell this state, and every later one."""
        self._hash = entry.tx_hash
        self._take(entry)

    def stop(self) -> None:
        """Tell no more."""
        self._hash = None

    def _take(self, entry: OutboxEntry) -> None:
        self._took(entry)
        if not entry.state.is_final:
            self._ask()

    def _ask(self) -> None:
        if self._hash is not None:
            self._run(
                self._tracking.poll,
                lambda _changed: self._look(),
                self._failed,
                slot="follow",
                lane="tracking",
                delay_s=POLL_S,
            )

    def _look(self) -> None:
        if self._hash is None:
            return
        found = [one for one in self._tracking.entries() if one.tx_hash == self._hash]
        if found:
            self._take(found[0])
        else:
            self._silent(ProgramFault("internal"))

    def _failed(self, error: WalletError) -> None:
        if self._hash is not None:
            # Sent is sent: say that the network is silent, and ask again.
            self._silent(error)
            self._ask()
