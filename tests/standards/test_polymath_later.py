"""Polymath 2.x and 3.x: recognised, simulated, and the manager that refuses is named."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from tests.support.universal import LOCKED, mine, named
from wallet.domain.compliance import Agreement, RuleStatus, Verdict
from wallet.domain.holding import Parts
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.polymath import Polymath2, Polymath3


def deploy(bench, kind):
    issuer, holder, *_ = bench.accounts[10:15]
    token = bench.create(issuer, own(kind), holder, 1_000)
    bench.call(issuer, token, "addManager(address)", bench.create(issuer, own("OwnManager"), 0))
    bench.flush()
    return token


class Later(StandardConformance):
    kind = None

    @pytest.fixture
    def specimen(self, bench):
        issuer, holder, recipient, spender, _ = bench.accounts[10:15]
        token = deploy(bench, self.kind)
        return Specimen(
            token, holder, recipient, spender, 400,
            refused=(
                (1_010, recipient, "sender_balance"),
                (405, recipient, "granularity"),
                (10, ZERO_ADDRESS, "recipient_is_zero"),
            ),
            burden=lambda: bench.call(issuer, token, "freeze(bool)", ON),
        )  # fmt: skip

    async def test_a_refusal_of_a_manager_is_the_issuer_s_rule(self, bench, desk, specimen, send):
        bench.call(specimen.holder, specimen.address, "refuse(bool)", ON)
        bench.flush()
        s = specimen
        check = await desk.check(s.address, s.holder, s.recipient, 10)
        assert not send(10).mined
        assert [rule.id for rule in check.failing] == ["issuer_rule"]
        assert check.decision.agreement is Agreement.AGREE
        bench.call(specimen.holder, specimen.address, "refuse(bool)", OFF)
        bench.flush()
        check = await desk.check(s.address, s.holder, s.recipient, 10)
        assert send(10).mined
        assert (check.verdict, check.decision.agreement) == (Verdict.ALLOWED, Agreement.AGREE)
        assert RuleStatus.FAIL not in {rule.status for rule in check.rules}

    async def test_rules_and_powers_are_told(self, desk, specimen):
        token = await desk.tokens.recognise(specimen.address)
        told = await desk.tokens.details(token, specimen.holder)
        rules = {rule.id: rule.parameters for rule in told.rules}
        assert {"token_paused", "granularity", "issuer_rule"} <= set(rules)
        assert rules["granularity"]["step"].base_units == 10
        assert {"owner", "pause", "change_rules"} <= {power.id for power in told.powers}


class TestPolymath2(Later):
    standard = Polymath2()
    kind = "PolymathTwoToken"


class TestPolymath3(Later):
    standard = Polymath3()
    kind = "PolymathThreeToken"

    async def test_the_issuer_can_move_everything(self, desk, specimen):
        token = await desk.tokens.recognise(specimen.address)
        told = await desk.tokens.details(token, None)
        assert "force_transfer" in {power.id for power in told.powers}
        assert ("partition_locked", "LOCKED") in [
            (rule.id, rule.parameters.get("name")) for rule in told.rules
        ]

    async def test_the_blocking_manager_is_named(self, bench, desk, specimen):
        bench.call(specimen.holder, specimen.address, "refuse(bool)", ON)
        bench.flush()
        check = await desk.check(specimen.address, specimen.holder, specimen.recipient, 10)
        (rule,) = check.failing
        assert rule.params["message"] == "LockUpTransferManager"

    async def test_only_unlocked_units_move(self, bench, desk, specimen, send):
        s = specimen
        bench.call(s.holder, s.address, "lock(address,uint256)", s.holder, 300)
        bench.flush()
        holding = await desk.holding(s.address, s.holder)
        assert holding.parts == Parts(1_000, 700, 0, 300)
        assert [(one.name, one.total, one.free) for one in holding.partitions] == [
            ("UNLOCKED", 700, 700), ("LOCKED", 300, 0),
        ]  # fmt: skip
        check = await desk.check(s.address, s.holder, s.recipient, 710)
        assert not send(710).mined
        assert check.verdict is Verdict.REFUSED
        most = await desk.maximum(s.address, s.holder, s.recipient)
        assert [(one.minimum, one.maximum) for one in most.ranges] == [(10, 700)]

    @pytest.mark.parametrize(
        ("partition", "failing"),
        [(named("UNLOCKED"), []), (named("LOCKED"), ["partition_locked"]),
         (LOCKED, ["partition_locked"])],
    )  # fmt: skip
    async def test_the_class_is_named_or_refused(self, bench, desk, specimen, partition, failing):
        s = specimen
        check = await desk.check(s.address, s.holder, s.recipient, 10, partition=partition)
        sent = mine(bench, check.call, (s.holder, s.recipient))
        assert sent.mined is (failing == [])
        assert [rule.id for rule in check.failing] == failing
