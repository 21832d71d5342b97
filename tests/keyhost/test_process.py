"""The key host as a process: what it loads, what it survives, what it leaves behind."""

import base64
import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest

from tests.keyhost.conftest import NEW, PASSPHRASE
from wallet.adapters.signers.frames import pack, read_frame, unpack
from wallet.adapters.signers.requests import Request, write_request
from wallet.bootstrap import keyhost_command
from wallet.domain.vault import SecretInput
from wallet.ports.vault import VaultAccess

ARGV = (sys.executable, "-I", "-m", "ui.keyhost")
JUNK = "test " * 11 + "junk"
NEVER = ("http.client", "urllib.request", "aiohttp", "requests", "web3", "PySide6.QtNetwork")
LOADED = """
import io, json, sys
from ui.keyhost import __main__ as keyhost
from ui.keyhost import app, enter_dialog, phrase_dialog
keyhost.answer({})
print(json.dumps(sorted(sys.modules)))
"""


def frame(host, operation, args, *, passphrase=None, create=None):
    access = VaultAccess(passphrase or SecretInput.typed(PASSPHRASE), None, create)
    return pack(write_request(Request(operation, host.home, access, args)))


def run(request, *, prefix=(), env=None):
    return subprocess.run(
        [*prefix, *ARGV], input=request, capture_output=True, check=False, timeout=30, env=env
    )


def test_it_loads_no_network_module_not_even_with_its_windows():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert {"coincurve", "PySide6.QtWidgets"} <= loaded
    assert loaded & set(NEVER) == set()


def test_it_says_so_if_somebody_adds_a_network_module():
    code = "import http.client, sys; from ui.keyhost.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code], input=pack({}), capture_output=True, check=True
    )
    assert unpack(done.stdout)["error"]["code"] == "keyhost_has_network"


def test_it_works_where_there_is_no_network_at_all(host):
    args = host.import_args("phrase", JUNK)
    done = run(frame(host, "import_account", args, create=NEW), prefix=("unshare", "-rn"))
    result = unpack(done.stdout)["result"]
    assert result["address"] == "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"


