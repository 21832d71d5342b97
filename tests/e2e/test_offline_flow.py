"""Signing by file, by the command line alone: two homes, and an empty network for the key."""

import json
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.fakes.offline_pair import OTHER, with_request, with_transaction
from tests.support.program import (
    DEADLINE_S,
    SCRIP,
    Inside,
    Program,
    Ran,
    environment,
    secret_file,
)
from wallet.adapters.interfaces import interfaces
from wallet.domain.offline_files import read_request
from wallet.domain.review import TRANSFER

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(150)]

SIGNER = (sys.executable, "-m", "ui.signer_app")
NETWORK_MODULES = (
    "http.client",
    "urllib.request",
    "aiohttp",
    "requests",
    "web3",
    "PySide6.QtNetwork",
)


class Cold(Program):
    """Runs with no network at all; fails where that cannot be had."""

    program = SCRIP
    before = ("unshare", "-rn")

    def __call__(self, *words, json_wanted=True):
        shown = ["--json"] if json_wanted else []
        command = [*self.before, *self.program, "--home", str(self.home), *shown]
        done = subprocess.run(
            [*command, *map(str, words)],
            capture_output=True,
            text=True,
            timeout=DEADLINE_S,
            cwd=self.home.parent,
            env=environment(HOME=str(self.home.parent)),
            check=False,
        )
        assert "unshare:" not in done.stderr, f"no empty network to be had: {done.stderr}"
        return Ran(done.returncode, done.stdout, done.stderr)


class AirGapped(Cold):
    """The offline program in an empty network."""

    program = SIGNER


class Connected(AirGapped):
    """The offline program beside whatever network there is."""

    before = ()


@dataclass
class Two:
    """An online home that only watches, an offline home that holds the key."""

    online: Program
    cold: Cold
    folder: Path
    demo: object

    def export(self, *words, name="request.json"):
        file = self.folder / name
        ran = self.online("offline", "export", *words, "--out", file)
        return ran, file

    def sign(self, file, name="answer.json", *more):
        out = self.folder / name
        return self.cold.signing("offline", "sign", file, "--out", out, "--yes", *more), out


@pytest.fixture(scope="module")
def two(demo, tmp_path_factory):
    # What is sent here is taken back, so that the others find the demo as it was.
    mark = demo.rpc("evm_snapshot")
    folder = tmp_path_factory.mktemp("two")
    online, cold = Inside(folder / "online" / "home"), Cold(folder / "cold" / "home")
    add = ("network", "add", "local", "--rpc", demo.url, "--chain-id", demo.chain_id)
    assert online(*add).code == 0
    watched = online("account", "watch", demo.address("Anna"), "--label", "Anna")
    assert watched.code == 0, watched.out
    for token in demo.document["tokens"]:
        assert online("token", "add", token["address"]).code == 0
    key = secret_file(folder / "anna.key", demo.key("Anna"))
    taken = cold.signing("account", "import", "--key-file", key, "--label", "Anna")
    assert taken.code == 0, taken.out
    yield Two(online, cold, folder, demo)
    assert demo.rpc("evm_revert", mark)


def test_a_transfer_is_exported_signed_without_network_and_settles(two):
    bob = two.demo.address("Bob")
    # Every step a process of its own, as a script would do it.
    two = replace(two, online=Program(two.online.home))
    exported, request = two.export("send", "ACME", bob, "2")
    assert exported.code == 0, exported.out
    assert request.stat().st_mode & 0o077 == 0
    looked = two.online("offline", "inspect", request)
    assert (looked.code, looked.document["mismatches"]) == (0, [])
    assert looked.document["evidence"]["grade"] == "said"
    assert looked.document["evidence"]["verdict"] == "allowed"
    decoded, intent = looked.document["decoded"], looked.document["intent"]
    assert (decoded["to"], decoded["base_units"]) == (intent["to"], intent["base_units"])
    signed, answer = two.sign(request)
    assert signed.code == 0, signed.out
    asked = exported.document["request"]
    assert signed.document["response"]["id"] == asked["id"]
    assert two.cold("offline", "inspect", answer).document["request"]["digest"] == asked["digest"]
    sent = two.online("offline", "submit", answer)
    document = sent.document
    assert (sent.code, document["status"]) == (0, "settled"), sent.out
    assert (document["to"], document["amount"], document["changes"]) == (bob, "2", [])
    receipt = two.demo.rpc("eth_getTransactionReceipt", signed.document["tx_hash"])
    assert int(receipt["blockNumber"], 16) == document["block"]
    # The same answer again pays nothing twice.
    before = two.demo.sent_by("Anna")
    assert two.online("offline", "submit", answer).document["status"] == "settled"
    assert two.demo.sent_by("Anna") == before


