"""Modules nobody knows, modules that bear another's name, and our own lock-up module."""

import pytest

from tests.support.artifacts import demo, own
from tests.support.artifacts import trex as vendor
from tests.support.bench import OFF, ON
from wallet.domain.compliance import Actor, AmountRange, RuleStatus, Verdict
from wallet.domain.holding import Parts, Unlock

HELD = 1_000_000_000
DAY = 86_400


def bind(trex, name, most, *, stumbles=OFF):
    module = trex.bench.create(trex.agent, own("OddModule"), name, most, stumbles)
    trex.call("compliance", "addModule", module)
    trex.bench.flush()
    return module


async def judged(trex, desk, units):
    check = await desk.check(trex.token, trex.alice, trex.bob, units)
    sent = trex.send_real("alice", "bob", units)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    return check


# The name a module gives itself, and the rule it becomes while its getters do not answer.
NAMES = {
    "HolderLimitModule": "issuer_rule",
    "": "issuer_rule",
    "CountryAllowModule": "country_allowed",
    "MaxBalanceModule": "max_balance",
    "TimeTransfersLimitsModule": "issuer_rule",
    "TimeExchangeLimitsModule": "issuer_rule",
    "ExchangeMonthlyLimitsModule": "issuer_rule",
    "TransferFeesModule": "issuer_rule",
    "TransferRestrictModule": "allowlisted",
    "ConditionalTransferModule": "approval_required",
    "TokenListingRestrictionsModule": "allowlisted",
    "SupplyLimitModule": "issuer_rule",
    "LockUpModule": "token_refused",
    "InitialLockupPeriodModule": "lockup",
}


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_promises_nothing(trex, desk, name):
    bind(trex, name, 100)
    refused = await judged(trex, desk, 101)
    assert [rule.id for rule in refused.failing] == [NAMES[name]]
    assert all(rule.remedy for rule in refused.failing)
    assert (await judged(trex, desk, 100)).failing == ()


@pytest.mark.parametrize("name", NAMES)
async def test_a_module_that_stumbles_explains_nothing(trex, desk, name):
    bind(trex, name, 100, stumbles=ON)
    check = await judged(trex, desk, 5)
    assert check.answer.passed is None
    (rule,) = check.failing
    assert rule.id == "token_refused"
    assert check.simulation.args == ("stumbled",)


async def test_the_name_of_an_unknown_module_is_shown_cleaned(trex, desk):
    bind(trex, "Board\u202e\u0007 approval" + "x" * 300, 100)
    check = await judged(trex, desk, 101)
    (rule,) = check.failing
    assert rule.params["module"].startswith("Board approvalxxx")
    assert len(rule.params["module"]) <= 64
    assert rule.raw.endswith("moduleCheck → false")


async def test_rules_of_odd_modules_are_listed(trex, desk):
    for name in NAMES:
        bind(trex, name, 100)
    token = await desk.tokens.recognise(trex.token)
    details = await desk.tokens.details(token, None)
    found = {rule.id for rule in details.rules}
    assert {"issuer_rule", "country_allowed", "max_balance", "lockup", "transfer_fee"} <= found
    assert details.identity is None


# Our demo's own module: parts of a holding that may not leave before a date.


@pytest.fixture
def locked(trex):
    """Alice: 300 locked for a day, 200 for two, 100 until just now."""
    module = trex.bench.create(trex.agent, demo("LockUpModule"))
    trex.call("compliance", "addModule", module)
    trex.bench.flush()
    now = trex.bench.time()
    times = (now + 2 * DAY, now + DAY, now + 30)
    for units, time in zip((200_000_000, 300_000_000, 100_000_000), times, strict=True):
        data = demo("LockUpModule").call("lockUp", trex.alice, units, time)
        trex.call("compliance", "callModuleFunction", data, module)
    trex.bench.flush(now + 20)
    trex.bench.rpc.call("evm_mine", now + 40)
    return times


async def test_locked_units_count_beside_frozen_ones(trex, desk, locked):
    trex.freeze_part("alice", 150_000_000)
    trex.bench.flush()
    holding = await desk.holding(trex.token, trex.alice)
    assert holding.parts == Parts(HELD, 350_000_000, 150_000_000, 500_000_000)
    assert holding.unlocks == (Unlock(locked[1], 300_000_000), Unlock(locked[0], 200_000_000))
    refused = await judged(trex, desk, 350_000_001)
    assert [rule.id for rule in refused.failing] == [
        "sender_free_balance", "partial_freeze", "lockup",
    ]  # fmt: skip
    assert (await judged(trex, desk, 350_000_000)).failing == ()


async def test_each_release_comes_when_it_was_told(trex, desk, locked):
    for units, release in ((500_000_001, locked[1]), (800_000_001, locked[0])):
        check = await desk.check(trex.token, trex.alice, trex.bob, units)
        (lockup,) = (rule for rule in check.failing if rule.id == "lockup")
        assert (lockup.remedy.actor, lockup.remedy.earliest) == (Actor.TIME, release)
        then = await desk.check(trex.token, trex.alice, trex.bob, units, at=release)
        assert then.verdict is Verdict.ALLOWED
        assert RuleStatus.UNKNOWN not in {rule.status for rule in then.rules}
        with trex.bench.undone():
            assert not trex.send_real("alice", "bob", units, at=release - 1).mined
        with trex.bench.undone():
            assert trex.send_real("alice", "bob", units, at=release).mined


async def test_the_most_is_what_is_not_locked(trex, desk, locked):
    maximum = await desk.maximum(trex.token, trex.alice, trex.bob)
    assert maximum.ranges == (AmountRange(1, 500_000_000),)
    assert maximum.limited_by == ("sender_free_balance", "lockup")


async def test_lock_ups_stay_behind_with_the_compliance_they_belong_to(trex, desk, locked):
    """The compliance remembered with a token counts only while the token still names it."""
    before = await desk.holding(trex.token, trex.alice)
    other = trex.bench.create(trex.agent, vendor("ModularCompliance"))
    trex.bench.call(trex.agent, other, "init()")
    trex.call("token", "setCompliance", other)
    trex.bench.flush()
    view = await desk.portfolio.read([trex.alice])
    assert before.parts.locked == 500_000_000
    assert view.holdings[0].parts == Parts(HELD, HELD, 0, 0)
    assert trex.send_real("alice", "bob", HELD).mined


async def test_nobody_else_is_locked(trex, desk, locked):
    trex.mint("bob", 5)
    trex.bench.flush()
    check = await desk.check(trex.token, trex.bob, trex.carol, 5)
    assert check.verdict is Verdict.ALLOWED
    (lockup,) = (rule for rule in check.rules if rule.id == "lockup")
    assert lockup.status is RuleStatus.NOT_APPLICABLE
