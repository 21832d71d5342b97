"""What the offline window shows and decides; plain Python, no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ui.offline.facts import Fact, cautions, facts, said, stops
from ui.offline.files import read_package, require_writable, write_package
from ui.text import error, sentence
from wallet.domain.account import Account, Contact
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.vault import PassphraseSource
from wallet.services.offline_signing import Opened


class AccountList(Protocol):
    """Who lists own accounts."""

    def list(self) -> tuple[Account, ...]:
        """In the order they were added."""


class ContactList(Protocol):
    """Who lists the address book."""

    def list(self) -> tuple[Contact, ...]:
        """By name."""


class Signer(Protocol):
    """Opens and answers requests."""

    def look(self, raw: bytes) -> Opened:
        """Read a request to be shown."""

    async def sign(self, raw: bytes, passphrase: PassphraseSource) -> bytes:
        """Check everything once more and sign."""

    def decline(self, raw: bytes) -> bytes:
        """The file of a no."""


class Connection(Protocol):
    """A network interface."""

    @property
    def name(self) -> str:
        """As the system calls it."""


class Door(Protocol):
    """The vault that looks at the network interfaces."""

    is_overridden: bool

    def connections(self) -> Sequence[Connection]:
        """Interfaces that could reach another machine."""


class OfflineServices(Protocol):
    """The offline wallet, as far as this window uses it."""

    @property
    def accounts(self) -> AccountList:
        """Own accounts."""

    @property
    def contacts(self) -> ContactList:
        """Address book."""

    @property
    def signer(self) -> Signer:
        """Requests."""

    @property
    def door(self) -> Door:
        """The vault's door."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence in a tone: ``ok``, ``bad``, ``warn`` or ``info``."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class SignerView:
    """Everything the window draws.

    Attributes:
        network: Whether there is a network interface, as a sentence.
        can_go_on: Whether a person may open the vault all the same.
        state: What became of the request, or what stands against it.
        title: The answer first: whether there is something to sign, and whether it may be.
    """

    title: str
    network: Notice
    can_go_on: bool
    accounts: str
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    state: Notice | None = None
    words: str = ""
    can_sign: bool = False
    can_decline: bool = False
    is_working: bool = False


class SignerModel:
    """Holds the open request; every change renders a new view."""

    def __init__(
        self,
        services: OfflineServices,
        render: Callable[[SignerView], None],
        passphrase: Callable[[], PassphraseSource],
    ) -> None:
        """Nothing is open yet.

        Args:
            services: The offline wallet.
            render: Gets every view.
            passphrase: Says who asks for the passphrase.
        """
        self._services = services
        self._render = render
        self._passphrase = passphrase
        self._raw = b""
        self._opened: Opened | None = None
        self._state: Notice | None = None
        self._is_working = False
        self._is_done = False
        self._shown: SignerView | None = None

    def refresh(self) -> None:
        """Look at the interfaces again; draws only what changed."""
        view = self._view()
        if view != self._shown:
            self._shown = view
            self._render(view)

    def go_on(self) -> None:
        """Open the vault this once although an interface is up."""
        self._services.door.is_overridden = True
        self.refresh()

    def load(self, path: Path) -> None:
        """Open a request's file."""
        self._raw, self._opened, self._state, self._is_done = b"", None, None, False
        try:
            self._raw = read_package(path)
            self._opened = self._services.signer.look(self._raw)
        except WalletError as problem:
            self._state = Notice(error(problem), "bad")
        self.refresh()

    async def sign(self, out: Path) -> None:
        """Sign what is open and write the answer."""
        if self._opened is None or not self._view().can_sign:
            return
        raw = self._raw
        self._is_working = True
        self._state = Notice(sentence("window.signer.working"), "info")
        self.refresh()
        try:
            require_writable(out)
            write_package(out, await self._services.signer.sign(raw, self._passphrase()))
        except WalletError as problem:
            self._state = Notice(error(problem, self.name), "bad")
        else:
            self._end(sentence("window.signer.saved", file=out.name), "ok")
        finally:
            self._is_working = False
            self.refresh()

    def decline(self, out: Path) -> None:
        """Write a no, so that the online computer need not wait."""
        try:
            write_package(out, self._services.signer.decline(self._raw))
        except WalletError as problem:
            self._state = Notice(error(problem), "bad")
        else:
            self._end(sentence("window.signer.declined", file=out.name), "info")
        self.refresh()

    def name(self, address: Address) -> str:
        """An own label, a contact, or the address itself."""
        named = [(one.address, one.label) for one in self._services.accounts.list()]
        named += [(one.address, one.name) for one in self._services.contacts.list()]
        return next((name for at, name in named if at == address and name), str(address))

    def _end(self, text: str, tone: str) -> None:
        self._state = Notice(text, tone)
        self._is_done = True

    def _view(self) -> SignerView:
        up = self._services.door.connections()
        overridden = self._services.door.is_overridden
        network = _network(up, is_overridden=overridden)
        can_go_on = bool(up) and not overridden
        accounts = self._accounts()
        opened = self._opened
        if opened is None:
            title = sentence("window.signer.title_none")
            return SignerView(title, network, can_go_on, accounts, state=self._state)
        blocked = stops(opened, self.name)
        ready = opened.examination.may_sign and not self._is_done
        return SignerView(
            title=self._title(opened),
            network=network,
            can_go_on=can_go_on,
            accounts=accounts,
            facts=facts(opened, self.name),
            warnings=cautions(opened, self.name),
            stops=blocked,
            said=said(opened, self.name),
            state=self._state or _readiness(opened, is_shut=can_go_on),
            words=opened.words,
            can_sign=ready and not can_go_on and not self._is_working,
            can_decline=not self._is_done and not self._is_working and _is_sealed(opened),
            is_working=self._is_working,
        )

    def _title(self, opened: Opened) -> str:
        if self._is_done:
            return sentence("window.signer.title_done")
        may = opened.examination.may_sign
        return sentence("window.signer.title_ready" if may else "window.signer.title_stopped")

    def _accounts(self) -> str:
        able = [one.label for one in self._services.accounts.list() if one.kind.can_sign]
        if not able:
            return sentence("window.signer.no_accounts")
        return sentence("window.signer.accounts", names=tuple(able))


def _network(up: Sequence[Connection], *, is_overridden: bool) -> Notice:
    if not up:
        return Notice(sentence("window.signer.no_network"), "ok")
    if is_overridden:
        return Notice(sentence("override_interface"), "warn")
    names = tuple(one.name for one in up)
    return Notice(sentence("window.signer.network_up", names=names), "bad")


def _readiness(opened: Opened, *, is_shut: bool) -> Notice:
    if opened.examination.may_sign and is_shut:
        return Notice(sentence("window.signer.shut"), "warn")
    if opened.examination.may_sign:
        return Notice(sentence("window.signer.ready"), "ok")
    return Notice(sentence("window.signer.not_here"), "bad")


def _is_sealed(opened: Opened) -> bool:
    # A no answers a request as it was made; a broken file answers nothing.
    broken = {"digest", "spelling"}
    return broken.isdisjoint(opened.examination.mismatches)
