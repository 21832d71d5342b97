"""The vault file: opened by the right credentials only, whole after every write, strict."""

import copy
import json
import os
import stat
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wallet.adapters.vault import safe_files
from wallet.adapters.vault.kdf_config import kdf_cost
from wallet.adapters.vault.safe_files import write_lock
from wallet.adapters.vault.strict_json import MalformedError, parse_object
from wallet.adapters.vault.vault_file import Credentials, VaultFile, share_check
from wallet.adapters.vault.vault_format import MAX_FILE, KdfCost, read_vault
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.vault import SlotKind, VaultInfo

FLOOR = KdfCost(46 * 1024, 1)
VAULT = "ab" * 16
RIGHT = Credentials("right passphrase")
SHARE = bytes(range(32))
WITH_SHARE = Credentials("right passphrase", SHARE)


def made(home, kind=SlotKind.PASSPHRASE, credentials=RIGHT):
    vault = VaultFile(home).create(VAULT, kind, credentials, FLOOR)
    vault.put("seed", "some words", confirmed=False)
    vault.save()
    return VaultFile(home)


def code_of(call, *args):
    with pytest.raises(KeyProblem) as caught:
        call(*args)
    return caught.value.code


def test_what_was_kept_is_there_again(tmp_path):
    file = made(tmp_path / "home")
    opened = file.open(RIGHT)
    assert [(one.kind, one.value) for one in opened.secrets] == [("seed", "some words")]
    assert file.info() == VaultInfo(VAULT, SlotKind.PASSPHRASE, "")


def test_a_wrong_passphrase_opens_nothing(tmp_path):
    assert code_of(made(tmp_path).open, Credentials("wrong passphrase")) == "passphrase_wrong"


def test_with_a_device_share_the_passphrase_alone_opens_nothing(tmp_path):
    file = made(tmp_path, SlotKind.PASSPHRASE_KEYRING, WITH_SHARE)
    assert file.open(WITH_SHARE).secrets[0].value == "some words"
    assert file.info().share_check == share_check(SHARE)
    assert code_of(file.open, RIGHT) == "keyring_share_missing"
    assert code_of(file.open, Credentials("wrong", SHARE)) == "passphrase_wrong"
    assert code_of(file.open, Credentials(RIGHT.passphrase, bytes(32))) == "keyring_altered"


def test_a_share_is_not_enough_without_its_passphrase_in_the_key(tmp_path):
    one = made(tmp_path / "a", SlotKind.PASSPHRASE_KEYRING, WITH_SHARE)
    two = made(tmp_path / "b", SlotKind.PASSPHRASE_KEYRING, Credentials("other passphrase", SHARE))
    assert code_of(two.open, WITH_SHARE) == "passphrase_wrong"
    assert one.open(WITH_SHARE).vault_id == VAULT


def test_nothing_is_in_the_clear(tmp_path):
    raw = made(tmp_path, SlotKind.PASSPHRASE_KEYRING, WITH_SHARE).path.read_bytes()
    for secret in (b"some words", b"right passphrase", SHARE.hex().encode(), SHARE):
        assert secret not in raw


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of Unix")
def test_only_the_owner_can_read_it(tmp_path):
    home = tmp_path / "home"
    file = made(home)
    file.open(RIGHT).save()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for path in (file.path, file.backup):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_write_keeps_the_file_before_it(tmp_path):
    file = made(tmp_path)
    before = file.path.read_bytes()
    vault = file.open(RIGHT)
    vault.put("key", "11" * 32, confirmed=False)
    vault.save()
    assert file.backup.read_bytes() == before
    assert len(file.open(RIGHT).secrets) == 2
    file.path.write_bytes(file.backup.read_bytes())
    assert len(file.open(RIGHT).secrets) == 1


def test_no_two_writes_share_a_nonce(tmp_path):
    file = made(tmp_path)
    nonces = set()
    for _ in range(5):
        file.open(RIGHT).save()
        nonces.add(read_vault(file.path.read_bytes()).nonce)
    assert len(nonces) == 5


def test_a_write_that_fails_leaves_the_old_vault(tmp_path, monkeypatch):
    file = made(tmp_path)
    vault = file.open(RIGHT)
    vault.put("key", "11" * 32, confirmed=False)

    def no_space(_handle):
        raise OSError(28, "no space left")

    monkeypatch.setattr(safe_files.os, "fsync", no_space)
    with pytest.raises(OSError, match="no space"):
        vault.save()
    monkeypatch.undo()
    assert len(file.open(RIGHT).secrets) == 1


def test_the_same_secret_is_kept_once(tmp_path):
    vault = made(tmp_path).open(RIGHT)
    first = vault.put("seed", "some words", confirmed=True)
    assert len(vault.secrets) == 1
    assert first.confirmed
    assert vault.put("key", "some words", confirmed=False).id != first.id


def test_a_second_vault_is_never_made_over_the_first(tmp_path):
    file = made(tmp_path)
    with pytest.raises(BadInput, match="vault_exists"):
        file.create(VAULT, SlotKind.PASSPHRASE, RIGHT, FLOOR)


def test_a_lost_vault_with_a_copy_is_damaged_and_not_new(tmp_path):
    file = made(tmp_path)
    file.open(RIGHT).save()
    file.path.unlink()
    assert code_of(file.info) == "vault_damaged"


