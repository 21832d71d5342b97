"""Bids per gas, by speed and cap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.errors import BadInput
from wallet.domain.transaction import Speed
from wallet.services.fees import gas_limit, parse_gwei, quote_fee

GWEI = 10**9
TIPS = (1 * GWEI, 2 * GWEI, 5 * GWEI)


@pytest.mark.parametrize(
    ("speed", "tip", "max_fee"),
    [(Speed.SLOW, 1, 126), (Speed.NORMAL, 2, 202), (Speed.FAST, 5, 255)],
)
def test_faster_bids_tip_more_and_last_longer(speed, tip, max_fee):
    fee = quote_fee(gas=50_000, base_fee=100 * GWEI, tips=TIPS, speed=speed)
    assert (fee.priority_fee, fee.max_fee) == (tip * GWEI, max_fee * GWEI)
    assert fee.max_wei == 50_000 * max_fee * GWEI
    assert fee.likely_wei == 50_000 * (100 + tip) * GWEI


def test_the_cap_is_never_exceeded_and_cuts_the_tip_too():
    fee = quote_fee(gas=1, base_fee=1 * GWEI, tips=TIPS, speed=Speed.FAST, cap=3 * GWEI)
    assert (fee.priority_fee, fee.max_fee) == (3 * GWEI, 3 * GWEI)


def test_a_cap_below_the_base_fee_is_refused_with_both_numbers():
    with pytest.raises(BadInput, match="max_fee_too_low") as caught:
        quote_fee(gas=1, base_fee=10, tips=TIPS, speed=Speed.SLOW, cap=9)
    assert caught.value.params == {"cap": 9, "base_fee": 10}


@given(
    base_fee=st.integers(0, 10**15),
    tips=st.tuples(*[st.integers(0, 10**14)] * 3),
    speed=st.sampled_from(Speed),
    cap=st.none() | st.integers(0, 10**15),
)
def test_every_quote_can_be_a_transaction(base_fee, tips, speed, cap):
    if cap is not None and cap < base_fee:
        return
    fee = quote_fee(gas=21_000, base_fee=base_fee, tips=tips, speed=speed, cap=cap)
    assert 0 <= fee.priority_fee <= fee.max_fee
    assert fee.max_fee >= base_fee
    assert cap is None or fee.max_fee <= cap


def test_gas_gets_a_fifth_on_top_but_a_payment_costs_what_it_costs():
    assert gas_limit(21_000) == 21_000
    assert gas_limit(50_000) == 60_000
    assert gas_limit(50_001) == 60_002


def test_gwei_are_read_exactly():
    assert parse_gwei("0.000000001") == 1
    assert parse_gwei(3) == 3 * GWEI
    for nonsense in ("1e9", "-1", "", "0.0000000001"):
        with pytest.raises(BadInput):
            parse_gwei(nonsense)
