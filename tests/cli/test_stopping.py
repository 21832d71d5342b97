"""Nothing is signed without an allowed verdict, the needed acceptances, and a yes."""

from types import SimpleNamespace

import pytest

from tests.cli.conftest import FAILING, FakeRoots, check_of, services_of
from ui.cli import reviewing
from ui.cli.context import Context
from ui.cli.failures import Stopped
from ui.cli.parser import Options
from ui.cli.stopping import require_passable
from wallet.domain.amounts import Amount
from wallet.domain.compliance import Agreement, Caution, Effect, Verdict
from wallet.domain.errors import BadInput, KeyProblem, Refusal, Undecided


def context(**options):
    return Context(Options(**options), FakeRoots(services_of()), lambda _line: None)


def stopped(check, **options):
    with pytest.raises(Stopped) as caught:
        require_passable(check, context(**options))
    assert caught.value.details["check"]["verdict"] == check.verdict.value
    assert caught.value.lines
    return caught.value.problem


def test_a_refused_transfer_stops():
    problem = stopped(check_of(Verdict.REFUSED, rules=[FAILING]))
    assert isinstance(problem, Refusal)
    assert problem.code == "refused"
    assert "France" in problem.params["reason"]


def test_an_undecided_transfer_stops_even_with_every_acceptance():
    accepting = {"yes": True, "accept_disagreement": True, "accepted_warnings": frozenset({"burn"})}
    problem = stopped(check_of(Verdict.UNKNOWN), **accepting)
    assert (type(problem), problem.code) == (Undecided, "undecided")


def test_a_disagreement_needs_its_acceptance():
    check = check_of(agreement=Agreement.DISAGREE)
    problem = stopped(check, yes=True)
    assert (type(problem), problem.code) == (Undecided, "disagreement")
    require_passable(check, context(accept_disagreement=True))


def test_a_burn_needs_its_acceptance():
    check = check_of(effects=(Effect("burn"),))
    problem = stopped(check, yes=True)
    assert (type(problem), problem.params["missing"]) == (Undecided, ("burn",))
    require_passable(check, context(accepted_warnings=frozenset({"burn"})))


def test_too_little_coin_stops():
    caution = Caution("gas_funds", {"has": Amount(0, 18), "needs": Amount(10**15, 18)})
    problem = stopped(check_of(cautions=(caution,)))
    assert (type(problem), problem.code) == (Refusal, "gas_funds")


def test_an_allowed_transfer_goes_on():
    require_passable(check_of(cautions=(Caution("first_time_recipient"),)), context())


def test_without_a_terminal_yes_must_be_said_beforehand(monkeypatch):
    monkeypatch.setattr(reviewing, "has_terminal", lambda: False)
    with pytest.raises(BadInput, match="confirmation_needed"):
        reviewing.confirm_message(context(), b"text", SimpleNamespace(label="Anna", address="0x"))
    reviewing.confirm_message(context(yes=True), b"text", None)


@pytest.mark.parametrize(
    ("typed", "agreed"), [("y", True), ("YES", True), ("", False), ("n", False)]
)
def test_only_a_yes_is_a_yes(monkeypatch, typed, agreed):
    monkeypatch.setattr(reviewing, "has_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=lambda: typed + "\n"))
    account = SimpleNamespace(label="Anna", address="0x")
    if agreed:
        reviewing.confirm_message(context(), b"text", account)
    else:
        with pytest.raises(BadInput, match="confirmation_declined"):
            reviewing.confirm_message(context(), b"text", account)


def test_the_passphrase_comes_from_where_it_was_said(monkeypatch):
    monkeypatch.setattr("ui.cli.context.has_terminal", lambda: False)
    assert context(passphrase_file="/some/file").passphrase.file == "/some/file"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=lambda: "typed words\r\n"))
    assert context(passphrase_file="-").passphrase.text == "typed words"
    with pytest.raises(KeyProblem, match="vault_locked"):
        _ = context().passphrase
    monkeypatch.setattr("ui.cli.context.has_terminal", lambda: True)
    assert context().passphrase.ask is not None
