"""What a command is given: the options, the services, the names of addresses, the terminal."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ui.cli.parser import Options
from wallet.domain.errors import KeyProblem
from wallet.domain.vault import SecretInput

if TYPE_CHECKING:
    from wallet.domain.ids import Address
    from wallet.domain.security_token import SecurityToken
    from wallet.services.accounts import Accounts
    from wallet.services.activity import Activity
    from wallet.services.compliance import Compliance
    from wallet.services.contacts import Contacts
    from wallet.services.doctor import Doctor
    from wallet.services.governance import Governance
    from wallet.services.networks import Networks
    from wallet.services.offline import Offline
    from wallet.services.offline_signing import OfflineSigner
    from wallet.services.pinned_tokens import PinnedTokens
    from wallet.services.portfolio import Portfolio
    from wallet.services.signing import Signing
    from wallet.services.tokens import Tokens
    from wallet.services.tracking import Tracking
    from wallet.services.transfers import Transfers


class Services(Protocol):
    """The wallet, as far as commands use it."""

    @property
    def accounts(self) -> "Accounts":
        """Own and watched accounts."""

    @property
    def activity(self) -> "Activity":
        """History."""

    @property
    def compliance(self) -> "Compliance":
        """Will it pass."""

    @property
    def contacts(self) -> "Contacts":
        """Address book."""

    @property
    def doctor(self) -> "Doctor":
        """What this machine offers."""

    @property
    def governance(self) -> "Governance":
        """Votes."""

    @property
    def networks(self) -> "Networks":
        """Configured networks."""

    @property
    def offline(self) -> "Offline":
        """Signatures by file."""

    @property
    def portfolio(self) -> "Portfolio":
        """Holdings."""

    @property
    def signing(self) -> "Signing":
        """Signatures."""

    @property
    def tokens(self) -> "Tokens":
        """Tracked tokens."""

    @property
    def tracking(self) -> "Tracking":
        """What became of what was sent."""

    @property
    def transfers(self) -> "Transfers":
        """Prepare and send."""

    async def close(self) -> None:
        """Give up connections and files."""


class Apart(Protocol):
    """What works without any network, on the same home."""

    @property
    def accounts(self) -> "Accounts":
        """Own and watched accounts."""

    @property
    def contacts(self) -> "Contacts":
        """Address book."""

    @property
    def tokens(self) -> "PinnedTokens":
        """Tokens told by hand."""

    @property
    def signer(self) -> "OfflineSigner":
        """Opens and answers requests."""

    async def close(self) -> None:
        """Give up files."""


class DemoWorld(Protocol):
    """The running demo network."""

    @property
    def chain_id(self) -> int:
        """Its chain id."""

    @property
    def scenarios(self) -> Sequence["Scenario"]:
        """Transfers to try, with the answer each must get."""

    def as_json(self) -> dict[str, object]:
        """What ``demo --serve`` prints."""

    async def stop(self) -> None:
        """End the network."""


class Scenario(Protocol):
    """A transfer to try."""

    @property
    def title(self) -> str:
        """What it shows."""

    @property
    def sender(self) -> "Address":
        """Who sends."""

    @property
    def token(self) -> "Address":
        """Which token."""

    @property
    def to(self) -> "Address":
        """Who receives."""

    @property
    def amount(self) -> str:
        """Whole tokens."""

    @property
    def expected_rule(self) -> str | None:
        """One of the failing rules; ``None`` if it is allowed."""


class OpenDemo(Protocol):
    """The demo network with a wallet that looks at it."""

    @property
    def world(self) -> DemoWorld:
        """The network."""

    @property
    def wallet(self) -> Services:
        """The wallet."""

    async def close(self) -> None:
        """End both."""


class Roots(Protocol):
    """What only the composition root can make."""

    def services(self, options: Options) -> Services:
        """The wallet of a home folder."""

    def apart(self, options: Options) -> Apart:
        """The same home without any way to a network."""

    async def start_demo(self, port: int) -> DemoWorld:
        """A demo network alone."""

    async def open_demo(self, options: Options) -> OpenDemo:
        """A demo network with its own wallet, and the passphrase of that."""

    def open_window(self, options: Options, *, demo: bool) -> int:
        """The desktop; returns when it is closed."""

    def picture_tour(self, options: Options, screenshots: Path) -> Sequence[Mapping[str, Any]]:
        """The tour through the real window; its steps."""

    def demo_passphrase(self) -> str:
        """The published passphrase of the demo's vault."""


class Context:
    """One run of one command."""

    def __init__(self, options: Options, roots: Roots, show: Callable[[str], None]) -> None:
        """Nothing is opened yet.

        Args:
            options: The global options.
            roots: Opens the wallet, the demo, the window.
            show: Prints a line on the real standard output.
        """
        self.options = options
        self.roots = roots
        self.show = show
        self._services: Services | None = None
        self._apart: Apart | None = None

    @property
    def services(self) -> Services:
        """The wallet, opened on first use."""
        if self._services is None:
            self._services = self.roots.services(self.options)
        return self._services

    @property
    def apart(self) -> Apart:
        """The home without any way to a network, opened on first use."""
        if self._apart is None:
            self._apart = self.roots.apart(self.options)
        return self._apart

    async def close(self) -> None:
        """Close the wallet if it was opened."""
        for opened in (self._services, self._apart):
            if opened is not None:
                await opened.close()

    def name(self, address: "Address") -> str:
        """An own label, a contact, or the address itself."""
        return name_in(self.services, address)

    def token_of(self, address: "Address | None") -> "SecurityToken | None":
        """The tracked token at an address; asks nobody."""
        tracked = self.services.tokens.tokens() if address is not None else ()
        return next((token for token in tracked if token.address == address), None)

    @property
    def passphrase(self) -> SecretInput:
        """Where the passphrase of the vault comes from.

        Raises:
            KeyProblem: ``vault_locked`` without a file and without a terminal.
        """
        given = self.options.passphrase_file
        if given == "-":
            return SecretInput.typed(sys.stdin.readline().rstrip("\r\n"))
        if given is not None:
            return SecretInput.from_file(given)
        if not has_terminal():
            raise KeyProblem("vault_locked")
        return SecretInput.terminal()


def names_of(context: Context) -> "Callable[[Address], str]":
    """Names of addresses on a home without a network."""
    return lambda address: name_in(context.apart, address)


def name_in(services: Services | Apart, address: "Address") -> str:
    """An own label, a contact, or the address itself."""
    for account in services.accounts.list():
        if account.address == address and account.label:
            return account.label
    return services.contacts.name_of(address) or str(address)


def has_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def tell(line: str) -> None:
    """Progress, for a person who watches; never on standard output."""
    print(line, file=sys.stderr, flush=True)


def ask(question: str) -> bool:
    """A yes or no on the terminal; anything but yes is no."""
    print(question, file=sys.stderr, end=" ", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
