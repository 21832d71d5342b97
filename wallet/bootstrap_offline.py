"""The second composition root: vault, signing and packages, and nothing that reaches a network.

No adapter of a chain is imported here, directly or through anything else, and none of the
libraries that speak HTTP.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from wallet.adapters import system
from wallet.adapters.event_bus import Events
from wallet.adapters.interfaces import interfaces
from wallet.adapters.machine import ThisMachine
from wallet.adapters.signers.keyhost_client import KeyHostClient
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.adapters.storage.sqlite import Storage, open_storage
from wallet.adapters.vault.entropy import random_bytes
from wallet.adapters.vault.system_keyring import SystemKeyring
from wallet.adapters.vault.vault_file import VaultFile
from wallet.bootstrap_home import keyhost_command, producer
from wallet.domain.errors import NotFound
from wallet.domain.vault import KeyringMode
from wallet.ports.system import Clock
from wallet.services.accounts import Accounts
from wallet.services.air_gap import AirGapDoor
from wallet.services.contacts import Contacts
from wallet.services.offline_doctor import OfflineDoctor
from wallet.services.offline_signing import Books, OfflineSigner
from wallet.services.pinned_tokens import PinnedTokens
from wallet.services.settings import Settings
from wallet.services.signing import Signing


@dataclass(frozen=True, slots=True)
class OfflineConfig:
    """What an offline front-end decides.

    Attributes:
        home: Where this wallet's data lives.
        air_gapped: Whether the vault stays shut while a network interface is up.
        keyring: Where a new vault's device share goes.
        keyhost_argv: Program and arguments of the key host.
        palette: Colours of the key host's own window, asked when it opens.
    """

    home: Path
    air_gapped: bool
    keyring: str = "none"
    keyhost_argv: tuple[str, ...] = field(default_factory=keyhost_command)
    palette: Callable[[], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class OfflineWallet:
    """What can be done with one home folder and no network."""

    home: Path
    clock: Clock
    events: Events
    accounts: Accounts
    contacts: Contacts
    tokens: PinnedTokens
    signing: Signing
    signer: OfflineSigner
    settings: Settings
    doctor: OfflineDoctor
    door: AirGapDoor
    _storage: Storage

    async def close(self) -> None:
        """Give up files."""
        self._storage.close()


def build_offline(config: OfflineConfig) -> OfflineWallet:
    """Wire what needs no network.

    Raises:
        BadInput: The home folder or its files cannot be used.
    """
    storage = open_storage(config.home)
    clock, events = system.SystemClock(), Events()
    header, shares, recovery = VaultFile(config.home), SystemKeyring(), Secp256k1Recovery()
    mode = KeyringMode(config.keyring)
    door = AirGapDoor(header, shares, mode, random_bytes, interfaces=interfaces)
    door.is_overridden = not config.air_gapped
    keyhost = KeyHostClient(config.keyhost_argv, config.home, config.palette)
    signing = Signing(storage.accounts, keyhost, door, recovery)
    books = Books(storage.accounts, storage.networks, storage.tokens, storage.signed)
    machine = ThisMachine(config.home, _no_demo)
    return OfflineWallet(
        home=config.home,
        clock=clock,
        events=events,
        accounts=Accounts(storage.accounts, keyhost, door, events),
        contacts=Contacts(storage.accounts, events),
        tokens=PinnedTokens(storage.tokens, storage.networks, events),
        signing=signing,
        signer=OfflineSigner(books, signing, recovery, clock, producer=producer()),
        settings=Settings(storage.settings),
        doctor=OfflineDoctor(machine, shares, header, door),
        door=door,
        _storage=storage,
    )


def _no_demo() -> NoReturn:
    raise NotFound("anvil_missing")
