"""What may leave a balance, and what keeps the rest."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.one_network import ALICE, BOB, TOKEN
from wallet.domain.compliance import Actor, RuleStatus, TransferIntent
from wallet.domain.holding import Parts, Unlock
from wallet.domain.ids import TokenRef
from wallet.domain.security_token import SecurityToken
from wallet.standards.shared.freedom import first_time_enough, freedom_rules

SHARE = SecurityToken(TokenRef(1, TOKEN), "Acme", "ACME", 0, "ERC-3643")
UNLOCKS = (Unlock(2_000, 30), Unlock(3_000, 20))


def asked(units, parts, unlocks=()):
    intent = TransferIntent(SHARE, ALICE, BOB, units)
    rules = freedom_rules(intent, parts, unlocks, lockable=True, freezable=True)
    return {rule.id: rule for rule in rules}


def failing(rules):
    return [rule.id for rule in rules.values() if rule.failed]


def test_each_part_that_stands_in_the_way_is_named():
    parts = Parts(total=100, free=40, frozen=10, locked=50)
    assert failing(asked(40, parts)) == []
    assert failing(asked(41, parts)) == ["sender_free_balance", "partial_freeze", "lockup"]
    unfrozen = Parts(total=100, free=50, frozen=0, locked=50)
    assert failing(asked(51, unfrozen)) == ["sender_free_balance", "lockup"]


def test_above_the_total_the_balance_is_the_reason():
    rules = asked(101, Parts(total=100, free=40, frozen=10, locked=50))
    assert failing(rules) == []
    assert rules["sender_free_balance"].status is RuleStatus.NOT_APPLICABLE


def test_unknown_parts_are_unknown_everywhere():
    assert {rule.status for rule in asked(5, None).values()} == {RuleStatus.UNKNOWN}


def test_a_lock_up_says_when_enough_is_free():
    parts = Parts(total=100, free=50, frozen=0, locked=50)
    for units, earliest in ((60, 2_000), (80, 2_000), (81, 3_000), (100, 3_000)):
        remedy = asked(units, parts, UNLOCKS)["lockup"].remedy
        assert (remedy.actor, remedy.earliest) == (Actor.TIME, earliest)


def test_waiting_does_not_help_where_the_rest_is_frozen():
    parts = Parts(total=100, free=40, frozen=10, locked=50)
    remedy = asked(95, parts, UNLOCKS)["lockup"].remedy
    assert (remedy.actor, remedy.earliest) == (Actor.ISSUER, None)


@given(
    free=st.integers(0, 100),
    unlocks=st.lists(st.tuples(st.integers(1, 50), st.integers(0, 100)), max_size=6),
    amount=st.integers(1, 300),
)
def test_the_first_time_is_the_first(free, unlocks, amount):
    entries = tuple(Unlock(*entry) for entry in unlocks)
    parts = Parts(total=free, free=free, frozen=0, locked=0)

    def free_at(time):
        return free + sum(entry.base_units for entry in entries if entry.at <= time)

    enough = [time for time in range(1, 51) if free_at(time) >= amount]
    if free >= amount:
        return
    assert first_time_enough(parts, entries, amount) == (enough[0] if enough else None)
