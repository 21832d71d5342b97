"""Where a vote stops on the command line, and what is shown before it is signed."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.cli.conftest import ANNA, BOB, FakeRoots, services_of
from tests.fakes.actions import allowed, tx_of
from tests.fakes.meetings import MEETING
from ui.cli import acting, reviewing
from ui.cli.commands import proposals
from ui.cli.context import Context
from ui.cli.failures import Stopped
from ui.cli.parser import Options
from wallet.domain.account import Account, AccountKind
from wallet.domain.amounts import Amount
from wallet.domain.compliance import Caution
from wallet.domain.errors import BadInput, ChainProblem, Refusal, Undecided
from wallet.domain.governance import (
    BallotIntent,
    DelegationIntent,
    SignedBallot,
    SubmissionIntent,
    Support,
)
from wallet.domain.ids import TokenRef
from wallet.domain.network import Network
from wallet.domain.review import review
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import FeeQuote
from wallet.domain.transfer import Reviewed

SHARES = SecurityToken(TokenRef(MEETING.chain_id, MEETING.token), "Acme", "ACME", 2, "ERC-3643")
VOTE = BallotIntent(MEETING, 7, Support.AGAINST, ANNA, "Too much")
PROOF = b"\x11" * 64 + b"\x1b"
CARRIED = SubmissionIntent(SignedBallot(MEETING, 7, Support.FOR, BOB, 1, PROOF), ANNA)
HANDED = DelegationIntent(SHARES, ANNA, BOB)
FEE = FeeQuote(90_000, 1, 1, 2)


def context(*, services=None, **options):
    network = Network("local", MEETING.chain_id, ("http://127.0.0.1:1",))
    usual = services_of(networks=SimpleNamespace(current=lambda: network))
    return Context(Options(**options), FakeRoots(services or usual), lambda _line: None)


def stopped(check, **more):
    with pytest.raises(Stopped) as caught:
        acting.require_action_passable(check, context(), **more)
    assert caught.value.details["check"]["verdict"] == check.verdict.value
    assert caught.value.lines
    return caught.value


def test_a_refused_vote_stops_with_its_reason():
    found = stopped(allowed(VOTE, ok=False))
    assert isinstance(found.problem, Refusal)
    assert (found.problem.code, found.details["reason_code"]) == ("refused", "contract_refused")
    shown = found.details["check"]
    assert (shown["governor"], shown["id"], shown["support"]) == (MEETING.address, "7", "against")


def test_an_undecided_vote_stops():
    found = stopped(allowed(VOTE, ok=None))
    assert isinstance(found.problem, Undecided)


def test_too_little_coin_stops_a_transaction_but_not_a_ballot():
    short = Caution("gas_funds", {"has": Amount(1, 18), "needs": Amount(2, 18), "account": ANNA})
    check = replace(allowed(VOTE), cautions=(short,))
    assert stopped(check).problem.code == "gas_funds"
    acting.require_action_passable(check, context(), needs_coin=False)


def reviewed(intent):
    return Reviewed(review(tx_of(intent), ANNA, intent), FEE, None, action=allowed(intent))


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        (VOTE, ["against, on proposal 7", "Reason:  Too much", MEETING.address, "Anna"]),
        (CARRIED, ["for, on proposal 7", "Voter:   Bob", MEETING.address]),
        (HANDED, ["Votes to: Bob", MEETING.token]),
    ],
)
def test_the_review_shows_what_the_bytes_say(intent, said):
    shown = "\n".join(reviewing.review_lines(context(), reviewed(intent)))
    assert all(part in shown for part in said), shown
    assert "Digest:" in shown


@pytest.mark.parametrize(("typed", "agreed"), [("y\n", True), ("no\n", False)])
def test_a_ballot_is_signed_only_after_a_yes(monkeypatch, capsys, typed, agreed):
    monkeypatch.setattr(reviewing, "has_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=lambda: typed))
    if agreed:
        reviewing.confirm_ballot(context(), VOTE, ("a line",))
    else:
        with pytest.raises(BadInput, match="confirmation_declined"):
            reviewing.confirm_ballot(context(), VOTE, ("a line",))
    assert "against, on proposal 7" in capsys.readouterr().err


def test_without_a_terminal_a_ballot_needs_a_yes_beforehand(monkeypatch):
    monkeypatch.setattr(reviewing, "has_terminal", lambda: False)
    with pytest.raises(BadInput, match="confirmation_needed"):
        reviewing.confirm_ballot(context(), VOTE, ())
    reviewing.confirm_ballot(context(yes=True), VOTE, ())


@pytest.mark.parametrize("stage", ["prepare", "submit"])
async def test_what_goes_wrong_later_comes_with_the_check(stage):
    async def fails(*_args, **_more):
        raise ChainProblem("node_unreachable", endpoint="x")

    transfers = SimpleNamespace(prepare=fails, submit=fails)
    where = context(services=services_of(transfers=transfers))
    signed = SimpleNamespace(transaction=SimpleNamespace(hash="0x12"))
    args = SimpleNamespace(fee="normal", max_fee_gwei=None)
    going = {
        "prepare": lambda: acting._reviewed(where, args, allowed(VOTE)),
        "submit": lambda: acting._sent(where, allowed(VOTE), signed),
    }
    with pytest.raises(Stopped) as caught:
        await going[stage]()
    assert caught.value.problem.code == "node_unreachable"
    assert caught.value.details["check"]["kind"] == "vote"


def accounts(*kinds):
    made = [Account(ANNA if i == 0 else BOB, "x", kind) for i, kind in enumerate(kinds)]
    return services_of(accounts=SimpleNamespace(list=lambda: made))


@pytest.mark.parametrize(
    ("kinds", "whose"),
    [
        ((AccountKind.LOCAL,), ANNA),
        ((AccountKind.LOCAL, AccountKind.WATCH), ANNA),
        ((AccountKind.WATCH,), ANNA),
        ((AccountKind.LOCAL, AccountKind.LOCAL), None),
        ((), None),
    ],
)
def test_proposals_are_told_for_the_only_account_there_is(kinds, whose):
    assert proposals._account(context(services=accounts(*kinds)), None) == whose