def test_without_a_vault_there_is_none(tmp_path):
    assert VaultFile(tmp_path).info() is None
    assert code_of(VaultFile(tmp_path).open, RIGHT) == "vault_missing"


def test_secrets_are_in_no_printed_form(tmp_path):
    vault = made(tmp_path).open(RIGHT)
    printed = repr([vault, vault.secrets, RIGHT, WITH_SHARE])
    for secret in ("some words", "right passphrase", repr(SHARE)):
        assert secret not in printed


def change(document, path, value):
    changed = copy.deepcopy(document)
    *parents, last = path
    spot = changed
    for step in parents:
        spot = spot[step]
    if value is ...:
        del spot[last]
    else:
        spot[last] = value
    return changed


SLOT = ("slots", 0)
KDF = (*SLOT, "kdf")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "other"),
        (("version",), 2),
        (("version",), True),
        (("version",), 1.0),
        (("vault_id",), "zz" * 16),
        (("vault_id",), "ab"),
        (("slots",), []),
        (("slots",), {}),
        (SLOT, "slot"),
        (("payload",), ...),
        (("payload", "extra"), 1),
        (("payload", "data"), "AAAA"),
        (("payload", "nonce"), "AAAA"),
        ((*SLOT, "kind"), "keyring"),
        ((*SLOT, "share_check"), "00" * 8),
        ((*SLOT, "salt"), "not base64"),
        ((*SLOT, "wrapped_key"), 7),
        ((*KDF, "name"), "argon2d"),
        ((*KDF, "memory_kib"), 46 * 1024 - 1),
        ((*KDF, "memory_kib"), 1024 * 1024 + 1),
        ((*KDF, "memory_kib"), 10**30),
        ((*KDF, "passes"), 0),
        ((*KDF, "passes"), 11),
        ((*KDF, "lanes"), 5),
        ((*KDF, "lanes"), None),
    ],
)
def test_what_was_not_written_by_us_is_damaged(tmp_path, path, value):
    file = made(tmp_path)
    document = change(json.loads(file.path.read_bytes()), path, value)
    file.path.write_text(json.dumps(document))
    assert code_of(file.info) == "vault_damaged"
    assert code_of(file.open, RIGHT) == "vault_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"format": 1, "format": 2}',
        b'{"version": NaN}',
        b"[" * 50_000,
        b'{"a":' * 20_000,
        b" " * (MAX_FILE + 1),
    ],
)
def test_what_is_no_vault_at_all_is_damaged(tmp_path, content):
    file = VaultFile(tmp_path)
    file.path.write_bytes(content)
    assert code_of(file.info) == "vault_damaged"


def test_the_header_is_authenticated(tmp_path):
    file = made(tmp_path)
    document = json.loads(file.path.read_bytes())
    file.path.write_text(json.dumps(change(document, ("vault_id",), "cd" * 16)))
    assert code_of(file.open, RIGHT) == "passphrase_wrong"
    file.path.write_text(json.dumps(change(document, ("payload", "nonce"), "A" * 16)))
    assert code_of(file.open, RIGHT) == "vault_damaged"


def test_a_slot_cannot_be_added_by_somebody_else(tmp_path):
    file = made(tmp_path)
    document = json.loads(file.path.read_bytes())
    document["slots"].append(document["slots"][0])
    file.path.write_text(json.dumps(document))
    assert code_of(file.open, RIGHT) == "vault_damaged"


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_one_way(raw):
    with pytest.raises(MalformedError):
        read_vault(raw)


@settings(max_examples=300)
@given(st.text(max_size=200), st.integers(0, 200))
def test_a_mangled_object_is_parsed_or_refused(text, cut):
    raw = json.dumps({"a": text, "b": [1, None, {"c": 2}]}).encode()
    assert parse_object(raw, 10_000)["a"] == text
    if cut < len(raw):
        with pytest.raises(MalformedError):
            parse_object(raw[:cut], 10_000)


def test_the_cost_of_new_vaults_stays_within_bounds(tmp_path):
    config = tmp_path / "config.json"
    assert kdf_cost(tmp_path) == KdfCost(256 * 1024, 3)
    config.write_text('{"vault": {"kdf_memory_kib": 1, "kdf_passes": 0}}')
    assert kdf_cost(tmp_path) == FLOOR
    config.write_text('{"vault": {"kdf_memory_kib": 99999999}, "other": 1}')
    assert kdf_cost(tmp_path) == KdfCost(1024 * 1024, 3)
    for wrong in ("[]", '{"vault": 1}', '{"vault": {"kdf_passes": "many"}}', "{"):
        config.write_text(wrong)
        with pytest.raises(BadInput, match="config_malformed"):
            kdf_cost(tmp_path)


HOLDER = """
import sys
from pathlib import Path
from wallet.adapters.vault.safe_files import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_processes_do_not_write_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_files, "_LOCK_TRIES", 2)
    lock = tmp_path / "vault.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ},
    ) as holder:
        holder.stdout.readline()
        with pytest.raises(BadInput, match="home_in_use"), write_lock(lock):
            raise AssertionError("both hold it")
        holder.stdin.close()
        holder.wait()
    with write_lock(lock):
        assert lock.exists()
