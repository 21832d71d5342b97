"""Decides what the frame around the pages shows: network, accounts, whether all is read.

Plain Python.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.desktop.core.format import ago
from ui.desktop.core.names import AddressBook, network_name
from ui.desktop.core.tasks import Run
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.chain import Head
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.ports.system import Clock

if TYPE_CHECKING:
    from wallet.services.accounts import Accounts
    from wallet.services.networks import Networks
    from wallet.services.tracking import Tracking

ALL = ""
POLL_S = 3.0
SLOW_POLL_S = 8.0


@dataclass(frozen=True, slots=True)
class ShellView:
    """What the top bar draws. ``tone`` of the dot is never without ``sync`` in words."""

    networks: tuple[tuple[str, str], ...] = ()
    network: str = ""
    accounts: tuple[tuple[str, str], ...] = ()
    account: str = ALL
    sync: str = ""
    tone: str = "text_3"
    sync_tip: str = ""


@dataclass(frozen=True, slots=True)
class ShellNeeds:
    """What the frame reads from."""

    networks: "Networks"
    accounts: "Accounts"
    tracking: "Tracking"
    book: AddressBook
    clock: Clock


class ShellModel:
    """Follows the head of the chain, and what the person chose in the top bar."""

    def __init__(self, needs: ShellNeeds, run: Run, render: Callable[[ShellView], None]) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._block: int | None = None
        self._seen_at = 0
        self._follow_on = True
        self.view = ShellView()
        self.block_changed: Callable[[], None] = lambda: None
        self.choice_changed: Callable[[], None] = lambda: None

    # What others ask

    def network(self) -> Network | None:
        """The current network, ``None`` if there is none that can be used."""
        try:
            current = self._needs.networks.current()
        except WalletError:
            return None
        return current if current.rpc_urls else None

    def chosen(self) -> tuple[Address, ...]:
        """The accounts the pages are about."""
        every = tuple(account.address for account in self._needs.accounts.list())
        if self.view.account == ALL:
            return every
        return tuple(address for address in every if str(address) == self.view.account)

    # What the frame tells

    def refresh(self) -> None:
        """Read the lists anew."""
        usable = [n for n in self._needs.networks.list() if n.rpc_urls]
        network = self.network()
        accounts = self._needs.accounts.list()
        known = {str(account.address) for account in accounts}
        chosen = self.view.account if self.view.account in known else ALL
        entries = tuple((str(a.address), a.label) for a in accounts)
        self._show(
            networks=tuple((n.name, network_name(n.name)) for n in usable),
            network=network.name if network else "",
            accounts=((ALL, words("window.all_accounts")), *entries),
            account=chosen,
        )
        if network is None:
            self._show(sync=words("window.sync.no_network"), tone="text_3", sync_tip="")

    def choose_account(self, key: str) -> None:
        """Another account, or all."""
        self._show(account=key)
        self.choice_changed()

    def choose_network(self, name: str) -> None:
        """Another network."""
        self._needs.networks.use(name)
        self._block = None
        self._show(sync=words("window.sync.connecting"), tone="warn", sync_tip="")
        self.refresh()
        self.choice_changed()
        self.follow()

    def follow(self) -> None:
        """Ask for the newest block now, and again and again."""
        self._follow_on = True
        self._ask(0.0)

    def stop(self) -> None:
        """Ask no more."""
        self._follow_on = False

    def _ask(self, delay_s: float) -> None:
        if self._follow_on:
            self._run(
                self._look,
                self._answered,
                self._failed,
                slot="head",
                lane="tracking",
                delay_s=delay_s,
            )

    async def _look(self) -> Head | None:
        if self.network() is None:
            return None
        head = await self._needs.networks.chain().head()
        if any(not entry.state.is_final for entry in self._needs.tracking.entries()):
            await self._needs.tracking.poll()
        return head

    def _answered(self, head: Head | None) -> None:
        if head is None:
            self._ask(SLOW_POLL_S)
            return
        moved = self._block is not None and head.block.number != self._block
        self._block = head.block.number
        self._seen_at = self._needs.clock.now()
        text = words("window.sync.in_sync", number=self._block)
        self._show(sync=text, tone="ok", sync_tip=head.block.hash)
        if moved:
            self.block_changed()
        self._ask(POLL_S)

    def _failed(self, error: WalletError) -> None:
        if self._block is None:
            text = words("window.sync.unreachable")
        else:
            since = ago(max(0, min(86_399, self._needs.clock.now() - self._seen_at)))
            text = words("window.sync.stale", number=self._block, since=since)
        self._show(sync=text, tone="warn", sync_tip=error_sentence(error))
        self._ask(SLOW_POLL_S)

    def _show(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]
        self._render(self.view)
