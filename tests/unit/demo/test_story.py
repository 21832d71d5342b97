"""The demo's story and scenarios, before any chain plays them."""

from decimal import Decimal

import pytest

from wallet.demo.people import everybody, people
from wallet.demo.scenarios import all_scenarios
from wallet.demo.script import DAY_S, Script
from wallet.demo.story import tell
from wallet.domain.ids import ZERO_ADDRESS

NOW = 1_790_000_000
# What the demo must be able to show.
RULES = {
    "recipient_verified", "claim_missing", "claim_invalid", "country_allowed", "max_balance",
    "sender_balance", "partial_freeze", "lockup", "recipient_frozen", "daily_limit",
    "accredited_only", "allowlisted", "recipient_is_zero", "amount_is_zero",
}  # fmt: skip


@pytest.fixture(scope="module")
def told():
    script = Script(NOW)
    contracts, agenda = tell(script, people())
    return script.chapters(), contracts, agenda


def scenarios(told):
    return all_scenarios(people(), told[1])


def test_blocks_are_in_order_of_time_and_all_in_the_past(told):
    times = [chapter.time for chapter in told[0]]
    assert times == sorted(set(times))
    assert times[0] > NOW - 36 * DAY_S
    assert times[-1] < NOW


def test_nonces_of_every_sender_have_no_gap(told):
    seen = {}
    for chapter in told[0]:
        for step in chapter.steps:
            assert step.nonce == seen.get(step.sender, 0)
            seen[step.sender] = step.nonce + 1


def test_contracts_are_at_the_same_addresses_at_every_start(told):
    later = Script(NOW + 12_345)
    assert tell(later, people())[0] == told[1]


def test_a_block_before_the_last_one_is_refused():
    script = Script(NOW)
    script.block(days=2)
    with pytest.raises(ValueError, match="not later"):
        script.block(days=3)


def test_there_are_scenarios_for_every_rule_the_demo_promises(told):
    assert {scenario.expected_rule for scenario in scenarios(told)} >= RULES


def test_each_token_has_an_allowed_scenario(told):
    _, contracts, _ = told
    allowed = {s.token for s in scenarios(told) if s.expected_verdict == "allowed"}
    assert allowed == {contracts.acme.token, contracts.bond, contracts.cash}


def test_refused_scenarios_and_only_they_name_a_rule(told):
    for scenario in scenarios(told):
        assert (scenario.expected_rule is None) == (scenario.expected_verdict == "allowed")


def test_senders_are_people_of_the_demo_and_amounts_are_exact(told):
    known = {person.address for person in everybody()}
    for scenario in scenarios(told):
        assert scenario.sender in known
        assert scenario.to in known | {ZERO_ADDRESS}
        assert Decimal(scenario.amount) >= 0


def test_titles_tell_scenarios_apart(told):
    titles = [scenario.title for scenario in scenarios(told)]
    assert len(set(titles)) == len(titles)
