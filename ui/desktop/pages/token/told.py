"""What a contract tells, in words and rows. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.desktop.core.format import day
from ui.desktop.core.names import AddressBook
from ui.text import power as power_words
from ui.text import rule_in_force
from ui.text import sentence as words
from wallet.domain.identity import ClaimStatus, IdentityClaim, InvestorStatus
from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, TokenDocument

_CLAIM_LOOKS = {
    ClaimStatus.VALID: ("ok", "allowed"),
    ClaimStatus.MISSING: ("bad", "refused"),
    ClaimStatus.REVOKED: ("bad", "refused"),
    ClaimStatus.INVALID: ("bad", "refused"),
    ClaimStatus.EXPIRED: ("bad", "refused"),
    ClaimStatus.UNKNOWN: ("unknown", "unknown"),
}
_TOPIC_DIGITS = 12
_HASH_DIGITS = 18


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as a sentence; ``where`` names the contract that keeps it, if it is told."""

    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class PowerGroup:
    """Everything the same holders may do."""

    title: str
    holders: tuple[Address, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One statement about the investor."""

    name: str
    by: str
    issuer: str
    word: str
    tone: str
    icon: str
    until: str


@dataclass(frozen=True, slots=True)
class IdentityRows:
    """The account in the eyes of the token."""

    word: str
    tone: str
    icon: str
    facts: tuple[tuple[str, str], ...]
    contract: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document the contract names; never opened from here."""

    name: str
    uri: str
    beneath: str


def rule_rows(rules: Sequence[RuleInForce], book: AddressBook) -> tuple[RuleRow, ...]:
    """Each rule once, in the order the token tells them."""
    rows = []
    for rule in rules:
        module, contract = rule.parameters.get("module"), rule.parameters.get("contract")
        where = ""
        if isinstance(contract, Address):
            where = words("window.token.rule_at", module=module, contract=str(contract))
        rows.append(RuleRow(rule_in_force(rule, book.shown), where))
    return tuple(dict.fromkeys(rows))


def power_groups(
    powers: Sequence[Power], book: AddressBook, token: Address
) -> tuple[PowerGroup, ...]:
    """Powers by who has them, in the order they are first named."""
    held: dict[tuple[Address, ...], list[str]] = {}
    for power in powers:
        line = power_words(power, book.shown)
        lines = held.setdefault(power.holders, [])
        if line not in lines:
            lines.append(line)
    return tuple(
        PowerGroup(_can(holders, book, token), holders, tuple(lines))
        for holders, lines in held.items()
    )


def _can(holders: tuple[Address, ...], book: AddressBook, token: Address) -> str:
    def name(holder: Address) -> str:
        return words("window.token.itself") if holder == token else book.shown(holder)

    if not holders:
        return words("window.token.somebody_can")
    if len(holders) == 1:
        return words("window.token.can", name, holders=holders)
    return words("window.token.can_both", name, holders=holders[:-1], last=holders[-1])


def identity_rows(status: InvestorStatus | None, book: AddressBook) -> IdentityRows | None:
    """The registry's word about an account; ``None`` where there is no registry."""
    if status is None:
        return None
    match status.verified:
        case True:
            look = (words("window.token.verified"), "ok", "allowed")
        case False:
            look = (words("window.token.not_verified"), "bad", "refused")
        case None:
            look = (words("window.token.verified_unknown"), "unknown", "unknown")
    facts = [(words("window.token.registered"), _yes_or_no(known=status.registered))]
    if status.country is not None:
        country = words("window.token.country_line", country=status.country)
        facts.append((words("window.token.country"), country))
    claims = tuple(_claim(claim, book) for claim in status.claims)
    return IdentityRows(*look, tuple(facts), str(status.identity or ""), claims)


def _yes_or_no(*, known: bool | None) -> str:
    code = {True: "yes", False: "no"}.get(known, "unknown") if known is not None else "unknown"
    return words(f"window.token.{code}")


def _claim(claim: IdentityClaim, book: AddressBook) -> ClaimRow:
    tone, icon = _CLAIM_LOOKS[claim.status]
    name = claim.name or words("window.token.topic", number=str(claim.topic)[:_TOPIC_DIGITS])
    if claim.issuer is None:
        by = words("window.token.claim_nobody")
    else:
        by = words("window.token.claim_by", book.shown, issuer=claim.issuer)
    until = ""
    if claim.expires_at is not None:
        until = words("window.token.claim_until", date=day(claim.expires_at))
    elif claim.status is ClaimStatus.VALID:
        until = words("window.token.claim_open")
    word = words(f"window.token.claim.{claim.status.value}")
    # Names of topics are plain words; in a list each begins like a sentence.
    return ClaimRow(name[:1].upper() + name[1:], by, claim.issuer or "", word, tone, icon, until)


def document_rows(documents: Sequence[TokenDocument]) -> tuple[DocumentRow, ...]:
    """Documents with where they lie, when they were named, and their fingerprint."""
    rows = []
    for paper in documents:
        told = []
        if paper.updated_at:
            told.append(words("window.token.document_updated", date=day(paper.updated_at)))
        if paper.hash:
            short = paper.hash[:_HASH_DIGITS] + "…"
            told.append(words("window.token.document_hash", hash=short))
        name = paper.name or words("window.token.document_nameless")
        rows.append(DocumentRow(name, paper.uri, " · ".join(told)))
    return tuple(rows)
