"""What a T-REX holder has, how much would pass, when, and what arrives."""

import pytest

from tests.support.artifacts import trex as artifact
from tests.support.trex import AML, KYC
from wallet.domain.compliance import Actor, AmountRange, RuleStatus, TransferIntent, Verdict
from wallet.domain.holding import Parts
from wallet.domain.identity import ClaimStatus

HELD = 1_000_000_000
DAY = 86_400
MONTH = 30 * DAY


def units(rule, name):
    value = rule.params[name]
    return None if value is None else value.base_units


def rule_of(check, rule_id):
    (found,) = (rule for rule in check.rules if rule.id == rule_id)
    return found


# Limits in time.


@pytest.mark.parametrize(
    ("window", "rule_id"), [(DAY, "daily_limit"), (MONTH, "monthly_limit"), (7, "transfer_limit")]
)
async def test_a_window_opens_again_at_the_second_that_was_told(trex, desk, window, rule_id):
    trex.add_module("TimeTransfersLimitsModule", ("setTimeTransferLimit", (window, 100)))
    start = trex.bench.time() + 60
    assert trex.send_real("alice", "bob", 70, at=start).mined
    soon = start + 1
    check = await desk.check(trex.token, trex.alice, trex.bob, 31, at=soon)
    rule = rule_of(check, rule_id)

    assert check.verdict is Verdict.REFUSED
    assert [units(rule, name) for name in ("limit", "used", "left")] == [100, 70, 30]
    assert rule.remedy.actor is Actor.TIME
    assert rule.remedy.earliest == start + window
    left = await desk.check(trex.token, trex.alice, trex.bob, 30, at=soon)
    assert left.verdict is Verdict.ALLOWED

    before = await desk.check(trex.token, trex.alice, trex.bob, 31, at=rule.remedy.earliest - 1)
    then = await desk.check(trex.token, trex.alice, trex.bob, 31, at=rule.remedy.earliest)
    assert (before.verdict, then.verdict) == (Verdict.REFUSED, Verdict.ALLOWED)
    assert [units(rule_of(then, rule_id), name) for name in ("used", "left")] == [0, 100]
    with trex.bench.undone():
        assert not trex.send_real("alice", "bob", 31, at=rule.remedy.earliest - 1).mined
    assert trex.send_real("alice", "bob", 31, at=rule.remedy.earliest).mined


async def test_waiting_is_no_remedy_above_the_limit_itself(trex, desk):
    trex.add_module("TimeTransfersLimitsModule", ("setTimeTransferLimit", (DAY, 100)))
    assert trex.send_real("alice", "bob", 70).mined
    check = await desk.check(trex.token, trex.alice, trex.bob, 101)
    remedy = rule_of(check, "daily_limit").remedy
    assert (remedy.actor, remedy.earliest) == (Actor.YOU, None)
    assert remedy.params["most"].base_units == 30


async def test_limits_of_an_exchange_are_no_matter_of_other_exchanges(trex, desk):
    exchange_week(trex)
    trex.bench.flush()
    limited = await desk.check(trex.token, trex.alice, trex.bob, 77_777_777)
    assert rule_of(limited, "transfer_limit").status is RuleStatus.PASS
    trex.call_module("TimeExchangeLimitsModule", "addExchangeID", trex.identities["alice"])
    trex.bench.flush()
    exempt = await desk.check(trex.token, trex.alice, trex.bob, 77_777_778)
    assert exempt.verdict is Verdict.ALLOWED
    assert rule_of(exempt, "transfer_limit").status is RuleStatus.NOT_APPLICABLE


async def test_limits_count_all_wallets_of_an_investor(trex, desk):
    trex.add_module("TimeTransfersLimitsModule", ("setTimeTransferLimit", (DAY, 100)))
    trex.register("stranger", identity=trex.identities["alice"])
    trex.mint("stranger", 500)
    assert trex.send_real("alice", "bob", 70).mined
    check = await desk.check(trex.token, trex.stranger, trex.bob, 31)
    assert [rule.id for rule in check.failing] == ["daily_limit"]
    assert not trex.send_real("stranger", "bob", 31).mined


# Effects.


@pytest.mark.parametrize(("amount", "fee"), [(1_001, 25), (40, 1), (400_000_000, 10_000_000)])
async def test_fee_is_told_and_is_what_the_recipient_misses(trex, desk, amount, fee):
    trex.add_fee(250)
    trex.bench.flush()
    check = await desk.check(trex.token, trex.alice, trex.bob, amount)
    (effect,) = check.effects
    before = trex.bench.balance(trex.token, trex.collector)
    sent = trex.send_real("alice", "bob", amount)

    assert check.verdict is Verdict.ALLOWED
    assert effect.id == "transfer_fee"
    assert effect.amount.base_units == fee == sent.left - sent.moved
    assert effect.params["collector"] == trex.collector
    assert trex.bench.balance(trex.token, trex.collector) - before == fee


