"""The composition root: the only place that knows every part.

Building is cheap: files are opened, nothing is asked of a network, and heavy libraries are
loaded where they are first used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from wallet.adapters import system
from wallet.adapters.event_bus import Events
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
from wallet.bootstrap_home import keyhost_command, producer
from wallet.domain.errors import ProgramFault
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
from wallet.services.governance import Governance, Voting
from wallet.services.networks import Networks, NetworkTools
from wallet.services.offline import Offline, OfflineDesk
from wallet.services.offline_intents import Intents
from wallet.services.portfolio import Portfolio
from wallet.services.settings import Settings
from wallet.services.signing import Signing
from wallet.services.tokens import Tokens
from wallet.services.tracking import Tracking
from wallet.services.transfers import Outside, Transfers
from wallet.services.vault_access import VaultDoor
from wallet.services.vote_checks import Language
from wallet.standards.governors import Governors
from wallet.standards.registry import STANDARDS, standard_named
from wallet.standards.votes import Votes


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
    governance: Governance
    transfers: Transfers
    signing: Signing
    offline: Offline
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
    governance = _governance(storage, networks, tokens, clock, events)
    explain = Failures(networks, storage.tokens, standard_named, Governors().explain).explain
    header, shares = VaultFile(config.home), SystemKeyring()
    door = VaultDoor(header, shares, KeyringMode(config.keyring), random_bytes)
    keyhost = KeyHostClient(config.keyhost_argv, config.home, config.palette)
    outside = Outside(compliance.check, lock, clock, events, governance.check)
    transfers = Transfers(networks, storage.outbox, outside)
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
        governance=governance,
        transfers=transfers,
        signing=Signing(storage.accounts, keyhost, door, Secp256k1Recovery()),
        offline=Offline(
            networks, transfers, Intents(tokens, governance.resolve), _desk(storage, outside)
        ),
        tracking=Tracking(
            networks, storage.outbox, explain=explain, lock=lock, clock=clock, events=events
        ),
        activity=Activity(networks, kept_for_history(storage)),
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


def _governance(
    storage: Storage, networks: Networks, tokens: Tokens, clock: Clock, events: Events
) -> Governance:
    language = Language(Governors(), Votes())
    own = partial(own_addresses, storage)
    voting = Voting(storage.governors, language, clock, events, Secp256k1Recovery(), own)
    return Governance(networks, tokens, voting)


def _desk(storage: Storage, outside: Outside) -> OfflineDesk:
    if outside.recheck_action is None:
        raise ProgramFault("internal", what="recheck_action")
    return OfflineDesk(
        storage.requests,
        storage.accounts,
        storage.outbox,
        Secp256k1Recovery(),
        outside.clock,
        random_bytes,
        producer(),
        outside.recheck,
        outside.recheck_action,
    )


def kept_for_history(storage: Storage) -> Kept:
    """What the history is made of and kept in."""
    return Kept(
        storage.accounts,
        storage.tokens,
        storage.history,
        storage.settings,
        storage.governors.governors,
    )


def own_addresses(storage: Storage) -> frozenset[Address]:
    """The accounts of this wallet."""
    return frozenset(account.address for account in storage.accounts.accounts())


def known_addresses(storage: Storage) -> frozenset[Address]:
    """Whom the person has named, is, or has sent to."""
    named = {contact.address for contact in storage.accounts.contacts()}
    sent = {entry.recipient for entry in storage.outbox.entries() if entry.recipient}
    return frozenset(named | own_addresses(storage) | sent)


def find_demo_chain() -> Path:
    """The program behind the demo network.

    Raises:
        NotFound: ``anvil_missing``.
    """
    from wallet.demo.anvil import find_anvil  # noqa: PLC0415  (only the demo needs it)

    return find_anvil()
