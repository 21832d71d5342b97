"""Random situations, random transfers: the verdict must be what mining does, every time.

The seed is printed with a failure; ``SCRIP_SEED=<number>`` repeats the run.
"""

import contextlib

import pytest

from tests.support.artifacts import demo, own
from tests.support.bench import OFF, ON, FailedStepError
from tests.support.chance import judge, seeded
from tests.support.trex import AML, KYC
from wallet.domain.compliance import Verdict
from wallet.domain.ids import ZERO_ADDRESS

HELD = 1_000_000_000
NAMES = ("alice", "bob", "carol", "dave", "exchange", "collector", "stranger", "spender")
INVESTORS = NAMES[:6]
DAY = 86_400


@pytest.fixture
def chance():
    return seeded()


def some_units(chance, around):
    """Mostly near a figure that matters, sometimes anything."""
    near = max(0, around + chance.choice((-1, 0, 0, 1)))
    anything = (0, HELD, HELD + 1, chance.randrange(2 * HELD))
    return chance.choice((near, near, 1, chance.randrange(HELD), chance.choice(anything)))


# T-REX.


def freeze_some(world, chance):
    world.freeze(chance.choice(INVESTORS[:2]))


def freeze_part(world, chance):
    world.freeze_part("alice", chance.randrange(HELD + 1))


def spoil_claim(world, chance):
    name = chance.choice(INVESTORS[:2])
    topic, maker = chance.choice(((KYC, world.kyc), (AML, world.aml)))
    chance.choice((world.revoke, world.remove_claim))(name, topic, maker)


def change_country(world, chance):
    world.set_country(chance.choice(INVESTORS), chance.choice((756, 276, 250)))


def give(world, chance):
    world.mint(chance.choice(INVESTORS), chance.randrange(1, HELD))


