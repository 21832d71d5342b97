"""Every way a T-REX transfer can fail or pass, on the vendor's own contracts.

Whatever the wallet says, the same transfer is then really mined: both must agree.
"""

from dataclasses import dataclass, field

import pytest

from tests.support.trex import AML, KYC
from wallet.domain.compliance import Actor, Agreement, Verdict
from wallet.domain.ids import ZERO_ADDRESS

HELD = 1_000_000_000
UNSIGNED_TOPIC = 1003


@dataclass(frozen=True)
class Case:
    """A situation, one transfer in it, and what must be said about it."""

    arrange: object
    failing: str = ""
    agreement: Agreement = Agreement.AGREE
    sender: str = "alice"
    recipient: str = "bob"
    units: int = 100_000_000
    spender: str | None = None
    actors: dict = field(default_factory=dict)


def nothing(world):
    pass


def missing_claim(world):
    world.remove_claim("bob", KYC, world.kyc)


def revoked_claim(world):
    world.revoke("bob", AML, world.aml)


def untrusted_issuer(world):
    world.distrust(world.kyc)
    world.trust(world.claim_maker(b"\x33" * 32), KYC)


def nobody_trusted(world):
    world.bench.call(world.agent, world.topics, "addClaimTopic(uint256)", UNSIGNED_TOPIC)


def signer_key_removed(world):
    """The claim is filed and not revoked, but its signer no longer speaks for the issuer."""
    keys = world.bench.read(world.kyc.contract, "getKeysByPurpose(uint256)(bytes32[])", 3)
    call = "removeKey(bytes32,uint256)"
    world.bench.call(world.kyc.owner, world.kyc.contract, call, keys[-1], 3)


def second_issuer_suffices(world):
    other = world.claim_maker(b"\x44" * 32)
    world.trust(other, KYC)
    world.claim("bob", KYC, other)
    world.revoke("carol", KYC, world.kyc)
    world.remove_claim("bob", KYC, world.kyc)


def frozen_sender(world):
    world.freeze("alice")


def frozen_recipient(world):
    world.freeze("bob")


def part_frozen(world):
    world.freeze_part("alice", HELD - 99_999_999)


def part_frozen_enough_left(world):
    world.freeze_part("alice", HELD - 100_000_000)


def paused(world):
    world.pause()


def country_allow(world):
    world.add_module("CountryAllowModule", ("batchAllowCountries", (756, 40)))


def country_restrict(world):
    world.add_module("CountryRestrictModule", ("addCountryRestriction", 276))


def no_countries_restricted(world):
    world.add_module("CountryRestrictModule", ("addCountryRestriction", 643))


def max_balance_over(world):
    world.mint("bob", 50_000_000)
    world.add_max_balance(149_999_999)


def max_balance_full(world):
    world.mint("bob", 150_000_000)
    world.add_max_balance(150_000_000)


def max_balance_exact(world):
    world.mint("bob", 50_000_000)
    world.add_max_balance(150_000_000)


def max_balance_of_one(world):
    world.add_max_balance(HELD)


def daily(world):
    world.add_module("TimeTransfersLimitsModule", ("setTimeTransferLimit", (86_400, 99_999_999)))


def daily_and_monthly(world):
    limits = ((86_400, 100_000_000), (30 * 86_400, 150_000_000))
    world.add_module("TimeTransfersLimitsModule", ("batchSetTimeTransferLimit", limits))
    assert world.send_real("alice", "carol", 60_000_000).mined


def hourly(world):
    world.add_module("TimeTransfersLimitsModule", ("setTimeTransferLimit", (3_600, 1)))


def agents_are_exempt(world):
    world.call("token", "addAgent", world.alice)
    daily(world)


def exchange_limit(world):
    name = "TimeExchangeLimitsModule"
    venue = world.identities["exchange"]
    world.add_module(name, ("setExchangeLimit", venue, (7 * 86_400, 99_999_999)))
    world.call_module(name, "addExchangeID", venue)


def exchange_monthly(world):
    name = "ExchangeMonthlyLimitsModule"
    venue = world.identities["exchange"]
    world.add_module(name, ("setExchangeMonthlyLimit", venue, 150_000_000))
    world.call_module(name, "addExchangeID", venue)
    assert world.send_real("alice", "exchange", 51_000_000).mined


def exchange_sends(world):
    """An exchange's own payments to another exchange are not limited."""
    exchange_limit(world)
    world.call_module("TimeExchangeLimitsModule", "addExchangeID", world.identities["alice"])


def exchange_sends_while_paused(world):
    exchange_sends(world)
    world.pause()


