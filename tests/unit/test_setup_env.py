"""What `make run` and `make test` do before anything of Scrip runs."""

import ast
import base64
import hashlib
import io
import os
import socket
import sys
import tarfile

import pytest

import coverage_floors
import setup_env
from setup_parts import checks, display, environment, locks, node_tools, pythons, system_parts
from setup_parts.common import EXIT_MISSING, Stop, Venv


def program(folder, name, script):
    """An executable shell script."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine whose only programs are the ones the test puts into `bin`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(sys, "executable", program(folder, "started-with", "echo '3|9|old'"))
    monkeypatch.setattr(pythons, "DEBIAN_MARK", tmp_path / "no-debian")
    return folder


@pytest.fixture
def venv(tmp_path):
    """An environment that looks made, with nothing in it."""
    made = Venv(tmp_path / "env")
    made.bin.mkdir(parents=True)
    made.python.touch()
    (made.folder / "pyvenv.cfg").write_text("version = 3.12.1\n")
    return made


@pytest.fixture
def started(monkeypatch):
    """Every program the set-up would have started; none is."""
    calls = []

    def remember(argv, **_options):
        calls.append([str(part) for part in argv])
        return ""

    monkeypatch.setattr(environment, "run_quietly", remember)
    return calls


def test_the_python_that_runs_the_tests_fits():
    found = pythons.probe(sys.executable)
    assert found is not None
    assert found.version == sys.version_info[:2]


@pytest.mark.parametrize(
    "script", ["echo 'command not found' >&2; exit 127", "echo hello", "exit 0"]
)
def test_a_shim_that_only_complains_is_no_python(tmp_path, script):
    assert pythons.probe(program(tmp_path / "shims", "python3.12", script)) is None


def test_a_missing_program_is_no_python(tmp_path):
    assert pythons.probe(str(tmp_path / "python3")) is None


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (["3.11", "3.12", "3.13"], "3.12"),
        (["3.11", "3.13"], "3.13"),
        (["3.11"], "3.11"),
    ],
)
def test_the_preferred_python_is_taken(machine, there, taken):
    for version in there:
        major, minor = version.split(".")
        program(machine, f"python{version}", f"echo '{major}|{minor}|path-of-{version}'")
    assert pythons.find().path == f"path-of-{taken}"


def test_a_broken_shim_does_not_hide_the_python_behind_it(machine, tmp_path, monkeypatch):
    shims = tmp_path / "shims"
    program(shims, "python3.12", "exit 127")
    program(machine, "python3.12", "echo '3|12|the real one'")
    monkeypatch.setenv("PATH", f"{shims}{os.pathsep}{machine}")
    assert pythons.find().path == "the real one"


def test_a_python_that_pyenv_built_is_found(machine, tmp_path):
    folder = tmp_path / "pyenv" / "versions" / "3.13.0" / "bin"
    folder.mkdir(parents=True)
    program(folder, "python3", "echo '3|13|from pyenv'")
    assert pythons.find().path == "from pyenv"


def test_without_a_fitting_python_it_says_what_to_install(machine):
    with pytest.raises(Stop, match=r"apt-get install python3 python3-venv") as reason:
        pythons.find()
    assert reason.value.code == EXIT_MISSING


def test_a_python_that_only_lacks_venv_gets_it(machine, debian, monkeypatch):
    lacks_venv = f"case $2 in *ensurepip*) test -s {debian} || exit 1;; esac; echo '3|11|'$0"
    path = program(machine, "python3", lacks_venv)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert pythons.find() == pythons.Python((3, 11), path)
    assert debian.read_text().splitlines()[-1].split()[-2:] == ["python3.11-venv", "-qq"]


def test_a_second_start_installs_nothing(venv, started):
    venv.scrip.touch()
    environment.prepare(venv, with_tests=True)
    assert len(started) == 2 + sum("ensurepip" in call for call in started)
    started.clear()
    environment.prepare(venv, with_tests=True)
    environment.prepare(venv, with_tests=False)
    assert started == []


def test_a_changed_lock_is_installed_again(venv, started, tmp_path, monkeypatch):
    lock = tmp_path / "lock-run.txt"
    monkeypatch.setattr(environment, "RUN_LOCK", lock)
    venv.scrip.touch()
    lock.write_text("a==1")
    environment.prepare(venv, with_tests=False)
    started.clear()
    lock.write_text("a==2")
    environment.prepare(venv, with_tests=False)
    (install,) = [call for call in started if "ensurepip" not in call]
    assert install[-3:] == ["--require-hashes", "-r", str(lock)]


@pytest.mark.parametrize("version", ["3.10.4", "3.14.0", "2.7.18"])
def test_an_environment_of_another_python_does_not_fit(venv, version):
    (venv.folder / "pyvenv.cfg").write_text(f"home = x\nversion = {version}\n")
    assert environment.version_of(venv) == ""


def archive_of(tmp_path, **members):
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as content:
        for name, data in members.items():
            entry = tarfile.TarInfo(f"package/bin/{name}")
            entry.size = len(data)
            content.addfile(entry, io.BytesIO(data))
    return path


def integrity_of(path):
    return "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def test_a_download_that_is_not_the_pinned_one_is_refused(tmp_path):
    archive = archive_of(tmp_path, anvil=b"real")
    integrity = integrity_of(archive)
    node_tools.check_integrity(archive, integrity)
    archive.write_bytes(archive.read_bytes() + b"!")
    with pytest.raises(Stop, match="not the file that was pinned"):
        node_tools.check_integrity(archive, integrity)


def test_a_weaker_kind_of_pin_is_refused(tmp_path):
    archive = archive_of(tmp_path, anvil=b"real")
    weak = "sha1-" + base64.b64encode(hashlib.sha1(archive.read_bytes()).digest()).decode()  # noqa: S324
    with pytest.raises(Stop, match="not the file that was pinned"):
        node_tools.check_integrity(archive, weak)


def test_one_file_is_unpacked_and_can_be_run(tmp_path):
    target = tmp_path / "out" / "anvil"
    archive = archive_of(tmp_path, anvil=b"#!", other=b"x")
    node_tools.unpack_member(archive, "package/bin/anvil", target)
    assert [path.name for path in target.parent.iterdir()] == ["anvil"]
    assert target.read_bytes() == b"#!"
    assert os.access(target, os.X_OK)


def test_a_system_without_a_checked_anvil_is_told(venv, monkeypatch):
    monkeypatch.setattr(node_tools, "_machine", lambda: "abacus")
    with pytest.raises(Stop, match=r"no checked anvil for .*abacus"):
        node_tools.prepare_anvil(venv)


def test_anvil_can_be_fetched_for_another_environment(venv, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(setup_env, "prepare_anvil", lambda target: asked.append(target.folder))
    assert setup_env.main(["setup_env.py", "anvil", str(venv.folder)]) == 0
    assert asked == [venv.folder]
    assert str(venv.share / "bin") in capsys.readouterr().out
    assert setup_env.main(["setup_env.py", "anvil", str(venv.folder / "none")]) == 2
    assert len(asked) == 1


def test_a_library_is_tried_not_looked_up():
    wanted = {"libc.so.6": "libc6", "libnot-there-at-all.so.9": "libnot9"}
    assert system_parts.missing_libraries(wanted) == ["libnot9"]


@pytest.fixture
def debian(machine, tmp_path, monkeypatch):
    """A Debian whose apt-get only writes down what it was asked for."""
    mark, log = tmp_path / "debian_version", tmp_path / "apt.log"
    mark.write_text("12\n")
    log.touch()
    monkeypatch.setattr(system_parts, "DEBIAN_MARK", mark)
    monkeypatch.setattr(pythons, "DEBIAN_MARK", mark)
    program(machine, "apt-get", f'echo "$@" >> {log}')
    return log


def test_missing_packages_are_not_installed_without_root(debian, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    line = "sudo apt-get install -y --no-install-recommends libegl1 libgl1$"
    with pytest.raises(Stop, match=line) as reason:
        system_parts.provide(["libgl1", "libegl1"], "libraries")
    assert reason.value.code == EXIT_MISSING
    assert debian.read_text() == ""


def test_as_root_exactly_the_missing_packages_are_installed(debian, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system_parts.provide(["libgl1"], "libraries")
    asked = debian.read_text().splitlines()
    assert asked == ["update -qq", "install -y --no-install-recommends libgl1 -qq"]


def test_nothing_missing_asks_nothing(debian):
    system_parts.provide([], "libraries")
    assert debian.read_text() == ""


def test_a_system_without_apt_is_told_the_names(machine):
    with pytest.raises(Stop, match="install what Debian calls: libgl1") as reason:
        system_parts.provide(["libgl1"], "libraries")
    assert reason.value.code == EXIT_MISSING


@pytest.mark.parametrize("name", ["", ":77", "nonsense", "127.0.0.1:59530"])
def test_a_display_that_does_not_answer_is_none(name, tmp_path, monkeypatch):
    monkeypatch.setattr(display, "X11_SOCKETS", tmp_path)
    assert not display.has_display({"DISPLAY": name, "WAYLAND_DISPLAY": "gone"})


@pytest.mark.parametrize(
    ("listening", "environ"),
    [
        ("X5", {"DISPLAY": ":5.0"}),
        ("wayland-3", {"WAYLAND_DISPLAY": "wayland-3", "XDG_RUNTIME_DIR": "{folder}"}),
    ],
)
def test_a_display_that_answers_is_used(listening, environ, tmp_path, monkeypatch):
    monkeypatch.setattr(display, "X11_SOCKETS", tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / listening))
        server.listen()
        filled = {name: value.format(folder=tmp_path) for name, value in environ.items()}
        assert display.has_display(filled)


@pytest.mark.parametrize(("screen", "extra"), [(True, []), (False, ["--tour"])])
def test_run_opens_the_demo_or_tells_its_story(venv, monkeypatch, capsys, screen, extra):
    became = []
    monkeypatch.setattr(setup_env.environment, "prepare", lambda *_a, **_k: None)
    monkeypatch.setattr(setup_env, "prepare_anvil", lambda _venv: None)
    monkeypatch.setattr(setup_env, "require_libraries", lambda _environ: None)
    monkeypatch.setattr(setup_env, "has_display", lambda _environ: screen)
    monkeypatch.setattr(setup_env, "_become", became.append)
    setup_env.run(venv, ["--", "--screenshots", "out"])
    assert became == [[str(venv.scrip), "demo", *extra, "--screenshots", "out"]]
    assert len(capsys.readouterr().out.splitlines()) == len(extra)


def test_a_stop_becomes_one_sentence_and_its_code(monkeypatch, capsys):
    def no_python():
        raise Stop("Nothing fits.", EXIT_MISSING)

    monkeypatch.setitem(setup_env.COMMANDS, "run", lambda _venv, _args: no_python())
    assert setup_env.main(["setup_env.py", "run"]) == EXIT_MISSING
    assert capsys.readouterr().err == "Nothing fits.\n"


def test_an_unknown_command_is_wrong_usage():
    assert setup_env.main(["setup_env.py", "dance"]) == setup_env.EXIT_USAGE


def test_every_failed_check_is_named_and_none_is_skipped(capfd):
    asked = [checks.Check(name, ["sh", "-c", f"echo ran {name}; exit {code}"])
             for name, code in (("one", 1), ("two", 0), ("three", 2))]  # fmt: skip
    asked.append(checks.Check("four", ["no-such-program-here"]))
    assert checks.conclude(checks.run_checks(asked)) == 1
    out = capfd.readouterr().out
    assert all(f"ran {name}" in out for name in ("one", "two", "three"))
    assert out.splitlines()[-1] == "FAILED: one, three, four"


def entry(covered, of):
    return {"summary": {"covered_lines": covered, "num_statements": of}}


def test_a_package_below_its_floor_is_named():
    report = {"files": {"wallet/domain/a.py": entry(9, 10), "ui/b.py": entry(9, 10)}}
    lines = coverage_floors.below(report, {"wallet/domain": 95, "ui": 80, "wallet/ports": 1})
    assert lines == [
        "wallet/domain: 90.0 %, its floor is 95 %",
        "wallet/ports: not measured, its floor is 1 %",
    ]


def test_branches_count_for_the_floor():
    summary = {"num_statements": 8, "covered_lines": 8, "num_branches": 2, "covered_branches": 1}
    assert coverage_floors.measured({"ui/a.py": {"summary": summary}}, "ui") == 90


@pytest.mark.parametrize(
    "line", ["a @ file:///x", "--find-links /opt", "--index-url x", "/opt/a.whl", "x://y"]
)
def test_an_address_in_a_lock_is_noticed(line):
    assert locks.ADDRESS.search(f"a==1 \\\n    --hash=sha256:00\n{line}\n")
    assert not locks.ADDRESS.search("a==1 ; python_version < '3.12' \\\n    --hash=sha256:00\n")


def test_any_python_3_can_start_the_set_up():
    # The grammar of the oldest Python still met on machines that also have a newer one.
    folder = setup_env.ROOT / "packaging"
    for path in [folder / "setup_env.py", *folder.glob("setup_parts/*.py")]:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
