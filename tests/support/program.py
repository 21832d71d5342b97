"""The installed program from outside: one process per command line, no terminal, no key store."""

import io
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from ui.cli.main import main

SCRIP = (sys.executable, "-m", "ui")
ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "a passphrase that is only for tests"
# The cheapest key derivation a vault accepts.
CHEAP_VAULT = {"vault": {"kdf_memory_kib": 47_104, "kdf_passes": 1}}
DEADLINE_S = 50


@dataclass(frozen=True)
class Ran:
    """What one run left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        """The one JSON document; anything beside it is an error."""
        try:
            return json.loads(self.out)
        except ValueError:
            told = f"exit {self.code}, no single document: {self.out!r}\n{self.err}"
            raise AssertionError(told) from None

    @property
    def error(self):
        """Code of the error document."""
        return self.document["error"]["code"]


def environment(**extra):
    """Without a screen, a session bus or anybody's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "TZ": "UTC", **extra}


class Program:
    """Runs commands on one home folder."""

    def __init__(self, home):
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        (home / "config.json").write_text(json.dumps(CHEAP_VAULT), "utf-8")
        self.passphrase = secret_file(home.parent / "passphrase.txt", PASSPHRASE + "\n")

    def __call__(self, *words, typed="", json_wanted=True, **extra):
        """Run one command; ``typed`` is its standard input."""
        options = ["--home", str(self.home), "--keyring", "none"]
        shown = ["--json"] if json_wanted else []
        done = subprocess.run(
            [*SCRIP, *options, *shown, *map(str, words)],
            input=typed,
            capture_output=True,
            text=True,
            timeout=DEADLINE_S,
            cwd=self.home.parent,
            env=environment(HOME=str(self.home.parent), **extra),
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def signing(self, *words, **extra):
        """Run a command that needs the passphrase."""
        return self(*words, "--passphrase-file", self.passphrase, **extra)


def secret_file(path, content):
    """A file only its owner can read."""
    path.touch(mode=0o600)
    path.write_text(content, "utf-8")
    return path


@contextmanager
def served_demo(*words, home):
    """``scrip demo --serve`` until the block ends; gives the process and its document."""
    process = subprocess.Popen(
        [*SCRIP, "--home", str(home), "demo", "--serve", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(HOME=str(home)),
    )
    try:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield process, json.loads(line)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)


class Inside(Program):
    """The same program inside the test's own process: quicker, and seen by the coverage."""

    def __call__(self, *words, typed="", json_wanted=True, **extra):
        """Run one command; the environment is the test's own."""
        assert not extra, "an environment needs a process of its own"
        options = ["--home", str(self.home), "--keyring", "none"]
        shown = ["--json"] if json_wanted else []
        out, err = io.StringIO(), io.StringIO()
        stdin, sys.stdin = sys.stdin, io.StringIO(typed)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main([*options, *shown, *map(str, words)])
        finally:
            sys.stdin = stdin
        return Ran(code, out.getvalue(), err.getvalue())
