"""The wallet's side: what it sends, what it believes, and what it does with a stuck key host."""

import asyncio
import json
import os
import sys
import time

import pytest

from tests.keyhost.conftest import NEW, PASSPHRASE
from wallet.adapters.signers import keyhost_client
from wallet.adapters.signers.frames import error_fields, pack, to_error, unpack
from wallet.adapters.signers.keyhost_client import KeyHostClient
from wallet.adapters.signers.requests import Request, read_request, write_request
from wallet.adapters.vault.strict_json import MalformedError
from wallet.domain.errors import BadInput, ChainProblem, KeyProblem, ProgramFault, WalletError
from wallet.domain.ids import Address
from wallet.domain.signing import RequestKind, SignRequest, message_digest
from wallet.domain.vault import ImportKind, ImportSource, KeyRef, Reveal, RevealKind, SecretInput
from wallet.ports.signer import NewAccount, SignOrder
from wallet.ports.vault import VaultAccess

ARGV = (sys.executable, "-I", "-m", "ui.keyhost")
KEY_HEX = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
FIRST = Address("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
ACCESS = VaultAccess(SecretInput.typed(PASSPHRASE))
CREATING = VaultAccess(SecretInput.typed(PASSPHRASE), None, NEW)


def client(host, argv=ARGV, **more):
    return KeyHostClient(argv, host.home, **more)


def pretending(host, code, **more):
    """A client whose key host is a few lines of Python."""
    return client(host, (sys.executable, "-I", "-c", code), **more)


def answering(answer):
    return f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({answer!r})"


async def test_every_operation_through_the_real_process(host):
    real = client(host)
    phrase = host.home.parent / "phrase.txt"
    new = NewAccount(12, Reveal(RevealKind.FILE, str(phrase)), frozenset())
    made = await real.create_account(CREATING, new)
    assert made.made_seed
    source = ImportSource(
        ImportKind.KEY, SecretInput.from_file(str(host.secret_file("k", KEY_HEX)))
    )
    taken = await real.import_account(ACCESS, source, "m/44'/60'/0'/0/0", [])
    assert (taken.address, taken.ref.path, taken.backup_confirmed) == (FIRST, None, None)
    assert len(await real.unlock(ACCESS)) == 2
    words = SecretInput.from_file(str(phrase))
    assert await real.confirm_backup(ACCESS, words) == made.ref.secret_id
    assert await real.confirm_backup(ACCESS, SecretInput.typed("other words")) is None
    request = SignRequest(RequestKind.MESSAGE, FIRST, b"hello")
    signature = await real.sign(ACCESS, SignOrder(request, taken.ref))
    assert signature.in_range
    out = host.home.parent / "out.json"
    password = SecretInput.typed(PASSPHRASE)
    await real.export_keystore(ACCESS, FIRST, taken.ref, str(out), password)
    assert json.loads(out.read_text())["version"] == 3


async def test_errors_arrive_as_they_were_raised(host):
    with pytest.raises(KeyProblem, match="vault_missing"):
        await client(host).unlock(ACCESS)
    new = NewAccount(13, Reveal(RevealKind.FILE, str(host.home / "p")), frozenset())
    with pytest.raises(BadInput) as caught:
        await client(host).create_account(CREATING, new)
    assert (caught.value.code, caught.value.params) == ("words_count", {"words": 13})


async def test_nothing_secret_is_in_arguments_or_environment(host, monkeypatch):
    seen = []
    real = keyhost_client.subprocess.Popen

    def watching(argv, **more):
        seen.append(repr((argv, more["env"])))
        return real(argv, **more)

    monkeypatch.setattr(keyhost_client.subprocess, "Popen", watching)
    monkeypatch.setenv("SCRIP_SECRET", "in the environment")
    monkeypatch.setenv("PYTHONPATH", str(host.home))
    monkeypatch.setenv("LD_PRELOAD", "")
    with pytest.raises(KeyProblem):
        await client(host).unlock(VaultAccess(SecretInput.typed(PASSPHRASE), bytes(32)))
    for secret in (PASSPHRASE, "00" * 32, "in the environment", "PYTHONPATH", "LD_PRELOAD"):
        assert secret not in seen[0]


async def test_what_a_key_host_prints_besides_its_answer_reaches_nobody(host, capfd):
    code = "import sys; sys.stderr.write('chatter'); " + answering(
        pack({"result": {"secrets": []}})
    )
    assert await pretending(host, code).unlock(ACCESS) == ()
    assert "chatter" not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("code", "family", "name"),
    [
        ("", KeyProblem, "keyhost_failed"),
        ("import os; os.abort()", KeyProblem, "keyhost_failed"),
        (answering(b"\0\0\0\1"), KeyProblem, "keyhost_failed"),
        (answering(b"not a frame at all"), KeyProblem, "keyhost_failed"),
        (answering(pack({"result": 1})), ProgramFault, "keyhost_answer_malformed"),
        (answering(pack({"result": {"secrets": 1}})), ProgramFault, "keyhost_answer_malformed"),
        (answering(pack({"error": 1})), ProgramFault, "keyhost_answer_malformed"),
        (
            answering(pack({"error": {"family": "SystemExit", "code": "x", "params": {}}})),
            ProgramFault,
            "keyhost_answer_malformed",
        ),
        (
            answering(pack({"error": {"family": "KeyProblem", "code": "a b", "params": {}}})),
            ProgramFault,
            "keyhost_answer_malformed",
        ),
    ],
)
async def test_an_answer_that_is_none_is_a_typed_error(host, code, family, name):
    with pytest.raises(family) as caught:
        await pretending(host, code).unlock(ACCESS)
    assert caught.value.code == name


