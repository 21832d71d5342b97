"""Who lives on the demo network."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from wallet.demo.keys import address_of, demo_keys
from wallet.domain.ids import Address

SWITZERLAND, GERMANY, FRANCE, ITALY = 756, 276, 250, 380
AUSTRIA, SWEDEN, PORTUGAL = 40, 752, 620


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the published phrase and whose it is in the story."""

    name: str
    address: Address
    private_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by the part they play."""

    anna: Person
    bob: Person
    marie: Person
    clara: Person
    david: Person
    eva: Person
    felix: Person
    greta: Person
    hugo: Person
    ines: Person
    jonas: Person
    acme: Person
    alpine: Person
    mint: Person
    kyc: Person
    screening: Person


NAMES: Final = {
    "anna": "Anna Keller",
    "bob": "Bob Meier",
    "marie": "Marie Laurent",
    "clara": "Clara Rossi",
    "david": "David Novak",
    "eva": "Eva Lindqvist",
    "felix": "Felix Bauer",
    "greta": "Greta Huber",
    "hugo": "Hugo Stein",
    "ines": "Ines Duarte",
    "jonas": "Jonas Weber",
    "acme": "ACME Holdings (issuer)",
    "alpine": "Alpine Railways (bond issuer)",
    "mint": "Euro cash (issuer)",
    "kyc": "Helvetia Identity (KYC provider)",
    "screening": "Nordlicht Screening",
}


@cache
def people() -> People:
    """Derive everybody's keys; the same at every start."""
    keys = demo_keys(len(NAMES))
    made = {
        part: Person(name, address_of(key), key)
        for (part, name), key in zip(NAMES.items(), keys, strict=True)
    }
    return People(**made)


def everybody() -> tuple[Person, ...]:
    """All of them, the holder the demo is about first."""
    cast = people()
    return tuple(getattr(cast, part) for part in NAMES)
