"""A private session bus with a real Secret Service for each test that asks for one."""

import gc
import os
import signal
import subprocess
import warnings
from contextlib import suppress

import pytest

UNLOCK = b"for-this-test-only"


class SecretService:
    """gnome-keyring on a bus of its own, with a home of its own."""

    def __init__(self, folder):
        home, runtime = folder / "home", folder / "run"
        home.mkdir()
        runtime.mkdir(mode=0o700)
        # The bus starts services with its own environment, so it gets the throw-away home too.
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
        }
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._bus.stdout.readline().strip()
        self._daemon = None

    def unlock(self):
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._daemon.stdin.write(UNLOCK)
        self._daemon.stdin.close()
        self._await_name()

    def _await_name(self):
        argv = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus"]
        argv += ["/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
        for _ in range(200):
            done = subprocess.run(argv, env=self.env, capture_output=True, text=True, check=False)
            if "true" in done.stdout:
                return
        raise AssertionError("the Secret Service did not come up")

    def freeze(self):
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._daemon.send_signal(signal.SIGCONT)

    def kill(self):
        self._daemon.kill()
        self._daemon.wait()

    def stop(self):
        for process in (self._daemon, self._bus):
            if process is None:
                continue
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.terminate()
            process.wait(10)
            process.stdout.close()


@pytest.fixture
def secret_service(tmp_path, monkeypatch):
    folder = tmp_path / "session"
    folder.mkdir()
    service = SecretService(folder)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    for name, value in service.env.items():
        monkeypatch.setenv(name, value)
    yield service
    service.stop()
    # Where it fails, the library drops its connection without closing it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
