"""The address to give away, and which tokens accept it."""

from dataclasses import dataclass, replace

import pytest

from tests.fakes.desk_top import ACME, CASH, COIN, MARIE, ME, FakeAccounts, Later, at_once
from ui.desktop.core.qr import matrix
from ui.desktop.pages.receive.view_model import ReceiveModel, ReceiveNeeds, receivable
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import ChainProblem
from wallet.domain.identity import ClaimStatus, IdentityClaim, InvestorStatus

MAIN = Account(ME, "Main", AccountKind.LOCAL, None, "seed", backup_confirmed=False)
HERS = Account(MARIE, "Hers", AccountKind.WATCH)
VERIFIED = InvestorStatus(registered=True, verified=True)


@dataclass(frozen=True)
class Details:
    identity: InvestorStatus | None


class FakeTokens:
    def __init__(self, told):
        self.told = told
        self.asked = []

    def tokens(self):
        return tuple(self.told)

    async def details(self, token, account):
        self.asked.append((token, account))
        answer = self.told[token]
        if isinstance(answer, Exception):
            raise answer
        return Details(answer)


class Told(dict):
    """Tokens hold a mapping and cannot be hashed: found by identity."""

    def __init__(self, *pairs):
        super().__init__()
        self.pairs = pairs

    def __iter__(self):
        return iter(token for token, _ in self.pairs)

    def __getitem__(self, token):
        return next(answer for known, answer in self.pairs if known is token)


def page(*pairs, accounts=(MAIN, HERS), run=at_once, coin=COIN):
    shown = []
    needs = ReceiveNeeds(
        FakeAccounts(*accounts),
        FakeTokens(Told(*pairs)),
        lambda: tuple(a.address for a in accounts),
        lambda: "testnet",
        lambda: coin,
    )
    model = ReceiveModel(needs, run, shown.append)
    model.refresh()
    return model, shown


def test_the_address_to_give_away_is_the_chosen_account():
    model, shown = page()
    assert shown[-1].address == ME
    assert "not confirmed" in shown[-1].caution
    model.choose(str(MARIE))
    assert shown[-1].address == MARIE
    assert "only watch" in shown[-1].caution


def test_without_an_account_there_is_no_address():
    _, shown = page(accounts=())
    assert shown[-1].address == ""
    assert shown[-1].tokens == ()


def test_each_token_is_asked_about_the_account_and_the_coin_comes_last():
    _, shown = page((ACME, VERIFIED), (CASH, None))
    rows = shown[-1].tokens
    assert [(row.name, row.word) for row in rows] == [
        ("ACME Holdings", "yes"),
        ("Euro cash", "yes"),
        ("ETH", "yes"),
    ]


def test_a_token_that_does_not_answer_is_unknown_and_hides_no_other():
    problem = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
    other = replace(ACME, name="Other")
    _, shown = page((ACME, problem), (other, VERIFIED))
    assert [row.tone for row in shown[-1].tokens] == ["unknown", "ok", "ok"]


def test_what_is_known_stays_while_the_same_is_asked_again():
    later = Later()
    model, shown = page((ACME, VERIFIED), run=later)
    assert shown[-1].tokens is None
    later.answer_all()
    model.refresh()
    assert len(shown[-1].tokens) == 2
    model.choose(str(MARIE))
    assert shown[-1].tokens is None


def test_without_a_network_no_token_is_asked():
    _, shown = page((ACME, VERIFIED), coin=None)
    assert shown[-1].tokens == ()
    assert shown[-1].tokens_note


def claim(status):
    return IdentityClaim(7, "KYC", None, status)


@pytest.mark.parametrize(
    ("identity", "tone", "said"),
    [
        (VERIFIED, "ok", "verified investor"),
        (InvestorStatus(registered=False, verified=False), "bad", "not registered"),
        (InvestorStatus(registered=True, verified=False), "bad", "what is missing"),
        (
            InvestorStatus(registered=True, verified=False, claims=(claim(ClaimStatus.REVOKED),)),
            "bad",
            "KYC",
        ),
        (InvestorStatus(registered=None, verified=None), "unknown", "did not answer"),
        (None, "info", "rules decide"),
    ],
)
def test_the_registry_decides_and_silence_is_not_a_no(identity, tone, said):
    row = receivable(ACME, identity)
    assert row.tone == tone
    assert said in row.why


def finder():
    ring = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    return [[one == "1" for one in line] for line in ring]


def test_the_code_has_its_three_finders_and_differs_by_address():
    code = matrix(str(ME))
    assert {len(line) for line in code} == {len(code)} == {29}
    corner = [list(line[:7]) for line in code]
    assert corner[:7] == finder()
    assert corner[-7:] == finder()
    assert [list(line[-7:]) for line in code[:7]] == finder()
    assert code != matrix(str(MARIE))
