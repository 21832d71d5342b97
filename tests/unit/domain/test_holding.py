"""Parts of a holding always sum to the total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.errors import ProgramFault
from wallet.domain.holding import Parts

UNITS = st.integers(0, 2**256 - 1)


@given(UNITS, UNITS, st.none() | UNITS)
def test_parts_sum_whatever_the_contract_reports(total, frozen, free):
    parts = Parts.split(total=total, frozen_on_chain=frozen, free=free)
    assert parts.free + parts.frozen + parts.locked == parts.total == total
    assert parts.frozen == min(frozen, total)


def test_frozen_above_the_balance_leaves_nothing_free():
    assert Parts.split(total=100, frozen_on_chain=250) == Parts(100, 0, 100, 0)


@pytest.mark.parametrize("parts", [(10, 5, 5, 5), (10, -5, 10, 5), (-1, 0, 0, -1)])
def test_parts_that_do_not_sum_cannot_be_built(parts):
    with pytest.raises(ProgramFault):
        Parts(*parts)
