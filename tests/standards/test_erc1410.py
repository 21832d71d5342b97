"""ERC-1410 alone: no plain transfer, a check that looks at the wrong partition, zero returned."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.universal import HASHED, ISSUED, LOCKED, mine, named
from wallet.domain.compliance import Agreement, RuleStatus, TransferIntent, Verdict
from wallet.domain.holding import Parts, ValueState
from wallet.domain.ids import ZERO_ADDRESS
from wallet.domain.review import decode_call
from wallet.domain.transaction import UnsignedTransaction
from wallet.standards.erc1400 import Erc1410

HELD = {ISSUED: 500, LOCKED: 200, HASHED: 30}
ZERO = bytes(32)


@pytest.fixture
def people(bench):
    return bench.accounts[10:14]


@pytest.fixture
def classes(bench, people):
    issuer, holder, *_ = people
    token = bench.create(issuer, own("ClassesToken"))
    for partition, units in HELD.items():
        call = "issueByPartition(bytes32,address,uint256,bytes)"
        bench.call(issuer, token, call, partition, holder, units, b"")
    bench.flush()
    return token


async def judge(desk, bench, token, transfer, **more):
    holder, to, units = transfer
    check = await desk.check(token, holder, to, units, **more)
    sent = mine(bench, check.call, (holder, to))
    words = f"{[rule.id for rule in check.failing]} {check.simulation}"
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED), words
    if sent.mined:
        assert (sent.left, sent.moved) == (units, units)
    return check


def ids(check):
    return " ".join(f"{rule.id}/{rule.subject.value}" for rule in check.failing)


class TestErc1410(StandardConformance):
    standard = Erc1410()

    @pytest.fixture
    def specimen(self, bench, classes, people):
        _, holder, recipient, spender = people
        return Specimen(
            classes, holder, recipient, spender, 400,
            refused=(
                (731, recipient, "sender_balance"),
                (501, recipient, "partition_balance"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: bench.call(
                holder, classes, "transferByPartition(bytes32,address,uint256,bytes)",
                ISSUED, spender, 450, b"",
            ),
            partition=ISSUED,
        )  # fmt: skip

    async def test_spender_needs_an_allowance(self, bench, desk, specimen, send):
        """Here a spender is an operator, or nobody."""
        s = specimen
        told = []
        for call in (None, "authorizeOperator(address)"):
            if call:
                bench.call(s.holder, s.address, call, s.spender)
                bench.flush()
            check = await desk.check(
                s.address, s.holder, s.recipient, s.passes, spender=s.spender, **s.more
            )
            with bench.undone():
                sent = send(s.passes, spender=s.spender)
            told.append((check.verdict is Verdict.ALLOWED, sent.mined, ids(check)))
        assert told == [(False, False, "spender_allowed/spender"), (True, True, "")]

    async def test_parts_of_a_holding_sum_to_the_balance(self, bench, desk, specimen):
        """Nothing here can make a part of the balance anything but free."""
        holding = await desk.holding(specimen.address, specimen.holder)
        assert holding.parts == Parts(730, 730, 0, 0)
        assert sum(one.total for one in holding.partitions) == 730


async def test_it_is_recognised_by_its_partitions_alone(desk, classes):
    token = await desk.tokens.recognise(classes)
    assert (token.standard, token.capabilities) == ("ERC-1410", ("partitions",))


NOT_IN_CLASS = "partition_balance/sender sender_free_balance/sender"
CASES = {
    "all of a partition": (500, ISSUED, ""),
    "more than the partition": (501, ISSUED, NOT_IN_CLASS),
    "above everything": (
        731, ISSUED, "sender_balance/sender partition_balance/sender"
    ),
    "a partition nobody has": (5, named("other"), NOT_IN_CLASS),
    "nothing of a partition nobody has": (0, named("other"), "amount_is_zero/amount"),
    "nothing of a partition held": (0, LOCKED, ""),
    "the last partition, whose check reverts": (30, HASHED, ""),
    "no partition": (5, None, "partition_needed/amount"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_each_partition(bench, desk, classes, people, case):
    units, partition, failing = case
    _, holder, recipient, _ = people
    check = await judge(desk, bench, classes, (holder, recipient, units), partition=partition)
    assert ids(check) == failing
    if partition is None:
        (rule,) = check.failing
        assert rule.remedy.params["names"].startswith("issued, locked, 0x")


async def test_its_own_check_is_shown_and_does_not_decide(bench, desk, classes, people):
    """It looks at the next partition: 500 are there, 200 it sees; at the end it reverts."""
    _, holder, recipient, _ = people
    with bench.undone():
        wrong = await judge(desk, bench, classes, (holder, recipient, 400), partition=ISSUED)
    assert wrong.verdict is Verdict.ALLOWED
    assert wrong.decision.agreement is Agreement.DISAGREE
    assert wrong.needs_acceptance
    with bench.undone():
        right = await judge(desk, bench, classes, (holder, recipient, 150), partition=ISSUED)
    assert right.decision.agreement is Agreement.AGREE
    silent = await judge(desk, bench, classes, (holder, recipient, 30), partition=HASHED)
    assert silent.decision.agreement is Agreement.NO_CHECK


@pytest.mark.parametrize(
    ("call", "failing"),
    [
        (None, "spender_allowed/spender"),
        ("authorizeOperator(address)", ""),
        ("authorizeOperatorByPartition(bytes32,address)", ""),
    ],
)
async def test_only_operators_move_for_somebody(bench, desk, classes, people, call, failing):
    _, holder, recipient, spender = people
    if call:
        args = (ISSUED, spender) if "bytes32" in call else (spender,)
        bench.call(holder, classes, call, *args)
        bench.flush()
    transfer = (holder, recipient, 5)
    check = await judge(desk, bench, classes, transfer, partition=ISSUED, spender=spender)
    assert ids(check) == failing


async def test_to_nobody(bench, desk, classes, people):
    _, holder, *_ = people
    transfer = (holder, ZERO_ADDRESS, 5)
    check = await judge(desk, bench, classes, transfer, partition=ISSUED)
    assert ids(check) == "recipient_is_zero/recipient"


async def test_the_zero_partition_is_a_partition(bench, desk, classes, people):
    issuer, holder, recipient, _ = people
    call = "issueByPartition(bytes32,address,uint256,bytes)"
    bench.call(issuer, classes, call, ZERO, holder, 9, b"")
    bench.flush()
    check = await judge(desk, bench, classes, (holder, recipient, 9), partition=ZERO)
    assert check.verdict is Verdict.ALLOWED


async def test_holding_lists_what_is_held(bench, desk, classes, people):
    _, holder, *_ = people
    holding = await desk.holding(classes, holder)
    assert holding.parts == Parts(730, 730, 0, 0)
    assert (holding.reachable, holding.on_hold) == (None, None)
    assert [(one.id, one.name, one.total) for one in holding.partitions] == [
        ("0x" + ISSUED.hex(), "issued", 500),
        ("0x" + LOCKED.hex(), "locked", 200),
        ("0x" + HASHED.hex(), None, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(("partition", "most"), [(ISSUED, 500), (HASHED, 30), (None, 0)])
async def test_the_most_of_each_partition(bench, desk, classes, people, partition, most):
    _, holder, recipient, _ = people
    token = await desk.tokens.recognise(classes)
    found = await desk.compliance.maximum(token, holder, recipient, partition)
    assert [(one.minimum, one.maximum) for one in found.ranges] == ([(1, most)] if most else [])


async def test_the_call_reads_back_with_its_partition(desk, classes, people):
    _, holder, recipient, _ = people
    token = await desk.tokens.recognise(classes)
    intent = TransferIntent(token, holder, recipient, 5, partition=LOCKED)
    call = desk.tokens.standard_of(token).build_call(intent)
    transaction = UnsignedTransaction(
        chain_id=token.ref.chain_id, nonce=0, priority_fee=1, max_fee=2, gas=100_000,
        to=call.to, value=call.value, data=call.data,
    )  # fmt: skip
    said = decode_call(transaction, call.sender)
    assert (said.kind, said.args["partition"]) == ("partition_transfer", "0x" + LOCKED.hex())


# The whole family on the same classes, and too many of them.


@pytest.fixture
def family(bench, people):
    issuer, holder, *_ = people
    token = bench.create(issuer, own("FamilyToken"))
    for partition, units in ((named("ordinary"), 500), (LOCKED, 200)):
        call = "issueByPartition(bytes32,address,uint256,bytes)"
        bench.call(issuer, token, call, partition, holder, units, b"")
    bench.flush()
    return token


FAMILY = {
    "plain": (400, None, "", Agreement.AGREE),
    "plain, above its class": (600, None, "issuer_rule/token", Agreement.AGREE),
    "above everything": (701, None, "sender_balance/sender", Agreement.AGREE),
    "by class": (200, LOCKED, "", Agreement.NO_CHECK),
}


@pytest.mark.parametrize("case", FAMILY.values(), ids=FAMILY)
async def test_a_token_that_moves_one_class_by_itself(bench, desk, family, people, case):
    units, partition, failing, agreement = case
    _, holder, recipient, _ = people
    token = await desk.tokens.recognise(family)
    assert (token.standard, token.version) == ("ERC-1400", None)
    more = {} if partition is None else {"partition": partition}
    check = await judge(desk, bench, family, (holder, recipient, units), **more)
    assert (ids(check), check.decision.agreement) == (failing, agreement)
    if partition is None:
        states = {rule.id: rule.status for rule in check.rules}
        assert (states["partition_needed"] is RuleStatus.PASS) is (not failing)


@pytest.mark.parametrize(("count", "is_known"), [(40, True), (257, False)])
async def test_more_partitions_than_anybody_reads_are_unknown(bench, desk, count, is_known):
    issuer, holder, recipient = bench.accounts[10:13]
    token = bench.create(issuer, own("CrowdedToken"), count)
    bench.flush()
    holding = await desk.holding(token, holder)
    assert (holding.parts == Parts(count, count, 0, 0)) is is_known
    assert (holding.state is ValueState.KNOWN) is is_known
    check = await desk.check(token, holder, recipient, 1, partition=ISSUED)
    assert check.verdict is Verdict.ALLOWED
