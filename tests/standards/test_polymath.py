"""Polymath 1.x: the package's own token and managers, rule by rule."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import ON
from tests.support.polymath import COUNT, GENERAL, HELD, LATE, MANUAL, Polymath
from wallet.domain.compliance import Actor, Agreement, TransferIntent, Verdict
from wallet.domain.holding import Parts, Unlock
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.standards.polymath import PolymathSt20

DAY = 86_400


@pytest.fixture
def world(bench):
    world = Polymath(bench)
    bench.flush()
    return world


class TestPolymathSt20(StandardConformance):
    standard = PolymathSt20()

    @pytest.fixture
    def specimen(self, bench, world):
        world.list_usual()
        bench.flush()
        return Specimen(
            world.token, world.holder, world.recipient, world.spender, 400,
            refused=(
                (HELD + 1, world.recipient, "sender_balance"),
                (5, world.stranger, "allowlisted"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: world.list(world.holder, send=LATE - 1),
        )  # fmt: skip


async def judge(desk, world, units, to=None, *, at=None, **more):
    """Check, mine at the same time, compare."""
    to = to or world.recipient
    check = await desk.check(world.token, world.holder, to, units, at=at, **more)
    sent = world.bench.send_real(world.token, world.holder, to, units, at=at, **more)
    words = f"{[rule.id for rule in check.failing]} {check.simulation}"
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED), words
    if sent.mined and to != world.holder:
        assert (sent.left, sent.moved) == (units, units)
    return check


def ids(check):
    return " ".join(f"{rule.id}/{rule.subject.value}" for rule in check.failing)


def listed(**more):
    def arrange(world):
        world.list_usual()
        for who, times in more.items():
            now = world.bench.time()
            given = {name: now + ahead for name, ahead in times.items()}
            world.list(getattr(world, who), **given)

    return arrange


def flag(signature, *args):
    def arrange(world):
        world.list_usual()
        world.tell(GENERAL, signature, *args)

    return arrange


def approved(units, *, is_listed=False):
    def arrange(world):
        world.add(GENERAL)
        if is_listed:
            world.list(world.holder)
            world.list(world.recipient)
        world.add(MANUAL)
        world.approve_pair(units)

    return arrange


def blocked(world):
    world.list_usual()
    world.add(MANUAL)
    world.block_pair(world.bench.time() + DAY)


def own_manager(verdict):
    def arrange(world):
        world.list_usual()
        made = world.bench.create(world.issuer, own("OwnManager"), verdict)
        world.add("HouseRules", made)

    return arrange


def holders(most):
    def arrange(world):
        world.list_usual()
        world.list(world.stranger)
        world.limit_holders(most)

    return arrange


def share(percent):
    def arrange(world):
        world.list_usual()
        world.limit_share(percent)

    return arrange


def freeze(world):
    world.list_usual()
    world.call("freezeTransfers()")


STRANGER = {"to": "stranger"}
CASES = {
    "no manager": (None, 5, {}, ""),
    "no manager, everything": (None, HELD, {}, ""),
    "above the balance": (None, HELD + 1, {}, "sender_balance/sender"),
    "nothing": (listed(), 0, {}, ""),
    "both listed": (listed(), 5, {}, ""),
    "to nobody": (None, 5, {"to": ZERO_ADDRESS}, "recipient_is_zero/recipient"),
    "to nobody, with a list": (
        listed(), 5, {"to": ZERO_ADDRESS}, "recipient_is_zero/recipient allowlisted/recipient"
    ),
    "to oneself": (listed(), 5, {"to": "holder"}, ""),
    "frozen": (freeze, 5, {}, "token_paused/token"),
    "recipient not listed": (listed(), 5, STRANGER, "allowlisted/recipient"),
    "sender's date is ahead": (
        listed(holder={"send": DAY}), 5, {}, "holding_period/sender"
    ),
    "recipient's date is ahead": (
        listed(recipient={"receive": DAY}), 5, {}, "holding_period/recipient"
    ),
    "recipient's check has expired": (
        listed(recipient={"expires": -1}), 5, {}, "claim_expired/recipient"
    ),
    "sender's check has expired": (
        listed(holder={"expires": -1}), 5, {}, "claim_expired/sender"
    ),
    "everybody may": (flag("changeAllowAllTransfers(bool)", ON), 5, STRANGER, ""),
    "listed may at any time": (
        lambda w: (listed(holder={"send": DAY})(w),
                   w.tell(GENERAL, "changeAllowAllWhitelistTransfers(bool)", ON)),
        5, {}, "",
    ),
    "the general manager is stopped": (flag("pause()"), 5, {}, "issuer_rule/token"),
    "from the issuance address": (
        lambda w: (w.add(GENERAL), w.list(w.recipient, receive=LATE - 1),
                   w.tell(GENERAL, "changeIssuanceAddress(address)", w.holder)),
        5, {}, "",
    ),
    "approved without a list": (approved(100), 100, {}, ""),
    "approved, but less": (
        approved(100), 101, {}, "allowlisted/sender allowlisted/recipient"
    ),
    "listed and less approved": (approved(100, is_listed=True), 101, {}, ""),
    "blocked pair": (blocked, 5, {}, "denylisted/recipient"),
    "room for a holder": (holders(2), 5, STRANGER, ""),
    "no room for a holder": (holders(1), 5, STRANGER, "holder_limit/token"),
    "the holder's place is taken over": (holders(1), HELD, STRANGER, ""),
    "within the share": (share(40), HELD * 2 // 5, {}, ""),
    "above the share": (share(40), HELD * 2 // 5 + 1000, {}, "max_balance/recipient"),
    "a manager of the issuer's own says no": (own_manager(0), 5, {}, "issuer_rule/token"),
    "one that does not care": (own_manager(1), 5, {}, ""),
    "one that wants it, whatever the others have against it": (
        lambda w: (own_manager(3)(w), w.list(w.stranger), w.limit_holders(1)), 5, STRANGER, "",
    ),
    "one that wants it": (own_manager(3), 5, STRANGER, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_each_manager_refuses_and_lets_pass(desk, world, case):
    arrange, units, more, failing = case
    if arrange:
        arrange(world)
        world.bench.flush()
    to = dict(more).get("to")
    if isinstance(to, str) and not isinstance(to, Address):
        to = getattr(world, to)
    check = await judge(desk, world, units, to)
    assert ids(check) == failing
    assert all(rule.remedy for rule in check.failing)


async def test_only_managers_that_do_not_care_means_nobody_says_yes(desk, world):
    world.limit_holders(5)
    world.bench.flush()
    check = await judge(desk, world, 5)
    assert ids(check) == "issuer_rule/token"
    (rule,) = check.failing
    assert rule.params["message"] == COUNT


async def test_the_token_s_check_counts_holders_too_late(desk, world):
    """It says yes; the transfer counts the new holder first and says no."""
    holders(1)(world)
    world.bench.flush()
    check = await judge(desk, world, 5, world.stranger)
    assert check.answer.passed is True
    assert check.decision.agreement is Agreement.DISAGREE
    above = await judge(desk, world, HELD + 1)
    assert (above.answer.passed, above.decision.agreement) == (True, Agreement.DISAGREE)


async def test_asking_uses_up_no_approval(desk, world):
    approved(5)(world)
    world.bench.flush()
    for _ in range(2):
        await desk.check(world.token, world.holder, world.recipient, 5)
    assert (await judge(desk, world, 5)).verdict is Verdict.ALLOWED
    assert (await judge(desk, world, 5)).verdict is Verdict.REFUSED


@pytest.mark.parametrize("who", ["holder", "recipient"])
async def test_dates_open_when_they_say(desk, world, who):
    start = world.bench.time() + DAY
    world.list_usual()
    world.list(getattr(world, who), send=start, receive=start)
    world.bench.flush()
    check = await judge(desk, world, 5)
    (rule,) = check.failing
    assert (rule.remedy.actor, rule.remedy.earliest) == (Actor.TIME, start)
    early = await desk.check(world.token, world.holder, world.recipient, 5, at=start - 1)
    assert early.verdict is Verdict.REFUSED
    assert (await judge(desk, world, 5, at=start)).verdict is Verdict.ALLOWED


async def test_a_block_ends_when_it_says(desk, world):
    blocked(world)
    world.bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    (rule,) = check.failing
    assert rule.remedy.actor is Actor.TIME
    opens = rule.remedy.earliest
    early = await desk.check(world.token, world.holder, world.recipient, 5, at=opens - 1)
    assert early.verdict is Verdict.REFUSED
    assert (await judge(desk, world, 5, at=opens)).verdict is Verdict.ALLOWED


async def test_holding_is_locked_until_the_holder_may_send(desk, world):
    world.list_usual()
    world.bench.flush()
    assert (await desk.holding(world.token, world.holder)).parts == Parts(HELD, HELD, 0, 0)
    start = world.bench.time() + DAY
    world.list(world.holder, send=start)
    world.bench.flush()
    locked = await desk.holding(world.token, world.holder)
    assert (locked.parts, locked.unlocks) == (Parts(HELD, 0, 0, HELD), (Unlock(start, HELD),))
    world.tell(GENERAL, "changeAllowAllWhitelistTransfers(bool)", ON)
    world.bench.flush()
    assert (await desk.holding(world.token, world.holder)).parts == Parts(HELD, HELD, 0, 0)


async def test_lots_and_the_most_of_them(bench, desk):
    world = Polymath(bench, lot=1_000)
    world.list_usual()
    bench.flush()
    check = await judge(desk, world, 1_500)
    assert ids(check) == "granularity/amount"
    # Its check does not answer at all then.
    assert check.decision.agreement is Agreement.NO_CHECK
    assert check.simulation.args[0].startswith("Unable to modify")
    most = await desk.maximum(world.token, world.holder, world.recipient)
    assert (most.step, [(one.minimum, one.maximum) for one in most.ranges]) == (
        1_000, [(1_000, HELD)],
    )  # fmt: skip


async def test_the_most_of_a_share(desk, world):
    share(40)(world)
    world.bench.flush()
    most = await desk.maximum(world.token, world.holder, world.recipient)
    ((low, high),) = [(one.minimum, one.maximum) for one in most.ranges]
    assert low == 1
    assert most.limited_by == ("max_balance",)
    with world.bench.undone():
        assert (await judge(desk, world, high)).verdict is Verdict.ALLOWED
    assert (await judge(desk, world, high + 1)).verdict is Verdict.REFUSED


async def test_rules_and_powers_are_told(desk, world):
    world.list_usual()
    world.limit_holders(9)
    world.bench.flush()
    token = await desk.tokens.recognise(world.token)
    assert (token.standard, token.version) == ("Polymath ST-20", "1.x")
    told = await desk.tokens.details(token, world.holder)
    assert [rule.id for rule in told.rules] == [
        "token_paused", "allowlisted", "holding_period", "holder_limit",
    ]  # fmt: skip
    assert {power.id for power in told.powers} == {"owner", "pause", "mint", "change_rules"}
    assert {power.holders for power in told.powers} == {(world.issuer,)}


async def test_more_managers_than_one_question_reaches(desk, world):
    world.list_usual()
    for place in range(9):
        made = world.bench.create(world.issuer, own("OwnManager"), 1 if place < 8 else 0)
        world.add(f"House{place}", made)
    world.bench.flush()
    check = await judge(desk, world, 5)
    assert [rule.params["module"] for rule in check.failing] == ["House8"]


async def test_the_second_check_takes_one_round_trip(desk, world):
    world.list_usual()
    world.limit_holders(9)
    world.bench.flush()
    token = await desk.tokens.recognise(world.token)
    trips = []
    for _ in range(2):
        intent = TransferIntent(token, world.holder, world.recipient, 5)
        trips.append((await desk.compliance.check(intent)).round_trips)
    assert trips == [2, 1]
