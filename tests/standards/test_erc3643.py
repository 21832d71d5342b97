"""ERC-3643 passes the common exam, on T-REX as its vendor ships it."""

import pytest

from tests.standards.conformance import Specimen, StandardConformance
from tests.support.artifacts import trex as artifact
from wallet.domain.ids import ZERO_ADDRESS
from wallet.standards.erc3643 import Erc3643


class TestErc3643(StandardConformance):
    standard = Erc3643()

    @pytest.fixture
    def specimen(self, trex):
        return Specimen(
            trex.token, trex.alice, trex.bob, trex.spender, 1_000,
            refused=(
                (1_000_000_001, trex.bob, "sender_balance"),
                (5, trex.stranger, "recipient_verified"),
                (5, ZERO_ADDRESS, "recipient_is_zero"),
                (0, trex.bob, "amount_is_zero"),
            ),
            burden=lambda: trex.freeze_part("alice", 499_999_600),
        )  # fmt: skip

    async def test_verdict_carries_its_block_and_context(self, bench, desk, specimen):
        specimen.burden()
        bench.flush()
        await super().test_verdict_carries_its_block_and_context(bench, desk, specimen)


LEGACY = {
    "CountryRestrictionsTest": ("country_restricted", "addCountryRestriction", 276),
    "CountryWhitelistingTest": ("country_allowed", "whitelistCountry", 756),
}


class TestComplianceWithoutModules:
    """Compliance contracts from before the modules, of the same package."""

    async def bind(self, trex, name, *setup):
        compliance = trex.bench.create(trex.agent, artifact(name))
        if setup:
            trex.bench.call(trex.agent, compliance, artifact(name).call(*setup))
        trex.call("token", "setCompliance", compliance)
        trex.bench.flush()

    @pytest.mark.parametrize("name", LEGACY)
    async def test_each_feature_tells_its_verdict(self, trex, desk, name):
        rule_id, *setup = LEGACY[name]
        await self.bind(trex, name, *setup)
        check = await desk.check(trex.token, trex.alice, trex.bob, 5)
        assert [rule.id for rule in check.failing] == [rule_id]
        assert not trex.send_real("alice", "bob", 5).mined

    async def test_a_bare_yes_is_all_there_is(self, trex, desk):
        await self.bind(trex, "DefaultCompliance")
        check = await desk.check(trex.token, trex.alice, trex.bob, 0)
        assert check.failing == ()
        asked = [rule.id for rule in check.rules]
        assert "issuer_rule" in asked
        assert "amount_is_zero" not in asked
        assert trex.send_real("alice", "bob", 0).mined
        token = await desk.tokens.recognise(trex.token)
        assert token.version == "3.x"
