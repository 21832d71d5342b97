"""The file itself: private, versioned, damaged, full, shared, cut off from power."""

import os
import random
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

import apsw
import pytest

from tests.adapters.storage.powercut import Disk, PowerCutVfs
from tests.fakes.entries import CHAIN_ID, outbox_entry
from wallet.adapters.storage import database as database_module
from wallet.adapters.storage.database import FILE_NAME, Database
from wallet.adapters.storage.migrations import MIGRATIONS
from wallet.adapters.storage.sqlite import open_storage
from wallet.domain.errors import BadInput, ProgramFault
from wallet.domain.transfer import OutboxState

NEXT = (*MIGRATIONS, ("CREATE TABLE extra (x INTEGER) STRICT", "INSERT INTO extra VALUES (1)"))
BROKEN = (*MIGRATIONS, ("CREATE TABLE extra (x INTEGER) STRICT", "SELECT * FROM missing"))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_folder_and_file_are_private(tmp_path):
    storage = open_storage(tmp_path / "new" / "home")
    assert stat.S_IMODE((tmp_path / "new" / "home").stat().st_mode) == 0o700
    for name in (FILE_NAME, FILE_NAME + "-wal", FILE_NAME + "-shm"):
        assert stat.S_IMODE((tmp_path / "new" / "home" / name).stat().st_mode) == 0o600
    storage.close()


def test_commits_are_durable_and_other_processes_can_read(tmp_path):
    storage = open_storage(tmp_path)
    execute = storage.database.connection.execute
    assert execute("PRAGMA journal_mode").get == "wal"
    assert execute("PRAGMA synchronous").get == 2
    with storage.database.write() as connection:
        connection.execute("INSERT INTO settings VALUES ('theme', 'dark')")
        code = "import sqlite3,sys;print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM settings').fetchone()[0])"
        seen = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / FILE_NAME)],
            capture_output=True,
            check=True,
            text=True,
        )
    assert seen.stdout.strip() == "0"
    assert storage.settings.setting("theme") == "dark"
    storage.close()


def test_a_failed_transaction_leaves_nothing(storage):
    with pytest.raises(BadInput, match="storage_damaged"):
        _insert_twice(storage.database)
    assert storage.settings.setting("a") is None


def _insert_twice(database):
    with database.write() as connection:
        for _ in range(2):
            connection.execute("INSERT INTO settings VALUES ('a', 'b')")