def not_on_transfer_list(world):
    world.add_module("TransferRestrictModule", ("allowUser", world.carol))


def sender_on_transfer_list(world):
    world.add_module("TransferRestrictModule", ("allowUser", world.alice))


def recipient_on_transfer_list(world):
    world.add_module("TransferRestrictModule", ("allowUser", world.bob))


def conditional(world):
    world.add_module("ConditionalTransferModule")


def other_amount_approved(world):
    approved = (world.alice, world.bob, 99_000_000)
    world.add_module("ConditionalTransferModule", ("approveTransfer", *approved))


def approved(world):
    transfer = (world.alice, world.bob, 100_000_000)
    world.add_module("ConditionalTransferModule", ("approveTransfer", *transfer))


def approval_used_up(world):
    approved(world)
    assert world.send_real("alice", "bob", 100_000_000).mined


def recipients_whitelist(world):
    world.add_module("TokenListingRestrictionsModule", ("configureToken", 1))


def on_recipients_whitelist(world):
    recipients_whitelist(world)
    listing = ("listToken", world.token, 0)
    world.call_module("TokenListingRestrictionsModule", *listing, sender=world.bob)


def on_recipients_blacklist(world):
    world.add_module("TokenListingRestrictionsModule", ("configureToken", 2))
    listing = ("listToken", world.token, 1)
    world.call_module("TokenListingRestrictionsModule", *listing, sender=world.bob)


def listing_not_configured(world):
    world.add_module("TokenListingRestrictionsModule")


def supply_limit(world):
    world.add_module("SupplyLimitModule", ("setSupplyLimit", 1))


def allowance_too_small(world):
    world.approve("alice", "spender", 99_999_999)


def allowance_enough(world):
    world.approve("alice", "spender", 100_000_000)


def everything_wrong(world):
    country_allow(world)
    daily(world)
    world.freeze("bob")
    missing_claim(world)
    world.pause()


def max_balance_bound(world):
    world.add_max_balance(HELD * 2)


