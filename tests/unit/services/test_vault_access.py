"""How the vault is opened and made, in every state of the key store."""

import pytest

from tests.fakes.keys import PASS, Shares, World, made
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.vault import KeyringMode, SlotKind


@pytest.fixture
def world():
    return World()


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


def test_slots_say_what_they_need():
    assert SlotKind.PASSPHRASE_KEYRING.min_passphrase == 8
    assert SlotKind.PASSPHRASE.min_passphrase == 15
