"""Published implementations of ERC-1404: numbered lists, and codes kept in public variables."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from tests.support.chance import judge, seeded
from tests.support.cmta import status_of, told
from wallet.domain.compliance import Actor, Agreement, Verdict
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.erc1404 import Erc1404

HELD = 1_000
LIST = "addToWhitelist(address,uint8)"
DIRECTION = "updateOutboundWhitelistEnabled(uint8,uint8,bool)"
BAR = "addToBlacklist(address,bool)"
PAUSE = "setPaused(bool)"


class Numbered:
    """Holder on list 1, recipient on list 2, and 1 may send to 2, not the other way round."""

    def __init__(self, bench):
        self.bench = bench
        people = bench.accounts[5:10]
        self.issuer, self.holder, self.recipient, self.spender, self.stranger = people
        self.token = bench.create(self.issuer, own("NumberedLists"), self.holder, HELD)
        self.call("issue(address,uint256)", self.issuer, HELD)
        self.call("issue(address,uint256)", self.recipient, HELD)
        self.call(LIST, self.holder, 1)
        self.call(LIST, self.recipient, 2)
        self.call(DIRECTION, 1, 2, ON)
        bench.flush()

    def call(self, function, *args):
        self.bench.call(self.issuer, self.token, function, *args)

    def send(self, units, sender=None, recipient=None):
        sender, recipient = sender or self.holder, recipient or self.recipient
        return self.bench.send_real(self.token, sender, recipient, units)


@pytest.fixture
def world(bench):
    return Numbered(bench)


class TestNumberedLists(StandardConformance):
    standard = Erc1404()

    @pytest.fixture
    def specimen(self, world):
        return Specimen(
            world.token, world.holder, world.recipient, world.spender, 400,
            refused=(
                (HELD + 1, world.recipient, "sender_balance"),
                (5, world.stranger, "allowlisted"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: world.call(PAUSE, ON),
        )  # fmt: skip


CASES = {
    "in the allowed direction": (None, "holder", "recipient", ""),
    "against the direction": (None, "recipient", "holder", "allowlisted/recipient"),
    "recipient on no list": (None, "holder", "stranger", "allowlisted/recipient"),
    "sender on no list": (
        lambda w: w.call(LIST, w.holder, 0), "holder", "recipient", "allowlisted/sender",
    ),
    "both on no list": (
        lambda w: w.call(LIST, w.holder, 0), "holder", "stranger",
        "allowlisted/sender allowlisted/recipient",
    ),
    "direction closed": (
        lambda w: w.call(DIRECTION, 1, 2, OFF), "holder", "recipient", "allowlisted/recipient",
    ),
    "paused": (lambda w: w.call(PAUSE, ON), "holder", "recipient", "token_paused/token"),
    "sender barred": (
        lambda w: w.call(BAR, w.holder, ON), "holder", "recipient", "denylisted/sender",
    ),
    "recipient barred": (
        lambda w: w.call(BAR, w.recipient, ON), "holder", "recipient", "denylisted/recipient",
    ),
    "owner skips the lists": (None, "issuer", "stranger", ""),
    "owner does not skip the pause": (
        lambda w: w.call(PAUSE, ON), "issuer", "stranger", "token_paused/token",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_numbered_lists(bench, desk, world, case):
    arrange, sender, recipient, failing = case
    if arrange:
        arrange(world)
        bench.flush()
    sender, recipient = getattr(world, sender), getattr(world, recipient)
    check = await desk.check(world.token, sender, recipient, 5)
    sent = world.send(5, sender, recipient)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    assert told(check) == failing
    assert check.decision.agreement is Agreement.AGREE
    assert all(rule.remedy.actor is Actor.ISSUER for rule in check.failing)


async def test_words_of_the_code_stand_beside_what_explains_it(desk, world):
    check = await desk.check(world.token, world.recipient, world.holder, 5)
    (rule,) = check.failing
    said = "The transfer was restricted due to white list configuration."
    assert rule.raw == f"code 1: {said}; list 2 to list 1"
    assert status_of(check, "allowlisted", "sender") == "pass"
    assert status_of(check, "denylisted", "recipient") == "pass"


async def test_lists_that_do_not_count_are_no_refusal(desk, world):
    check = await desk.check(world.token, world.issuer, world.stranger, 5)
    assert status_of(check, "allowlisted", "sender") == "not_applicable"
    assert status_of(check, "allowlisted", "recipient") == "not_applicable"


async def test_a_list_of_the_barred_that_is_switched_off(bench, desk, world):
    world.call(BAR, world.holder, ON)
    world.call("setBlacklistEnabled(bool)", OFF)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert world.send(5).mined
    assert status_of(check, "denylisted", "sender") == "pass"
    elsewhere = await desk.check(world.token, world.holder, world.stranger, 5)
    assert told(elsewhere) == "allowlisted/recipient"
    assert status_of(elsewhere, "denylisted", "sender") == "unknown"


async def test_rules_are_told_by_their_names(desk, world):
    token = await desk.tokens.recognise(world.token)
    assert set(token.capabilities) == {"named_codes", "numbered_lists"}
    details = await desk.tokens.details(token, None)
    assert {rule.id for rule in details.rules} == {"allowlisted", "token_paused", "denylisted"}


REGISTERED = {
    "passes": (ON, ON, ""),
    "sender may not": (OFF, ON, "allowlisted/sender"),
    "recipient may not": (ON, OFF, "allowlisted/recipient"),
    "neither may": (OFF, OFF, "allowlisted/sender allowlisted/recipient"),
}


@pytest.mark.parametrize("case", REGISTERED.values(), ids=REGISTERED)
@pytest.mark.parametrize("first", [1, 7])
async def test_codes_in_the_order_they_were_registered(bench, desk, case, first):
    sends, receives, failing = case
    issuer, holder, recipient = bench.accounts[5:8]
    token = bench.create(issuer, own("RegisteredCodes"), holder, HELD, first)
    bench.call(issuer, token, "allow(address,bool,bool)", holder, sends, OFF)
    bench.call(issuer, token, "allow(address,bool,bool)", recipient, OFF, receives)
    bench.flush()
    check = await desk.check(token, holder, recipient, 5)
    assert told(check) == failing
    assert bench.send_real(token, holder, recipient, 5).mined is not bool(failing)
    if failing.startswith("allowlisted/sender"):
        words = f"code {first}: ILLEGAL_TRANSFER_SENDING_ACCOUNT_NOT_WHITELISTED"
        assert check.failing[0].raw.startswith(words)


async def test_random_transfers(bench, desk, world):
    chance, verdicts = seeded(), []
    people = (world.holder, world.recipient, world.spender, world.stranger, world.issuer)
    for _ in range(50):
        with bench.undone():
            for account in chance.sample(people, chance.randrange(3)):
                world.call(LIST, account, chance.randrange(3))
            for source, target in chance.sample(((1, 1), (1, 2), (2, 1), (2, 2)), 2):
                world.call(DIRECTION, source, target, chance.random() < 0.7)
            if chance.random() < 0.3:
                world.call(BAR, chance.choice(people), ON)
            if chance.random() < 0.15:
                world.call(PAUSE, ON)
            if chance.random() < 0.4:
                approve = "approve(address,uint256)"
                bench.call(world.holder, world.token, approve, world.spender, HELD // 2)
            bench.flush()
            for _ in range(3):
                sender = chance.choice((world.holder, world.holder, *people))
                to = chance.choice((world.recipient, world.recipient, *people, ZERO_ADDRESS))
                units = chance.choice((0, 1, HELD // 2, HELD // 2 + 1, HELD, HELD + 1))
                spender = world.spender if chance.random() < 0.25 else None
                transfer = (world.token, sender, to, units, spender)
                check = await judge(desk, bench, transfer, bench.time() + 12)
                verdicts.append(check.verdict)
    assert len(verdicts) == 150
    assert set(verdicts) == {Verdict.ALLOWED, Verdict.REFUSED}
