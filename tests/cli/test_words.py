"""What the command line understands, and how it says that it does not."""

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import FakeRoots, services_of
from ui.cli.commands import MODULES
from ui.cli.main import SCRIP
from ui.cli.parser import build_parser, options_of

BEFORE_AND_AFTER = [
    ("--home", "elsewhere"),
    ("--network", "n"),
    ("--json",),
    ("--passphrase-file", "f"),
    ("--keyring", "none"),
    ("--yes",),
    ("--accept-disagreement",),
    ("--accept-warning", "burn"),
]


def options(*words):
    return options_of(build_parser(SCRIP, words).parse_args(words))


@pytest.mark.parametrize("option", BEFORE_AND_AFTER, ids=lambda option: option[0])
def test_global_options_stand_before_and_after_the_command(option):
    usual = options("contact", "list")
    before, after = options(*option, "contact", "list"), options("contact", "list", *option)
    assert before == after == options("contact", *option, "list") != usual


def test_acceptances_add_up_wherever_they_stand():
    given = options("--accept-warning", "burn", "portfolio", "--accept-warning", "x")
    assert given.accepted_warnings == {"burn", "x"}


def test_no_command_opens_the_window(run):
    roots = FakeRoots(services_of())
    assert run(roots=roots).code == 0
    assert run("demo", roots=roots).code == 0
    assert roots.windows == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["network"],
        ["network", "add", "x"],
        ["network", "add", "x", "--rpc", "u", "--chain-id", "one"],
        ["network", "add", "x", "--rpc", "u", "--chain-id", "1", "--quorum", "-1"],
        ["account", "create", "--words", "13"],
        ["account", "import"],
        ["account", "import", "--key-file", "a", "--phrase-file", "b"],
        ["check", "ACME"],
        ["check", "ACME", "bob", "1", "--at", "tomorrow"],
        ["check", "ACME", "bob", "1", "--at", "2027-03-01T00:00:00"],
        ["check", "ACME", "bob", "1", "--partition", "issued"],
        ["send", "ACME", "bob", "1", "--fee", "ludicrous"],
        ["send", "ACME", "bob", "1", "--max-fee-gwei", "0"],
        ["send", "ACME", "bob", "1", "--max-fee-gwei", "1e9"],
        ["send", "ACME", "bob", "1", "--timeout", "soon"],
        ["send", "ACME", "bob", "1", "--wait", "--no-wait"],
        ["send", "--native", "ACME", "bob", "1"],
        ["message", "verify", "bob", "0x12", "text"],
        ["message", "sign"],
        ["demo", "--port", "70000", "--serve"],
        ["demo", "--port", "1"],
        ["demo", "--screenshots", "d"],
        ["portfolio", "--keyring", "maybe"],
        ["portfolio", "--acc", "x"],
    ],
    ids=" ".join,
)
def test_nonsense_is_one_document_and_exit_2(run, words):
    ran = run("--json", *words)
    problem = json.loads(ran.out)["error"]
    assert (ran.code, problem["code"]) == (2, "usage")
    assert problem["message"]
    assert run(*words).out == ""


def test_help_is_an_answer(run, ask):
    code, document = ask("send", "--help")
    assert code == 0
    assert "AMOUNT" in document["help"]
    shown = run("--help")
    assert shown.code == 0
    assert all(word in shown.out for words in MODULES.values() for word in words)


def test_an_option_can_stand_for_a_word():
    words = ["message", "sign", "--file", "letter.txt"]
    assert build_parser(SCRIP, words).parse_args(words).file.name == "letter.txt"
    words = ["send", "--native", "bob", "1"]
    args = build_parser(SCRIP, words).parse_args(words)
    assert (args.to, args.amount, args.native) == ("bob", "1", True)


def test_help_needs_no_heavy_library():
    code = (
        "import sys; from ui.__main__ import main; main(['--help']);"
        "print([n for n in ('aiohttp', 'web3', 'PySide6', 'asyncio', 'eth_hash') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