def test_it_ends_within_a_second_of_its_answer(host):
    host.get("import_account", host.import_args("phrase", JUNK))
    with subprocess.Popen(ARGV, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdin.write(frame(host, "unlock", {}))
        # The wallet may keep its end open: one frame is the whole conversation.
        child.stdin.flush()
        assert "result" in read_frame(child.stdout)
        start = time.monotonic()
        assert child.wait(5) == 0
        assert time.monotonic() - start < 1


def test_a_folder_with_modules_of_the_same_names_lends_it_nothing(host, tmp_path):
    for name in ("mnemonic", "coincurve", "json", "ui"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    done = subprocess.run(
        keyhost_command(),
        input=frame(host, "unlock", {}),
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert unpack(done.stdout)["error"]["code"] == "vault_missing"


HARDENED = """
import ctypes, resource
from pathlib import Path
from ui.keyhost.hardening import harden
harden()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux offers")
def test_it_leaves_no_core_and_cannot_be_looked_into():
    done = subprocess.run(
        [sys.executable, "-c", HARDENED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "0", "0"]


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux offers")
def test_a_small_limit_on_locked_memory_does_not_stop_the_derivation(host):
    host.get("import_account", host.import_args("phrase", JUNK))

    limited = ("sh", "-c", 'ulimit -l 64; exec "$@"', "sh")
    done = run(frame(host, "unlock", {}), prefix=limited)
    assert "result" in unpack(done.stdout)


@pytest.mark.parametrize("junk", [b"", b"\0", b"\0\0\0\5{}", b"\xff\xff\xff\xff", b"\0\0\0\2[]"])
def test_a_broken_frame_ends_it_without_an_answer(junk):
    done = run(junk)
    assert (done.returncode, done.stdout) == (2, b"")


def spellings(phrase):
    raw = phrase.encode()
    yield from (raw, raw.hex().encode(), phrase.encode("utf-16-le"))
    # Base64 depends on where in the stream the text begins.
    yield from (base64.b64encode(b"\0" * shift + raw)[4:-4] for shift in range(3))
    yield b"\n".join(raw.split())
    yield b'","'.join(raw.split())


def leaks(folder, outputs, secrets, *, allowed):
    hits = []
    contents = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name, content in {**contents, **outputs}.items():
        if name in allowed:
            continue
        hits += [name for secret in secrets for form in spellings(secret) if form in content]
    return hits


def test_the_phrase_is_nowhere_but_where_it_was_asked_to_be(host, tmp_path):
    """Canary: files, standard output and error of every flow, in six spellings."""
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    requests = [frame(host, "create_account", host.create_args(), create=NEW)]
    phrase_file = {"file": str(host.home.parent / "phrase.txt")}
    requests.append(frame(host, "confirm_backup", {"phrase": phrase_file}))
    requests.append(frame(host, "confirm_backup", {"phrase": {"text": JUNK}}))
    requests.append(frame(host, "unlock", {}))
    requests.append(frame(host, "unlock", {}, passphrase=SecretInput.typed("wrong")))
    outputs = {}
    for number, request in enumerate(requests):
        done = run(request, env=env)
        outputs[f"out-{number}"], outputs[f"err-{number}"] = done.stdout, done.stderr
    phrase = host.phrase
    words = phrase.split()
    broken = host.secret_file("broken.txt", " ".join([*words[:-1], "zzzz"]))
    args = host.import_args("phrase", broken.read_text())
    done = run(frame(host, "import_account", args), env=env)
    outputs["out-broken"], outputs["err-broken"] = done.stdout, done.stderr
    assert unpack(done.stdout)["error"]["code"] == "phrase_word"
    given = {str(host.home.parent / name) for name in ("phrase.txt", "broken.txt")}
    secrets = [phrase, " ".join(words[:6]), PASSPHRASE]
    assert leaks(tmp_path, outputs, secrets, allowed=given) == []


def test_the_canary_is_found_where_it_was_planted(tmp_path):
    for number, form in enumerate(spellings(JUNK)):
        (tmp_path / f"planted-{number}").write_bytes(b"xx" + form + b"yy")
    (tmp_path / "shifted").write_bytes(base64.b64encode(b"a" + JUNK.encode() + b"b"))
    found = set(leaks(tmp_path, {"out": JUNK.encode()}, [JUNK], allowed=()))
    assert len(found) == 10


def test_a_wish_to_show_the_phrase_writes_it_to_standard_error_without_a_terminal(host):
    args = {"words": 12, "reveal": {"kind": "show", "file": None}, "taken": []}
    done = run(frame(host, "create_account", args, create=NEW), prefix=("setsid", "-w"))
    shown = done.stderr.decode().split()
    assert unpack(done.stdout)["result"]["made_seed"] is True
    assert len(shown) == 12
    assert b" ".join(done.stderr.split()) not in done.stdout


@pytest.mark.parametrize(
    ("passphrase", "reveal", "code"),
    [
        (SecretInput.typed(PASSPHRASE), "terminal", "backup_needed"),
        (SecretInput.terminal(), "show", "vault_locked"),
        (SecretInput.window(), "show", "vault_locked"),
        (SecretInput.typed(PASSPHRASE), "window", "vault_locked"),
    ],
)
def test_where_nobody_can_be_asked_nothing_is_made(host, passphrase, reveal, code):
    args = {"words": 12, "reveal": {"kind": reveal, "file": None}, "taken": []}
    request = frame(host, "create_account", args, passphrase=passphrase, create=NEW)
    done = run(request, prefix=("setsid", "-w"), env={"PATH": os.environ["PATH"]})
    assert unpack(done.stdout)["error"]["code"] == code
    assert not (host.home / "vault.json").exists()


WITH_TERMINAL = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(int(sys.argv[1]), termios.TIOCSCTTY, 0)
os.close(int(sys.argv[1]))
os.execv(sys.argv[2], sys.argv[2:])
"""


def at_a_terminal(request, lines):
    """Run it with a terminal of its own; what it wrote there, and its answer."""
    ours, its = pty.openpty()
    argv = [sys.executable, "-c", WITH_TERMINAL, str(its), *ARGV]
    child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=(its,))
    child.stdin.write(request)
    child.stdin.close()
    shown = b""
    # Our own end of the terminal stays open, as a shell would keep it.
    while select.select([ours], [], [], 0.1)[0] or child.poll() is None:
        if select.select([ours], [], [], 0)[0]:
            shown += os.read(ours, 4096)
        if lines and shown.endswith(b": "):
            os.write(ours, lines.pop(0).encode() + b"\n")
            shown += b"|"
    os.close(its)
    os.close(ours)
    with child:
        return shown.decode(), read_frame(child.stdout)


def test_the_terminal_asks_without_echo_and_shows_the_words(host):
    args = {"words": 24, "reveal": {"kind": "terminal", "file": None}, "taken": []}
    request = frame(host, "create_account", args, passphrase=SecretInput.terminal(), create=NEW)
    shown, answered = at_a_terminal(request, [PASSPHRASE, PASSPHRASE])
    assert answered["result"]["backup_confirmed"] is False
    assert PASSPHRASE not in shown
    assert "24." in shown
    table = [
        word for line in shown.splitlines() if "1." in line or "5." in line for word in line.split()
    ]
    assert len(table) >= 8
    assert host.get("unlock", {})["secrets"] == [answered["result"]["secret_id"]]


def test_two_different_passphrases_at_the_terminal_make_nothing(host):
    args = {"words": 12, "reveal": {"kind": "terminal", "file": None}, "taken": []}
    request = frame(host, "create_account", args, passphrase=SecretInput.terminal(), create=NEW)
    _, answered = at_a_terminal(request, [PASSPHRASE, PASSPHRASE + "!"])
    assert answered["error"]["code"] == "passphrases_differ"
    assert not (host.home / "vault.json").exists()
