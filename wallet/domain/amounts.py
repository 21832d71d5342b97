"""Exact amounts: integer base units and the number of decimals, no floats anywhere."""

import re
from dataclasses import dataclass

from wallet.domain.errors import BadInput

MAX_UINT256 = 2**256 - 1
MAX_DECIMALS = 255
_DECIMAL = re.compile(r"(\d+)(?:\.(\d+))?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"[\d.]+(,[\d.]*)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of one unit of account.

    Attributes:
        base_units: Smallest units, as the contract counts; may be negative in differences.
        decimals: How many decimal digits the unit has, 0 to 255.
    """

    base_units: int
    decimals: int

    @classmethod
    def parse(cls, text: str, decimals: int) -> "Amount":
        """Read a plain decimal number of whole units, exactly.

        Raises:
            BadInput: ``amount_malformed`` for anything but digits and one point,
                ``amount_too_precise`` for more decimals than the unit has,
                ``amount_too_large`` above uint256.
        """
        match = _DECIMAL.fullmatch(text.strip()) if len(text) <= 400 else None
        if match is None:
            raise _malformed(text)
        whole, fraction = match.group(1), match.group(2) or ""
        if fraction and decimals == 0:
            raise BadInput("amount_too_precise", text=text[:80], decimals=decimals, why="whole")
        if len(fraction) > decimals:
            raise BadInput("amount_too_precise", text=text[:80], decimals=decimals)
        base_units = int(whole) * 10**decimals + int(fraction.ljust(decimals, "0") or "0")
        if base_units > MAX_UINT256:
            raise BadInput("amount_too_large", text=text[:80])
        return cls(base_units, decimals)

    @property
    def text(self) -> str:
        """Shortest exact decimal text, e.g. ``12.5``; no grouping."""
        sign = "-" if self.base_units < 0 else ""
        digits = str(abs(self.base_units)).rjust(self.decimals + 1, "0")
        if self.decimals == 0:
            return sign + digits
        whole, fraction = digits[: -self.decimals], digits[-self.decimals :].rstrip("0")
        return sign + whole + (f".{fraction}" if fraction else "")

    def with_units(self, base_units: int) -> "Amount":
        """Another quantity of the same unit."""
        return Amount(base_units, self.decimals)

    def __str__(self) -> str:
        return self.text


def _malformed(text: str) -> BadInput:
    """What is wrong with it, where that is plain to see."""
    typed = text.strip()[:80]
    if _GROUPED.fullmatch(typed):
        return BadInput("amount_malformed", text=typed, why="grouped", plain=typed.replace(",", ""))
    if _COMMA.fullmatch(typed):
        return BadInput("amount_malformed", text=typed, why="comma")
    return BadInput("amount_malformed", text=text[:80])
