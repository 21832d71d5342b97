"""The rule engine of a CMTAT, rule by rule, and random transfers of all variants."""

import pytest

from tests.support.bench import OFF, ON
from tests.support.chance import judge, seeded
from tests.support.cmta import (
    HELD,
    VARIANTS,
    WITH_ENGINE,
    Cmta,
    artifact,
    status_of,
    told,
)
from wallet.domain.compliance import Actor, Agreement, TransferIntent, Verdict
from wallet.domain.errors import BadInput
from wallet.domain.ids import ZERO_ADDRESS

# Rule, its first code, and what a listed address means to it.
LISTS = {
    "whitelist": ("WhitelistRule", 21, "allowlisted", ON),
    "blacklist": ("BlacklistRule", 36, "denylisted", OFF),
    "blacklist before": ("BlacklistRule", 41, "denylisted", OFF),
    "sanctions": ("SanctionsRule", 30, "sanctioned", OFF),
    "sanctions before": ("SanctionsRule", 31, "sanctioned", OFF),
    "a number of its own": ("WhitelistRule", 140, "allowlisted", ON),
}  # fmt: skip


@pytest.fixture(params=WITH_ENGINE)
def world(bench, request):
    return Cmta(bench, request.param)


@pytest.mark.parametrize("case", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("who", ["sender", "recipient", "spender"])
async def test_lists_in_the_engine(bench, desk, case, who):
    name, first, rule_id, good = case
    world = Cmta(bench, "CmtatStandard")
    rule = world.add_rule(name, first)
    parties = {"sender": world.holder, "recipient": world.recipient, "spender": world.spender}
    world.list(rule, *parties.values(), on=good)
    world.approve(50)
    bench.flush()
    transfer = (world.token, world.holder, world.recipient, 5)
    fine = await desk.check(*transfer, spender=world.spender)
    assert fine.verdict is Verdict.ALLOWED
    assert [status_of(fine, rule_id, one) for one in parties] == ["pass"] * 3
    world.list(rule, parties[who], on=not good)
    bench.flush()
    check = await desk.check(*transfer, spender=world.spender)
    assert told(check) == f"{rule_id}/{who}"
    (failed,) = check.failing
    assert failed.params["account"] == parties[who]
    place = ("sender", "recipient", "spender").index(who)
    assert failed.raw == f"rule {rule}: code {first + place}: The {who} is refused"
    assert failed.remedy.actor is Actor.ISSUER
    assert check.decision.agreement is Agreement.AGREE
    assert not world.send(5, spender=world.spender).mined


async def test_second_generation_does_not_pass_the_spender_on(bench, desk):
    world = Cmta(bench, "CmtatTwo")
    rule = world.add_rule("WhitelistRule", 21)
    world.list(rule, world.holder, world.recipient)
    world.approve(50)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5, spender=world.spender)
    assert check.verdict is Verdict.ALLOWED
    assert status_of(check, "allowlisted", "spender") is None
    assert world.send(5, spender=world.spender).mined


async def test_who_was_not_looked_at_is_not_blamed(bench, desk):
    world = Cmta(bench, "CmtatStandard")
    world.add_rule("SenderListRule")
    world.approve(50)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5, spender=world.spender)
    assert told(check) == "allowlisted/sender"
    assert not world.send(5, spender=world.spender).mined


async def test_every_rule_is_told_not_only_the_first(bench, desk, world):
    listed = world.add_rule("WhitelistRule", 21)
    denied = world.add_rule("BlacklistRule", 36)
    world.add_rule("OddRule")
    world.list(listed, world.recipient)
    world.list(denied, world.recipient)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 101)
    assert told(check) == "allowlisted/sender denylisted/recipient issuer_rule/token"
    assert status_of(check, "allowlisted", "recipient") == "pass"
    assert status_of(check, "denylisted", "sender") == "pass"
    (fine,) = (
        rule for rule in check.rules if (rule.id, rule.status.value) == ("allowlisted", "pass")
    )
    assert fine.raw == f"rule {listed}: isAddressListed(recipient) → true"
    assert check.failing[-1].raw.endswith("code 200: Only small transfers on weekdays")
    assert check.failing[-1].params["message"] == "Only small transfers on weekdays"
    assert not world.send(101).mined


async def test_known_structure_takes_one_round_trip(bench, desk, world):
    rule = world.add_rule("WhitelistRule", 21)
    world.list(rule, world.holder, world.recipient)
    bench.flush()
    transfer = (world.token, world.holder, world.recipient, 5)
    trips = [(await desk.check(*transfer)).round_trips for _ in range(3)]
    assert trips[0] <= 3
    assert trips[1:] == [1, 1]


