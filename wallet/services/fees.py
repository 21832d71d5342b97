"""What a transaction bids for its place in a block. Pure; all in wei and gas units.

Source: EIP-1559. The base fee can rise by an eighth per block: 5/4 of it lasts one full block,
twice it six, five halves of it seven.
"""

from collections.abc import Sequence

from wallet.domain.amounts import Amount
from wallet.domain.errors import BadInput
from wallet.domain.transaction import FeeQuote, Speed

PLAIN_PAYMENT_GAS = 21_000
_GWEI_DECIMALS = 9
_GAS_MARGIN_PERCENT = 20
# Numerator and denominator of the base fee's share in the most that is paid.
_HEADROOM = {Speed.SLOW: (5, 4), Speed.NORMAL: (2, 1), Speed.FAST: (5, 2)}
_TIP = {Speed.SLOW: 0, Speed.NORMAL: 1, Speed.FAST: 2}


def gas_limit(estimate: int) -> int:
    """The estimate with a fifth on top; a plain payment costs exactly what it costs."""
    if estimate == PLAIN_PAYMENT_GAS:
        return estimate
    return estimate + -(-estimate * _GAS_MARGIN_PERCENT // 100)


def parse_gwei(text: str | int) -> int:
    """Gwei as a person writes them, in wei.

    Raises:
        BadInput: ``amount_malformed``, ``amount_too_precise``, ``amount_too_large``.
    """
    return Amount.parse(str(text), _GWEI_DECIMALS).base_units


def quote_fee(
    *, gas: int, base_fee: int, tips: Sequence[int], speed: Speed, cap: int | None = None
) -> FeeQuote:
    """Choose tip and most per gas for a speed, never above the cap.

    Args:
        gas: Gas limit.
        base_fee: Of the newest block.
        tips: For slow, normal and fast.
        speed: How eagerly.
        cap: Most per gas the person allows; ``None`` is no cap.

    Raises:
        BadInput: ``max_fee_too_low`` (params in wei) when the cap is below the base fee.
    """
    if cap is not None and cap < base_fee:
        raise BadInput("max_fee_too_low", cap=cap, base_fee=base_fee)
    numerator, denominator = _HEADROOM[speed]
    tip = tips[_TIP[speed]]
    max_fee = -(-base_fee * numerator // denominator) + tip
    if cap is not None:
        max_fee, tip = min(max_fee, cap), min(tip, cap)
    return FeeQuote(gas, base_fee, tip, max_fee)
