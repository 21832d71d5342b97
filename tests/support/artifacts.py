"""Compiled contracts: from npm packages, from our own builds, and from sources of tests."""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wallet.domain.abi import Function, encode, parse_type

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(sys.prefix) / "share" / "scrip" / "npm" / "node_modules"
BUILDS = ROOT / "resources" / "contracts" / "build"
SOURCES = ROOT / "tests" / "standards" / "contracts"
_TREX = MODULES / "@tokenysolutions" / "t-rex" / "artifacts" / "contracts"
_ONCHAIN_ID = MODULES / "@onchain-id" / "solidity" / "artifacts" / "contracts"
_POLYMATH = MODULES / "polymath-core" / "build" / "contracts"
_CACHE = ROOT / ".pytest_cache" / "contracts"
_SETTINGS = {
    "evmVersion": "cancun",
    "optimizer": {"enabled": True, "runs": 200},
    "outputSelection": {"*": {"*": ["abi", "evm.bytecode.object"]}},
}
# Reads the input from standard input; imports are found in the folder of packages.
_COMPILE = """
const path = require("node:path"), fs = require("node:fs");
const modules = process.argv[1];
const solc = require(path.join(modules, "solc"));
const read = (name) => {
  try { return { contents: fs.readFileSync(path.join(modules, name), "utf8") }; }
  catch (error) { return { error: String(error) }; }
};
const input = fs.readFileSync(0, "utf8");
process.stdout.write(solc.compile(input, { import: read }));
"""


@dataclass(frozen=True)
class Artifact:
    """A contract that can be created."""

    name: str
    bytecode: bytes
    abi: tuple

    def creation(self, *args):
        """Bytecode with the constructor's arguments."""
        entries = [entry for entry in self.abi if entry["type"] == "constructor"]
        inputs = entries[0]["inputs"] if entries else []
        return self.bytecode + encode(tuple(parse_type(_canonical(one)) for one in inputs), args)

    def call(self, name, *args):
        """Calldata of a function by its name."""
        for entry in self.abi:
            fits = entry["type"] == "function" and entry["name"] == name
            if fits and len(entry["inputs"]) == len(args):
                types = ",".join(map(_canonical, entry["inputs"]))
                return Function.parse(f"{name}({types})").encode(*args)
        raise LookupError(f"{self.name} has no {name} with {len(args)} arguments")


def trex(name):
    """A contract of the T-REX package or of the identities it works with."""
    return _packaged(name)


@cache
def polymath(name):
    """A contract of the first generation of Polymath."""
    return _artifact(json.loads((_POLYMATH / f"{name}.json").read_text("utf-8")))


def demo(name):
    """A contract of our own demo network."""
    return _artifact(json.loads((BUILDS / f"{name}.json").read_text("utf-8")))


@cache
def _packaged(name):
    for folder in (_TREX, _ONCHAIN_ID):
        for path in folder.rglob(f"{name}.json"):
            return _artifact(json.loads(path.read_text("utf-8")))
    raise LookupError(f"no contract {name} in the packages")


def _artifact(build):
    name = build.get("contractName") or build["contract"]
    code = bytes.fromhex(build["bytecode"].removeprefix("0x"))
    return Artifact(name, code, tuple(build["abi"]))


@cache
def own(name, family=""):
    """A contract of ``tests/standards/contracts``, or of a folder in it."""
    return _compiled(SOURCES / family)[name]


@cache
def voting(name):
    """A governor or a voting token, compiled from either generation of OpenZeppelin."""
    return _compiled(SOURCES / "governors")[name]


@cache
def _compiled(folder):
    sources = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.sol"))}
    wanted = {
        "language": "Solidity",
        "sources": {name: {"content": text} for name, text in sources.items()},
        "settings": _SETTINGS,
    }
    versions = [
        (MODULES / package / "package.json").read_text("utf-8")
        for package in ("solc", "@openzeppelin/contracts", "openzeppelin-4")
    ]
    digest = hashlib.sha256(json.dumps([wanted, versions]).encode()).hexdigest()
    kept = _CACHE / f"{digest}.json"
    if not kept.is_file():
        _keep(kept, _compile(wanted))
    found = {}
    for contracts in json.loads(kept.read_text("utf-8")).values():
        for name, one in contracts.items():
            code = bytes.fromhex(one["evm"]["bytecode"]["object"])
            if code:
                found[name] = Artifact(name, code, tuple(one["abi"]))
    return found


def _compile(wanted):
    run = subprocess.run(
        ["node", "-e", _COMPILE, str(MODULES)],
        input=json.dumps(wanted), capture_output=True, text=True, check=True, timeout=50,
    )  # fmt: skip
    output = json.loads(run.stdout[run.stdout.index("{") :])
    errors = [one for one in output.get("errors", ()) if one["severity"] == "error"]
    if errors:
        raise ValueError("\n".join(one["formattedMessage"] for one in errors))
    return {name: output["contracts"][name] for name in wanted["sources"]}


def _keep(path, contracts):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        json.dump(contracts, file)
    # Several test processes may do this at once; each of them writes the same.
    Path(file.name).replace(path)


def _canonical(entry):
    kind = entry["type"]
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(map(_canonical, entry['components']))}){kind.removeprefix('tuple')}"