async def test_another_engine_since_the_token_was_added(bench, desk):
    world = Cmta(bench, "CmtatStandard")
    world.add_rule("OddRule")
    bench.flush()
    token = await desk.tokens.add(world.token)
    assert token.anchors["rule_engine"] == world.engine
    world.engine = None
    world.add_rule("WhitelistRule", 21)
    bench.flush()
    # As the wallet keeps it: recognised when the first engine was in use.
    intent = TransferIntent(token, world.holder, world.recipient, 101)
    check = await desk.compliance.check(intent)
    assert told(check) == "allowlisted/sender allowlisted/recipient"
    assert not world.send(101).mined


NAMELESS = {
    "known by its text": (20, "allowlisted"),
    "known by number and text": (21, "allowlisted"),
    "a number another rule has now": (30, "allowlisted"),
}


@pytest.mark.parametrize("case", NAMELESS.values(), ids=NAMELESS)
async def test_rule_that_does_not_name_its_codes(bench, desk, world, case):
    first, rule_id = case
    rule = world.add_rule("NamelessRule", first)
    world.list(rule, world.recipient)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert told(check) == f"{rule_id}/recipient"
    assert not world.send(5).mined


async def test_a_rule_that_names_its_codes_is_not_read_by_the_tables(bench, desk, world):
    rule = world.add_rule("HalfNamedRule")
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 101)
    assert told(check) == "issuer_rule/token"
    assert check.failing[0].raw == f"rule {rule}: code 36: Closed on Sundays"
    assert not world.send(101).mined


@pytest.mark.parametrize("name", ["CmtatStandard", "CmtatNext"])
async def test_approved_transfers(bench, desk, name):
    world = Cmta(bench, name)
    rule = world.add_rule("ApprovalRule")
    approve = "approveTransfer(address,address,uint256)"
    for units in (7, 7, 20, HELD + 5):
        bench.call(world.issuer, rule, approve, world.holder, world.recipient, units)
    bench.flush()
    refused = await desk.check(world.token, world.holder, world.recipient, 8)
    assert told(refused) == "approval_required/amount"
    assert [one.base_units for one in refused.failing[0].params["approved"]] == [7, 20, HELD + 5]
    assert refused.simulation.error == "TransferNotApproved()"
    maximum = await desk.maximum(world.token, world.holder, world.recipient)
    assert [(one.minimum, one.maximum) for one in maximum.ranges] == [(7, 7), (20, 20)]
    for passes in (ON, ON, OFF):
        check = await desk.check(world.token, world.holder, world.recipient, 7)
        assert check.verdict is (Verdict.ALLOWED if passes else Verdict.REFUSED)
        assert world.send(7).mined is passes


async def test_max_balance_and_what_is_left_of_it(bench, desk, world):
    world.add_rule("MaxBalanceRule", world.token, 40)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 41)
    assert told(check) == "max_balance/recipient"
    (rule,) = check.failing
    figures = {name: rule.params[name].base_units for name in ("limit", "used", "left")}
    assert figures == {"limit": 40, "used": 0, "left": 40}
    assert rule.remedy.actor is Actor.YOU
    found = await desk.maximum(world.token, world.holder, world.recipient)
    passing = set()
    for units in range(1, 60):
        with bench.undone():
            if world.send(units).mined:
                passing.add(units)
    assert [(one.minimum, one.maximum) for one in found.ranges] == [(1, 40)]
    assert passing == set(range(1, 41))
    assert found.limited_by == ("max_balance",)
    assert world.send(40).mined
    full = await desk.check(world.token, world.holder, world.recipient, 1)
    assert full.failing[0].remedy.actor is Actor.ISSUER


async def test_one_rule_is_the_whole_engine(bench, desk):
    world = Cmta(bench, "CmtatStandard")
    rule = bench.create(world.issuer, artifact("BlacklistRule"), 36)
    world.call("setRuleEngine(address)", rule)
    world.list(rule, world.recipient)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert told(check) == "denylisted/recipient"
    assert not world.send(5).mined


async def test_an_engine_that_does_not_know_the_token(bench, desk):
    """All checks say yes; the engine lets only its own token report transfers."""
    world = Cmta(bench, "CmtatStandard")
    engine = bench.create(world.issuer, artifact("CmtaRuleEngine"), world.stranger)
    world.call("setRuleEngine(address)", engine)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert not world.send(5).mined
    assert (check.verdict, check.decision.agreement) == (Verdict.REFUSED, Agreement.DISAGREE)
    assert told(check) == "token_refused/token"
    assert check.simulation.error == "RuleEngine_ERC3643Compliance_UnauthorizedCaller()"


OPAQUE = {
    "an exact published text": (
        22,
        "The recipient is not in the whitelist",
        "allowlisted/recipient",
    ),
    "a known number is not enough": (22, "Closed", "issuer_rule/token"),
    "a text of its own": (200, "Closed", "issuer_rule/token"),
    "no text": (200, "", "issuer_rule/token"),
}


