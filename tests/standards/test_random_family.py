"""Random situations over the ERC-1400 family and Polymath, judged by what mining does."""

import pytest

from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from tests.support.chance import judge, seeded
from tests.support.polymath import GENERAL, HELD, LATE, MANUAL, SHARE, Polymath
from tests.support.universal import (
    HASHED,
    ISSUED,
    LOCKED,
    RECIPIENT_KEY,
    RESERVED,
    SENDER_KEY,
    Universal,
)
from wallet.domain.compliance import Agreement, RuleStatus, Verdict
from wallet.domain.ids import ZERO_ADDRESS

CASES = 156
PARTITIONS = (ISSUED, RESERVED, LOCKED, HASHED)
DAY = 86_400


@pytest.fixture
def chance():
    return seeded()


def near(chance, *figures):
    units = chance.choice((*figures, chance.randrange(2 * max(figures) + 2)))
    return max(0, units + chance.choice((-1, 0, 0, 0, 1)))


def some_parties(world, chance):
    people = (world.holder, world.recipient, world.spender, world.stranger)
    sender = chance.choice((world.holder, world.holder, world.holder, *people))
    to = chance.choice((world.recipient, world.recipient, world.recipient, *people, ZERO_ADDRESS))
    return sender, to


def is_explained(check):
    """A refusal has a rule of its own, and nothing that passes was held to be refused."""
    told = " ".join(f"{rule.id}={rule.status.value}" for rule in check.rules)
    assert "token_refused" not in {rule.id for rule in check.failing}, (told, check.simulation)
    # A token's own check may say no to what passes: that is shown as a doubt.
    agrees = check.decision.agreement is not Agreement.DISAGREE
    if check.verdict is Verdict.ALLOWED and agrees:
        assert RuleStatus.UNKNOWN not in {rule.status for rule in check.rules}, told


def is_mixed(verdicts):
    """If one outcome is rare, the situations no longer test anything."""
    allowed = verdicts.count(Verdict.ALLOWED)
    return len(verdicts) == CASES and 5 < allowed < CASES - 5


# ERC-1400.


def universal(bench, chance):
    """A token of its own lots and defaults, with balances in up to four partitions."""
    lot = chance.choice((1, 1, 1, 5))
    defaults = chance.sample(PARTITIONS, chance.choice((0, 1, 2, 2, 3, 4)))
    kind = chance.choice(("UniversalToken", "CertificateToken"))
    world = Universal.deploy(bench, kind, lot, defaults)
    for account in world.people[1:4]:
        for partition in chance.sample(PARTITIONS, chance.randrange(2, 5)):
            world.issue(partition, lot * chance.randrange(1, 60), account)
    return world


def validate(world, chance):
    certificate = chance.choice((0, 0, 0, 0, 0, 1, 2))
    flags = {name: chance.random() < 0.3 for name in ("allow", "block", "lots", "holds")}
    world.watch(certificate=certificate, **flags)
    world.list_all(*world.people[1:5])
    for account in chance.sample(world.people[1:5], chance.choice((0, 0, 0, 1))):
        world.rule("allowlist(address,address,bool)", account, OFF)
    for account in chance.sample(world.people[1:5], chance.choice((0, 0, 1))):
        world.rule("blocklist(address,address,bool)", account, ON)
    if chance.random() < 0.5:
        lot = "setGranularityByPartition(address,bytes32,uint256)"
        world.rule(lot, chance.choice(PARTITIONS), chance.choice((2, 5, 10)))
    if chance.random() < 0.08:
        world.rule("setPaused(address,bool)", ON)
    world.bench.flush()
    for partition in PARTITIONS:
        has = world.bench.read(
            world.token, "balanceOfByPartition(bytes32,address)(uint256)", partition, world.holder
        )
        if has and chance.random() < 0.5:
            world.hold(partition, chance.randrange(1, has + 1))


def some_change(world, chance):
    partition, spender, few = chance.choice(PARTITIONS), world.spender, near(chance, 20)
    by_holder = {"sender": world.holder}
    role, key = chance.choice(((world.holder, SENDER_KEY), (world.recipient, RECIPIENT_KEY)))
    changes = (
        lambda: world.hook(role, key, is_open=chance.random() < 0.7),
        lambda: world.call("approve(address,uint256)", spender, few, **by_holder),
        lambda: world.call(
            "approveByPartition(bytes32,address,uint256)", partition, spender, few, **by_holder
        ),
        lambda: world.call("authorizeOperator(address)", spender, **by_holder),
        lambda: world.call(
            "authorizeOperatorByPartition(bytes32,address)", partition, spender, **by_holder
        ),
        lambda: world.call("renounceControl()"),
        world.check_by,
    )
    chance.choice(changes)()
    if chance.random() < 0.03:
        world.call("migrate(address)", world.stranger)


