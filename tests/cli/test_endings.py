"""However a command ends: one document, the right exit code, nothing that should not be told."""

import json
import sys

import pytest

from tests.cli.conftest import FAILING, FakeCompliance, check_of, services_of
from ui.cli.failures import exit_code
from wallet.domain.abi import AbiError
from wallet.domain.compliance import Verdict
from wallet.domain.errors import (
    BadInput,
    ChainProblem,
    KeyProblem,
    NotFound,
    ProgramFault,
    Refusal,
    Undecided,
    WalletError,
)

TO = "0x" + "b0" * 20


class Raising:
    """A service whose every use fails."""

    def __init__(self, problem):
        self._problem = problem

    async def check(self, intent):
        sys.stdout.write("a library says something on standard output\n")
        raise self._problem


@pytest.mark.parametrize(
    ("family", "code"),
    [
        (BadInput, 2), (Refusal, 3), (Undecided, 4), (ChainProblem, 5), (KeyProblem, 6),
        (NotFound, 7), (ProgramFault, 1), (WalletError, 1),
    ],
)  # fmt: skip
def test_every_family_has_its_exit_code(run, family, code):
    problem = family("no_network")
    assert exit_code(problem) == code
    ran = run("--json", "check", "ACME", TO, "1", services=services_of(compliance=Raising(problem)))
    assert ran.code == code
    assert json.loads(ran.out)["error"]["code"] == "no_network"
    assert "library" in ran.err


def test_a_narrower_error_counts_as_its_family():
    assert exit_code(AbiError("x")) == 2


def test_an_unexpected_exception_tells_nothing_of_itself(run):
    secret = "correct horse battery staple"
    services = services_of(compliance=Raising(RuntimeError(secret)))
    ran = run("--json", "check", "ACME", TO, "1", services=services)
    assert (ran.code, json.loads(ran.out)["error"]["code"]) == (1, "internal")
    assert secret not in ran.out + ran.err
    assert "Traceback" not in ran.out + ran.err


def test_an_interruption_is_an_answer_too(run):
    services = services_of(compliance=Raising(KeyboardInterrupt()))
    ran = run("--json", "check", "ACME", TO, "1", services=services)
    assert (ran.code, json.loads(ran.out)["error"]["code"]) == (130, "interrupted")


@pytest.mark.parametrize(
    ("verdict", "code"), [(Verdict.ALLOWED, 0), (Verdict.REFUSED, 3), (Verdict.UNKNOWN, 4)]
)
def test_a_check_always_prints_its_own_document(ask, verdict, code):
    rules = [FAILING] if verdict is Verdict.REFUSED else []
    services = services_of(compliance=FakeCompliance(check_of(verdict, rules=rules)))
    got, document = ask("check", "ACME", TO, "12.5", services=services)
    assert (got, document["verdict"]) == (code, verdict.value)


def test_without_json_a_problem_is_a_sentence_on_standard_error(run):
    services = services_of(compliance=Raising(ChainProblem("node_unreachable", endpoint="x")))
    ran = run("check", "ACME", TO, "1", services=services)
    assert ran.out == ""
    assert "does not answer (x)" in ran.err


def test_the_wallet_is_closed_whatever_happens(run):
    closed = []

    async def close():
        closed.append(True)

    services = services_of(compliance=Raising(BadInput("no_network")), close=close)
    run("check", "ACME", TO, "1", services=services)
    assert closed == [True]


def test_a_damaged_installation_still_gives_one_document(run, monkeypatch):
    def cannot(_problem):
        raise ImportError("half a file with a secret in it")

    monkeypatch.setattr("ui.cli.failures.ending", cannot)
    services = services_of(compliance=Raising(BadInput("no_network")))
    ran = run("--json", "check", "ACME", TO, "1", services=services)
    assert (ran.code, json.loads(ran.out)["error"]["code"]) == (1, "internal")
    assert "secret" not in ran.out + ran.err
