"""The composition root: the only place that knows every part.

Building is cheap: files are opened, nothing is asked of a network, and heavy libraries are
loaded where they are first used.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from wallet.adapters import system
from wallet.adapters.evm.chain import EvmChain
from wallet.adapters.evm.identify import EvmProbe
from wallet.adapters.machine import ThisMachine
from wallet.adapters.signers.keyhost_client import KeyHostClient
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.adapters.storage.home_lock import signing_lock
from wallet.adapters.storage.sqlite import Storage, open_storage
from wallet.adapters.vault.entropy import random_bytes
from wallet.adapters.vault.system_keyring import SystemKeyring
from wallet.adapters.vault.vault_file import VaultFile
from wallet.domain.events import Event
from wallet.domain.ids import Address
from wallet.domain.vault import KeyringMode
from wallet.ports.system import Clock
from wallet.services.accounts import Accounts
from wallet.services.activity import Activity, Kept
from wallet.services.compliance import Compliance
from wallet.services.contacts import Contacts
from wallet.services.doctor import Doctor
from wallet.services.failures import Failures
from wallet.services.foresight import Foresight
from wallet.services.networks import Networks, NetworkTools
from wallet.services.portfolio import Portfolio
from wallet.services.settings import Settings
from wallet.services.signing import Signing
from wallet.services.tokens import Tokens
from wallet.services.tracking import Tracking
from wallet.services.transfers import Outside, Transfers
from wallet.services.vault_access import VaultDoor
from wallet.standards.registry import STANDARDS, standard_named


def keyhost_command() -> tuple[str, ...]:
    """How this installation starts its key host."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--keyhost")
    # Isolated: the folder one happens to be in must not lend modules to the program with the keys.
    return (sys.executable, "-I", "-m", "ui.keyhost")


@dataclass(frozen=True, slots=True)
class Config:
    """What a front-end decides.

    Attributes:
        home: Where this wallet's data lives.
        keyring: ``auto``, ``require`` or ``none``: where a new vault's device share goes.
        network: Name that replaces the current network for this run.
        keyhost_argv: Program and arguments of the key host.
        palette: Colours of the key host's own window, asked when it opens.
    """

    home: Path
    keyring: str = "auto"
    network: str | None = None
    keyhost_argv: tuple[str, ...] = field(default_factory=keyhost_command)
    palette: Callable[[], Mapping[str, str]] | None = None


class Events:
    """Tells listeners what changed."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []

    def subscribe(self, listener: Callable[[Event], None]) -> None:
        """Call ``listener`` after every change; it must neither raise nor block."""
        self._listeners.append(listener)

    def publish(self, event: Event) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(event)


@dataclass(frozen=True, slots=True)
class Wallet:
    """All services of one home folder."""

    home: Path
    clock: Clock
    events: Events
    networks: Networks
    accounts: Accounts
    contacts: Contacts
    tokens: Tokens
    portfolio: Portfolio
    compliance: Compliance
    transfers: Transfers
    signing: Signing
    tracking: Tracking
    activity: Activity
    settings: Settings
    doctor: Doctor
    _storage: Storage

    async def close(self) -> None:
        """Give up connections and files."""
        await self.networks.close()
        self._storage.close()


def build(config: Config) -> Wallet:
    """Wire adapters and standards into services.

    Raises:
        BadInput: The home folder or its files cannot be used.
    """
    storage = open_storage(config.home)
    clock, events = system.SystemClock(), Events()
    networks = _networks(config, storage, clock, events)
    tokens = Tokens(storage.tokens, networks, STANDARDS, clock, events)
    foresight = Foresight(storage.settings)
    known = partial(known_addresses, storage)
    compliance = Compliance(tokens, networks, clock, foresight, known)
    lock = partial(signing_lock, config.home)
    explain = Failures(networks, storage.tokens, standard_named).explain
    header, shares = VaultFile(config.home), SystemKeyring()
    door = VaultDoor(header, shares, KeyringMode(config.keyring), random_bytes)
    keyhost = KeyHostClient(config.keyhost_argv, config.home, config.palette)
    return Wallet(
        home=config.home,
        clock=clock,
        events=events,
        networks=networks,
        accounts=Accounts(storage.accounts, keyhost, door, events),
        contacts=Contacts(storage.accounts, events),
        tokens=tokens,
        portfolio=Portfolio(tokens, networks, clock, foresight),
        compliance=compliance,
        transfers=Transfers(
            networks, storage.outbox, Outside(compliance.check, lock, clock, events)
        ),
        signing=Signing(storage.accounts, keyhost, door, Secp256k1Recovery()),
        tracking=Tracking(
            networks, storage.outbox, explain=explain, lock=lock, clock=clock, events=events
        ),
        activity=Activity(
            networks,
            Kept(storage.accounts, storage.tokens, storage.history, storage.settings),
        ),
        settings=Settings(storage.settings),
        doctor=Doctor(ThisMachine(config.home, find_demo_chain), shares, header, networks),
        _storage=storage,
    )


def _networks(config: Config, storage: Storage, clock: Clock, events: Events) -> Networks:
    tools = NetworkTools(
        open_chain=lambda network: EvmChain(network, clock.monotonic),
        probe=EvmProbe(),
        clock=clock,
        events=events,
    )
    return Networks(storage.networks, tools, selected=config.network)


def known_addresses(storage: Storage) -> frozenset[Address]:
    """Whom the person has named, is, or has sent to."""
    named = {contact.address for contact in storage.accounts.contacts()}
    own = {account.address for account in storage.accounts.accounts()}
    sent = {entry.recipient for entry in storage.outbox.entries() if entry.recipient}
    return frozenset(named | own | sent)


def find_demo_chain() -> Path:
    """The program behind the demo network.

    Raises:
        NotFound: ``anvil_missing``.
    """
    from wallet.demo.anvil import find_anvil  # noqa: PLC0415  (only the demo needs it)

    return find_anvil()
