"""EIP-712 typed data, for the few shapes that are ever signed: a vote's ballot.

Source: EIP-712; OpenZeppelin Governor 4 (Ballot of proposal and support) and 5 (with voter and
nonce). Nothing is hashed by a type that came with the data: the shape is chosen from this
table, and the text that travels is accepted only in the one spelling that this module writes.
"""

import json
from dataclasses import dataclass
from typing import Final

from wallet.domain.abi import encode, parse_type
from wallet.domain.errors import BadInput
from wallet.domain.governance import Support
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

LONGEST: Final = 4_096
_NAME_LIMIT: Final = 256
_UINT256: Final = parse_type("uint256")
_ADDRESS: Final = parse_type("address")
_WORD: Final = parse_type("bytes32")
_DOMAIN_FIELDS: Final = (
    ("name", "string"),
    ("version", "string"),
    ("chainId", "uint256"),
    ("verifyingContract", "address"),
)
_FIELDS_4: Final = (("proposalId", "uint256"), ("support", "uint8"))
_FIELDS_5: Final = (*_FIELDS_4, ("voter", "address"), ("nonce", "uint256"))
_KEYS: Final = frozenset({"types", "primaryType", "domain", "message"})


@dataclass(frozen=True, slots=True)
class BallotData:
    """The ballot of one vote, for one governor on one chain.

    Attributes:
        name: The governor's name, exactly as its domain has it.
        version: Of its domain.
        voter: Whose vote it is; ``None`` in the fourth generation, which reads it from the
            signature. Present together with ``nonce``.

    Raises:
        BadInput: ``typed_data_malformed`` for numbers out of range or a mixed shape.
    """

    name: str
    version: str
    chain_id: int
    governor: Address
    proposal_id: int
    support: Support
    voter: Address | None = None
    nonce: int | None = None

    def __post_init__(self) -> None:
        numbers = (self.proposal_id, self.nonce or 0)
        fits = all(0 <= number < 2**256 for number in numbers) and 0 < self.chain_id < 2**63
        whole = (self.voter is None) == (self.nonce is None)
        short = len(self.name) <= _NAME_LIMIT and len(self.version) <= _NAME_LIMIT
        # Lone surrogates cannot be hashed.
        sound = not any(0xD800 <= ord(char) <= 0xDFFF for char in self.name + self.version)
        if not (fits and whole and short and sound):
            raise BadInput("typed_data_malformed", why="range")

    @property
    def digest(self) -> bytes:
        """The 32 bytes to sign."""
        return keccak(b"\x19\x01" + self._domain_hash() + self._message_hash())

    def _domain_hash(self) -> bytes:
        words = (
            _type_hash("EIP712Domain", _DOMAIN_FIELDS),
            keccak(self.name.encode()),
            keccak(self.version.encode()),
            self.chain_id,
            self.governor,
        )
        return keccak(encode((_WORD, _WORD, _WORD, _UINT256, _ADDRESS), words))

    def _message_hash(self) -> bytes:
        values: tuple[object, ...] = (self.proposal_id, self.support.value)
        whole = values if self.voter is None else (*values, self.voter, self.nonce)
        kinds = tuple(_ADDRESS if kind == "address" else _UINT256 for _, kind in self._fields)
        return keccak(encode((_WORD, *kinds), (_type_hash("Ballot", self._fields), *whole)))

    @property
    def _fields(self) -> tuple[tuple[str, str], ...]:
        return _FIELDS_4 if self.voter is None else _FIELDS_5

    def to_document(self) -> dict[str, object]:
        """As wallets exchange typed data; integers are decimal text."""
        message: dict[str, object] = {
            "proposalId": str(self.proposal_id),
            "support": str(self.support.value),
        }
        if self.voter is not None:
            message |= {"voter": str(self.voter), "nonce": str(self.nonce)}
        return {
            "types": {"EIP712Domain": _listed(_DOMAIN_FIELDS), "Ballot": _listed(self._fields)},
            "primaryType": "Ballot",
            "domain": {
                "name": self.name,
                "version": self.version,
                "chainId": str(self.chain_id),
                "verifyingContract": str(self.governor),
            },
            "message": message,
        }

    def to_json(self) -> bytes:
        """The one spelling of it: sorted keys, no spaces, ASCII."""
        return _canonical(self.to_document())

    @classmethod
    def from_json(cls, raw: bytes) -> "BallotData":
        """Read the one spelling; anything else, however alike, is refused.

        Raises:
            BadInput: ``typed_data_malformed``.
        """
        if len(raw) > LONGEST:
            raise BadInput("typed_data_malformed", why="size")
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError):
            raise BadInput("typed_data_malformed", why="json") from None
        return cls.from_document(found, raw)

    @classmethod
    def from_document(cls, found: object, raw: bytes | None = None) -> "BallotData":
        """Read the fields of :meth:`to_document`; they must give the same document again.

        Raises:
            BadInput: ``typed_data_malformed``.
        """
        try:
            ballot = cls._read(found)
        except (KeyError, TypeError, ValueError, OverflowError):
            raise BadInput("typed_data_malformed", why="fields") from None
        written = ballot.to_json()
        if written != (_canonical(found) if raw is None else raw):
            raise BadInput("typed_data_malformed", why="not_canonical")
        return ballot

    @classmethod
    def _read(cls, found: object) -> "BallotData":
        if not isinstance(found, dict) or found.keys() != _KEYS:
            raise ValueError("keys")
        domain, message = found["domain"], found["message"]
        support = Support.numbered(int(_text(message["support"])))
        if support is None:
            raise ValueError("support")
        voter = message.get("voter")
        nonce = message.get("nonce")
        return cls(
            _text(domain["name"]),
            _text(domain["version"]),
            int(_text(domain["chainId"])),
            Address(_text(domain["verifyingContract"])),
            int(_text(message["proposalId"])),
            support,
            None if voter is None else Address(_text(voter)),
            None if nonce is None else int(_text(nonce)),
        )


def _canonical(document: object) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _NAME_LIMIT:
        raise TypeError("text")
    return value


def _listed(fields: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in fields]


def _type_hash(name: str, fields: tuple[tuple[str, str], ...]) -> bytes:
    inner = ",".join(f"{kind} {field}" for field, kind in fields)
    return keccak(f"{name}({inner})".encode())