def test_coin_votes_and_delegations_travel_by_file_too(two):
    hugo, (governor,) = two.demo.address("Hugo"), two.demo.document["governors"]
    assert two.online("governor", "add", governor).code == 0
    proposals = two.online("proposals").document["proposals"]
    active = next(one["id"] for one in proposals if one["state"] == "active")
    for words, kind in (
        (("vote", governor, active, "for", "--reason", "It is good."), "vote"),
        (("send", "--native", hugo, "0.01"), "payment"),
        (("delegate", "ACME", hugo), "delegation"),
    ):
        exported, request = two.export(*words)
        assert exported.code == 0, exported.out
        signed, answer = two.sign(request, f"answer-{kind}.json")
        assert signed.code == 0, signed.out
        sent = two.online("offline", "submit", answer)
        assert (sent.code, sent.document["status"]) == (0, "settled"), sent.out
        assert sent.document["kind"] == kind
    voted = two.online("proposals").document["proposals"]
    assert next(one["voted"] for one in voted if one["id"] == active) == "for"


def test_a_refused_transfer_leaves_no_file(two):
    ran, file = two.export("send", "ACME", two.demo.address("Marie"), "10", name="refused.json")
    assert (ran.code, ran.error) == (3, "refused")
    assert not file.exists()
    assert ran.document["error"]["details"]["check"]["verdict"] == "refused"


@pytest.fixture
def request_file(two):
    exported, file = two.export("send", "ACME", two.demo.address("Bob"), "1", name="fresh.json")
    assert exported.code == 0, exported.out
    return file


def flipped(raw, count):
    for bit in random.sample(range(len(raw) * 8), count):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)


def test_each_of_fifty_flipped_bits_is_refused_on_either_side(two, request_file):
    sent_before = two.demo.sent_by("Anna")
    broken, never = two.folder / "broken.json", two.folder / "never.json"
    # The same program in this process: a hundred starts would only take time.
    cold = Inside(two.cold.home)
    for bit, changed in flipped(request_file.read_bytes(), 50):
        broken.write_bytes(changed)
        ran = cold.signing("offline", "sign", broken, "--out", never, "--yes")
        assert (ran.code, never.exists()) == (2, False), f"bit {bit}: {ran.out}"
    assert two.cold.signing("offline", "sign", broken, "--out", never, "--yes").code == 2
    assert two.online("offline", "inspect", broken).code == 2
    _, answer = two.sign(request_file, "good.json")
    for bit, changed in flipped(answer.read_bytes(), 50):
        broken.write_bytes(changed)
        ran = two.online("offline", "submit", broken)
        assert ran.code in {2, 7}, f"bit {bit}: {ran.out}"
    assert two.demo.sent_by("Anna") == sent_before


def test_other_bytes_under_a_good_seal_are_shown_and_refused(two, request_file):
    forged = two.folder / "forged.json"
    raw = with_transaction(request_file.read_bytes(), data=TRANSFER.encode(OTHER, 900))
    forged.write_bytes(raw)
    looked = two.cold("offline", "inspect", forged)
    assert looked.code == 2
    assert looked.document["mismatches"] == ["recipient", "amount"]
    assert looked.document["decoded"]["to"] == OTHER
    ran, out = two.sign(forged, "never.json")
    assert (ran.code, ran.error, out.exists()) == (2, "offline_claims_differ", False)
    raw = with_request(request_file.read_bytes(), created=1, expires=2)
    forged.write_bytes(raw)
    assert two.cold("offline", "inspect", forged).code == 0
    ran, _ = two.sign(forged, "never.json")
    assert (ran.code, ran.error) == (2, "offline_expired")


def test_another_computers_request_and_somebodys_file_stay(two, request_file):
    mine = two.folder / "mine.txt"
    mine.write_text("my diary", "utf-8")
    ran, _ = two.sign(request_file, "mine.txt")
    assert (ran.code, ran.error, mine.read_text("utf-8")) == (2, "file_exists", "my diary")
    before = request_file.read_bytes()
    same = two.cold.signing("offline", "sign", request_file, "--out", request_file, "--yes")
    assert (same.code, same.error, request_file.read_bytes()) == (2, "file_exists", before)
    stranger = Cold(two.folder / "stranger" / "home")
    key = secret_file(two.folder / "bob.key", two.demo.key("Bob"))
    assert stranger.signing("account", "import", "--key-file", key).code == 0
    out = two.folder / "strange.json"
    ran = stranger.signing("offline", "sign", request_file, "--out", out, "--yes")
    assert (ran.code, ran.error, out.exists()) == (7, "account_unknown", False)


