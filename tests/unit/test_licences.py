"""The list of what is shipped: complete for the locks, and as its program writes it."""

import re

import pytest

import bundle_parts
import licences

LISTED = licences.TARGET.read_text("utf-8")


def test_the_list_is_the_one_that_belongs_to_the_locks():
    assert licences.document() == LISTED


def test_every_locked_package_but_those_of_the_build_is_listed():
    rows = set(re.findall(r"^\| (\S+) \| (\S+) \| \S", LISTED, re.MULTILINE))
    missing = {one.name for one in licences.locked("lock-run.txt") if one[:2] not in rows}
    assert missing <= {
        "editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers",
    }  # fmt: skip
    assert {"pyside6-essentials", "pywin32", "pycryptodome", "web3"} & missing == set()


def test_every_library_a_bundle_takes_from_the_system_is_listed():
    told = [part.library for part in licences.other_parts() if part.library]
    assert sorted(told) == sorted(bundle_parts.KEPT_LIBRARIES)
    assert all(part.licence for part in licences.other_parts())


def test_a_package_that_does_not_tell_its_licence_stops_the_program(monkeypatch):
    class Silent:
        get = get_all = staticmethod(lambda *_: None)

    monkeypatch.setattr(licences.metadata, "metadata", lambda _: Silent)
    with pytest.raises(SystemExit, match="silent does not say"):
        licences.licence_of("silent")


def test_an_old_list_is_told(tmp_path, monkeypatch, capsys):
    assert licences.main(["licences.py", "--check"]) == 0
    monkeypatch.setattr(licences, "TARGET", tmp_path / "LICENCES.md")
    assert licences.main(["licences.py", "--check"]) == 1
    assert licences.main(["licences.py"]) == 0
    assert (tmp_path / "LICENCES.md").read_text("utf-8") == LISTED
    assert "old" in capsys.readouterr().out
