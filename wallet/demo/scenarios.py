"""Transfers to try on the demo network, with the answer each must get.

The rule names are those of the wallet's checks; for a refused transfer one that must be among
its failing rules.
"""

from dataclasses import dataclass
from typing import Final

from wallet.demo.issue import Contracts
from wallet.demo.people import People
from wallet.domain.ids import ZERO_ADDRESS, Address

ALLOWED: Final = "allowed"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One transfer and its expected answer.

    Attributes:
        amount: Whole tokens, decimal text.
        expected_rule: One of the failing rules; ``None`` if it is allowed.
    """

    title: str
    sender: Address
    token: Address
    to: Address
    amount: str
    expected_verdict: str
    expected_rule: str | None


def all_scenarios(who: People, contracts: Contracts) -> tuple[Scenario, ...]:
    """Every scenario, the three tokens one after the other."""
    return (
        *_made(_SHARES, contracts.acme.token, who),
        *_made(_BONDS, contracts.bond, who),
        *_made(_CASH, contracts.cash, who),
    )


# They hold in any order, also after the allowed ones were really sent.
# Part in the story of sender and recipient, amount, failing rule (None: allowed), title.
_Row = tuple[str, str, str, str | None, str]

_SHARES: Final[tuple[_Row, ...]] = (
    ("anna", "bob", "100", None, "Shares to a verified investor"),
    ("clara", "bob", "100", None, "Every share that is free"),
    ("anna", "hugo", "10", "recipient_verified", "Somebody the issuer does not know"),
    ("anna", "david", "10", "claim_missing", "An investor without the KYC claim"),
    ("anna", "eva", "10", "claim_invalid", "An investor whose KYC claim was revoked"),
    ("anna", "marie", "10", "country_allowed", "A verified investor in France"),
    ("anna", "greta", "1", "max_balance", "An investor who holds the maximum"),
    ("anna", "felix", "10", "recipient_frozen", "A frozen recipient"),
    ("felix", "bob", "10", "sender_frozen", "A frozen sender"),
    ("anna", "bob", "1250", "lockup", "More than is free: some shares are locked up"),
    ("clara", "bob", "150", "partial_freeze", "More than is free: some shares are frozen"),
    ("ines", "bob", "400", "daily_limit", "More than may be sent in a day"),
    ("anna", "bob", "2000", "sender_balance", "More shares than one has"),
    ("anna", "bob", "0", "amount_is_zero", "No shares at all"),
)
_BONDS: Final[tuple[_Row, ...]] = (
    ("anna", "clara", "1500.5", None, "Bonds to an accredited investor"),
    ("anna", "bob", "100", "accredited_only", "Bonds to a retail investor"),
    ("anna", "hugo", "100", "allowlisted", "Bonds to somebody who is not on the register"),
    ("jonas", "clara", "10000", "lockup", "Bonds that are locked up"),
    ("anna", "clara", "30000", "sender_balance", "More bonds than one has"),
)
_CASH: Final[tuple[_Row, ...]] = (
    ("anna", "hugo", "250.75", None, "Euro cash to anybody"),
    ("anna", "bob", "1000000", "sender_balance", "More euros than one has"),
    ("anna", "zero", "5", "recipient_is_zero", "Euros to the zero address"),
)


def _made(rows: tuple[_Row, ...], token: Address, who: People) -> tuple[Scenario, ...]:
    def address(part: str) -> Address:
        return ZERO_ADDRESS if part == "zero" else Address(getattr(who, part).address)

    return tuple(
        Scenario(
            title=title,
            sender=address(sender),
            token=token,
            to=address(recipient),
            amount=amount,
            expected_verdict=ALLOWED if rule is None else REFUSED,
            expected_rule=rule,
        )
        for sender, recipient, amount, rule, title in rows
    )
