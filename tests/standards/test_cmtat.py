"""CMTAT: the common exam on all variants, each rule, and what check and transfer disagree about."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import OFF
from tests.support.cmta import HELD, VARIANTS, Cmta, artifact, told
from wallet.domain.compliance import Agreement, RuleStatus, Verdict
from wallet.domain.holding import Parts
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.cmtat import Cmtat
from wallet.standards.erc1404 import Erc1404
from wallet.standards.shared.documents import read_documents

PARTIAL = {"CmtatStandard", "CmtatNext", "CmtatAllowlist"}
CODED = {"CmtatStandard", "CmtatNext", "CmtatTwo"}


@pytest.fixture(params=VARIANTS)
def world(bench, request):
    return Cmta(bench, request.param)


class TestCmtat(StandardConformance):
    standard = Cmtat()

    @pytest.fixture
    def specimen(self, world):
        refused = [
            (HELD + 1, world.recipient, "sender_balance"),
            (5, ZERO_ADDRESS, "recipient_is_zero"),
        ]
        if world.name == "CmtatAllowlist":
            refused.append((5, world.stranger, "allowlisted"))
        return Specimen(
            world.token, world.holder, world.recipient, world.spender, 400, tuple(refused),
            burden=lambda: world.freeze(world.holder),
        )  # fmt: skip

    async def test_generation_and_variant_are_found_by_their_answers(self, desk, world):
        token = await desk.tokens.recognise(world.token)
        assert token.version == ("2.x" if world.second else "3.x")
        has = set(token.capabilities)
        assert ("partial_freeze" in has) is (world.name in PARTIAL)
        assert ("allowlist" in has) is (world.name == "CmtatAllowlist")
        assert ("spender_check" in has) is (world.name in {"CmtatStandard", "CmtatNext"})
        assert ("snapshots" in has) is (world.name in CODED)
        assert {"freeze", "pause"} <= has


def deactivate(world):
    world.call("deactivateContract()")


CASES = {
    "passes": (None, 400, ""),
    "above the balance": (None, HELD + 1, "sender_balance/sender"),
    "paused": (lambda w: w.call("pause()"), 5, "token_paused/token"),
    "deactivated": (deactivate, 5, "token_deactivated/token token_paused/token"),
    "sender frozen": (lambda w: w.freeze(w.holder), 5, "sender_frozen/sender"),
    "recipient frozen": (lambda w: w.freeze(w.recipient), 5, "recipient_frozen/recipient"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_each_rule(bench, desk, world, case):
    arrange, units, failing = case
    if arrange:
        arrange(world)
        bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, units)
    sent = world.send(units)
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    assert told(check) == failing
    assert check.round_trips <= 2
    # Codes and bool alike say nothing of a balance nothing of which is frozen.
    agrees = units <= HELD
    assert check.decision.agreement is (Agreement.AGREE if agrees else Agreement.DISAGREE)
    asked = {rule.id for rule in check.rules}
    assert {"token_paused", "token_deactivated", "sender_frozen", "recipient_frozen"} <= asked
    assert all(rule.raw for rule in check.rules if rule.id == "token_deactivated")


async def test_nobody_can_undo_a_deactivation(bench, desk, world):
    deactivate(world)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 5)
    assert [rule.remedy for rule in check.failing] == [None, None]


@pytest.mark.parametrize("name", sorted(PARTIAL))
async def test_frozen_part(bench, desk, name):
    world = Cmta(bench, name)
    world.freeze_part(600)
    bench.flush()
    above = await desk.check(world.token, world.holder, world.recipient, 401)
    beside = await desk.check(world.token, world.holder, world.recipient, 400)
    assert told(above) == "sender_free_balance/sender partial_freeze/sender"
    assert above.decision.agreement is beside.decision.agreement is Agreement.AGREE
    assert beside.verdict is Verdict.ALLOWED
    assert not world.send(401).mined
    assert world.send(400).mined


async def test_the_active_balance_comes_before_the_pause(bench, desk):
    world = Cmta(bench, "CmtatStandard")
    world.freeze_part(600)
    world.call("pause()")
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 401)
    assert int.from_bytes(check.answer.raw, "big") == 6
    assert told(check) == ("sender_free_balance/sender partial_freeze/sender token_paused/token")
    assert not world.send(401).mined


async def test_more_frozen_than_there_is(bench, desk):
    world = Cmta(bench, "CmtatNext")
    world.call("setFrozenTokens(address,uint256)", world.holder, 5_000)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 1)
    assert told(check) == "sender_free_balance/sender partial_freeze/sender"
    assert check.simulation.error == "ERC7943InsufficientUnfrozenBalance(address,uint256,uint256)"
    assert not world.send(1).mined
    nothing = await desk.check(world.token, world.holder, world.recipient, 0)
    assert nothing.verdict is Verdict.ALLOWED
    assert world.send(0).mined
    holding = await desk.holding(world.token, world.holder)
    assert (holding.parts, holding.frozen_on_chain) == (Parts(HELD, 0, HELD, 0), 5_000)


async def test_a_check_that_breaks_is_no_answer(bench, desk):
    world = Cmta(bench, "CmtatStandard")
    world.freeze_part(600)
    bench.flush()
    world.call("take(address,uint256)", world.holder, 500)
    bench.flush()
    check = await desk.check(world.token, world.holder, world.recipient, 1)
    assert not world.send(1).mined
    assert check.decision.agreement is Agreement.NO_CHECK
    assert told(check) == "sender_free_balance/sender partial_freeze/sender"
    assert check.simulation.error == "Panic(uint256)"


@pytest.mark.parametrize("name", VARIANTS)
async def test_frozen_spender(bench, desk, name):
    """Only the third generation looks at the spender, and says so only if it is asked."""
    world = Cmta(bench, name)
    world.approve(50)
    world.freeze(world.spender)
    bench.flush()
    plain = await desk.check(world.token, world.holder, world.recipient, 5)
    check = await desk.check(world.token, world.holder, world.recipient, 5, spender=world.spender)
    sent = world.send(5, spender=world.spender)
    assert plain.verdict is Verdict.ALLOWED
    assert sent.mined is world.second
    assert told(check) == ("" if world.second else "spender_allowed/spender")
    assert check.decision.agreement is Agreement.AGREE
    if name in {"CmtatStandard", "CmtatNext"}:
        assert check.answer.call == "detectTransferRestrictionFrom(spender,from,to,amount)"
    elif not world.second:
        assert check.answer.call == "canTransferFrom(spender,from,to,amount)"


LISTED = {
    "sender": ("holder", "allowlisted/sender"),
    "recipient": ("recipient", "allowlisted/recipient"),
    "spender": ("spender", "allowlisted/spender"),
}


@pytest.mark.parametrize("case", LISTED.values(), ids=LISTED)
async def test_allowlist_variant(bench, desk, case):
    who, failing = case
    world = Cmta(bench, "CmtatAllowlist")
    world.approve(50)
    world.call("setAddressAllowlist(address,bool)", getattr(world, who), OFF)
    bench.flush()
    parties = (world.token, world.holder, world.recipient, 5)
    check = await desk.check(*parties, spender=world.spender)
    assert told(check) == failing
    assert not world.send(5, spender=world.spender).mined
    world.call("enableAllowlist(bool)", OFF)
    bench.flush()
    unused = await desk.check(*parties, spender=world.spender)
    rows = [rule.status for rule in unused.rules if rule.id == "allowlisted"]
    assert rows == [RuleStatus.NOT_APPLICABLE] * 3
    assert unused.verdict is Verdict.ALLOWED
    assert world.send(5, spender=world.spender).mined


async def test_who_is_not_listed_has_nothing_free(bench, desk):
    world = Cmta(bench, "CmtatAllowlist")
    world.freeze_part(600)
    world.call("setAddressAllowlist(address,bool)", world.holder, OFF)
    bench.flush()
    assert (await desk.holding(world.token, world.holder)).parts == Parts(HELD, 0, 600, 400)


HOLDINGS = {
    "free": (None, Parts(HELD, HELD, 0, 0)),
    "frozen": (lambda w: w.freeze(w.holder), Parts(HELD, 0, HELD, 0)),
    "paused": (lambda w: w.call("pause()"), Parts(HELD, HELD, 0, 0)),
}


@pytest.mark.parametrize("case", HOLDINGS.values(), ids=HOLDINGS)
async def test_holding(bench, desk, world, case):
    arrange, parts = case
    if arrange:
        arrange(world)
        bench.flush()
    assert (await desk.holding(world.token, world.holder)).parts == parts


@pytest.mark.parametrize("name", sorted(CODED))
async def test_papers_rules_and_powers(desk, bench, name):
    world = Cmta(bench, name)
    token = await desk.tokens.recognise(world.token)
    details = await desk.tokens.details(token, None)
    papers = {paper.name: paper.uri for paper in details.documents}
    if world.second:
        assert papers == {"terms": "https://example.org/old-terms.pdf", "Prospectus": "ipfs://old"}
    else:
        assert papers["Terms"] == "https://example.org/terms.pdf"
        assert papers["Prospectus"] == "ipfs://prospectus"
        assert ("metadata" in papers) is (name == "CmtatNext")
        (terms,) = (paper for paper in details.documents if paper.name == "Terms")
        assert terms.hash.startswith("0x9ff867f6")
        assert terms.updated_at == bench.time()
    rules = {rule.id for rule in details.rules}
    assert {"token_paused", "token_deactivated", "sender_frozen"} <= rules
    assert ("partial_freeze" in rules) is not world.second
    holders = {power.id: power.holders for power in details.powers}
    assert holders["pause"] == holders["deactivate"] == (world.issuer,)
    assert ("force_transfer" in holders) is not world.second


async def test_documents_answered_as_a_struct(bench, desk):
    contract = bench.create(bench.accounts[5], artifact("StructDocuments"))
    bench.flush()
    (paper,) = await read_documents((await desk.snapshot()).reader, contract)
    assert (paper.name, paper.uri) == ("Prospectus", "ipfs://prospectus")
    assert paper.hash.startswith("0xc37e9d62")
    assert paper.updated_at == 1_700_000_000


async def test_role_that_was_taken_away_is_no_power(bench, desk):
    world = Cmta(bench, "CmtatStandard")
    pauser = bytes.fromhex("65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a")
    world.call("grantRole(bytes32,address)", pauser, world.stranger)
    world.call("revokeRole(bytes32,address)", pauser, world.issuer)
    bench.flush()
    token = await desk.tokens.recognise(world.token)
    powers = {one.id: one.holders for one in (await desk.tokens.details(token, None)).powers}
    # The admin of a CMTAT has every role all the same.
    assert powers["pause"] == (world.stranger, world.issuer)
    world.call("revokeRole(bytes32,address)", pauser, world.stranger)
    bench.flush()
    powers = {one.id: one.holders for one in (await desk.tokens.details(token, None)).powers}
    assert powers["pause"] == (world.issuer,)


async def test_other_restricted_tokens_are_none(bench, desk):
    issuer, holder = bench.accounts[5:7]
    listed = bench.create(issuer, own("ListedToken"), holder, HELD)
    parrots = [bench.create(issuer, own("Parrot", "urwa"), word) for word in (0, 1, 2)]
    engine = bench.create(issuer, artifact("CmtaRuleEngine"), listed)
    bench.flush()
    reader = (await desk.snapshot()).reader
    for contract in (listed, engine, *parrots):
        assert await Cmtat().matches(reader, contract) is None
    # And a CMTAT is a token of ERC-1404 too, only a better known one.
    world = Cmta(bench, "CmtatStandard")
    reader = (await desk.snapshot()).reader
    assert await Erc1404().matches(reader, world.token) is not None
