"""How the demo's contracts come to be: registries, rules, tokens, investors, first holdings."""

from dataclasses import dataclass

from wallet.demo.claims import sign_claim
from wallet.demo.people import (
    AUSTRIA,
    FRANCE,
    GERMANY,
    ITALY,
    PORTUGAL,
    SWEDEN,
    SWITZERLAND,
    People,
)
from wallet.demo.script import DAY_S, Script
from wallet.domain.abi import Function
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

# Topics are free numbers; the hash of a plain word is what many issuers take.
TOPIC_KYC, TOPIC_SCREENED = (
    int.from_bytes(keccak(word), "big") for word in (b"KYC", b"SANCTIONS_SCREENING")
)
ECDSA_SCHEME = 1
ALLOWED_COUNTRIES = (SWITZERLAND, GERMANY, ITALY, AUSTRIA, SWEDEN, PORTUGAL)
MAX_SHARES = 5_000
DAILY_SHARES = 1_300
LOCKED_SHARES, FROZEN_SHARES = 200, 100
LOCKED_DAYS = 120
BOND_CENTS = 100
CASH_UNIT = 1_000_000
VOTING_DELAY_S, VOTING_PERIOD_S = DAY_S, 5 * DAY_S
PROPOSAL_SHARES, QUORUM_PERCENT = 100, 20


@dataclass(frozen=True, slots=True)
class Acme:
    """The contracts around the shares."""

    token: Address
    registry: Address
    compliance: Address
    country: Address
    maximum: Address
    daily: Address
    lock_up: Address
    kyc_issuer: Address
    screening_issuer: Address


@dataclass(frozen=True, slots=True)
class Contracts:
    """Everything that is deployed."""

    acme: Acme
    bond: Address
    cash: Address
    governor: Address
    resolutions: Address


def create_all(script: Script, who: People) -> Contracts:
    """Create every contract; one sender, so the addresses are the same at every start."""
    maker = who.acme.address
    acme = _create_acme(script, who)
    bond = script.create(
        maker, "RestrictedBond", who.alpine.address, "Alpine Bond 2030", "ALP30", 2
    )
    cash = script.create(maker, "EuroCash", who.mint.address, "Euro cash", "EURX", 6)
    rules = (
        "ACME Holdings shareholders",
        acme.token,
        VOTING_DELAY_S,
        VOTING_PERIOD_S,
        PROPOSAL_SHARES,
        QUORUM_PERCENT,
    )
    governor = script.create(maker, "ShareholderGovernor", rules)
    resolutions = script.create(maker, "ResolutionBook", governor)
    return Contracts(acme, bond, cash, governor, resolutions)


def _create_acme(script: Script, who: People) -> Acme:
    maker = who.acme.address
    topics = script.create(maker, "ClaimTopicsRegistry", maker)
    issuers = script.create(maker, "TrustedIssuersRegistry", maker)
    storage = script.create(maker, "IdentityRegistryStorage", maker)
    registry = script.create(maker, "IdentityRegistry", maker, issuers, topics, storage)
    compliance = script.create(maker, "ModularCompliance", maker)
    # The issuer's own identity, which T-REX calls the token's onchainID.
    onchain_id = script.create(maker, "Identity", maker)
    setup = (maker, registry, compliance, "ACME Holdings", "ACME", 0, onchain_id)
    token = script.create(maker, "SecurityToken", setup)
    acme = Acme(
        token=token,
        registry=registry,
        compliance=compliance,
        country=script.create(maker, "CountryAllowModule"),
        maximum=script.create(maker, "MaxBalanceModule"),
        daily=script.create(maker, "TimeTransfersLimitsModule"),
        lock_up=script.create(maker, "LockUpModule"),
        kyc_issuer=script.create(maker, "ClaimIssuer", who.kyc.address),
        screening_issuer=script.create(maker, "ClaimIssuer", who.screening.address),
    )
    script.call(maker, storage, "bindIdentityRegistry(address)", registry)
    for agent in (maker, token):
        script.call(maker, registry, "addAgent(address)", agent)
    script.call(maker, token, "addAgent(address)", maker)
    trusted = ((TOPIC_KYC, acme.kyc_issuer), (TOPIC_SCREENED, acme.screening_issuer))
    for topic, issuer in trusted:
        script.call(maker, topics, "addClaimTopic(uint256)", topic)
        script.call(maker, issuers, "addTrustedIssuer(address,uint256[])", issuer, (topic,))
    return acme


