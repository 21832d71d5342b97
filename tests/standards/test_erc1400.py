"""ERC-1400 with default partitions, holds, lists and certificates: verdict and mined result."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from tests.support.universal import (
    HASHED,
    ISSUED,
    LOCKED,
    RECIPIENT_KEY,
    RESERVED,
    SENDER_KEY,
    held,
    ids,
    judge,
    usual,
)
from wallet.domain.compliance import Agreement, RuleStatus, Subject, TransferIntent, Verdict
from wallet.domain.errors import BadInput
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.standards.erc1400 import Erc1400

TOTAL = 1_500


@pytest.fixture
def world(bench):
    return usual(bench)


class TestErc1400(StandardConformance):
    standard = Erc1400()

    @pytest.fixture
    def specimen(self, bench, world):
        return Specimen(
            world.token, world.holder, world.recipient, world.spender, 900,
            refused=(
                (TOTAL + 1, world.recipient, "sender_balance"),
                (1_301, world.recipient, "partition_balance"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: (world.watch(allow=True, holds=True), world.hold(ISSUED, 100)),
        )  # fmt: skip


def lists(*, allow=False, block=False, certificate=0):
    def arrange(world):
        world.watch(allow=allow, block=block, certificate=certificate)
        if block:
            world.rule("blocklist(address,address,bool)", world.stranger, ON)
        if allow:
            world.list_all(world.holder, world.recipient)

    return arrange


def paused(world):
    world.watch()
    world.rule("setPaused(address,bool)", ON)


def lots(world):
    world.watch(lots=True)
    world.rule("setGranularityByPartition(address,bytes32,uint256)", RESERVED, 50)


def hooked(role, key, *, is_open):
    return lambda world: world.hook(getattr(world, role), key, is_open=is_open)


def signer(world):
    world.watch(certificate=1, allow=True)
    world.rule("addCertificateSigner(address,address)", world.holder)


FREE = "sender_free_balance/sender on_hold/sender"
NOT_IN_CLASS = "partition_balance/sender sender_free_balance/sender"
CASES = {
    "two default partitions": (None, 1_300, {}, ""),
    "beyond the default partitions": (
        None, 1_301, {}, "partition_balance/amount sender_free_balance/sender"
    ),
    "above everything": (None, TOTAL + 1, {}, "sender_balance/sender"),
    "the third partition by name": (None, 200, {"partition": LOCKED}, ""),
    "more than the partition": (None, 201, {"partition": LOCKED}, NOT_IN_CLASS),
    "a partition nobody has": (None, 1, {"partition": HASHED}, NOT_IN_CLASS),
    "nothing of a partition held": (None, 0, {"partition": LOCKED}, ""),
    "nothing of one not held": (None, 0, {"partition": HASHED}, "amount_is_zero/amount"),
    "nothing, plainly": (None, 0, {}, ""),
    "up to the hold": (held(100), 400, {}, ""),
    "into the hold": (held(100), 401, {}, FREE),
    "past a partition with a hold": (held(100), 600, {}, FREE),
    "a hold further back": (held(100, RESERVED), 1_200, {}, ""),
    "into the hold further back": (held(100, RESERVED), 1_201, {}, FREE),
    "a hold in the partition named": (held(100), 401, {"partition": ISSUED}, FREE),
    "a hold elsewhere": (held(100), 800, {"partition": RESERVED}, ""),
    "both on the list": (lists(allow=True), 5, {}, ""),
    "recipient not on the list": (
        lists(allow=True), 5, {"to": "stranger"}, "allowlisted/recipient"
    ),
    "recipient excluded": (lists(block=True), 5, {"to": "stranger"}, "denylisted/recipient"),
    "not on the list, by partition": (
        lists(allow=True), 5, {"to": "stranger", "partition": ISSUED}, "allowlisted/recipient"
    ),
    "certificate needed": (
        lists(certificate=1), 5, {"partition": ISSUED}, "approval_required/token"
    ),
    "certificate not needed plainly": (lists(certificate=2), 5, {}, ""),
    "lists count plainly beside certificates": (
        lists(allow=True, certificate=1), 5, {"to": "stranger"}, "allowlisted/recipient"
    ),
    "signers need no certificate, and no list then": (
        signer, 5, {"partition": ISSUED, "to": "stranger"}, "",
    ),
    "paused by the validator": (paused, 5, {}, "token_paused/token"),
    "lots of a partition": (lots, 51, {"partition": RESERVED}, "granularity/amount"),
    "whole lots of a partition": (lots, 50, {"partition": RESERVED}, ""),
    "sender's program refuses": (
        hooked("holder", SENDER_KEY, is_open=False), 5, {}, "sender_hook/sender"
    ),
    "recipient's program refuses": (
        hooked("recipient", RECIPIENT_KEY, is_open=False), 5, {}, "recipient_hook/recipient"
    ),
    "recipient's program accepts": (
        hooked("recipient", RECIPIENT_KEY, is_open=True), 5, {"partition": LOCKED}, ""
    ),
    "moved to another contract": (
        lambda world: world.call("migrate(address)", world.issuer), 5, {},
        "token_deactivated/token",
    ),
    "to oneself": (None, 600, {"to": "holder"}, ""),
    "to nobody": (None, 5, {"to": ZERO_ADDRESS}, "recipient_is_zero/recipient"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_each_rule_fails_and_passes(desk, world, case):
    arrange, units, more, failing = case
    if arrange:
        arrange(world)
        world.bench.flush()
    more = dict(more)
    to = more.pop("to", None)
    if isinstance(to, str) and not isinstance(to, Address):
        to = getattr(world, to)
    check = await judge(desk, world, units, to, **more)
    assert ids(check) == failing
    for rule in check.failing:
        assert rule.remedy is not None or rule.id == "token_deactivated"
    if not failing:
        assert RuleStatus.UNKNOWN not in {rule.status for rule in check.rules}


@pytest.mark.parametrize("status", ["none", "checker"])
@pytest.mark.parametrize(
    ("arrange", "units", "byte"),
    [
        (None, 100, 0x51), (None, 501, 0x52), (held(100), 401, 0x54), (paused, 5, 0x54),
        (hooked("recipient", RECIPIENT_KEY, is_open=False), 5, 0x57),
    ],
)  # fmt: skip
async def test_the_status_byte_agrees_or_is_no_answer(desk, world, arrange, units, byte, status):
    if status == "checker":
        world.check_by()
    if arrange:
        arrange(world)
    world.bench.flush()
    check = await judge(desk, world, units, partition=ISSUED)
    assert check.answer.raw[0] == (0 if status == "none" else byte)
    expected = Agreement.NO_CHECK if status == "none" else Agreement.AGREE
    assert check.decision.agreement is expected
    # The validator refuses a hold with 55 where the checker says 54.
    if arrange and units == 401:
        assert check.simulation.args == ("55",)


async def test_a_plain_transfer_has_no_check_of_its_own(desk, world):
    check = await judge(desk, world, 5)
    assert check.answer is None
    assert check.decision.agreement is Agreement.NO_CHECK


async def test_no_default_partition_means_naming_one(desk, world):
    world.call("setDefaultPartitions(bytes32[])", ())
    world.bench.flush()
    check = await judge(desk, world, 5)
    assert ids(check) == "partition_needed/amount"
    (rule,) = check.failing
    assert rule.remedy.params["names"] == "issued, reserved, locked"
    assert check.simulation.args == ("55",)
    most = await desk.maximum(world.token, world.holder, world.recipient)
    assert most.ranges == ()
    assert "partition_needed" in most.limited_by


OPERATED = {
    "nothing approved": (None, {}, "spender_allowance/spender"),
    "approved": ("approve(address,uint256)", {}, ""),
    "operator": ("authorizeOperator(address)", {}, ""),
    "approved for all, by partition": (
        "approve(address,uint256)", {"partition": ISSUED}, "spender_allowance/spender"
    ),
    "approved by partition": (
        "approveByPartition(bytes32,address,uint256)", {"partition": ISSUED}, ""
    ),
    "operator by partition": (
        "authorizeOperatorByPartition(bytes32,address)", {"partition": ISSUED}, ""
    ),
    "operator of another partition": (
        "authorizeOperatorByPartition(bytes32,address)", {"partition": RESERVED},
        "spender_allowance/spender",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OPERATED.values(), ids=OPERATED)
async def test_spenders_and_operators(desk, world, case):
    call, more, failing = case
    if call:
        values = {"bytes32": ISSUED, "address": world.spender, "uint256": 5}
        kinds = call.split("(")[1][:-1].split(",")
        world.call(call, *(values[kind] for kind in kinds), sender=world.holder)
        world.bench.flush()
    check = await judge(desk, world, 5, spender=world.spender, **more)
    assert ids(check) == failing
    assert [rule.subject for rule in check.rules].count(Subject.SPENDER) == 1


async def test_a_controller_moves_anything_while_the_token_is_controllable(desk, world):
    check = await judge(desk, world, 5, spender=world.issuer)
    assert check.verdict is Verdict.ALLOWED
    world.call("renounceControl()")
    world.bench.flush()
    check = await judge(desk, world, 5, spender=world.issuer)
    assert ids(check) == "spender_allowance/spender"


async def test_a_partition_of_a_token_without_is_bad_input(bench, desk):
    holder, recipient = bench.accounts[10:12]
    plain = bench.create(holder, own("PlainToken"), holder, 10)
    bench.flush()
    with pytest.raises(BadInput) as caught:
        await desk.check(plain, holder, recipient, 1, partition=ISSUED)
    assert caught.value.code == "no_partitions"


async def test_rules_powers_and_documents_are_told(bench, desk, world):
    world.watch(allow=True, holds=True, certificate=1)
    call = "setDocument(bytes32,string,bytes32)"
    world.call(call, b"prospectus".ljust(32, b"\0"), "ipfs://x", b"\x11" * 32)
    bench.flush()
    token = await desk.tokens.recognise(world.token)
    told = await desk.tokens.details(token, world.holder)
    assert [rule.id for rule in told.rules] == [
        "partition_balance", "token_paused", "allowlisted", "on_hold", "approval_required",
    ]  # fmt: skip
    assert told.rules[0].parameters["names"] == "issued, reserved"
    powers = {power.id: power.holders for power in told.powers}
    assert powers["force_transfer"] == (world.issuer,)
    assert {"owner", "mint", "pause", "change_rules"} <= set(powers)
    # The token lists hashes where the standard asks for names.
    (paper,) = told.documents
    assert (paper.name, paper.uri, paper.hash) == ("prospectus", "ipfs://x", "0x" + "11" * 32)
    world.call("renounceControl()")
    bench.flush()
    later = await desk.tokens.details(token, None)
    assert "force_transfer" not in {power.id for power in later.powers}


async def test_round_trips_stay_few(desk, world):
    world.watch(allow=True, block=True, holds=True, lots=True)
    world.list_all()
    world.bench.flush()
    token = await desk.tokens.recognise(world.token)
    trips = []
    for _ in range(2):
        check = await desk.compliance.check(TransferIntent(token, world.holder, world.recipient, 5))
        trips.append(check.round_trips)
        assert check.verdict is Verdict.ALLOWED
        assert {rule.status for rule in check.rules} <= {
            RuleStatus.PASS, RuleStatus.NOT_APPLICABLE,
        }  # fmt: skip
    assert trips == [2, 1]


async def test_unlisted_parties_are_both_named(desk, world):
    world.watch(allow=True, block=True)
    world.rule("blocklist(address,address,bool)", world.holder, ON)
    world.rule("blocklist(address,address,bool)", world.recipient, OFF)
    world.bench.flush()
    check = await judge(desk, world, 5)
    assert ids(check) == "allowlisted/sender allowlisted/recipient denylisted/sender"
