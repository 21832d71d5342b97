"""Keys in memory: a vault header, a key store in any state, and a key host that makes addresses."""

from tests.fakes.stores import MemoryAccounts
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.ids import Address
from wallet.domain.signing import Signature
from wallet.domain.vault import (
    HostedKey,
    KeyRef,
    KeyringMode,
    Reveal,
    RevealKind,
    SecretInput,
    VaultInfo,
)
from wallet.services.accounts import Accounts
from wallet.services.signing import Signing
from wallet.services.vault_access import VaultDoor

ALICE = Address("0x" + "a1" * 20)
BOB = Address("0x" + "b0" * 20)
CAROL = Address("0x" + "ca" * 20)
PASS = SecretInput.typed("passphrase")
FILE = Reveal(RevealKind.FILE, "phrase.txt")
SIGNATURE = Signature(0, 1, 1)


class Header:
    """The public part of a vault that a key host in memory makes."""

    def __init__(self, info=None):
        self.found = info

    def info(self):
        return self.found


class Shares:
    """A key store in any state."""

    def __init__(self, problem=None):
        self.problem = problem
        self.kept = {}

    async def create(self, vault_id):
        if self.problem:
            raise KeyProblem(self.problem)
        self.kept[vault_id] = b"s" * 32
        return self.kept[vault_id]

    async def read(self, vault_id, share_check):
        if self.problem:
            raise KeyProblem(self.problem)
        return self.kept[vault_id]

    async def forget(self, vault_id):
        if self.problem:
            raise KeyProblem(self.problem)
        self.kept.pop(vault_id)


class MemoryHost:
    """Makes addresses in order; notes what it was asked."""

    def __init__(self, header):
        self.header = header
        self.addresses = [ALICE, BOB, CAROL]
        self.accesses = []
        self.fails = None
        self.seed = "seed"
        self.signature = SIGNATURE
        self.orders = []

    def _opened(self, access):
        self.accesses.append(access)
        if self.fails:
            raise self.fails
        if access.create:
            self.header.found = VaultInfo(access.create[0], access.create[1], "check")

    async def create_account(self, access, new):
        self._opened(access)
        address = next(one for one in self.addresses if one not in new.taken)
        path = f"m/44'/60'/0'/0/{self.addresses.index(address)}"
        return HostedKey(address, KeyRef(self.seed, path), not new.taken, backup_confirmed=False)

    async def import_account(self, access, source, path, taken):
        self._opened(access)
        if ALICE in taken:
            raise BadInput("account_exists")
        return HostedKey(ALICE, KeyRef("s2", path), backup_confirmed=True, cautions=("weak",))

    async def confirm_backup(self, access, phrase):
        self._opened(access)
        return self.seed if phrase.text == "right words" else None

    async def sign(self, access, order):
        self._opened(access)
        self.orders.append(order)
        return self.signature

    async def export_keystore(self, access, account, key, out, password):
        self._opened(access)
        self.exported = (account, key, out, password)

    async def unlock(self, access):
        self._opened(access)
        return ()


class World:
    def __init__(self, *, mode=KeyringMode.AUTO, shares=None, info=None):
        self.store = MemoryAccounts()
        self.header = Header(info)
        self.shares = shares or Shares("keyring_missing")
        self.host = MemoryHost(self.header)
        self.door = VaultDoor(self.header, self.shares, mode, lambda count: b"\x11" * count)
        self.events = []
        self.accounts = Accounts(self.store, self.host, self.door, self)
        self.signer = ALICE

    def publish(self, event):
        self.events.append(event)

    def recover(self, digest, signature):
        self.digest = digest
        return self.signer

    @property
    def signing(self):
        return Signing(self.store, self.host, self.door, self)


async def made(world, label="Main"):
    return await world.accounts.create(label, passphrase=PASS, reveal=FILE)