@pytest.mark.parametrize(
    ("rate", "sender", "recipient", "amount"),
    [
        (250, "alice", "bob", 39),
        (0, "alice", "bob", 1_000),
        (250, "alice", "collector", 1_000),
        (250, "collector", "bob", 1_000),
        (250, "alice", "alice", 1_000),
    ],
    ids=["too small", "no rate", "to the collector", "from the collector", "to oneself"],
)
async def test_no_fee_is_told_where_none_is_taken(trex, desk, rate, sender, recipient, amount):
    trex.mint("collector", 5_000)
    trex.add_fee(rate)
    trex.bench.flush()
    check = await desk.check(trex.token, trex.people[sender], trex.people[recipient], amount)
    sent = trex.send_real(sender, recipient, amount)
    assert check.verdict is Verdict.ALLOWED
    assert sent.mined
    assert check.effects == ()
    assert sent.moved == (0 if sender == recipient else amount)


# The most that passes.


def free_part(world):
    world.freeze_part("alice", 400_000_000)


def largest_holding(world):
    world.mint("bob", 150)
    world.add_max_balance(HELD + 150)
    world.set_module("MaxBalanceModule", "setMaxBalance", 12_345_678)


def day_and_month(world):
    limits = ((DAY, 300_000_000), (MONTH, 350_000_001))
    world.add_module("TimeTransfersLimitsModule", ("batchSetTimeTransferLimit", limits))
    assert world.send_real("alice", "bob", 60_000_000).mined


def month_binds(world):
    limits = ((DAY, 300_000_000), (MONTH, 310_000_001))
    world.add_module("TimeTransfersLimitsModule", ("batchSetTimeTransferLimit", limits))
    assert world.send_real("alice", "bob", 290_000_000).mined
    world.set_module("TimeTransfersLimitsModule", "setTimeTransferLimit", (DAY, 900_000_000))


def exchange_week(world):
    name, venue = "TimeExchangeLimitsModule", world.identities["bob"]
    world.add_module(name, ("setExchangeLimit", venue, (7 * DAY, 77_777_777)))
    world.call_module(name, "addExchangeID", venue)


def one_amount_approved(world):
    name = "ConditionalTransferModule"
    world.add_module(name, ("approveTransfer", world.alice, world.bob, 37_000_001))


def two_amounts_approved(world):
    one_amount_approved(world)
    name = "ConditionalTransferModule"
    world.set_module(name, "approveTransfer", world.alice, world.bob, 5)
    world.set_module(name, "approveTransfer", world.alice, world.carol, 77)
    world.set_module(name, "approveTransfer", world.alice, world.bob, 99)
    world.set_module(name, "unApproveTransfer", world.alice, world.bob, 99)


