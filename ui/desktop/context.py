"""What each page is handed: services, a runner, notices, and the way to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.desktop.core.names import AddressBook
from ui.desktop.core.notices import Notices
from ui.desktop.core.tasks import Run, Tasks
from ui.desktop.core.theme import Look
from ui.desktop.shell_model import ShellModel
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.ports.system import Clock

if TYPE_CHECKING:
    from wallet.services.accounts import Accounts
    from wallet.services.activity import Activity
    from wallet.services.compliance import Compliance
    from wallet.services.contacts import Contacts
    from wallet.services.doctor import Doctor
    from wallet.services.governance import Governance
    from wallet.services.networks import Networks
    from wallet.services.offline import Offline
    from wallet.services.portfolio import Portfolio
    from wallet.services.settings import Settings
    from wallet.services.signing import Signing
    from wallet.services.tokens import Tokens
    from wallet.services.tracking import Tracking
    from wallet.services.transfers import Transfers


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of the core."""

    networks: "Networks"
    accounts: "Accounts"
    contacts: "Contacts"
    tokens: "Tokens"
    portfolio: "Portfolio"
    compliance: "Compliance"
    transfers: "Transfers"
    signing: "Signing"
    offline: "Offline"
    tracking: "Tracking"
    activity: "Activity"
    settings: "Settings"
    doctor: "Doctor"
    clock: Clock
    governance: "Governance"


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a page may reach.

    Attributes:
        run: Starts work that ends with the page.
        go: Opens a page by its key, with a message for it or ``None``.
        count: Shows in the rail how many things wait on a page.
        set_look: Changes the theme and remembers it.
        try_demo: Opens the demo network in this window; ``None`` while it is open already.
        home: Where this wallet's data is, as text for people.
        demo_passphrase: Published passphrase of the demo; empty for an own wallet.
    """

    services: Services
    book: AddressBook
    shell: ShellModel
    tasks: Tasks
    run: Run
    notices: Notices
    go: Callable[[str, object], None]
    count: Callable[[str, int], None]
    set_look: Callable[[Look], None]
    try_demo: Callable[[], None] | None
    home: str
    demo_passphrase: str = ""

    def passphrase_hint(self) -> str:
        """What stands under a passphrase field; empty for the usual words."""
        if not self.demo_passphrase:
            return ""
        return words("window.demo_passphrase", passphrase=self.demo_passphrase)

    def coin(self) -> str | None:
        """Symbol of the current network's coin; ``None`` without a usable network."""
        network = self.shell.network()
        return network.coin if network else None

    def native(self) -> SecurityToken | None:
        """The current network's coin as a token."""
        network = self.shell.network()
        return SecurityToken.native(network.chain_id, network.coin) if network else None

    def token(self, address: Address) -> SecurityToken | None:
        """A tracked token by its address."""
        try:
            tracked = self.services.tokens.tokens()
        except WalletError:
            return None
        return next((token for token in tracked if token.address == address), None)
