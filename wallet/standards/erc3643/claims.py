"""Why an identity counts as verified, or not: claim by claim.

Source: IdentityRegistry.isVerified of T-REX 4.1: for each required topic one valid claim of one
trusted issuer is enough; the claim id is keccak256(abi.encode(issuer, topic)).
"""

from asyncio import gather
from dataclasses import dataclass

from wallet.domain.abi import encode, parse_type
from wallet.domain.compliance import Actor, Param, Remedy, Rule, RuleStatus, Subject
from wallet.domain.identity import ClaimStatus, IdentityClaim, InvestorStatus
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643 import codes
from wallet.standards.shared.ask import Answer, ask

TOPIC_LIMIT = 32
ISSUER_LIMIT = 32
_CLAIM_ID = (parse_type("address"), parse_type("uint256"))
_ORDER = (ClaimStatus.VALID, ClaimStatus.UNKNOWN, ClaimStatus.REVOKED, ClaimStatus.INVALID)
# Topic numbers are free; these are the hashes of names that issuers commonly use.
TOPIC_NAMES = {
    int.from_bytes(keccak(name.encode()), "big"): label
    for name, label in (
        ("KYC", "KYC"),
        ("KYC_APPROVED", "KYC"),
        ("AML", "AML"),
        ("SANCTIONS_SCREENING", "sanctions screening"),
        ("CLAIM_TOPIC", "investor check"),
        ("ACCREDITED", "accredited investor"),
        ("ACCREDITED_INVESTOR", "accredited investor"),
    )
}


@dataclass(frozen=True, slots=True)
class TopicResult:
    """One required topic: the best claim found, and who could state it."""

    claim: IdentityClaim
    trusted: tuple[Address, ...]


async def read_topics(
    reader: ChainReader, registry: Address, identity: Address | None
) -> tuple[TopicResult, ...] | None:
    """Every required claim topic of a registry against one identity contract.

    Args:
        reader: At the block in question.
        registry: The token's identity registry.
        identity: The investor's identity contract; ``None`` or zero counts as without claims.

    Returns:
        ``None`` when the registry does not tell its topics.
    """
    topics_registry, issuers_registry = await gather(
        ask(reader, registry, codes.TOPICS_REGISTRY), ask(reader, registry, codes.ISSUERS_REGISTRY)
    )
    if topics_registry.address is None or issuers_registry.address is None:
        return None
    topics = await ask(reader, topics_registry.address, codes.CLAIM_TOPICS)
    if topics.items is None:
        return None
    numbers = [topic for topic in topics.items[:TOPIC_LIMIT] if isinstance(topic, int)]
    issuers = issuers_registry.address
    return tuple(await gather(*(_topic(reader, issuers, identity, topic) for topic in numbers)))


async def _topic(
    reader: ChainReader, issuers_registry: Address, identity: Address | None, topic: int
) -> TopicResult:
    trusted = await ask(reader, issuers_registry, codes.TRUSTED_ISSUERS, topic)
    issuers = tuple(
        issuer for issuer in (trusted.items or ())[:ISSUER_LIMIT] if isinstance(issuer, Address)
    )
    name = TOPIC_NAMES.get(topic)
    missing = IdentityClaim(topic, name, None, ClaimStatus.MISSING)
    if identity is None or identity.is_zero or not issuers:
        return TopicResult(missing, issuers)
    states = await gather(*(_claim(reader, identity, issuer, topic) for issuer in issuers))
    for wanted in _ORDER:
        for issuer, state in zip(issuers, states, strict=True):
            if state is wanted:
                return TopicResult(IdentityClaim(topic, name, issuer, wanted), issuers)
    return TopicResult(missing, issuers)


async def _claim(
    reader: ChainReader, identity: Address, issuer: Address, topic: int
) -> ClaimStatus:
    claim_id = keccak(encode(_CLAIM_ID, (issuer, topic)))
    found = await ask(reader, identity, codes.GET_CLAIM, claim_id)
    if found.values is None:
        return ClaimStatus.UNKNOWN if not found.result.reverted else ClaimStatus.MISSING
    held_topic, _scheme, stated_by, signature, data, _uri = found.values
    if held_topic != topic or not isinstance(stated_by, Address):
        return ClaimStatus.MISSING
    valid, revoked = await gather(
        ask(reader, stated_by, codes.CLAIM_VALID, identity, topic, signature, data),
        ask(reader, stated_by, codes.CLAIM_REVOKED, signature),
    )
    return _claim_status(valid, revoked)


def _claim_status(valid: Answer, revoked: Answer) -> ClaimStatus:
    if valid.flag:
        return ClaimStatus.VALID
    if valid.flag is None and not valid.result.reverted:
        return ClaimStatus.UNKNOWN
    return ClaimStatus.REVOKED if revoked.flag else ClaimStatus.INVALID


def claim_rules(account: Address, topics: tuple[TopicResult, ...]) -> tuple[Rule, ...]:
    """``claim_missing`` or ``claim_invalid`` for each required topic, also those that pass."""
    return tuple(_claim_rule(account, result) for result in topics)


def _claim_rule(account: Address, result: TopicResult) -> Rule:
    claim = result.claim
    params: dict[str, Param] = {
        "account": account,
        "topic": claim.topic,
        "claim": claim.name or f"{claim.topic}"[:12],
        "issuer": claim.issuer or (result.trusted[0] if result.trusted else None),
        "state": claim.status.value,
    }
    raw = f"claim topic {claim.topic}: {claim.status.value}"
    if claim.status is ClaimStatus.VALID:
        return Rule("claim_missing", Subject.RECIPIENT, RuleStatus.PASS, params, raw)
    if claim.status is ClaimStatus.UNKNOWN:
        return Rule("claim_missing", Subject.RECIPIENT, RuleStatus.UNKNOWN, params, raw)
    rule_id = "claim_missing" if claim.status is ClaimStatus.MISSING else "claim_invalid"
    if result.trusted:
        remedy = Remedy(Actor.RECIPIENT, "get_claim", params)
    else:
        remedy = Remedy(Actor.ISSUER, "name_trusted_issuer", params)
    return Rule(rule_id, Subject.RECIPIENT, RuleStatus.FAIL, params, raw, remedy)


async def read_investor(reader: ChainReader, registry: Address, account: Address) -> InvestorStatus:
    """What the registry says of an account, with every required claim."""
    contains, verified, country, identity = await gather(
        ask(reader, registry, codes.CONTAINS, account),
        ask(reader, registry, codes.IS_VERIFIED, account),
        ask(reader, registry, codes.COUNTRY, account),
        ask(reader, registry, codes.IDENTITY, account),
    )
    known = identity.address if identity.address and not identity.address.is_zero else None
    topics = await read_topics(reader, registry, known)
    return InvestorStatus(
        registered=contains.flag if contains.flag is not None else _registered(identity),
        verified=verified.flag,
        country=country.number or None,
        identity=known,
        claims=tuple(result.claim for result in topics or ()),
    )


def _registered(identity: Answer) -> bool | None:
    return None if identity.address is None else not identity.address.is_zero
