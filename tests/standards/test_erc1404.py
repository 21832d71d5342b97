"""ERC-1404: the common exam, our own self-describing bond, and tokens with quirks."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import demo, own
from tests.support.bench import OFF, ON
from wallet.domain.compliance import Actor, Agreement, RuleStatus, Subject, Verdict
from wallet.domain.errors import BadInput
from wallet.domain.holding import Parts, Unlock
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.erc1404 import Erc1404

HELD = 1_000


@pytest.fixture
def people(bench):
    return bench.accounts[10:15]


@pytest.fixture
def listed(bench, people):
    """The standard's own example: only who is listed may receive."""
    issuer, holder, recipient, *_ = people
    token = bench.create(issuer, own("ListedToken"), holder, HELD)
    bench.call(issuer, token, "list(address,bool)", recipient, ON)
    bench.flush()
    return token


class TestErc1404(StandardConformance):
    standard = Erc1404()

    @pytest.fixture
    def specimen(self, bench, listed, people):
        issuer, holder, recipient, spender, stranger = people
        return Specimen(
            listed, holder, recipient, spender, 400,
            refused=(
                (HELD + 1, recipient, "sender_balance"),
                (5, stranger, "issuer_rule"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: bench.call(issuer, listed, "list(address,bool)", recipient, OFF),
        )  # fmt: skip


async def test_code_and_message_are_shown_and_not_interpreted(desk, listed, people):
    _, holder, *_, stranger = people
    check = await desk.check(listed, holder, stranger, 5)
    (rule,) = check.failing
    assert rule.id == "issuer_rule"
    assert rule.raw == "code 1: Not on the list of recipients"
    assert check.answer.passed is False
    assert check.decision.agreement is Agreement.AGREE
    assert check.answer.call == "detectTransferRestriction(from,to,amount)"


@pytest.fixture
def bond(bench, people):
    """Our demo's bond, which names the rule behind each of its codes."""
    issuer, holder, recipient, other, _ = people
    token = bench.create(issuer, demo("RestrictedBond"), issuer, "Bond", "BND", 2)
    for account, accredited in ((holder, True), (recipient, ON), (other, False)):
        bench.call(issuer, token, "list(address,bool,bool)", account, ON, accredited)
    bench.call(issuer, token, "issue(address,uint256)", holder, HELD)
    bench.flush()
    return token


def lock(units, seconds):
    def arrange(bench, token, issuer, holder):
        release = bench.time() + seconds
        call = "setLockUp(address,uint256,uint256)"
        bench.call(issuer, token, call, holder, units, release)

    return arrange


def call(function, *more):
    def arrange(bench, token, issuer, holder):
        args = [holder if one == "holder" else one for one in more]
        bench.call(issuer, token, function, *args)

    return arrange


unlist = call("list(address,bool,bool)", "holder", OFF, OFF)
BOND = {
    "passes": (None, 2, HELD, ""),
    "not accredited": (None, 3, 5, "accredited_only/recipient/recipient"),
    "not listed": (
        None, 4, 5, "allowlisted/recipient/issuer accredited_only/recipient/recipient"
    ),
    "sender not listed": (unlist, 2, 5, "allowlisted/sender/issuer"),
    "paused": (call("pause()"), 2, 5, "token_paused/token/issuer"),
    "locked": (
        lock(600, 9_999), 2, 401, "sender_free_balance/sender/you lockup/sender/time"
    ),
    "beside the locked part": (lock(600, 9_999), 2, 400, ""),
    "locked until long ago": (lock(600, 1), 2, HELD, ""),
    "above the balance": (None, 2, HELD + 1, "sender_balance/sender/you"),
    "nothing, all locked": (lock(2_000, 9_999), 2, 0, "lockup/sender/issuer"),
}  # fmt: skip


@pytest.mark.parametrize("case", BOND.values(), ids=BOND)
async def test_named_codes_become_their_rules(bench, desk, bond, people, case):
    arrange, to, units, failing = case
    issuer, holder, *_ = people
    if arrange:
        arrange(bench, bond, issuer, holder)
        bench.flush(bench.time() + 10)
    check = await desk.check(bond, holder, people[to], units)
    sent = bench.send_real(bond, holder, people[to], units)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    assert check.decision.agreement is not Agreement.NO_CHECK
    found = [f"{rule.id}/{rule.subject.value}/{rule.remedy.actor.value}" for rule in check.failing]
    assert found == failing.split()


async def test_lock_up_opens_when_it_says(bench, desk, bond, people):
    issuer, holder, recipient, *_ = people
    release = bench.time() + 5_000
    bench.call(issuer, bond, "setLockUp(address,uint256,uint256)", holder, 600, release)
    bench.flush()
    check = await desk.check(bond, holder, recipient, 401)
    (lockup,) = (rule for rule in check.failing if rule.id == "lockup")
    assert (lockup.remedy.actor, lockup.remedy.earliest) == (Actor.TIME, release)
    assert lockup.params["locked"].base_units == 600
    early = await desk.check(bond, holder, recipient, 401, at=release - 1)
    later = await desk.check(bond, holder, recipient, 401, at=release)
    assert (early.verdict, later.verdict) == (Verdict.REFUSED, Verdict.ALLOWED)
    assert bench.send_real(bond, holder, recipient, 401, at=release).mined


async def test_holding_tells_what_is_locked(bench, desk, bond, people):
    issuer, holder, *_ = people
    release = bench.time() + 5_000
    bench.call(issuer, bond, "setLockUp(address,uint256,uint256)", holder, 600, release)
    bench.flush()
    holding = await desk.holding(bond, holder)
    assert holding.parts == Parts(HELD, 400, 0, 600)
    assert holding.unlocks == (Unlock(release, 600),)


async def test_most_of_a_locked_bond(bench, desk, bond, people):
    issuer, holder, recipient, *_ = people
    lock(600, 5_000)(bench, bond, issuer, holder)
    bench.flush()
    maximum = await desk.maximum(bond, holder, recipient)
    assert [(one.minimum, one.maximum) for one in maximum.ranges] == [(1, 400)]
    assert "lockup" in maximum.limited_by


async def test_rules_of_a_self_describing_token(desk, bond, people):
    token = await desk.tokens.recognise(bond)
    details = await desk.tokens.details(token, None)
    assert {rule.id for rule in details.rules} == {
        "token_paused", "allowlisted", "accredited_only", "lockup",
    }  # fmt: skip
    assert people[0] in {who for power in details.powers for who in power.holders}


async def test_rules_of_a_token_that_does_not_describe_itself(desk, listed):
    token = await desk.tokens.recognise(listed)
    details = await desk.tokens.details(token, None)
    assert [rule.id for rule in details.rules] == ["issuer_rule"]


# Tokens whose check and transfer do not fit.

AGREES, DIFFERS, NONE = Agreement.AGREE, Agreement.DISAGREE, Agreement.NO_CHECK
QUIRKS = {
    "says yes, refuses": ("LyingToken", 101, "token_refused", DIFFERS),
    "says yes, keeps its word": ("LyingToken", 100, "", AGREES),
    "says no, lets it pass": ("WarningToken", 5, "", DIFFERS),
    "no words for its codes": ("SpeechlessToken", 101, "issuer_rule", AGREES),
    "no words needed": ("SpeechlessToken", 100, "", AGREES),
    "check out of order, refuses": ("BrokenCheckToken", 101, "token_refused", NONE),
    "check out of order, passes": ("BrokenCheckToken", 100, "", NONE),
    "check eats all gas, passes": ("HungryCheckToken", 100, "", NONE),
    "floods with words": ("FloodToken", 5, "issuer_rule", AGREES),
    "a code that is no code": ("WideCodeToken", 5, "", NONE),
}


@pytest.mark.parametrize("case", QUIRKS.values(), ids=QUIRKS)
async def test_the_chain_decides(bench, desk, people, case):
    name, units, failing, agreement = case
    issuer, holder, recipient, *_ = people
    token = bench.create(issuer, own(name), holder, HELD)
    bench.flush()
    check = await desk.check(token, holder, recipient, units)
    sent = bench.send_real(token, holder, recipient, units)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    assert [rule.id for rule in check.failing] == failing.split()
    assert check.decision.agreement is agreement
    assert check.intent.token.standard == "ERC-1404"
    assert check.needs_acceptance is (check.verdict is Verdict.ALLOWED and agreement is DIFFERS)


async def test_a_no_that_passes_is_shown_as_a_doubt(bench, desk, people):
    issuer, holder, recipient, *_ = people
    token = bench.create(issuer, own("WarningToken"), holder, HELD)
    bench.flush()
    check = await desk.check(token, holder, recipient, 5)
    (rule,) = (rule for rule in check.rules if rule.id == "issuer_rule")
    assert rule.status is RuleStatus.UNKNOWN
    assert rule.raw == "code 7: Not on the list of recipients"
    assert rule.remedy is None


async def test_words_of_a_contract_are_capped_and_cleaned(bench, desk, people):
    issuer, holder, recipient, *_ = people
    token = bench.create(issuer, own("FloodToken"), holder, HELD)
    bench.flush()
    check = await desk.check(token, holder, recipient, 5)
    (rule,) = check.failing
    texts = [rule.raw, rule.params["message"], *check.simulation.args]
    assert all(len(text) < 400 and "\u202e" not in text for text in texts)
    assert rule.raw.startswith("code 200: xxx")


async def test_spender_s_own_check_is_asked(bench, desk, people):
    issuer, holder, recipient, spender, _ = people
    token = bench.create(issuer, own("SpenderToken"), holder, HELD)
    bench.call(holder, token, "approve(address,uint256)", spender, 50)
    bench.call(issuer, token, "ban(address)", spender)
    bench.flush()
    plain = await desk.check(token, holder, recipient, 5)
    check = await desk.check(token, holder, recipient, 5, spender=spender)
    sent = bench.send_real(token, holder, recipient, 5, spender=spender)
    assert plain.verdict is Verdict.ALLOWED
    assert not sent.mined
    assert check.verdict is Verdict.REFUSED
    (rule,) = check.failing
    assert (rule.id, rule.raw) == ("issuer_rule", "code 5: spender is banned")
    assert check.decision.agreement is Agreement.AGREE
    assert rule.subject is Subject.TOKEN


async def test_a_mere_source_of_rules_is_no_token(bench, desk, people):
    source = bench.create(people[0], own("RuleSource"))
    bench.flush()
    with pytest.raises(BadInput, match="rule_contract_not_a_token"):
        await desk.tokens.add(source)
