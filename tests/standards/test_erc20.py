"""ERC-20: the common exam on OpenZeppelin's token, our own euros, and tokens with quirks."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import demo, own
from wallet.domain.compliance import Agreement, TransferIntent, Verdict
from wallet.domain.errors import BadInput
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.keccak import keccak
from wallet.standards.erc20 import Erc20

HELD = 1_000


@pytest.fixture
def people(bench):
    return bench.accounts[15:20]


def make(bench, people, name):
    token = bench.create(people[0], own(name), people[1], HELD)
    bench.flush()
    return token


def exam(bench, token, people, burden):
    holder, recipient, spender = people[1:4]
    return Specimen(
        token, holder, recipient, spender, 400,
        refused=(
            (HELD + 1, recipient, "sender_balance"),
            (5, ZERO_ADDRESS, "recipient_is_zero"),
        ),
        burden=burden,
    )  # fmt: skip


class TestErc20(StandardConformance):
    standard = Erc20()

    @pytest.fixture
    def specimen(self, bench, people):
        token = make(bench, people, "PlainToken")

        def spend():
            send = "transfer(address,uint256)"
            bench.call(people[1], token, send, people[4], bench.balance(token, people[1]) - 1)

        return exam(bench, token, people, spend)


class TestPausableErc20(StandardConformance):
    standard = Erc20()

    @pytest.fixture
    def specimen(self, bench, people):
        token = make(bench, people, "PausableToken")

        def turn():
            is_paused = bench.read(token, "paused()(bool)")
            bench.call(people[0], token, "unpause()" if is_paused else "pause()")

        return exam(bench, token, people, turn)

    async def test_pause_is_a_rule(self, bench, desk, specimen, send):
        specimen.burden()
        bench.flush()
        s = specimen
        check = await desk.check(s.address, s.holder, s.recipient, 5)
        assert [rule.id for rule in check.failing] == ["token_paused"]
        assert check.simulation.error == "EnforcedPause()"
        assert check.decision.agreement is Agreement.NO_CHECK
        assert not send(5).mined


class TestEuroCash(StandardConformance):
    standard = Erc20()

    @pytest.fixture
    def specimen(self, bench, people):
        issuer, holder = people[:2]
        token = bench.create(issuer, demo("EuroCash"), issuer, "Euro cash", "EURX", 6)
        bench.call(issuer, token, "mint(address,uint256)", holder, HELD)
        bench.flush()

        def spend():
            send = "transfer(address,uint256)"
            bench.call(holder, token, send, people[4], bench.balance(token, holder) - 1)

        return exam(bench, token, people, spend)


# Quirks: name, units, id of the failing rule.
QUIRKS = {
    "false, passes": ("FalseToken", 100, None),
    "returns nothing": ("SilentToken", 100, None),
    "returns another word": ("WordToken", 100, None),
    "own error, passes": ("GrumpyToken", 100, None),
    "own error": ("GrumpyToken", 101, "token_refused"),
    "no word": ("MuteToken", 101, "token_refused"),
    "rude words": ("RudeToken", 101, "token_refused"),
    "invalid instruction": ("HaltToken", 101, "token_refused"),
    "between the gaps": ("GapToken", 300, "token_refused"),
    "overflow": ("GrumpyToken", 2**256 - 1, "sender_balance"),
}


@pytest.mark.parametrize(("name", "units", "failing"), QUIRKS.values(), ids=QUIRKS)
async def test_verdict_is_what_the_chain_does(bench, desk, people, name, units, failing):
    _, holder, recipient, *_ = people
    token = make(bench, people, name)
    check = await desk.check(token, holder, recipient, units)
    sent = bench.send_real(token, holder, recipient, units)
    assert sent.mined is (failing is None)
    assert sent.moved == (units if sent.mined else 0)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    assert [rule.id for rule in check.failing] == ([failing] if failing else [])
    assert check.decision.agreement is Agreement.NO_CHECK


async def test_a_false_is_a_failure_although_it_is_mined(bench, desk, people):
    _, holder, recipient, *_ = people
    token = make(bench, people, "FalseToken")
    check = await desk.check(token, holder, recipient, 101)
    sent = bench.send_real(token, holder, recipient, 101)
    assert (sent.mined, sent.moved) == (True, 0)
    assert check.verdict is Verdict.REFUSED
    assert check.simulation.error == "false"
    assert [rule.id for rule in check.failing] == ["token_refused"]


async def test_a_transfer_nobody_can_run_is_not_allowed(bench, desk, people):
    """Out of gas in a call may be the node's own limit, so it is no refusal either."""
    _, holder, recipient, *_ = people
    token = make(bench, people, "HungryToken")
    check = await desk.check(token, holder, recipient, 101)
    assert check.verdict is Verdict.UNKNOWN
    assert not bench.send_real(token, holder, recipient, 101).mined