MAXIMA = {
    "everything": (lambda world: None, [(1, HELD)], "sender_balance"),
    "what is not frozen": (
        free_part, [(1, 600_000_000)], "sender_free_balance partial_freeze"
    ),
    "room below the largest holding": (largest_holding, [(1, 12_345_528)], "max_balance"),
    "what is left of the day": (day_and_month, [(1, 240_000_000)], "daily_limit"),
    "what is left of the month": (month_binds, [(1, 20_000_001)], "monthly_limit"),
    "an exchange's week": (exchange_week, [(1, 77_777_777)], "transfer_limit"),
    "nothing while paused": (lambda world: world.pause(), [], "token_paused"),
    "nothing to a frozen wallet": (lambda world: world.freeze("bob"), [], "recipient_frozen"),
    "exactly what was approved": (
        one_amount_approved, [(37_000_001, 37_000_001)], "approval_required"
    ),
    "each amount that was approved": (
        two_amounts_approved, [(5, 5), (37_000_001, 37_000_001)], "approval_required"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arrange", "ranges", "limits"), MAXIMA.values(), ids=MAXIMA.keys())
async def test_the_most_that_passes_passes_and_one_more_does_not(
    trex, desk, arrange, ranges, limits
):
    arrange(trex)
    trex.bench.flush()
    maximum = await desk.maximum(trex.token, trex.alice, trex.bob)
    assert maximum.ranges == tuple(AmountRange(low, high) for low, high in ranges)
    assert " ".join(maximum.limited_by) == limits
    for low, high in ranges:
        for amount, passes in ((low, True), (high, True), (high + 1, False), (low - 1, False)):
            with trex.bench.undone():
                assert trex.send_real("alice", "bob", amount).mined is passes


async def test_nothing_passes_from_an_empty_wallet(trex, desk):
    maximum = await desk.maximum(trex.token, trex.carol, trex.bob)
    assert maximum.ranges == ()
    assert maximum.limited_by == ("sender_balance",)


# Holdings.


@pytest.mark.parametrize(
    ("arrange", "parts", "frozen_on_chain"),
    [
        (lambda world: None, (HELD, HELD, 0, 0), 0),
        (free_part, (HELD, 600_000_000, 400_000_000, 0), 400_000_000),
        (lambda world: world.freeze("alice"), (HELD, 0, HELD, 0), 0),
        (lambda world: world.pause(), (HELD, HELD, 0, 0), 0),
    ],
    ids=["free", "part frozen", "wallet frozen", "paused"],
)
async def test_portfolio_tells_what_may_leave(trex, desk, arrange, parts, frozen_on_chain):
    arrange(trex)
    trex.bench.flush()
    holding = await desk.holding(trex.token, trex.alice)
    assert holding.parts == Parts(*parts)
    assert holding.frozen_on_chain == frozen_on_chain
    assert holding.as_of_block == int(trex.bench.rpc.call("eth_blockNumber"), 16)


# What is told about the token.


async def test_token_show_tells_rules_powers_and_identity(trex, desk):
    trex.add_module("CountryAllowModule", ("batchAllowCountries", (756,)))
    trex.add_module("TimeTransfersLimitsModule", ("setTimeTransferLimit", (DAY, 100)))
    trex.add_max_balance(HELD)
    trex.add_fee(250)
    trex.add_module("SupplyLimitModule")
    trex.bench.flush()
    token = await desk.tokens.add(trex.token)
    details = await desk.tokens.details(token, trex.alice)
    rules = {rule.id: rule.parameters for rule in details.rules}

    assert {"token_paused", "recipient_verified", "country_allowed", "supply_limit"} <= set(rules)
    assert rules["daily_limit"]["limit"].base_units == 100
    assert rules["max_balance"]["limit"].base_units == HELD
    assert rules["transfer_fee"]["rate"] == 250
    powers = {power.id: power.holders for power in details.powers}
    agents = (trex.agent, trex.modules["TransferFeesModule"])
    assert powers["freeze"] == powers["force_transfer"] == agents
    assert powers["change_rules"] == (trex.agent,)
    assert powers["register_investors"] == (trex.agent, trex.token)
    identity = details.identity
    assert (identity.registered, identity.verified, identity.country) == (True, True, 756)
    assert identity.identity == trex.identities["alice"]
    assert [claim.status for claim in identity.claims] == [ClaimStatus.VALID] * 2


async def test_token_show_tells_what_is_wrong_with_an_identity(trex, desk):
    trex.remove_claim("bob", KYC, trex.kyc)
    trex.revoke("bob", AML, trex.aml)
    trex.bench.flush()
    token = await desk.tokens.recognise(trex.token)
    bob = (await desk.tokens.details(token, trex.bob)).identity
    stranger = (await desk.tokens.details(token, trex.stranger)).identity
    assert (bob.registered, bob.verified) == (True, False)
    assert [claim.status for claim in bob.claims] == [ClaimStatus.MISSING, ClaimStatus.REVOKED]
    assert (stranger.registered, stranger.verified, stranger.country) == (False, False, None)
    assert {claim.status for claim in stranger.claims} == {ClaimStatus.MISSING}


# What must not be relied on.


async def test_rules_move_with_the_token_to_another_compliance(trex, desk):
    """The contracts remembered with a token are asked only while the token still names them."""
    token = await desk.tokens.add(trex.token)
    other = trex.bench.create(trex.agent, artifact("ModularCompliance"))
    trex.bench.call(trex.agent, other, "init()")
    trex.call("token", "setCompliance", other)
    trex.compliance = other
    trex.add_module("CountryAllowModule", ("batchAllowCountries", (756,)))
    trex.bench.flush()
    intent = TransferIntent(token, trex.alice, trex.bob, 5)
    check = await desk.compliance.check(intent)
    assert [rule.id for rule in check.failing] == ["country_allowed"]
    holding = await desk.holding(trex.token, trex.alice)
    assert holding.parts.free == HELD


async def test_every_rule_asked_is_listed_once_in_the_same_order(trex, desk):
    check = await desk.check(trex.token, trex.alice, trex.bob, 5, spender=trex.spender)
    assert [rule.id for rule in check.rules] == [
        "recipient_is_zero", "amount_is_zero", "sender_balance", "sender_free_balance",
        "partial_freeze", "spender_allowance", "sender_frozen", "recipient_frozen",
        "token_paused", "recipient_verified",
    ]  # fmt: skip
    assert {rule.status for rule in check.rules} == {
        RuleStatus.PASS, RuleStatus.FAIL, RuleStatus.NOT_APPLICABLE,
    }  # fmt: skip
    assert rule_of(check, "partial_freeze").status is RuleStatus.NOT_APPLICABLE
    assert check.answer.call == "compliance.canTransfer(from,to,amount)"