def test_without_yes_and_terminal_nothing_is_signed(two, request_file):
    out = two.folder / "unasked.json"
    ran = two.cold.signing("offline", "sign", request_file, "--out", out)
    assert (ran.code, ran.error, out.exists()) == (2, "confirmation_needed", False)


def test_an_answer_nobody_asked_for_is_not_sent(two, request_file):
    _, answer = two.sign(request_file, "elsewhere.json")
    other = Inside(two.folder / "other" / "home")
    add = ("network", "add", "local", "--rpc", two.demo.url, "--chain-id", two.demo.chain_id)
    assert other(*add).code == 0
    ran = other("offline", "submit", answer)
    assert (ran.code, ran.error) == (7, "offline_request_unknown")


def test_people_read_what_they_sign(two, request_file):
    shown = two.cold("offline", "inspect", request_file, json_wanted=False).out
    assert "Said by the online computer, not proven here" in shown
    assert re.search(r"To: +0x[0-9A-Fa-f]{4}( [0-9A-Fa-f]{4}){9}", shown)
    assert "What is said and what the bytes say agree." in shown


def test_signing_loads_nothing_that_reaches_a_network(two, request_file):
    out = two.folder / "loaded.json"
    words = ["--home", two.cold.home, "--json", "--yes", "--passphrase-file", two.cold.passphrase]
    words += ["offline", "sign", request_file, "--out", out]
    program = (
        "import sys; from ui.cli.main import main\n"
        f"code = main({[str(word) for word in words]!r})\n"
        "loaded = [n for n in sys.modules if n in "
        f"{NETWORK_MODULES!r} or n.startswith('wallet.adapters.evm')]\n"
        "print(loaded, file=sys.stderr); sys.exit(code or bool(loaded))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment(HOME=str(two.folder)),
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert out.exists()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_signing_opens_no_socket_of_the_internet(two, request_file):
    trace = two.folder / "trace.txt"
    command = [*SCRIP, "--home", two.cold.home, "--json", "--yes"]
    command += ["--passphrase-file", two.cold.passphrase]
    command += ["offline", "sign", request_file, "--out", two.folder / "traced.json"]
    ran = subprocess.run(
        ["strace", "-f", "-e", "trace=socket", "-o", trace, *map(str, command)],
        capture_output=True,
        text=True,
        env=environment(HOME=str(two.folder)),
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    calls = trace.read_text("utf-8")
    assert "exited with 0" in calls
    assert [line for line in calls.splitlines() if "AF_INET" in line] == []


def test_the_offline_program_pins_looks_and_signs(two, request_file):
    home = two.folder / "vaulted" / "home"
    signer = AirGapped(home)
    key = two.folder / "anna.key"
    assert signer.signing("account", "import", "--key-file", key, "--label", "Anna").code == 0
    claims = read_request(request_file.read_bytes()).claims
    pin = ("token", "pin", claims.token.address, "--chain-id", two.demo.chain_id, "--symbol")
    assert signer(*pin, "ACME", "--decimals", 18).code == 0
    out = two.folder / "signed.json"
    signing = ("offline", "sign", request_file, "--out", out, "--yes")
    ran = signer.signing(*signing)
    assert (ran.code, ran.error, out.exists()) == (2, "offline_decimals_differ", False)
    assert signer("token", "remove", "ACME").document["tokens"] == []
    pinned = signer(*pin, "ACME", "--decimals", claims.token.decimals)
    assert pinned.document["token"]["chain_id"] == two.demo.chain_id
    assert signer("contact", "add", "Bob", two.demo.address("Bob")).code == 0
    ran = signer.signing(*signing)
    assert ran.code == 0, ran.out
    assert ran.document["warnings"] == []
    found = {one["id"]: one["status"] for one in signer("doctor").document["checks"]}
    assert found["interfaces"] == "ok"
    # It has no way to ask or to send.
    for words in (("offline", "submit", out), ("portfolio",), ("send", "ACME", "Bob", "1")):
        assert signer(*words).code == 2
    is_apart = not [one for one in interfaces() if not one.is_loopback and one.is_up is not False]
    # An answer is never written over.
    kept = out.read_bytes()
    again = signer.signing(*signing)
    assert (again.code, again.error, out.read_bytes()) == (2, "file_exists", kept)
    beside = Connected(home)
    out.unlink()
    ran = beside.signing(*signing)
    assert (ran.code, ran.document.get("error", {}).get("code")) == (
        (0, None) if is_apart else (6, "network_interface_up")
    )
    out.unlink(missing_ok=True)
    assert beside.signing(*signing, "--interface-up-ok").code == 0
    assert json.loads(out.read_bytes())["kind"] == "sign-response"
