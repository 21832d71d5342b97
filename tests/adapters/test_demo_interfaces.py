"""The demo's contracts have the functions and events of the published reference contracts.

The references come from npm at test time; what ours leave out is listed here by name.
"""

import json
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[2] / "resources" / "contracts" / "build"
MODULES = Path(sys.prefix) / "share" / "scrip" / "npm" / "node_modules"
TREX = "@tokenysolutions/t-rex/artifacts/contracts"
ONCHAINID = "@onchain-id/solidity/artifacts/contracts"
OPENZEPPELIN = "@openzeppelin/contracts/build/contracts"
RULES = f"{TREX}/compliance/modular/modules"
REGISTRY = f"{TREX}/registry/implementation"

# Ours are made once and for all: no initialisers, no proxies, no owners of modules.
PROXIES = {
    "init", "initialize", "Initialized", "upgradeTo", "upgradeToAndCall", "proxiableUUID",
    "AdminChanged", "BeaconUpgraded", "Upgraded",
}  # fmt: skip
MODULE_OWNERS = {"owner", "renounceOwnership", "transferOwnership", "OwnershipTransferred"}
EXECUTION = {
    "approve", "execute", "Approved", "Executed", "ExecutionFailed", "ExecutionRequested",
}  # fmt: skip
REFERENCES = [
    ("SecurityToken", f"{TREX}/token/Token.sol/Token.json", set()),
    ("SecurityToken", f"{OPENZEPPELIN}/ERC20Votes.json", set()),
    ("IdentityRegistry", f"{REGISTRY}/IdentityRegistry.sol/IdentityRegistry.json", set()),
    (
        "IdentityRegistryStorage",
        f"{REGISTRY}/IdentityRegistryStorage.sol/IdentityRegistryStorage.json",
        {"addAgent", "removeAgent", "isAgent", "AgentAdded", "AgentRemoved",
         "unbindIdentityRegistry", "IdentityRegistryUnbound"},
    ),
    ("ClaimTopicsRegistry", f"{REGISTRY}/ClaimTopicsRegistry.sol/ClaimTopicsRegistry.json", set()),
    (
        "TrustedIssuersRegistry",
        f"{REGISTRY}/TrustedIssuersRegistry.sol/TrustedIssuersRegistry.json",
        set(),
    ),
    (
        "ModularCompliance",
        f"{TREX}/compliance/modular/ModularCompliance.sol/ModularCompliance.json",
        set(),
    ),
    (
        "CountryAllowModule",
        f"{RULES}/CountryAllowModule.sol/CountryAllowModule.json",
        MODULE_OWNERS,
    ),
    (
        "MaxBalanceModule",
        f"{RULES}/MaxBalanceModule.sol/MaxBalanceModule.json",
        MODULE_OWNERS | {"preSetModuleState", "presetCompleted", "PresetCompleted"},
    ),
    (
        "TimeTransfersLimitsModule",
        f"{RULES}/TimeTransfersLimitsModule.sol/TimeTransfersLimitsModule.json",
        MODULE_OWNERS
        | {"batchSetTimeTransferLimit", "batchRemoveTimeTransferLimit", "limitValues",
           "transferLimits"},
    ),
    ("Identity", f"{ONCHAINID}/Identity.sol/Identity.json", EXECUTION),
    ("ClaimIssuer", f"{ONCHAINID}/ClaimIssuer.sol/ClaimIssuer.json", EXECUTION),
    ("EuroCash", f"{OPENZEPPELIN}/ERC20Permit.json", set()),
    ("ShareholderGovernor", f"{OPENZEPPELIN}/Governor.json", set()),
    ("ShareholderGovernor", f"{OPENZEPPELIN}/GovernorCountingSimple.json", set()),
    ("ShareholderGovernor", f"{OPENZEPPELIN}/GovernorSettings.json", set()),
    ("ShareholderGovernor", f"{OPENZEPPELIN}/GovernorVotes.json", set()),
]  # fmt: skip


def canonical(entry):
    if not entry["type"].startswith("tuple"):
        return entry["type"]
    return f"({','.join(map(canonical, entry['components']))}){entry['type'][5:]}"


def interface(path):
    """Functions with their answers, events with what is indexed."""
    found = {}
    for entry in json.loads(path.read_text("utf-8"))["abi"]:
        if entry["type"] not in ("function", "event"):
            continue
        key = f"{entry['name']}({','.join(map(canonical, entry['inputs']))})"
        if entry["type"] == "event":
            found[key] = tuple(each["indexed"] for each in entry["inputs"])
        else:
            found[key] = tuple(map(canonical, entry["outputs"]))
    return found


@pytest.mark.parametrize(
    ("ours", "reference", "omitted"),
    REFERENCES,
    ids=[f"{ours}-{Path(reference).stem}" for ours, reference, _ in REFERENCES],
)
def test_everything_of_the_reference_is_there(ours, reference, omitted):
    expected = interface(MODULES / reference)
    assert expected, "the reference has no interface"
    built = interface(BUILD / f"{ours}.json")
    wanted = {
        key: value for key, value in expected.items() if key.split("(")[0] not in PROXIES | omitted
    }
    assert {key: built.get(key) for key in wanted} == wanted


def test_governor_errors_are_those_of_the_reference():
    def errors(path):
        abi = json.loads(path.read_text("utf-8"))["abi"]
        return {
            f"{entry['name']}({','.join(map(canonical, entry['inputs']))})"
            for entry in abi
            if entry["type"] == "error"
        }

    named = {e for e in errors(MODULES / OPENZEPPELIN / "IGovernor.json") if "Governor" in e}
    assert len(named) > 10
    assert named <= errors(BUILD / "ShareholderGovernor.json")