@pytest.mark.parametrize("case", OPAQUE.values(), ids=OPAQUE)
async def test_an_engine_that_shows_no_rules(bench, desk, world, case):
    code, text, failing = case
    engine = bench.create(world.issuer, artifact("OpaqueEngine"), code, text)
    world.call("setRuleEngine(address)", engine)
    bench.flush()
    fine = await desk.check(world.token, world.holder, world.recipient, 100)
    assert status_of(fine, "issuer_rule", "token") == "pass"
    check = await desk.check(world.token, world.holder, world.recipient, 101)
    assert told(check) == failing
    assert check.failing[0].raw == f"code {code}: {text}".rstrip(": ")
    assert check.decision.agreement is Agreement.AGREE
    assert not world.send(101).mined
    token = await desk.tokens.recognise(world.token)
    rules = (await desk.tokens.details(token, None)).rules
    assert rules[-1].parameters == {"contract": engine}


async def test_an_engine_out_of_order_leaves_the_token_what_it_is(bench, desk, world):
    world.call("setRuleEngine(address)", world.token if world.second else world.issuer)
    bench.flush()
    token = await desk.tokens.recognise(world.token)
    assert token.standard == "CMTAT"
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert check.verdict is (Verdict.ALLOWED if world.send(5).mined else Verdict.REFUSED)


async def test_rules_of_the_engine_are_told(bench, desk, world):
    world.add_rule("WhitelistRule", 21)
    world.add_rule("MaxBalanceRule", world.token, 40)
    world.add_rule("OddRule")
    bench.flush()
    token = await desk.tokens.recognise(world.token)
    rules = {rule.id: rule.parameters for rule in (await desk.tokens.details(token, None)).rules}
    assert {"allowlisted", "max_balance", "issuer_rule"} <= set(rules)
    assert rules["max_balance"]["limit"].base_units == 40


@pytest.mark.parametrize("name", ["CmtaRuleEngine", "WhitelistRule", "OddRule", "ApprovalRule"])
async def test_contracts_of_rules_are_no_tokens(bench, desk, name):
    args = {"CmtaRuleEngine": (bench.accounts[5],), "WhitelistRule": (21,)}.get(name, ())
    contract = bench.create(bench.accounts[5], artifact(name), *args)
    bench.flush()
    with pytest.raises(BadInput, match="rule_contract_not_a_token"):
        await desk.tokens.add(contract)


def near(chance, *figures):
    units = chance.choice((*figures, chance.randrange(2 * HELD)))
    return max(0, units + chance.choice((-1, 0, 1)))


def some_rule(world, chance):
    name = chance.choice(("WhitelistRule", "BlacklistRule", "SanctionsRule", "NamelessRule",
                          "OddRule", "MaxBalanceRule"))  # fmt: skip
    args = {"OddRule": (), "MaxBalanceRule": (world.token, near(chance, 0, HELD // 2))}
    rule = world.add_rule(name, *args.get(name, (chance.choice((21, 30, 31, 36, 41, 77)),)))
    if name not in args:
        people = [world.holder, world.recipient, world.spender]
        world.list(rule, *chance.sample(people, chance.randrange(4)))


def some_state(world, chance):
    changes = [
        lambda: world.freeze(chance.choice((world.holder, world.recipient, world.spender))),
        lambda: world.approve(near(chance, HELD // 2)),
        lambda: world.call("pause()"),
    ]
    if world.name not in {"CmtatTwo", "CmtatLight"}:
        changes.append(lambda: world.freeze_part(chance.randrange(HELD + 1)))
    if world.name in WITH_ENGINE:
        changes += [lambda: some_rule(world, chance)] * 4
    if world.name == "CmtatAllowlist":
        who = chance.choice((world.holder, world.recipient, world.spender))
        changes.append(lambda: world.call("setAddressAllowlist(address,bool)", who, OFF))
        changes.append(lambda: world.call("enableAllowlist(bool)", OFF))
    # An allowance cannot be given once transfers are paused.
    chosen = chance.sample(changes, chance.randrange(4))
    for change in sorted(chosen, key=lambda one: one is changes[2]):
        change()


async def test_random_transfers(bench, desk):
    chance, verdicts = seeded(), []
    worlds = [Cmta(bench, name) for name in VARIANTS]
    for turn in range(50):
        with bench.undone():
            world = worlds[turn % len(worlds)]
            world.engine = None
            some_state(world, chance)
            bench.flush()
            people = (world.holder, world.recipient, world.spender, world.stranger)
            for _ in range(3):
                sender = chance.choice((world.holder, world.holder, world.holder, *people))
                to = chance.choice((world.recipient, world.recipient, *people, ZERO_ADDRESS))
                units = near(chance, 0, 100, HELD, HELD // 2)
                spender = world.spender if chance.random() < 0.3 else None
                transfer = (world.token, sender, to, units, spender)
                check = await judge(desk, bench, transfer, bench.time() + 12)
                verdicts.append(check.verdict)
    assert len(verdicts) == 150
    assert set(verdicts) == {Verdict.ALLOWED, Verdict.REFUSED}
