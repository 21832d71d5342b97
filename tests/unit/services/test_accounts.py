"""Accounts and signing as use cases, with a key host in memory."""

from dataclasses import replace

import pytest

from tests.fakes.stores import MemoryAccounts
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.errors import BadInput, KeyProblem, NotFound
from wallet.domain.events import AccountsChanged
from wallet.domain.ids import Address
from wallet.domain.review import TRANSFER, review
from wallet.domain.signing import Signature
from wallet.domain.transaction import FeeQuote, UnsignedTransaction
from wallet.domain.transfer import Reviewed
from wallet.domain.vault import (
    HostedKey,
    ImportKind,
    ImportSource,
    KeyRef,
    KeyringMode,
    Reveal,
    RevealKind,
    SecretInput,
    SlotKind,
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
PHRASE = ImportSource(ImportKind.PHRASE, SecretInput.from_file("p"))
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


@pytest.fixture
def world():
    return World()


async def made(world, label="Main"):
    return await world.accounts.create(label, passphrase=PASS, reveal=FILE)


async def test_a_new_account_is_kept_and_told(world):
    created = await made(world)
    assert created.made_seed
    assert created.vault_slot == "passphrase"
    account = world.accounts.list()[0]
    assert account == created.account
    assert (account.address, account.label, account.kind) == (ALICE, "Main", AccountKind.LOCAL)
    assert (account.path, account.backup_confirmed) == ("m/44'/60'/0'/0/0", False)
    assert world.events == [AccountsChanged()]


async def test_the_next_one_is_another_address(world):
    await made(world)
    second = await made(world, "")
    assert (second.account.address, second.made_seed) == (BOB, False)
    assert second.account.label == "Account 1"


async def test_a_phrase_and_its_cautions_come_in(world):
    got = await world.accounts.import_(PHRASE, passphrase=PASS, label="Old", path="m/1")
    assert got.cautions == ("weak",)
    assert (got.account.path, got.account.backup_confirmed) == ("m/1", True)


async def test_a_watched_address_becomes_ours_and_keeps_its_name(world):
    world.accounts.watch(ALICE, "Looked at")
    got = await world.accounts.import_(PHRASE, passphrase=PASS)
    assert world.accounts.list() == (got.account,)
    assert (got.account.label, got.account.kind) == ("Looked at", AccountKind.LOCAL)
    with pytest.raises(BadInput, match="account_exists"):
        await world.accounts.import_(PHRASE, passphrase=PASS)


async def test_what_is_there_is_not_watched(world):
    await made(world)
    with pytest.raises(BadInput, match="account_exists"):
        world.accounts.watch(ALICE)


async def test_right_words_confirm_every_account_of_the_seed(world):
    await made(world)
    await made(world, "Second")
    world.accounts.watch(CAROL)
    assert not await world.accounts.confirm_backup(SecretInput.typed("wrong"), PASS)
    assert [one.backup_confirmed for one in world.accounts.list()] == [False, False, None]
    assert await world.accounts.confirm_backup(SecretInput.typed("right words"), PASS)
    assert [one.backup_confirmed for one in world.accounts.list()] == [True, True, None]


async def test_names_are_changed_and_accounts_removed(world):
    await made(world)
    assert world.accounts.rename(ALICE, "New").label == "New"
    assert world.accounts.find(ALICE).label == "New"
    world.accounts.remove(ALICE)
    assert world.accounts.list() == ()
    for call in (lambda: world.accounts.remove(ALICE), lambda: world.accounts.rename(ALICE, "x")):
        with pytest.raises(NotFound, match="account_unknown"):
            call()


@pytest.mark.parametrize("label", ["0xabc", "a\u202eb", "line\nbreak", "x" * 65, "two  spaces"])
async def test_a_label_that_misleads_is_refused_before_anything_is_made(world, label):
    with pytest.raises(BadInput, match="label_malformed"):
        await made(world, label)
    assert world.host.accesses == []


async def test_a_label_cannot_be_taken_away(world):
    await made(world)
    with pytest.raises(BadInput, match="label_malformed"):
        world.accounts.rename(ALICE, "  ")


async def test_an_export_uses_its_own_password_or_the_vaults(world):
    await made(world)
    own = SecretInput.typed("own")
    await world.accounts.export_keystore(ALICE, "out", passphrase=PASS, password=own)
    assert world.host.exported == (ALICE, KeyRef("seed", "m/44'/60'/0'/0/0"), "out", own)
    await world.accounts.export_keystore(ALICE, "out", passphrase=PASS)
    assert world.host.exported[-1] == PASS
    world.accounts.watch(BOB)
    with pytest.raises(BadInput, match="account_cannot_sign"):
        await world.accounts.export_keystore(BOB, "out", passphrase=PASS)
    with pytest.raises(NotFound, match="account_unknown"):
        await world.accounts.export_keystore(CAROL, "out", passphrase=PASS)


async def test_an_account_whose_key_is_elsewhere_is_not_exported(world):
    world.store.save_account(Account(BOB, "Ledger", AccountKind.LEDGER))
    with pytest.raises(BadInput, match="account_cannot_sign"):
        await world.accounts.export_keystore(BOB, "out", passphrase=PASS)


async def test_names_find_addresses(world):
    await made(world, "Main")
    world.store.save_contact(Contact("Bob", BOB))
    assert world.accounts.resolve("Main") == ALICE
    assert world.accounts.resolve(" bob ") == BOB
    assert world.accounts.resolve(CAROL.lower()) == CAROL
    with pytest.raises(NotFound, match="name_unknown"):
        world.accounts.resolve("Nobody")
    with pytest.raises(NotFound, match="name_unknown"):
        world.accounts.resolve("")
    with pytest.raises(BadInput, match="address_malformed"):
        world.accounts.resolve("0x12")
    with pytest.raises(BadInput, match="address_checksum"):
        world.accounts.resolve(
            "0x9858EfFD232B4033E47d90003D41EC34EcaEda9" + "4".upper().replace("4", "5")
        )


async def test_a_name_with_two_meanings_is_nobody(world):
    await made(world, "Bob")
    world.store.save_contact(Contact("bob", BOB))
    assert world.accounts.resolve("Bob") == ALICE
    assert world.accounts.resolve("bob") == BOB
    with pytest.raises(BadInput, match="name_ambiguous"):
        world.accounts.resolve("BOB")
    world.store.save_contact(Contact("Bob", BOB))
    with pytest.raises(BadInput, match="name_ambiguous"):
        world.accounts.resolve("Bob")
    world.store.save_contact(Contact("Bob", ALICE))
    assert world.accounts.resolve("Bob") == ALICE


async def test_one_account_that_can_sign_is_the_sender(world):
    with pytest.raises(BadInput, match="no_account"):
        world.accounts.default_sender()
    world.accounts.watch(CAROL, "Looked at")
    with pytest.raises(BadInput, match="no_account"):
        world.accounts.default_sender()
    await made(world)
    assert world.accounts.default_sender().address == ALICE
    await made(world, "Second")
    with pytest.raises(BadInput, match="account_ambiguous"):
        world.accounts.default_sender()
    assert world.accounts.default_sender("Second").address == BOB
    with pytest.raises(BadInput, match="account_cannot_sign"):
        world.accounts.default_sender("Looked at")
    with pytest.raises(NotFound, match="account_unknown"):
        world.accounts.default_sender("0x" + "dd" * 20)


async def test_without_a_key_store_a_passphrase_alone_is_enough(world):
    assert (await made(world)).vault_slot == "passphrase"
    assert world.host.accesses[0].share is None


@pytest.mark.parametrize(
    "state", ["keyring_locked", "keyring_denied", "keyring_timeout", "keyring_broken"]
)
async def test_a_key_store_that_is_there_but_closed_is_an_error(state):
    world = World(shares=Shares(state))
    with pytest.raises(KeyProblem, match=state):
        await made(world)
    assert world.host.accesses == []


async def test_a_required_key_store_must_be_there():
    world = World(mode=KeyringMode.REQUIRE, shares=Shares("keyring_missing"))
    with pytest.raises(KeyProblem, match="keyring_missing"):
        await made(world)


async def test_a_key_store_can_be_left_out():
    world = World(mode=KeyringMode.NONE, shares=Shares())
    assert (await made(world)).vault_slot == "passphrase"
    assert world.shares.kept == {}


async def test_with_a_key_store_its_share_opens_the_vault():
    world = World(shares=Shares())
    assert (await made(world)).vault_slot == "passphrase+keyring"
    await world.accounts.unlock(PASS)
    assert world.host.accesses[-1].share == b"s" * 32
    assert world.host.accesses[-1].create is None
    world.shares.problem = "keyring_share_missing"
    with pytest.raises(KeyProblem, match="keyring_share_missing"):
        await world.accounts.unlock(PASS)


async def test_a_share_for_a_vault_that_never_was_is_taken_back():
    world = World(shares=Shares())
    world.host.fails = BadInput("passphrase_too_weak")
    with pytest.raises(BadInput, match="passphrase_too_weak"):
        await made(world)
    assert world.shares.kept == {}


async def test_a_share_of_a_vault_that_was_made_is_kept_whatever_happens_after():
    world = World(shares=Shares())
    opened = world.host._opened

    def then_fail(access):
        opened(access)
        raise KeyProblem("keyhost_timeout")

    world.host._opened = then_fail
    with pytest.raises(KeyProblem, match="keyhost_timeout"):
        await made(world)
    assert len(world.shares.kept) == 1


async def test_without_a_vault_nothing_is_unlocked(world):
    with pytest.raises(KeyProblem, match="vault_missing"):
        await world.accounts.unlock(PASS)


def reviewed(account=ALICE):
    token = Address("0x" + "12" * 20)
    transaction = UnsignedTransaction(7, 0, 1, 2, 60_000, token, 0, TRANSFER.encode(BOB, 5))
    fee = FeeQuote(60_000, 1, 1, 2)
    return Reviewed(review(transaction, account, None), fee, None)


async def test_the_reviewed_bytes_are_what_is_signed(world):
    await made(world)
    wanted = reviewed()
    signed = await world.signing.sign(wanted, PASS)
    assert signed.transaction.unsigned == wanted.review.transaction
    assert signed.signer == ALICE
    order = world.host.orders[0]
    assert order.request.payload == wanted.review.transaction.encode()
    assert (order.chain_id, order.key.secret_id) == (7, "seed")
    assert world.digest == wanted.review.digest


@pytest.mark.parametrize(
    ("signer", "signature"),
    [
        (BOB, SIGNATURE),
        (None, SIGNATURE),
        (ALICE, Signature(0, 0, 1)),
        (ALICE, Signature(0, 1, 2**256 // 2)),
        (ALICE, Signature(2, 1, 1)),
    ],
)
async def test_a_signature_of_somebody_else_is_not_used(world, signer, signature):
    await made(world)
    world.signer, world.host.signature = signer, signature
    with pytest.raises(KeyProblem, match="signature_wrong"):
        await world.signing.sign(reviewed(), PASS)
    with pytest.raises(KeyProblem, match="signature_wrong"):
        await world.signing.sign_message(ALICE, b"hello", PASS)


async def test_only_accounts_of_ours_sign(world):
    with pytest.raises(NotFound, match="account_unknown"):
        await world.signing.sign(reviewed(), PASS)
    world.accounts.watch(ALICE)
    with pytest.raises(BadInput, match="account_cannot_sign"):
        await world.signing.sign(reviewed(), PASS)


async def test_messages_are_signed_and_verified(world):
    await made(world)
    signature = await world.signing.sign_message(ALICE, b"hello", PASS)
    assert signature == SIGNATURE.to_bytes()
    assert world.signing.verify_message(ALICE, signature, b"hello")
    assert not world.signing.verify_message(BOB, signature, b"hello")
    assert not world.signing.verify_message(ALICE, b"short", b"hello")
    high = replace(SIGNATURE, s=2**256 - 2**130).to_bytes()
    assert not world.signing.verify_message(ALICE, high, b"hello")


def test_slots_say_what_they_need():
    assert SlotKind.PASSPHRASE_KEYRING.min_passphrase == 8
    assert SlotKind.PASSPHRASE.min_passphrase == 15
