"""The compiled demo contracts: where they are and how one is created.

Source: resources/contracts/build, made by packaging/contracts/compile.mjs.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from wallet.domain.abi import encode, parse_type
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.domain.rlp import encode as rlp
from wallet.domain.rlp import encode_int

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (
    _PACKAGE / "_resources" / "contracts" / "build",
    _PACKAGE.parent / "resources" / "contracts" / "build",
)


def creation_code(contract: str, *args: object) -> bytes:
    """Bytecode of a contract with its constructor's arguments.

    Raises:
        ProgramFault: ``resource_missing``.
        AbiError: The arguments do not fit the constructor.
    """
    build = _build(contract)
    inputs: list[dict[str, Any]] = next(
        (e["inputs"] for e in build["abi"] if e["type"] == "constructor"), []
    )
    types = tuple(parse_type(_canonical(entry)) for entry in inputs)
    return bytes.fromhex(build["bytecode"].removeprefix("0x")) + encode(types, args)


def created_address(creator: Address, nonce: int) -> Address:
    """Where a contract will be that ``creator`` makes with its transaction ``nonce``."""
    return Address.from_bytes(keccak(rlp([creator.raw, encode_int(nonce)]))[12:])


@cache
def _build(contract: str) -> dict[str, Any]:
    for folder in _PLACES:
        path = folder / f"{contract}.json"
        if path.is_file():
            build: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return build
    raise ProgramFault("resource_missing", name=f"contracts/build/{contract}.json")


def _canonical(entry: dict[str, Any]) -> str:
    kind = str(entry["type"])
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(map(_canonical, entry['components']))}){kind.removeprefix('tuple')}"