def allow(world, chance):
    world.approve("alice", "spender", some_units(chance, HELD // 2))


def country_rules(world, chance):
    if chance.random() < 0.5:
        world.add_module("CountryAllowModule", ("batchAllowCountries", (756, 276)))
    else:
        world.add_module("CountryRestrictModule", ("batchRestrictCountries", (250, 276)))


def max_balance(world, chance):
    world.add_max_balance(chance.choice((HELD, HELD // 2, chance.randrange(2 * HELD))))


def time_limits(world, chance):
    windows = chance.sample((3_600, DAY, 7 * DAY, 30 * DAY), chance.randrange(1, 4))
    limits = tuple((window, chance.randrange(HELD)) for window in windows)
    world.add_module("TimeTransfersLimitsModule", ("batchSetTimeTransferLimit", limits))


def exchange_limits(world, chance):
    name, venue = "TimeExchangeLimitsModule", world.identities[chance.choice(("bob", "exchange"))]
    world.add_module(name, ("setExchangeLimit", venue, (DAY, chance.randrange(HELD))))
    world.call_module(name, "addExchangeID", venue)


def exchange_month(world, chance):
    name, venue = "ExchangeMonthlyLimitsModule", world.identities["bob"]
    world.add_module(name, ("setExchangeMonthlyLimit", venue, chance.randrange(HELD)))
    world.call_module(name, "addExchangeID", venue)


def transfer_list(world, chance):
    world.add_module("TransferRestrictModule", ("allowUser", world.people[chance.choice(NAMES)]))


def approvals(world, chance):
    transfer = (world.alice, world.bob, HELD // 2)
    world.add_module("ConditionalTransferModule", ("approveTransfer", *transfer))


def own_lists(world, chance):
    name = "TokenListingRestrictionsModule"
    world.add_module(name, ("configureToken", chance.choice((1, 2))))
    listing = ("listToken", world.token, chance.choice((0, 1)))
    world.call_module(name, *listing, sender=world.bob)


def fees(world, chance):
    world.add_fee(chance.choice((0, 1, 250, 10_000)))


def agent(world, chance):
    world.call("token", "addAgent", world.alice)


def second_wallet(world, chance):
    world.register("stranger", identity=world.identities[chance.choice(("alice", "bob"))])


def pause(world, chance):
    if chance.random() < 0.3:
        world.pause()


CHANGES = (
    freeze_some, freeze_part, spoil_claim, change_country, give, allow, country_rules,
    max_balance, time_limits, exchange_limits, exchange_month, transfer_list, approvals,
    own_lists, fees, agent, second_wallet, pause,
)  # fmt: skip


async def test_trex(trex, desk, chance):
    bench, verdicts = trex.bench, []
    for name in INVESTORS[1:]:
        trex.mint(name, HELD // 2)
    for _ in range(30):
        with bench.undone():
            world = trex.copy()
            for change in chance.sample(CHANGES, chance.choice((0, 1, 1, 2, 3, 4))):
                # Changes may be impossible together; what is refused has not happened.
                with contextlib.suppress(FailedStepError):
                    change(world, chance)
                    bench.flush()
            for _ in range(3):
                check = await judge(desk, bench, some_transfer(world, chance), soon(bench, chance))
                verdicts.append(check.verdict)
    # A quarter is allowed in the long run; without any the situations would test nothing.
    assert set(verdicts) == {Verdict.ALLOWED, Verdict.REFUSED}


def some_transfer(world, chance):
    people = world.people
    sender = chance.choice(("alice", "alice", "alice", *NAMES))
    recipient = chance.choice(("bob", "bob", "bob", *NAMES))
    to = ZERO_ADDRESS if chance.random() < 0.03 else people[recipient]
    spender = people["spender"] if chance.random() < 0.1 else None
    return world.token, people[sender], to, some_units(chance, HELD // 2), spender


def soon(bench, chance):
    return bench.time() + chance.choice((1, 12, 3_600, DAY, 30 * DAY))


# ERC-1404 and ERC-20.


async def test_erc1404(bench, desk, chance):
    issuer, *people = bench.accounts[10:15]
    bond = bench.create(issuer, demo("RestrictedBond"), issuer, "Bond", "BND", 2)
    for account in people[:3]:
        bench.call(issuer, bond, "list(address,bool,bool)", account, ON, ON)
    bench.call(issuer, bond, "issue(address,uint256)", people[0], HELD)
    bench.flush()
    for _ in range(12):
        with bench.undone():
            for arrange in chance.sample(BOND_CHANGES, chance.randrange(3)):
                arrange(bench, bond, issuer, chance, people)
            bench.flush()
            for _ in range(2):
                transfer = some_plain_transfer(bond, people, chance)
                await judge(desk, bench, transfer, soon(bench, chance))


def lock(bench, bond, issuer, chance, people):
    entry = (people[0], chance.randrange(2 * HELD), bench.time() + chance.randrange(1, DAY))
    bench.call(issuer, bond, "setLockUp(address,uint256,uint256)", *entry)


def unlist(bench, bond, issuer, chance, people):
    flags = chance.choice(((OFF, OFF), (ON, OFF), (OFF, ON)))
    bench.call(issuer, bond, "list(address,bool,bool)", chance.choice(people[:2]), *flags)


def stop(bench, bond, issuer, chance, people):
    bench.call(issuer, bond, "pause()")


def let_spend(bench, bond, issuer, chance, people):
    bench.call(
        people[0], bond, "approve(address,uint256)", people[3], some_units(chance, HELD // 2)
    )


BOND_CHANGES = (lock, unlist, stop, let_spend)


def some_plain_transfer(token, people, chance):
    sender, recipient = chance.choice((people[0], *people)), chance.choice((people[1], *people))
    to = ZERO_ADDRESS if chance.random() < 0.05 else recipient
    spender = people[3] if chance.random() < 0.2 else None
    return token, sender, to, some_units(chance, HELD // 2), spender


async def test_erc20(bench, desk, chance):
    issuer, *people = bench.accounts[10:15]
    pausable = bench.create(issuer, own("PausableToken"), people[0], HELD)
    plain = bench.create(issuer, own("PlainToken"), people[0], HELD)
    grumpy = bench.create(issuer, own("GapToken"), people[0], HELD)
    bench.flush()
    for _ in range(12):
        with bench.undone():
            token = chance.choice((pausable, plain, grumpy))
            if token == pausable and chance.random() < 0.3:
                bench.call(issuer, token, "pause()")
            if chance.random() < 0.4:
                let_spend(bench, token, issuer, chance, people)
            bench.flush()
            for _ in range(2):
                transfer = some_plain_transfer(token, people, chance)
                await judge(desk, bench, transfer, soon(bench, chance))
