"""`scrip demo`: serves, ends in order, tells its story."""

import signal
import socket
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.support.program import SCRIP, Program, environment, served_demo

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(90)]


def listens(url):
    target = urlsplit(url)
    with socket.socket() as sock:
        sock.settimeout(2)
        return sock.connect_ex((target.hostname, target.port)) == 0


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_serving_ends_in_order(tmp_path, ending):
    with served_demo(home=tmp_path) as (process, document):
        assert listens(document["rpc_url"])
        assert document["chain_id"] != 31337
        process.send_signal(ending)
        assert process.wait(timeout=10) == 0
        assert not listens(document["rpc_url"])


def test_a_stop_while_it_starts_leaves_nothing_behind(tmp_path):
    port = free_port()
    process = subprocess.Popen(
        [*SCRIP, "demo", "--serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(HOME=str(tmp_path)),
    )
    # Asking takes time itself: each refused connection is one turn.
    while process.poll() is None and not listens(f"http://127.0.0.1:{port}"):
        pass
    process.terminate()
    process.communicate(timeout=10)
    assert process.returncode == 0
    assert not listens(f"http://127.0.0.1:{port}")


def test_a_port_can_be_chosen_and_a_taken_one_is_told(tmp_path):
    port = free_port()
    with served_demo("--port", str(port), home=tmp_path) as (_, document):
        assert urlsplit(document["rpc_url"]).port == port
        taken = Program(tmp_path / "home")("demo", "--serve", "--port", port)
        assert (taken.code, taken.error) == (2, "port_in_use")


def test_the_tour_really_happens(tmp_path):
    program = Program(tmp_path / "home")
    ran = program("demo", "--tour")
    steps = ran.document["steps"]
    assert ran.code == 0, ran.out + ran.err
    assert all(step["ok"] for step in steps)
    told = {step["id"] for step in steps}
    assert told >= {
        "holdings",
        "refused",
        "nothing_sent",
        "allowed",
        "signed",
        "settled",
        "balances",
        "proposals",
        "voted",
        "exported",
        "signed_offline",
        "returned",
    }
    assert "without any network" in next(s["text"] for s in steps if s["id"] == "signed_offline")
    # It lives in a folder of its own, beside whatever the person has.
    assert (program.home / "demo" / "vault.json").is_file()
    assert not (program.home / "vault.json").exists()
    assert not (program.home / "scrip.db").exists()
    again = program("demo", "--tour", json_wanted=False)
    assert again.code == 0
    assert again.out.splitlines()[-1] == "Everything above really happened."


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path):
    program = Program(tmp_path / "home")
    theirs = program.home / "demo" / "vault.json"
    theirs.parent.mkdir()
    theirs.write_text("precious", "utf-8")
    ran = program("demo", "--tour")
    assert (ran.code, ran.error) == (2, "demo_folder_foreign")
    assert theirs.read_text("utf-8") == "precious"


def test_a_network_that_ended_is_exit_5(tmp_path):
    program = Program(tmp_path / "home")
    with served_demo(home=tmp_path) as (_, document):
        url, chain_id = document["rpc_url"], document["chain_id"]
        assert program("network", "add", "local", "--rpc", url, "--chain-id", chain_id).code == 0
        assert program("network", "test").code == 0
        token = document["tokens"][0]["address"]
        assert program("token", "add", token).code == 0
        holder = document["accounts"][0]["address"]
    for words in (
        ("portfolio", "--account", holder),
        ("check", token, holder, "1", "--from", holder),
        ("network", "test"),
    ):
        ran = program(*words)
        assert ran.code == 5, ran.out
    assert program("portfolio", "--account", holder).error == "node_unreachable"
    assert program("doctor").code == 0
    assert program("tx", "list").document["transactions"] == []