def set_rules(script: Script, who: People, acme: Acme) -> None:
    """Bind the rule modules and give them their parameters."""
    maker, compliance = who.acme.address, acme.compliance
    for module in (acme.country, acme.maximum, acme.daily, acme.lock_up):
        script.call(maker, compliance, "addModule(address)", module)
    window = (DAY_S, DAILY_SHARES)
    anna, now = who.anna.address, script.now
    # The last day of a lock-up ends at midnight, as it would in a shareholders' agreement.
    release = (now // DAY_S + LOCKED_DAYS) * DAY_S
    released = (now // DAY_S - 5) * DAY_S
    for module, function, args in (
        (acme.country, "batchAllowCountries(uint16[])", (ALLOWED_COUNTRIES,)),
        (acme.maximum, "setMaxBalance(uint256)", (MAX_SHARES,)),
        (acme.daily, "setTimeTransferLimit((uint32,uint256))", (window,)),
        (acme.lock_up, "lockUp(address,uint256,uint256)", (anna, 150, released)),
        (acme.lock_up, "lockUp(address,uint256,uint256)", (anna, LOCKED_SHARES, release)),
    ):
        data = Function.parse(function).encode(*args)
        script.call(maker, compliance, "callModuleFunction(bytes,address)", data, module)


def register_investors(script: Script, who: People, acme: Acme) -> dict[Address, Address]:
    """Give investors their identities and register them; account to identity."""
    maker = who.acme.address
    countries = (
        (who.anna, SWITZERLAND),
        (who.bob, GERMANY),
        (who.marie, FRANCE),
        (who.clara, ITALY),
        (who.david, AUSTRIA),
        (who.eva, SWEDEN),
        (who.felix, GERMANY),
        (who.greta, SWITZERLAND),
        (who.ines, PORTUGAL),
        (who.jonas, SWITZERLAND),
    )
    identities = {}
    for person, country in countries:
        identity = script.create(maker, "Identity", person.address)
        identities[person.address] = identity
        script.call(
            maker,
            acme.registry,
            "registerIdentity(address,address,uint16)",
            person.address,
            identity,
            country,
        )
    return identities


def file_claims(
    script: Script, who: People, acme: Acme, identities: dict[Address, Address]
) -> dict[Address, bytes]:
    """Let investors file the claims made about them; David has none for the first topic.

    Returns:
        The signature of each account's first claim, by which it can be taken back.
    """
    first: dict[Address, bytes] = {}
    for account, identity in identities.items():
        for topic, issuer, signer, data in (
            (TOPIC_KYC, acme.kyc_issuer, who.kyc, b"Identity document checked in person"),
            (TOPIC_SCREENED, acme.screening_issuer, who.screening, b"No match on sanctions lists"),
        ):
            if account == who.david.address and topic == TOPIC_KYC:
                continue
            signature = sign_claim(signer.private_key, identity, topic, data)
            first.setdefault(account, signature)
            claim = (topic, ECDSA_SCHEME, issuer, signature, data, "")
            script.call(
                account, identity, "addClaim(uint256,uint256,address,bytes,bytes,string)", *claim
            )
    return first


def issue_shares(script: Script, who: People, acme: Acme) -> None:
    """Issue the first shares."""
    shares = (
        (who.anna, 1_350),
        (who.bob, 250),
        (who.clara, 300),
        (who.felix, 250),
        (who.greta, MAX_SHARES),
        (who.ines, 3_500),
        (who.jonas, 3_350),
    )
    accounts, amounts = zip(*((person.address, count) for person, count in shares), strict=True)
    script.call(who.acme.address, acme.token, "batchMint(address[],uint256[])", accounts, amounts)


def issue_bonds(script: Script, who: People, contracts: Contracts) -> None:
    """List investors of the bond and issue it; Bob is listed but not accredited."""
    maker, bond = who.alpine.address, contracts.bond
    for person, accredited in (
        (who.anna, True),
        (who.bob, False),
        (who.clara, True),
        (who.greta, True),
        (who.jonas, True),
    ):
        allowed = True
        script.call(maker, bond, "list(address,bool,bool)", person.address, allowed, accredited)
    for person, units in ((who.anna, 20_000), (who.greta, 80_000), (who.jonas, 50_000)):
        script.call(maker, bond, "issue(address,uint256)", person.address, units * BOND_CENTS)
    release = (script.now // DAY_S + 2 * LOCKED_DAYS) * DAY_S
    lock = (who.jonas.address, 45_000 * BOND_CENTS, release)
    script.call(maker, bond, "setLockUp(address,uint256,uint256)", *lock)


def issue_cash(script: Script, who: People, contracts: Contracts) -> None:
    """Pay everybody some euros."""
    for person, euros in (
        (who.anna, 10_000),
        (who.bob, 2_500),
        (who.clara, 40_000),
        (who.greta, 25_000),
        (who.jonas, 60_000),
        (who.alpine, 500_000),
    ):
        amount = euros * CASH_UNIT
        script.call(
            who.mint.address, contracts.cash, "mint(address,uint256)", person.address, amount
        )


def everyone_votes(script: Script, who: People, acme: Acme) -> None:
    """Each shareholder keeps the own votes; without this, shares have none."""
    for person in (who.anna, who.bob, who.clara, who.greta, who.ines, who.jonas):
        script.call(person.address, acme.token, "delegate(address)", person.address)
