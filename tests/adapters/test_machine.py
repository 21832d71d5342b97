"""What is found out about the computer itself."""

import socket
from pathlib import Path

import pytest

from wallet.adapters import machine
from wallet.adapters.machine import ThisMachine
from wallet.adapters.screen import find_screen
from wallet.bootstrap_home import has_screen
from wallet.domain.errors import BadInput, NotFound


def found():
    return Path("/somewhere/anvil")


def missing():
    raise NotFound("anvil_missing")


def test_a_folder_that_is_yet_to_be_made(tmp_path):
    folder = ThisMachine(tmp_path / "a" / "b", found, {}).home()
    assert (folder.exists, folder.writable, folder.private) == (False, True, None)


@pytest.mark.parametrize(("mode", "private"), [(0o700, True), (0o750, False), (0o701, False)])
def test_who_can_look_into_the_folder(tmp_path, mode, private):
    tmp_path.chmod(mode)
    assert ThisMachine(tmp_path, found, {}).home().private is private


def test_a_file_in_the_place_of_the_folder_cannot_be_used(tmp_path):
    (tmp_path / "file").touch()
    assert ThisMachine(tmp_path / "file" / "home", found, {}).home().writable is False


def test_a_damaged_settings_file_is_told(tmp_path):
    ThisMachine(tmp_path, found, {}).check_config()
    (tmp_path / "config.json").write_text("{", "utf-8")
    with pytest.raises(BadInput, match="config_malformed"):
        ThisMachine(tmp_path, found, {}).check_config()


def test_versions_and_the_demos_program(tmp_path):
    here = ThisMachine(tmp_path, found, {})
    assert here.python().count(".") == 2
    assert here.qt().startswith("6.")
    assert here.demo_chain() == "/somewhere/anvil"
    assert ThisMachine(tmp_path, missing, {}).demo_chain() is None


def test_libraries_are_tried_one_by_one(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "_LIBRARIES", ("libc.so.6", "libnobodyhas.so.9"))
    assert ThisMachine(tmp_path, found, {}).missing_libraries() == ("libnobodyhas.so.9",)


def test_a_leftover_variable_is_no_screen(tmp_path):
    assert find_screen({}) is None
    assert find_screen({"DISPLAY": ":4711"}) is None
    assert find_screen({"DISPLAY": "nonsense"}) is None
    gone = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert find_screen(gone) is None


def test_a_screen_that_answers_is_found(tmp_path, monkeypatch):
    # A socket's path may be 108 bytes long at most; a test's folder is often longer.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("wayland-0")
        server.listen()
        assert find_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "."}) == "Wayland"


def test_a_platform_chosen_by_hand_is_taken_at_its_word(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_screen()
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_screen()
