"""ERC-7943: the common exam on every generation, and what check and transfer disagree about."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from tests.support.chance import judge, seeded
from wallet.domain.compliance import Actor, Agreement, RuleStatus, Verdict
from wallet.domain.errors import BadInput
from wallet.domain.holding import Parts
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.erc7943 import DIALECTS, Erc7943

HELD = 1_000
GENERATIONS = {
    "UrwaFinal": "final", "UrwaRestricted": "final", "UrwaTransact": "draft 3",
    "UrwaUserDraft": "draft 2", "UrwaFirstDraft": "draft 1",
}  # fmt: skip
AGREES, DIFFERS = Agreement.AGREE, Agreement.DISAGREE


class World:
    """One token of one generation, with people who may take part in it."""

    def __init__(self, bench, name):
        self.bench, self.name = bench, name
        issuer, self.holder, self.recipient, self.spender, self.stranger = bench.accounts[5:10]
        self.issuer = issuer
        self.token = bench.create(issuer, own(name, "urwa"), self.holder, HELD)
        if name != "UrwaRestricted":
            for account in (self.holder, self.recipient):
                self.allow(account, ON, ON)
        else:
            self.call("restrict(address,uint8)", self.stranger, 1)
        bench.flush()

    def call(self, function, *args):
        self.bench.call(self.issuer, self.token, function, *args)

    def allow(self, account, sends, receives):
        if self.name == "UrwaRestricted":
            self.call("restrict(address,uint8)", account, 0 if sends and receives else 1)
        else:
            self.call("allow(address,bool,bool)", account, sends, receives)

    def freeze(self, account, units):
        self.call("setFrozenTokens(address,uint256)", account, units)


@pytest.fixture(params=GENERATIONS)
def world(bench, request):
    return World(bench, request.param)


@pytest.fixture
def final(bench):
    return World(bench, "UrwaFinal")


class TestErc7943(StandardConformance):
    standard = Erc7943()

    @pytest.fixture
    def specimen(self, world):
        listed = "denylisted" if world.name == "UrwaRestricted" else "allowlisted"
        return Specimen(
            world.token, world.holder, world.recipient, world.spender, 400,
            refused=(
                (HELD + 1, world.recipient, "sender_balance"),
                (5, world.stranger, listed),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: world.freeze(world.holder, 700),
        )  # fmt: skip

    async def test_generation_is_found_by_its_answers(self, desk, world):
        token = await desk.tokens.recognise(world.token)
        assert token.version == GENERATIONS[world.name]
        assert set(GENERATIONS.values()) == set(DIALECTS)


def told(check):
    return " ".join(f"{rule.id}/{rule.subject.value}" for rule in check.failing)


CASES = {
    "passes": (None, HELD, "", AGREES),
    "above the balance": (None, HELD + 1, "sender_balance/sender", None),
    "above what is not frozen": (
        lambda w: w.freeze(w.holder, 600), 401,
        "sender_free_balance/sender partial_freeze/sender", AGREES,
    ),
    "beside the frozen part": (lambda w: w.freeze(w.holder, 600), 400, "", AGREES),
    "more frozen than there is": (
        lambda w: w.freeze(w.holder, 5_000), 1,
        "sender_free_balance/sender partial_freeze/sender", AGREES,
    ),
    "sender shut out": (lambda w: w.allow(w.holder, OFF, OFF), 5, "LIST/sender", AGREES),
    "recipient shut out": (lambda w: w.allow(w.recipient, OFF, OFF), 5, "LIST/recipient", AGREES),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_each_rule(bench, desk, world, case):
    arrange, units, failing, agreement = case
    if arrange:
        arrange(world)
        bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, units)
    sent = bench.send_real(world.token, world.holder, world.recipient, units)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    listed = "denylisted" if world.name == "UrwaRestricted" else "allowlisted"
    assert told(check) == failing.replace("LIST", listed)
    assert agreement in {None, check.decision.agreement}
    assert all(rule.remedy for rule in check.failing)
    assert check.round_trips == 1


async def test_the_final_check_does_not_look_at_the_balance(bench, desk, final):
    check = await desk.check(final.token, final.holder, final.recipient, HELD + 1)
    assert not bench.send_real(final.token, final.holder, final.recipient, HELD + 1).mined
    assert (check.verdict, check.decision.agreement) == (Verdict.REFUSED, DIFFERS)
    assert told(check) == "sender_balance/sender"


async def test_who_may_only_receive_cannot_send(desk, final):
    final.allow(final.holder, OFF, ON)
    final.allow(final.recipient, ON, OFF)
    final.bench.flush()
    check = await desk.check(final.token, final.holder, final.recipient, 5)
    assert told(check) == "allowlisted/sender allowlisted/recipient"
    raws = [rule.raw for rule in check.failing]
    assert raws == ["canSend(sender) → false", "canReceive(recipient) → false"]
    back = await desk.check(final.token, final.recipient, final.holder, 0)
    assert back.verdict is Verdict.ALLOWED
    assert check.simulation.error == "ERC7943CannotSend(address)"


async def test_a_no_of_the_check_alone_is_the_issuer_s(bench, desk, final):
    final.call("setLargest(uint256)", 100)
    bench.flush()
    check = await desk.check(final.token, final.holder, final.recipient, 101)
    assert not bench.send_real(final.token, final.holder, final.recipient, 101).mined
    assert told(check) == "issuer_rule/token"
    (rule,) = check.failing
    assert rule.raw == "canTransfer(from,to,amount) → false"
    assert rule.remedy.actor is Actor.ISSUER
    assert check.simulation.error == "ERC7943CannotTransfer(address,address,uint256)"


async def test_over_frozen_nothing_passes_though_the_check_says_no(bench, desk):
    world = World(bench, "UrwaTransact")
    world.freeze(world.holder, 5_000)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 0)
    assert bench.send_real(world.token, world.holder, world.recipient, 0).mined
    assert (check.verdict, check.decision.agreement) == (Verdict.ALLOWED, DIFFERS)
    assert check.needs_acceptance
    (rule,) = (rule for rule in check.rules if rule.id == "issuer_rule")
    assert rule.status is RuleStatus.UNKNOWN


@pytest.mark.parametrize(
    ("mode", "kind", "rule_id"),
    [(OFF, 1, "denylisted"), (ON, 0, "allowlisted"), (ON, 1, "denylisted"), (ON, 2, "")],
)
async def test_a_list_that_tells_its_kind(bench, desk, mode, kind, rule_id):
    world = World(bench, "UrwaRestricted")
    world.call("setAllowlist(bool)", mode)
    for account in (world.holder, world.spender):
        world.call("restrict(address,uint8)", account, 2)
    world.call("restrict(address,uint8)", world.recipient, kind)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert told(check) == (f"{rule_id}/recipient" if rule_id else "")
    assert bench.send_real(world.token, world.holder, world.recipient, 5).mined is not bool(rule_id)
    if rule_id:
        assert check.simulation.error == "ERC20UserRestricted(address)"


HOLDINGS = {
    "free": (0, ON, Parts(HELD, HELD, 0, 0)),
    "part frozen": (600, ON, Parts(HELD, 400, 600, 0)),
    "more frozen than held": (5_000, ON, Parts(HELD, 0, HELD, 0)),
    "may not send": (600, OFF, Parts(HELD, 0, 600, 400)),
}


@pytest.mark.parametrize("case", HOLDINGS.values(), ids=HOLDINGS)
async def test_holding(bench, desk, world, case):
    frozen, may_send, parts = case
    world.freeze(world.holder, frozen)
    world.allow(world.holder, may_send, may_send)
    bench.flush()
    holding = await desk.holding(world.token, world.holder)
    assert (holding.parts, holding.frozen_on_chain) == (parts, frozen)


async def test_most_by_trying_everything(bench, desk):
    world = World(bench, "UrwaFinal")
    world.freeze(world.holder, HELD - 30)
    world.call("setLargest(uint256)", 17)
    bench.flush()
    maximum = await desk.maximum(world.token, world.holder, world.recipient)
    found = {
        units for one in maximum.ranges for units in range(one.minimum, one.maximum + 1)
    }  # fmt: skip
    truth = set()
    for units in range(1, 40):
        with bench.undone():
            if bench.send_real(world.token, world.holder, world.recipient, units).mined:
                truth.add(units)
    assert found == truth == set(range(1, 18))
    assert maximum.limited_by == ("issuer_rule",)


FORMS = ["bf1ef5fe", "41c4fbad", "a8fdc849", "5627c61a", "a1264b3e", "5ffc456d"]


@pytest.mark.parametrize("form", FORMS)
async def test_single_things_are_named_and_not_added(bench, desk, form):
    things = bench.create(bench.accounts[5], own("UrwaThings", "urwa"), bytes.fromhex(form))
    bench.flush()
    with pytest.raises(BadInput, match="single_units_not_supported") as caught:
        await desk.tokens.add(things)
    kind = (
        "ERC-7943 (ERC-1155)"
        if form in {"41c4fbad", "5627c61a", "5ffc456d"}
        else ("ERC-7943 (ERC-721)")
    )
    assert caught.value.params["kind"] == kind


@pytest.mark.parametrize("word", [0, 1, 2, 2**255])
async def test_a_parrot_is_no_such_token(bench, desk, word):
    parrot = bench.create(bench.accounts[5], own("Parrot", "urwa"), word)
    bench.flush()
    snapshot = await desk.snapshot()
    assert await Erc7943().matches(snapshot.reader, parrot) is None
    assert await Erc7943().refuses(snapshot.reader, parrot) is None


async def test_what_is_told_of_the_token(desk, final):
    token = await desk.tokens.recognise(final.token)
    details = await desk.tokens.details(token, final.holder)
    assert [rule.id for rule in details.rules] == ["allowlisted", "partial_freeze", "issuer_rule"]
    assert {"freeze", "force_transfer"} <= {power.id for power in details.powers}


def near(chance, *figures):
    return max(0, chance.choice((*figures, chance.randrange(2 * HELD))) + chance.choice((-1, 0, 1)))


async def test_random_transfers(bench, desk):
    chance, verdicts = seeded(), []
    worlds = [World(bench, name) for name in GENERATIONS]
    for turn in range(50):
        with bench.undone():
            world, frozen = worlds[turn % len(worlds)], near(chance, 0, HELD // 2, HELD)
            people = [world.holder, world.recipient, world.spender, world.stranger]
            for account in chance.sample(people, 2):
                world.allow(account, chance.random() < 0.7, chance.random() < 0.7)
            if chance.random() < 0.5:
                world.freeze(world.holder, frozen)
            if chance.random() < 0.4:
                bench.call(world.holder, world.token, "approve(address,uint256)", world.spender,
                           near(chance, HELD // 2))  # fmt: skip
            if world.name == "UrwaFinal" and chance.random() < 0.2:
                world.call("setLargest(uint256)", near(chance, HELD // 2))
            bench.flush()
            for _ in range(3):
                to = chance.choice((world.recipient, world.recipient, *people, ZERO_ADDRESS))
                units = near(chance, 0, HELD, HELD - frozen, HELD // 2)
                spender = world.spender if chance.random() < 0.25 else None
                sender = chance.choice((world.holder, world.holder, world.holder, *people))
                transfer = (world.token, sender, to, units, spender)
                check = await judge(desk, bench, transfer, bench.time() + 12)
                verdicts.append(check.verdict)
    assert len(verdicts) == 150
    assert set(verdicts) == {Verdict.ALLOWED, Verdict.REFUSED}