NO, AGREES, DIFFERS = Agreement.NO_CHECK, Agreement.AGREE, Agreement.DISAGREE
YOU, ISSUER, RECIPIENT = Actor.YOU, Actor.ISSUER, Actor.RECIPIENT
CASES = {
    "a plain transfer": Case(nothing),
    "recipient not registered": Case(
        nothing, "recipient_verified", DIFFERS, recipient="stranger",
        actors={"recipient_verified": ISSUER},
    ),
    "not registered, and a module that stumbles over that": Case(
        max_balance_bound, "recipient_verified", NO, recipient="stranger"
    ),
    "claim missing": Case(
        missing_claim, "recipient_verified claim_missing", DIFFERS,
        actors={"recipient_verified": RECIPIENT, "claim_missing": RECIPIENT},
    ),
    "claim revoked": Case(
        revoked_claim, "recipient_verified claim_invalid", DIFFERS,
        actors={"claim_invalid": RECIPIENT},
    ),
    "claim by an issuer no longer trusted": Case(
        untrusted_issuer, "recipient_verified claim_missing", DIFFERS
    ),
    "claim by a key no longer valid": Case(
        signer_key_removed, "recipient_verified claim_invalid", DIFFERS
    ),
    "topic nobody may state": Case(
        nobody_trusted, "recipient_verified claim_missing", DIFFERS,
        actors={"claim_missing": ISSUER},
    ),
    "another trusted issuer suffices": Case(second_issuer_suffices),
    "a sender whose claim is revoked may still send": Case(
        second_issuer_suffices, sender="carol", units=0, failing="amount_is_zero",
        agreement=DIFFERS,
    ),
    "sender's wallet frozen": Case(
        frozen_sender, "sender_frozen", DIFFERS, actors={"sender_frozen": ISSUER}
    ),
    "recipient's wallet frozen": Case(
        frozen_recipient, "recipient_frozen", DIFFERS, actors={"recipient_frozen": ISSUER}
    ),
    "part frozen": Case(
        part_frozen, "sender_free_balance partial_freeze", DIFFERS,
        actors={"sender_free_balance": YOU, "partial_freeze": ISSUER},
    ),
    "part frozen, enough left": Case(part_frozen_enough_left),
    "above the balance": Case(
        nothing, "sender_balance", DIFFERS, units=HELD + 1,
        actors={"sender_balance": YOU},
    ),
    "the whole balance": Case(nothing, units=HELD),
    "paused": Case(paused, "token_paused", DIFFERS, actors={"token_paused": ISSUER}),
    "country not allowed": Case(
        country_allow, "country_allowed", actors={"country_allowed": ISSUER}
    ),
    "country allowed": Case(country_allow, recipient="dave"),
    "country restricted": Case(
        country_restrict, "country_restricted", actors={"country_restricted": ISSUER}
    ),
    "another country restricted": Case(no_countries_restricted),
    "above the largest holding": Case(
        max_balance_over, "max_balance", actors={"max_balance": YOU}
    ),
    "largest holding reached": Case(
        max_balance_full, "max_balance", actors={"max_balance": ISSUER}
    ),
    "exactly the largest holding": Case(max_balance_exact),
    "to oneself counts twice towards the largest holding": Case(
        max_balance_of_one, "max_balance", recipient="alice"
    ),
    "above the daily limit": Case(daily, "daily_limit", actors={"daily_limit": YOU}),
    "day and month used up": Case(
        daily_and_monthly, "daily_limit monthly_limit",
        actors={"daily_limit": Actor.TIME, "monthly_limit": Actor.TIME},
    ),
    "only the month used up": Case(
        daily_and_monthly, "daily_limit", units=90_000_000,
    ),
    "what is left of the day": Case(daily_and_monthly, units=40_000_000),
    "above the hourly limit": Case(hourly, "transfer_limit"),
    "agents are exempt from limits": Case(agents_are_exempt),
    "above an exchange's limit": Case(exchange_limit, "transfer_limit", recipient="exchange"),
    "the exchange's limit is not for others": Case(exchange_limit),
    "above an exchange's month": Case(
        exchange_monthly, "monthly_limit", recipient="exchange",
        actors={"monthly_limit": Actor.TIME},
    ),
    "what is left of an exchange's month": Case(
        exchange_monthly, recipient="exchange", units=99_000_000
    ),
    "an exchange pays an exchange": Case(exchange_sends, recipient="exchange"),
    "an exchange pays an exchange, paused": Case(
        exchange_sends_while_paused, "token_paused", DIFFERS, recipient="exchange"
    ),
    "neither on the transfer list": Case(
        not_on_transfer_list, "allowlisted", actors={"allowlisted": ISSUER}
    ),
    "sender on the transfer list": Case(sender_on_transfer_list),
    "recipient on the transfer list": Case(recipient_on_transfer_list),
    "no approval": Case(conditional, "approval_required", actors={"approval_required": ISSUER}),
    "another amount approved": Case(other_amount_approved, "approval_required"),
    "approved": Case(approved),
    "approval used up": Case(approval_used_up, "approval_required"),
    "not on the recipient's whitelist": Case(
        recipients_whitelist, "allowlisted", actors={"allowlisted": RECIPIENT}
    ),
    "on the recipient's whitelist": Case(on_recipients_whitelist),
    "on the recipient's blacklist": Case(
        on_recipients_blacklist, "denylisted", actors={"denylisted": RECIPIENT}
    ),
    "recipient's list not configured": Case(listing_not_configured),
    "supply limit is no matter of transfers": Case(supply_limit),
    "zero amount": Case(
        nothing, "amount_is_zero", DIFFERS, units=0, actors={"amount_is_zero": YOU}
    ),
    "zero recipient": Case(
        nothing, "recipient_is_zero recipient_verified", DIFFERS, recipient=ZERO_ADDRESS,
        actors={"recipient_is_zero": YOU},
    ),
    "to oneself": Case(nothing, recipient="alice"),
    "spender without allowance": Case(
        nothing, "spender_allowance", DIFFERS, spender="spender",
        actors={"spender_allowance": YOU},
    ),
    "spender with too small an allowance": Case(
        allowance_too_small, "spender_allowance", DIFFERS, spender="spender"
    ),
    "spender with allowance": Case(allowance_enough, spender="spender"),
    "everything wrong at once": Case(
        everything_wrong,
        "recipient_frozen token_paused recipient_verified claim_missing country_allowed "
        "daily_limit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_verdict_is_what_the_chain_does(case, trex, desk):
    case.arrange(trex)
    trex.bench.flush()
    sender = trex.people[case.sender]
    recipient = trex.people.get(case.recipient, case.recipient)
    spender = trex.people[case.spender] if case.spender else None
    check = await desk.check(trex.token, sender, recipient, case.units, spender=spender)
    sent = trex.send_real(case.sender, case.recipient, case.units, spender=case.spender)

    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
    assert [rule.id for rule in check.failing] == case.failing.split()
    assert check.decision.agreement is case.agreement
    found = {rule.id: rule.remedy.actor for rule in check.failing if rule.remedy}
    assert {rule: found.get(rule) for rule in case.actors} == case.actors
    assert all(rule.remedy for rule in check.failing)
    assert check.round_trips <= 6
