"""ERC-1594: both forms of the check, each byte, and tokens whose check says something else."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from wallet.domain.compliance import Agreement, RuleStatus, Verdict
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.erc1594 import Erc1594

HELD = 1_000


@pytest.fixture
def people(bench):
    return bench.accounts[10:15]


def deploy(bench, people, kind="StatusToken"):
    issuer, holder, *_ = people
    token = bench.create(issuer, own(kind), holder, HELD)
    bench.flush()
    return token


@pytest.fixture
def token(bench, people):
    return deploy(bench, people)


class TestErc1594(StandardConformance):
    standard = Erc1594()

    @pytest.fixture
    def specimen(self, bench, token, people):
        issuer, holder, recipient, spender, stranger = people
        bench.call(issuer, token, "refuse(address,bool)", stranger, ON)
        bench.flush()
        return Specimen(
            token, holder, recipient, spender, 400,
            refused=(
                (HELD + 1, recipient, "sender_balance"),
                (5, stranger, "issuer_rule"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: bench.call(issuer, token, "pause(bool)", ON),
        )  # fmt: skip


class TestWideErc1594(StandardConformance):
    standard = Erc1594()

    @pytest.fixture
    def specimen(self, bench, people):
        _, holder, recipient, spender, stranger = people
        token = deploy(bench, people, "WideStatusToken")
        return Specimen(
            token, holder, recipient, spender, 400,
            refused=(
                (HELD + 1, recipient, "sender_balance"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: bench.call(
                holder, token, "transfer(address,uint256)", stranger,
                bench.balance(token, holder) - 399,
            ),
        )  # fmt: skip


async def judge(desk, bench, token, transfer, **more):
    holder, to, units = transfer
    check = await desk.check(token, holder, to, units, **more)
    sent = bench.send_real(token, holder, to, units, **more)
    words = f"{[rule.id for rule in check.failing]} {check.simulation}"
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED), words
    return check


def told(check):
    return [f"{rule.id}/{rule.subject.value}" for rule in check.failing]


CASES = {
    "all is well": (None, 5, "", "0x51"),
    "halted": (("pause(bool)", ON), 5, "token_paused/token", "0x54 (halted)"),
    "sender": (("refuse(address,bool)", "holder", ON), 5, "issuer_rule/sender",
               "0x56 (sender refused)"),
    "recipient": (("refuse(address,bool)", "recipient", ON), 5, "issuer_rule/recipient", "0x57"),
    "balance": (None, HELD + 1, "sender_balance/sender", "0x52"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_each_byte_has_its_rule(bench, desk, token, people, case):
    arrange, units, failing, said = case
    issuer, holder, recipient, *_ = people
    if arrange:
        call, *args = arrange
        named = {"holder": holder, "recipient": recipient}
        bench.call(issuer, token, call, *(named.get(one, one) for one in args))
        bench.flush()
    check = await judge(desk, bench, token, (holder, recipient, units))
    assert told(check) == failing.split()
    assert check.decision.agreement is Agreement.AGREE
    own_words = [rule.raw for rule in check.rules if rule.raw and "canTransfer" in rule.raw]
    assert own_words == [f"canTransfer(to,amount,data) → {said}"]


async def test_the_spender_is_asked_about_as_the_spender(bench, desk, token, people):
    _, holder, recipient, spender, _ = people
    bench.call(holder, token, "approve(address,uint256)", spender, 4)
    bench.flush()
    check = await judge(desk, bench, token, (holder, recipient, 5), spender=spender)
    assert told(check) == ["spender_allowance/spender"]
    assert check.answer.call == "canTransferFrom(from,to,amount,data)"
    assert check.decision.agreement is Agreement.AGREE
    assert check.answer.raw[0] == 0x53


PARROT = {
    "yes, and it moves": (b"\x51", "", Verdict.ALLOWED, Agreement.AGREE, ""),
    "no, and it moves": (b"\x54", "", Verdict.ALLOWED, Agreement.DISAGREE, ""),
    "yes, and it does not": (
        b"\x51", "54", Verdict.REFUSED, Agreement.DISAGREE, "token_paused/token"
    ),
    "no word, and it moves": (b"\x00", "", Verdict.ALLOWED, Agreement.NO_CHECK, ""),
    "no word, and it does not": (
        b"\x00", "55", Verdict.REFUSED, Agreement.NO_CHECK, "lockup/time"
    ),
    "a byte without meaning": (b"\xc3", "", Verdict.ALLOWED, Agreement.NO_CHECK, ""),
    "failure": (b"\x50", "50", Verdict.REFUSED, Agreement.AGREE, "issuer_rule/token"),
    "other words": (
        b"\x51", "not today", Verdict.REFUSED, Agreement.DISAGREE, "token_refused/token"
    ),
    "the older byte for no": (b"\x10", "58", Verdict.REFUSED, Agreement.AGREE, "issuer_rule/token"),
    "the older byte for yes": (b"\x11", "", Verdict.ALLOWED, Agreement.AGREE, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", PARROT.values(), ids=PARROT)
async def test_what_is_said_and_what_is_done(bench, desk, people, case):
    code, refusal, verdict, agreement, failing = case
    issuer, holder, recipient, *_ = people
    token = deploy(bench, people, "ParrotToken")
    bench.call(issuer, token, "say(bytes1,string)", code, refusal)
    bench.flush()
    check = await judge(desk, bench, token, (holder, recipient, 5))
    assert (check.verdict, check.decision.agreement) == (verdict, agreement)
    assert told(check) == failing.split()
    assert check.needs_acceptance is (agreement is Agreement.DISAGREE and not refusal)


async def test_a_check_that_is_gone_is_no_check(bench, desk, people):
    _, holder, recipient, spender, _ = people
    token = deploy(bench, people, "ParrotToken")
    bench.call(holder, token, "approve(address,uint256)", spender, 9)
    bench.flush()
    check = await judge(desk, bench, token, (holder, recipient, 5), spender=spender)
    assert check.decision.agreement is Agreement.NO_CHECK
    assert RuleStatus.UNKNOWN in {rule.status for rule in check.rules}


async def test_documents_and_powers_are_told(bench, desk, token, people):
    issuer, holder, *_ = people
    call = "setDocument(bytes32,string,bytes32)"
    bench.call(issuer, token, call, b"terms".ljust(32, b"\0"), "https://x.example/t", bytes(32))
    bench.flush()
    added = await desk.tokens.recognise(token)
    details = await desk.tokens.details(added, holder)
    assert [power.id for power in details.powers] == ["owner", "pause", "mint"]
    (paper,) = details.documents
    assert (paper.name, paper.uri, paper.updated_at) == (
        "terms", "https://x.example/t", 1_700_000_000,
    )  # fmt: skip
    wide = await desk.tokens.recognise(deploy(bench, people, "WideStatusToken"))
    assert wide.capabilities == ("controllable",)
    details = await desk.tokens.details(wide, None)
    assert [power.id for power in details.powers] == ["mint", "force_transfer", "burn"]


async def test_the_most_is_the_balance_unless_it_is_halted(bench, desk, token, people):
    issuer, holder, recipient, *_ = people
    most = await desk.maximum(token, holder, recipient)
    assert [(one.minimum, one.maximum) for one in most.ranges] == [(1, HELD)]
    bench.call(issuer, token, "pause(bool)", ON)
    bench.flush()
    none = await desk.maximum(token, holder, recipient)
    assert (none.ranges, none.limited_by) == ((), ("token_paused",))
    bench.call(issuer, token, "pause(bool)", OFF)
    bench.flush()
    assert (await desk.maximum(token, holder, recipient)).ranges


async def test_documents_of_the_first_drafts_and_lost_ones(bench, desk, people):
    added = await desk.tokens.recognise(deploy(bench, people, "PapersToken"))
    found, lost = (await desk.tokens.details(added, None)).documents
    assert (found.name, found.uri, found.updated_at) == (
        "articles", "https://papers.example/articles", None,
    )  # fmt: skip
    assert found.hash.startswith("0x")
    # A hash without a name is still a document; where it lies is unknown.
    assert (lost.name, lost.uri, len(lost.hash)) == ("", "", 66)