async def test_error_nobody_knows_is_told_by_its_selector(bench, desk, people):
    _, holder, recipient, *_ = people
    token = make(bench, people, "GrumpyToken")
    check = await desk.check(token, holder, recipient, 101)
    (rule,) = check.failing
    selector = keccak(b"NotToday(uint256)")[:4]
    assert check.simulation.raw == selector + (101).to_bytes(32, "big")
    assert check.simulation.error == rule.raw == "0x" + selector.hex()


async def test_rude_words_are_cleaned(bench, desk, people):
    _, holder, recipient, *_ = people
    token = make(bench, people, "RudeToken")
    check = await desk.check(token, holder, recipient, 101)
    assert check.simulation.args == ("all fine send again",)


async def test_gaps_are_found(bench, desk, people):
    _, holder, recipient, *_ = people
    token = make(bench, people, "GapToken")
    maximum = await desk.maximum(token, holder, recipient)
    found = [(one.minimum, one.maximum) for one in maximum.ranges]
    assert found == [(1, 250), (900, HELD)]
    assert maximum.limited_by == ("sender_balance",)


async def test_undecided_maximum_is_told_as_such(bench, desk, people):
    _, holder, recipient, *_ = people
    token = make(bench, people, "HungryToken")
    maximum = await desk.maximum(token, holder, recipient)
    assert maximum.ranges is None


async def test_a_later_time_can_be_asked_about(bench, desk, people):
    issuer, holder, recipient, *_ = people
    opens = bench.time() + 7_000
    token = bench.create(issuer, own("LaterToken"), holder, HELD, opens)
    bench.flush()
    now = await desk.check(token, holder, recipient, 5)
    early = await desk.check(token, holder, recipient, 5, at=opens - 1)
    later = await desk.check(token, holder, recipient, 5, at=opens)
    verdicts = (now.verdict, early.verdict, later.verdict)
    assert verdicts == (Verdict.REFUSED, Verdict.REFUSED, Verdict.ALLOWED)
    assert bench.send_real(token, holder, recipient, 5, at=opens).mined


async def test_a_token_of_the_first_years_has_a_name_and_whole_units(bench, desk, people):
    token = await desk.tokens.recognise(make(bench, people, "SilentToken"))
    assert (token.name, token.symbol, token.decimals) == ("Silent token", "SIL", 0)
    assert token.standard == "ERC-20"


@pytest.mark.parametrize("name", ["EmptyContract"])
async def test_what_does_not_answer_is_no_token(bench, desk, people, name):
    contract = bench.create(people[0], own(name))
    bench.flush()
    with pytest.raises(BadInput, match="not_a_token"):
        await desk.tokens.recognise(contract)


async def test_an_account_is_no_token(desk, people):
    with pytest.raises(BadInput, match="not_a_contract"):
        await desk.tokens.recognise(people[1])


async def test_an_echo_is_no_security_token(bench, desk, people):
    """One word for every question is no registry, no compliance, and no restriction code."""
    contract = bench.create(people[0], own("EchoContract"))
    bench.flush()
    token = await desk.tokens.recognise(contract)
    assert token.standard == "ERC-20"


async def test_native_payment(bench, desk, people):
    _, holder, recipient, *_ = people
    native = desk.tokens.native()
    holding = await desk.tokens.standard_of(native).read_holding(
        (await desk.snapshot()).reader, native, holder
    )
    assert holding.parts.free == holding.parts.total > 10**18
    check = await desk.compliance.check(TransferIntent(native, holder, recipient, 10**18))
    assert check.verdict is Verdict.ALLOWED
    assert check.call.to == recipient
    beyond = await desk.compliance.check(
        TransferIntent(native, holder, recipient, holding.parts.total + 1)
    )
    assert beyond.verdict is Verdict.REFUSED
    assert [rule.id for rule in beyond.failing] == ["sender_balance"]
    assert beyond.cautions[0].id == "gas_funds"


async def test_powers_of_an_upgradable_token_are_told(bench, desk, people):
    """EIP-1967: an implementation slot means that the code behind the token can change."""
    token = make(bench, people, "PausableToken")
    slot = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"
    admin = "0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103"
    word = "0x" + "00" * 12 + people[4][2:].lower()
    bench.rpc.batch(
        [("anvil_setStorageAt", [token, place, word]) for place in (slot, admin)]
        + [("evm_mine", [])]
    )
    recognised = await desk.tokens.recognise(token)
    details = await desk.tokens.details(recognised, None)
    powers = {power.id: power.holders for power in details.powers}
    assert powers["upgrade"] == (Address(people[4]),)
    assert "pause" in powers
