"""What others pay to be mined soon.

Source: Ethereum execution API (eth_feeHistory, eth_maxPriorityFeePerGas).
"""

from collections.abc import Sequence
from statistics import median_low

from wallet.adapters.evm import values
from wallet.adapters.evm.requests import DisagreementError, Request, optional
from wallet.domain.errors import ChainProblem

Tips = tuple[int, int, int]
Rewards = tuple[tuple[int, ...], ...]

_BLOCKS = 10
_PERCENTILES = (10, 50, 90)
# geth mines nothing below 0.001 gwei unless told to; a tip of zero may wait for ever.
_LOWEST_TIP = 10**6
# No honest market asks more; a lying node could otherwise burn coins with one click.
_HIGHEST_TIP = 500 * 10**9
_TIP_PER_BASE_FEE = 10


def _middle(given: Sequence[int | None], quorum: int) -> int | None:
    """The median of enough nodes: a minority cannot push it out of the honest range."""
    if len(given) < quorum:
        raise DisagreementError(len(given))
    known = [value for value in given if value is not None]
    return median_low(known) if known else None


def _middle_rewards(given: Sequence[Rewards | None], quorum: int) -> Rewards | None:
    if len(given) < quorum:
        raise DisagreementError(len(given))
    rows = [_medians(rewards) for rewards in given if rewards]
    return (_medians(rows),) if rows else None


def _medians(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(median_low(column) for column in zip(*rows, strict=True))


HISTORY = Request(
    "eth_feeHistory",
    (hex(_BLOCKS), "latest", list(_PERCENTILES)),
    optional(values.fee_history),
    _middle_rewards,
)
SUGGESTION = Request("eth_maxPriorityFeePerGas", (), optional(values.quantity), _middle)
BASE_FEE = Request(
    "eth_getBlockByNumber",
    ("latest", False),
    optional(lambda value: values.block(value).base_fee),
    _middle,
)


def tips(history: Rewards | None, suggestion: int | None, base_fee: int | None) -> Tips:
    """Tips in wei per gas for slow, normal and fast, rising and inside sane bounds.

    Raises:
        ChainProblem: ``fee_absurd`` if the node asks for more than any market does.
    """
    if history:
        given = _medians(history)
    elif suggestion is not None:
        given = (suggestion // 2, suggestion, suggestion * 2)
    else:
        given = (_LOWEST_TIP, _LOWEST_TIP, _LOWEST_TIP)
    highest = max(_HIGHEST_TIP, (base_fee or 0) * _TIP_PER_BASE_FEE)
    if max(given) > highest:
        raise ChainProblem("fee_absurd", tip=max(given), highest=highest)
    slow = max(given[0], _LOWEST_TIP)
    normal = max(given[1], slow)
    return slow, normal, max(given[2], normal)