@pytest.mark.parametrize("content", [b"this is no database at all" * 99, os.urandom(4096)])
def test_garbage_is_named_and_left_alone(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(BadInput, match="storage_damaged"):
        open_storage(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_another_programs_file_is_refused(tmp_path):
    foreign = apsw.Connection(str(tmp_path / FILE_NAME))
    foreign.execute("CREATE TABLE places (url TEXT)")
    foreign.close()
    with pytest.raises(BadInput, match="storage_foreign"):
        open_storage(tmp_path)


def test_a_newer_file_is_refused_unchanged(tmp_path):
    Database(tmp_path / FILE_NAME, NEXT).close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(BadInput, match="storage_too_new"):
        open_storage(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_flipped_bytes_give_a_typed_error_or_the_truth(tmp_path):
    entries = [outbox_entry(nonce) for nonce in range(40)]
    home = open_storage(tmp_path)
    for entry in entries:
        home.outbox.add(entry)
    home.close()
    whole = (tmp_path / FILE_NAME).read_bytes()
    rng = random.Random(7)  # noqa: S311
    outcomes = {"storage_damaged": 0, "read": 0}
    for _ in range(250):
        broken = bytearray(whole)
        for _ in range(rng.choice([1, 8])):
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        (tmp_path / FILE_NAME).write_bytes(broken)
        for tail in ("-wal", "-shm"):
            (tmp_path / (FILE_NAME + tail)).unlink(missing_ok=True)
        outcomes[_what_is_read(tmp_path, {entry.raw for entry in entries})] += 1
    assert outcomes["storage_damaged"] > 50
    assert outcomes["read"] > 20


def _what_is_read(home, known_bytes):
    try:
        storage = open_storage(home)
    except BadInput as error:
        return error.code.replace("foreign", "damaged").replace("too_new", "damaged")
    try:
        assert {entry.raw for entry in storage.outbox.entries()} <= known_bytes
    except BadInput as error:
        return error.code
    finally:
        storage.close()
    return "read"


def test_changed_bytes_of_a_journalled_transaction_are_never_handed_out(storage):
    entry = outbox_entry(1)
    storage.outbox.add(entry)
    with storage.database.write() as connection:
        connection.execute("UPDATE outbox SET raw = x'02ff'")
    with pytest.raises(BadInput, match="storage_damaged"):
        storage.outbox.open_entries(CHAIN_ID)


def test_bytes_that_do_not_hash_to_their_name_are_not_journalled(storage):
    with pytest.raises(ProgramFault, match="outbox_hash_mismatch"):
        storage.outbox.add(replace(outbox_entry(1), raw=b"\x02other"))


def test_soundness_can_be_asked(storage):
    assert storage.database.is_sound()
    assert storage.database.version == len(MIGRATIONS)


def test_an_older_file_is_brought_up_to_date_and_a_copy_is_kept(tmp_path):
    storage = open_storage(tmp_path)
    storage.outbox.add(outbox_entry(1))
    storage.close()
    newer = Database(tmp_path / FILE_NAME, NEXT)
    assert newer.version == len(NEXT)
    assert newer.connection.execute("SELECT count(*) FROM outbox").get == 1
    newer.close()
    copy = Database(tmp_path / f"{FILE_NAME}.v{len(MIGRATIONS)}.bak", MIGRATIONS)
    assert copy.connection.execute("SELECT count(*) FROM outbox").get == 1
    copy.close()


def test_a_migration_that_fails_changes_nothing(tmp_path):
    storage = open_storage(tmp_path)
    storage.outbox.add(outbox_entry(1))
    storage.close()
    with pytest.raises(BadInput, match="storage_damaged"):
        Database(tmp_path / FILE_NAME, BROKEN)
    again = open_storage(tmp_path)
    assert again.database.version == len(MIGRATIONS)
    assert len(again.outbox.entries()) == 1
    again.close()


def test_a_writer_in_another_process_is_waited_for_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 50)
    storage, rival = open_storage(tmp_path), open_storage(tmp_path)
    with rival.database.write() as connection:
        connection.execute("INSERT INTO settings VALUES ('a', 'b')")
        with pytest.raises(BadInput, match="home_in_use"):
            storage.settings.set_setting("theme", "dark")
        assert storage.settings.setting("theme") is None
    storage.settings.set_setting("theme", "dark")
    storage.close()
    rival.close()


def test_a_full_disk_is_named_and_what_was_there_stays(storage):
    storage.outbox.add(outbox_entry(1))
    pages = storage.database.connection.execute("PRAGMA page_count").get
    storage.database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ProgramFault) as caught:
        _journal_many(storage)
    assert (caught.value.code, caught.value.params["why"]) == ("storage_failed", "disk_full")
    assert storage.database.is_sound()
    assert storage.outbox.entry(outbox_entry(1).tx_hash) is not None


def _journal_many(storage):
    for nonce in range(2, 500):
        storage.outbox.add(outbox_entry(nonce))


def test_a_home_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProgramFault, match="storage_failed"):
        open_storage(tmp_path / "file" / "home")


def _lost_after_cuts(tmp_path, trials, pragma):
    """How often a committed journal row is gone after a cut in the middle of the next write."""
    lost = 0
    for trial in range(trials):
        rng, disk = random.Random(trial), Disk()  # noqa: S311
        name = f"cut-{pragma}-{trial}"
        vfs = PowerCutVfs(name, disk)
        storage = open_storage(tmp_path / name, vfs=name)
        storage.database.connection.execute(f"PRAGMA synchronous = {pragma}")
        disk.writes_left = rng.randrange(4, 60)
        committed = _journal_until_dark(storage)
        disk.cut(rng)
        lost += not committed <= _survivors(tmp_path / name)
        with suppress(ProgramFault):
            storage.close()
        vfs.unregister()
    return lost


def _journal_until_dark(storage):
    committed = set()
    for nonce in range(500):
        entry = outbox_entry(nonce)
        try:
            storage.outbox.add(entry)
            committed.add(entry.tx_hash)
            storage.outbox.update(replace(entry, state=OutboxState.SUBMITTED))
        except ProgramFault:
            return committed
    raise AssertionError("the power never went")


def _survivors(home):
    copy = home.with_name(home.name + "-after")
    copy.mkdir()
    for tail in ("", "-wal"):
        source = home / (FILE_NAME + tail)
        if source.exists():
            (copy / source.name).write_bytes(source.read_bytes())
    after = open_storage(copy)
    assert after.database.is_sound()
    found = {entry.tx_hash for entry in after.outbox.entries()}
    after.close()
    return found


def test_no_committed_row_is_lost_in_a_power_cut(tmp_path):
    assert _lost_after_cuts(tmp_path, 60, "FULL") == 0


def test_the_power_cut_would_show_a_careless_journal(tmp_path):
    assert _lost_after_cuts(tmp_path, 10, "NORMAL") > 5
