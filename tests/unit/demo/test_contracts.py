"""The committed builds belong to the committed sources and speak the standards' language."""

import hashlib
import json
from pathlib import Path

import pytest

from wallet.domain.keccak import keccak

CONTRACTS = Path(__file__).resolve().parents[3] / "resources" / "contracts"
BUILDS = sorted((CONTRACTS / "build").glob("*.json"))
EIP_170_LIMIT = 24_576

# Selectors and topics as the reference implementations publish them.
SELECTORS = {
    "SecurityToken": (
        "134e18f4 6290865d aba63705 e5839836 158b1a57 5c975abb 9fc1d0e7 9ab24eb0 587cde1e"
        " 3a46b1a8 91ddadf4 84b0196e 7ecebe00"
    ),
    "IdentityRegistry": "b9209e33 5dbe47e8 f0eb5e54",
    "ClaimTopicsRegistry": "df09d604",
    "TrustedIssuersRegistry": "52c111d1",
    "Identity": "c9100bcb",
    "ClaimIssuer": "c9100bcb c0969a6e 2646b264",
    "ModularCompliance": "b2494df3 e46638e6",
    "LockUpModule": "06fdde03 013b7ce4",
    "CountryAllowModule": "06fdde03 013b7ce4",
    "RestrictedBond": "d4ce1415 7f4ab1dd",
    "EuroCash": "d505accf 7ecebe00 3644e515 84b0196e",
    "ShareholderGovernor": "dd4e2ba5 56781388 7b3c71d3 5f398a14 8ff262e3 544ffc9c 43859632 a9a95294",
}
ERRORS = {
    "EuroCash": "e450d38c fb8f41b2 ec442f05 62791302 4b800e46",
    "ShareholderGovernor": "31b75e4d 71c6af49 6ad06075 06b337c2 94ab6c07",
}
TOPICS = {
    "SecurityToken": "7fa523c8 a065e63c 9bed35cb f0c9129a ddf252ad",
    "ClaimIssuer": "7f484e37",
    "ShareholderGovernor": "7d84a626",
}


def load(name):
    return json.loads((CONTRACTS / "build" / f"{name}.json").read_text("utf-8"))


def canonical(kind):
    if not kind["type"].startswith("tuple"):
        return kind["type"]
    inner = ",".join(canonical(part) for part in kind["components"])
    return f"({inner}){kind['type'][5:]}"


def hashes(name, kind):
    entries = [entry for entry in load(name)["abi"] if entry["type"] == kind]
    return {
        keccak(f"{e['name']}({','.join(map(canonical, e['inputs']))})".encode())[:4].hex()
        for e in entries
    }


def test_there_is_a_build_for_every_contract():
    assert len(BUILDS) == 16


@pytest.mark.parametrize("path", BUILDS, ids=lambda path: path.stem)
def test_build_was_made_from_these_sources(path):
    build = json.loads(path.read_text("utf-8"))
    digest = hashlib.sha256()
    for name in build["sources"]:
        text = (CONTRACTS / "src" / name).read_text("utf-8")
        digest.update(f"{name}\n{text}\n".encode())
    assert build["source"] in build["sources"]
    assert digest.hexdigest() == build["sourceSha256"], "run `make contracts`"


def test_every_source_is_part_of_a_build():
    used = {name for path in BUILDS for name in json.loads(path.read_text("utf-8"))["sources"]}
    sources = {
        path.relative_to(CONTRACTS / "src").as_posix()
        for path in (CONTRACTS / "src").rglob("*.sol")
    }
    assert used == sources


@pytest.mark.parametrize("path", BUILDS, ids=lambda path: path.stem)
def test_code_fits_on_a_real_network(path):
    code = json.loads(path.read_text("utf-8"))["deployedBytecode"]
    assert 0 < len(code) // 2 - 1 <= EIP_170_LIMIT


@pytest.mark.parametrize("name", SELECTORS)
def test_functions_have_the_standard_selectors(name):
    assert set(SELECTORS[name].split()) <= hashes(name, "function")


@pytest.mark.parametrize("name", ERRORS)
def test_errors_have_the_standard_selectors(name):
    assert set(ERRORS[name].split()) <= hashes(name, "error")


@pytest.mark.parametrize("name", TOPICS)
def test_events_have_the_standard_topics(name):
    assert set(TOPICS[name].split()) <= hashes(name, "event")


def test_trex_token_is_not_taken_for_an_erc165_contract():
    # T-REX 4.1 does not answer supportsInterface, and its token has no canTransfer.
    assert not {"01ffc9a7", "e46638e6"} & hashes("SecurityToken", "function")


def test_largest_holding_has_no_getter_as_in_trex():
    names = {entry["name"] for entry in load("MaxBalanceModule")["abi"] if "name" in entry}
    assert "maxBalance" not in names
    assert "getMaxBalance" not in names
