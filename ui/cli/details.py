"""What a token's contract tells of itself: rules, powers, identity, documents."""

from typing import Any, Protocol

from ui import text
from ui.cli.documents import iso, plain
from ui.text.countries import COUNTRIES
from wallet.domain.identity import InvestorStatus
from wallet.domain.security_token import Power, RuleInForce, TokenDocument


class Told(Protocol):
    """What the service tells of a token."""

    @property
    def rules(self) -> tuple[RuleInForce, ...]:
        """Rules apart from any transfer."""

    @property
    def powers(self) -> tuple[Power, ...]:
        """What issuer and agents may do."""

    @property
    def identity(self) -> InvestorStatus | None:
        """The account in the eyes of the token."""

    @property
    def documents(self) -> tuple[TokenDocument, ...]:
        """Documents the contract names."""


def document(told: Told, names: text.Names) -> dict[str, Any]:
    """The fields of ``token show`` beside the token itself."""
    return {
        "rules": [_rule(rule, names) for rule in told.rules],
        "powers": [_power(power, names) for power in told.powers],
        "identity": None if told.identity is None else _identity(told.identity),
        "documents": [_paper(paper) for paper in told.documents],
    }


def lines(told: Told, names: text.Names) -> tuple[str, ...]:
    """The same for a person."""
    sections = (
        ("heading_rules", [text.rule_in_force(rule, names) for rule in told.rules]),
        ("heading_powers", [_held(power, names) for power in told.powers]),
        ("heading_identity", [] if told.identity is None else _identity_lines(told.identity)),
        ("heading_documents", [f"{paper.name}: {paper.uri}" for paper in told.documents]),
    )
    return tuple(
        line
        for heading, content in sections
        if content
        for line in ("", text.sentence(heading), *(f"  {each}" for each in content))
    )


def _rule(rule: RuleInForce, names: text.Names) -> dict[str, Any]:
    return {
        "id": rule.id,
        "text": text.rule_in_force(rule, names),
        "parameters": plain(rule.parameters),
    }


def _power(power: Power, names: text.Names) -> dict[str, Any]:
    return {
        "id": power.id,
        "text": text.power(power, names),
        "holders": [str(holder) for holder in power.holders],
    }


def _held(power: Power, names: text.Names) -> str:
    holders = ", ".join(names(holder) for holder in power.holders)
    return f"{text.power(power, names)} ({holders})" if holders else text.power(power, names)


def _identity(status: InvestorStatus) -> dict[str, Any]:
    return {
        "registered": status.registered,
        "verified": status.verified,
        "country": status.country,
        "country_name": None if status.country is None else COUNTRIES.get(status.country),
        "address": None if status.identity is None else str(status.identity),
        "claims": [
            {
                "topic": str(claim.topic),
                "name": claim.name,
                "issuer": None if claim.issuer is None else str(claim.issuer),
                "status": claim.status.value,
                "expires_at": iso(claim.expires_at),
            }
            for claim in status.claims
        ],
    }


def _identity_lines(status: InvestorStatus) -> list[str]:
    told = [
        text.sentence("identity_registered", answer=status.registered),
        text.sentence("identity_verified", answer=status.verified),
    ]
    if status.country is not None:
        told.append(text.sentence("identity_country", country=status.country))
    told += [
        text.sentence(
            "identity_claim", name=claim.name or str(claim.topic), status=claim.status.value
        )
        for claim in status.claims
    ]
    return told


def _paper(paper: TokenDocument) -> dict[str, Any]:
    return {
        "name": paper.name,
        "uri": paper.uri,
        "hash": paper.hash,
        "updated_at": iso(paper.updated_at),
    }
