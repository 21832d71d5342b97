"""Accounts as use cases, with keys in memory."""

import pytest

from tests.fakes.keys import ALICE, BOB, CAROL, PASS, World, made
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.errors import BadInput, KeyProblem, NotFound
from wallet.domain.events import AccountsChanged
from wallet.domain.vault import ImportKind, ImportSource, KeyRef, SecretInput

PHRASE = ImportSource(ImportKind.PHRASE, SecretInput.from_file("p"))


@pytest.fixture
def world():
    return World()


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
    with pytest.raises(BadInput, match="domain_name_unsupported"):
        world.accounts.resolve("anna.keller.eth")
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


async def test_a_vault_is_there_once_it_was_made_also_when_it_is_damaged(world):
    assert not world.accounts.has_vault
    await made(world)
    assert world.accounts.has_vault

    def damaged():
        raise KeyProblem("vault_damaged")

    world.header.info = damaged
    assert world.accounts.has_vault
