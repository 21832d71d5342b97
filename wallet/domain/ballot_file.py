"""A signed ballot as a file, to be handed in by somebody else.

The file says nothing that is not signed: the typed data itself, who signed it, the signature.
"""

from dataclasses import dataclass
from typing import Final

from wallet.domain import canonical_json
from wallet.domain.canonical_json import Json
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.signing import Signature
from wallet.domain.typed_data import LONGEST, BallotData

FORMAT: Final = "scrip-ballot/1"
LARGEST_FILE: Final = 2 * LONGEST
_KEYS: Final = frozenset({"format", "signature", "typed_data", "voter"})


@dataclass(frozen=True, slots=True)
class BallotFile:
    """What a ballot's file holds.

    Attributes:
        voter: Who is said to have signed; to be verified.
    """

    ballot: BallotData
    voter: Address
    signature: Signature

    def __post_init__(self) -> None:
        if self.ballot.voter not in {None, self.voter}:
            raise BadInput("ballot_malformed", why="voter")

    def to_bytes(self) -> bytes:
        """The one spelling of the file."""
        return canonical_json.encode(
            {
                "format": FORMAT,
                "signature": "0x" + self.signature.to_bytes().hex(),
                "typed_data": _json(self.ballot.to_document()),
                "voter": str(self.voter),
            }
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> "BallotFile":
        """Read the one spelling.

        Raises:
            BadInput: ``ballot_malformed``.
        """
        if len(raw) > LARGEST_FILE:
            raise BadInput("ballot_malformed", why="size")
        try:
            found = cls._read(canonical_json.decode(raw))
        except BadInput as problem:
            raise BadInput("ballot_malformed", why=problem.code) from None
        except (KeyError, TypeError, ValueError):
            raise BadInput("ballot_malformed", why="fields") from None
        if found.to_bytes() != raw:
            raise BadInput("ballot_malformed", why="not_canonical")
        return found

    @classmethod
    def _read(cls, fields: dict[str, Json]) -> "BallotFile":
        if fields.keys() != _KEYS or fields["format"] != FORMAT:
            raise ValueError("keys")
        voter, signature = fields["voter"], fields["signature"]
        if not isinstance(voter, str) or not isinstance(signature, str):
            raise TypeError("text")
        return cls(
            BallotData.from_document(fields["typed_data"]),
            Address(voter),
            Signature.from_bytes(bytes.fromhex(signature.removeprefix("0x"))),
        )


def _json(value: object) -> Json:
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return str(value)