async def test_erc1400(bench, desk, chance):
    verdicts = []
    for _ in range(CASES // 6):
        with bench.undone():
            world = universal(bench, chance)
            bench.flush()
            if chance.random() < 0.6:
                validate(world, chance)
            for _ in range(chance.randrange(3)):
                some_change(world, chance)
            bench.flush()
            for _ in range(6):
                sender, to = some_parties(world, chance)
                spender = chance.choice((None, None, None, world.spender, world.issuer))
                transfer = (world.token, sender, to, near(chance, 0, 5, 5, 10, 20, 50), spender)
                partition = chance.choice((None, *PARTITIONS)) if chance.random() < 0.5 else None
                check = await judge(desk, bench, transfer, bench.time() + 12, partition)
                is_explained(check)
                verdicts.append(check.verdict)
    assert is_mixed(verdicts)


# ERC-1410.


async def test_erc1410(bench, desk, chance):
    issuer, holder, recipient, spender, stranger = people = bench.accounts[10:15]
    token = bench.create(issuer, own("ClassesToken"))
    bench.flush()
    verdicts = []
    for _ in range(CASES // 6):
        with bench.undone():
            for account in people[1:3]:
                for partition in chance.sample(PARTITIONS, chance.randrange(1, 5)):
                    call = "issueByPartition(bytes32,address,uint256,bytes)"
                    bench.call(issuer, token, call, partition, account, chance.randrange(60), b"")
            if chance.random() < 0.5:
                bench.call(holder, token, "authorizeOperator(address)", spender)
            bench.flush()
            for _ in range(6):
                sender = chance.choice((holder, holder, holder, recipient, stranger))
                to = chance.choice((recipient, recipient, recipient, holder, ZERO_ADDRESS))
                spends = spender if chance.random() < 0.25 else None
                transfer = (token, sender, to, near(chance, 0, 5, 10, 20), spends)
                partition = chance.choice((None, *PARTITIONS, *PARTITIONS))
                check = await judge(desk, bench, transfer, bench.time() + 12, partition)
                verdicts.append(check.verdict)
    assert is_mixed(verdicts)


# ERC-1594.


async def test_erc1594(bench, desk, chance):
    issuer, holder, recipient, spender, stranger = people = bench.accounts[10:15]
    narrow = bench.create(issuer, own("StatusToken"), holder, 1_000)
    wide = bench.create(issuer, own("WideStatusToken"), holder, 1_000)
    parrot = bench.create(issuer, own("ParrotToken"), holder, 1_000)
    bench.flush()
    verdicts = []
    for _ in range(CASES // 3):
        with bench.undone():
            token = chance.choice((narrow, narrow, wide, parrot))
            if token == narrow and chance.random() < 0.2:
                bench.call(issuer, token, "pause(bool)", ON)
            if token == narrow and chance.random() < 0.4:
                bench.call(issuer, token, "refuse(address,bool)", chance.choice(people[1:]), ON)
            if token == parrot:
                code, text = bytes([chance.randrange(256)]), chance.choice(("", "54", "so?"))
                bench.call(issuer, token, "say(bytes1,string)", code, text)
            if chance.random() < 0.4:
                call = "approve(address,uint256)"
                bench.call(holder, token, call, spender, near(chance, 500))
            bench.flush()
            for _ in range(3):
                sender = chance.choice((holder, holder, holder, recipient))
                to = chance.choice((recipient, recipient, stranger, holder, ZERO_ADDRESS))
                spends = spender if chance.random() < 0.3 else None
                transfer = (token, sender, to, near(chance, 0, 500, 1_000), spends)
                verdicts.append((await judge(desk, bench, transfer, bench.time() + 12)).verdict)
    assert is_mixed(verdicts)


# Polymath.


def some_manager(world, chance):
    now = world.bench.time()
    kind = chance.choice(("holders", "share", "manual", "own", "own"))
    if kind == "holders":
        world.limit_holders(chance.randrange(4))
    elif kind == "share":
        world.limit_share(chance.choice((10, 50, 100)))
        if chance.random() < 0.3:
            world.tell(SHARE, "modifyWhitelist(address,bool)", world.recipient, ON)
    elif kind == "manual":
        world.add(MANUAL)
        if chance.random() < 0.7:
            world.approve_pair(near(chance, HELD // 2), now + chance.choice((DAY, 2 * DAY)))
        else:
            world.block_pair(now + DAY)
    else:
        made = world.bench.create(world.issuer, own("OwnManager"), chance.choice((0, 1, 1, 2, 3)))
        world.add("HouseRules", made)


def some_list(world, chance):
    now = world.bench.time()
    world.add(GENERAL)
    for account in (world.holder, world.recipient, *chance.sample(world.people[2:], 1)):
        if chance.random() < 0.9:
            send, receive = (chance.choice((1, 1, 1, 1, 0, now + DAY)) for _ in range(2))
            expires = chance.choice((LATE, LATE, LATE, now + DAY))
            world.list(account, send=send, receive=receive, expires=expires)
    for call in ("changeAllowAllTransfers(bool)", "changeAllowAllWhitelistTransfers(bool)"):
        if chance.random() < 0.12:
            world.tell(GENERAL, call, ON)
    if chance.random() < 0.1:
        world.tell(GENERAL, "changeIssuanceAddress(address)", world.holder)
    if chance.random() < 0.08:
        world.tell(GENERAL, "pause()")


async def test_polymath(bench, desk, chance):
    worlds = [Polymath(bench, lot) for lot in (1, 1, 1_000)]
    bench.flush()
    for world in worlds:
        world.call("mint(address,uint256)", world.stranger, HELD)
    bench.flush()
    verdicts = []
    for _ in range(CASES // 4):
        with bench.undone():
            world = chance.choice(worlds)
            world.managers = {}
            if chance.random() < 0.8:
                some_list(world, chance)
            for _ in range(chance.choice((0, 0, 1, 1, 2))):
                some_manager(world, chance)
            if chance.random() < 0.08:
                world.call("freezeTransfers()")
            if chance.random() < 0.4:
                call = "approve(address,uint256)"
                world.call(call, world.spender, near(chance, HELD // 2), sender=world.holder)
            bench.flush()
            for _ in range(4):
                sender, to = some_parties(world, chance)
                spender = world.spender if chance.random() < 0.2 else None
                units = near(chance, 0, 1_000, HELD // 2, HELD)
                at = bench.time() + chance.choice((12, DAY, 2 * DAY))
                transfer = (world.token, sender, to, units, spender)
                check = await judge(desk, bench, transfer, at)
                is_explained(check)
                verdicts.append(check.verdict)
    assert is_mixed(verdicts)
