"""What issuer and agents can do to a holding on the demo network, as T-REX 4.1 lets them."""

import asyncio

import pytest

from tests.support.demo_chain import open_chain
from wallet.demo import start_demo
from wallet.demo.people import SWITZERLAND, people
from wallet.domain.keccak import keccak

TRANSFER = "transfer(address,uint256)"
BALANCE = "balanceOf(address)(uint256)"
FROZEN = "getFrozenTokens(address)(uint256)"


@pytest.fixture(scope="module")
def world():
    world = asyncio.run(start_demo())
    yield world
    world._chain.kill()


@pytest.fixture
async def chain(world):
    async with open_chain(world) as chain, chain.undone():
        yield chain


@pytest.fixture
def token(world):
    return world.contracts.acme.token


def topics(receipt):
    return [log["topics"][0] for log in receipt["logs"]]


def topic(event):
    return "0x" + keccak(event.encode()).hex()


async def test_pause_stops_every_transfer_and_only_agents_can(chain, token):
    who = people()
    refused = await chain.refusal(who.anna.address, token, "pause()")
    assert "AgentRole: caller does not have the Agent role" in refused
    await chain.send(who.acme.address, token, "pause()")
    said = await chain.refusal(who.anna.address, token, TRANSFER, who.bob.address, 1)
    assert "Pausable: paused" in said
    await chain.send(who.acme.address, token, "unpause()")
    assert await chain.refusal(who.anna.address, token, TRANSFER, who.bob.address, 1) is None


async def test_forced_transfer_unfreezes_what_it_needs(chain, token):
    who = people()
    force = "forcedTransfer(address,address,uint256)"
    receipt = await chain.send(
        who.acme.address, token, force, who.anna.address, who.bob.address, 1_450
    )
    assert receipt["status"] == "0x1"
    assert topics(receipt)[:2] == [
        topic("TokensUnfrozen(address,uint256)"),
        topic("Transfer(address,address,uint256)"),
    ]
    assert await chain.ask(token, BALANCE, who.anna.address) == 50
    assert await chain.ask(token, FROZEN, who.anna.address) == 50


async def test_recovery_moves_the_whole_holding_to_the_new_wallet(world, chain, token):
    who, registry = people(), world.contracts.acme.registry
    identity = await chain.ask(registry, "identity(address)(address)", who.anna.address)
    key = keccak(bytes(12) + who.hugo.address.raw)
    await chain.send(who.anna.address, identity, "addKey(bytes32,uint256,uint256)", key, 1, 1)
    receipt = await chain.send(
        who.acme.address,
        token,
        "recoveryAddress(address,address,address)",
        who.anna.address,
        who.hugo.address,
        identity,
    )
    assert receipt["status"] == "0x1"
    assert topic("RecoverySuccess(address,address,address)") in topics(receipt)
    assert await chain.ask(token, BALANCE, who.hugo.address) == 1_500
    assert await chain.ask(token, FROZEN, who.hugo.address) == 100
    assert not await chain.ask(registry, "contains(address)(bool)", who.anna.address)
    country = await chain.ask(registry, "investorCountry(address)(uint16)", who.hugo.address)
    assert country == SWITZERLAND


async def test_allowance_is_counted_down_and_missing_one_panics(chain, token):
    who = people()
    spend = "transferFrom(address,address,uint256)"
    arguments = (who.anna.address, who.clara.address, 30)
    assert "0x4e487b71" in await chain.refusal(who.bob.address, token, spend, *arguments)
    await chain.send(who.anna.address, token, "approve(address,uint256)", who.bob.address, 40)
    receipt = await chain.send(who.bob.address, token, spend, *arguments)
    assert receipt["status"] == "0x1"
    left = await chain.ask(
        token, "allowance(address,address)(uint256)", who.anna.address, who.bob.address
    )
    assert left == 10


async def test_paused_bond_says_so(world, chain):
    who, bond = people(), world.contracts.bond
    await chain.send(who.alpine.address, bond, "pause()")
    code = await chain.ask(
        bond,
        "detectTransferRestriction(address,address,uint256)(uint8)",
        who.anna.address,
        who.clara.address,
        1,
    )
    assert code == 1
    said = await chain.refusal(who.anna.address, bond, TRANSFER, who.clara.address, 1)
    assert "Transfers of this bond are paused" in said