@pytest.mark.parametrize("signature", ["", "00" * 65, "zz", 7])
async def test_a_malformed_signature_is_not_passed_on(host, signature):
    order = SignOrder(SignRequest(RequestKind.MESSAGE, FIRST, b""), KeyRef("x", None))
    fake = pretending(host, answering(pack({"result": {"signature": signature}})))
    with pytest.raises(ProgramFault, match="keyhost_answer_malformed"):
        await fake.sign(ACCESS, order)


async def test_a_program_that_is_not_there_is_a_key_problem(host):
    with pytest.raises(KeyProblem, match="keyhost_failed"):
        await client(host, (str(host.home / "no-such-program"),)).unlock(ACCESS)


SLEEPER = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"


async def gone(file):
    for _ in range(200):
        if file.exists() and file.read_text():
            try:
                os.kill(int(file.read_text()), 0)
            except ProcessLookupError:
                return True
        await asyncio.sleep(0.01)
    return False


async def test_a_stuck_key_host_is_ended(host):
    pid = host.home / "pid"
    stuck = client(host, (sys.executable, "-I", "-c", SLEEPER, str(pid)), deadline_s=0.5)
    start = time.monotonic()
    with pytest.raises(KeyProblem, match="keyhost_timeout"):
        await stuck.unlock(ACCESS)
    assert time.monotonic() - start < 5
    assert await gone(pid)


async def test_a_caller_who_gives_up_ends_the_key_host(host):
    pid = host.home / "pid"
    stuck = client(host, (sys.executable, "-I", "-c", SLEEPER, str(pid)))
    task = asyncio.create_task(stuck.unlock(ACCESS))
    while not pid.exists():
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await gone(pid)


def test_a_request_is_read_as_it_was_written(tmp_path):
    for access in (
        ACCESS,
        CREATING,
        VaultAccess(SecretInput.terminal(), bytes(range(32))),
        VaultAccess(SecretInput.from_file(str(tmp_path / "f"))),
    ):
        request = Request("sign", tmp_path, access, {"a": [1]}, {"accent": "#000000"})
        assert read_request(unpack(pack(write_request(request)))) == request


def test_no_request_shows_its_secrets():
    access = VaultAccess(SecretInput.typed("hidden words"), b"hidden share of this machine ...")
    request = Request("sign", None, access, {"phrase": "hidden words"})
    assert "hidden" not in repr((request, access, access.passphrase))


class StrangerError(WalletError):
    """Not one of the families."""


@pytest.mark.parametrize("family", [BadInput, KeyProblem, ProgramFault])
def test_errors_cross_the_pipe_with_plain_parameters_only(family):
    error = family("some_code", count=3, file="a", raw=b"secret", long="x" * 1000, nested={"a": 1})
    found = to_error(unpack(pack(error_fields(error)))["error"])
    assert type(found) is family
    assert (found.code, found.params) == ("some_code", {"count": 3, "file": "a"})


@pytest.mark.parametrize("family", [ChainProblem, StrangerError])
def test_other_families_cross_as_bad_input(family):
    assert type(to_error(error_fields(family("x"))["error"])) is BadInput


@pytest.mark.parametrize("raw", [b"", b"\0\0", b"\0\0\0\2{}x", b"\0\0\0\3{}", b"\0\0\0\2[]"])
def test_what_is_no_frame_is_refused(raw):
    with pytest.raises(MalformedError):
        unpack(raw)


def test_a_frame_has_a_largest_size():
    with pytest.raises(ProgramFault, match="frame_too_long"):
        pack({"a": "x" * 2_000_000})


def test_a_digest_is_of_the_message_alone():
    assert message_digest(b"a") != message_digest(b"b")
