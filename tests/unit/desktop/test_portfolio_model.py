"""What the portfolio decides."""

from dataclasses import replace

import pytest

from tests.fakes.desk_top import (
    ACME,
    CASH,
    MARIE,
    ME,
    FakeAccounts,
    FakeContacts,
    FakePortfolio,
    FakeTokens,
    Later,
    at_once,
    holding,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.portfolio.view_model import Phase, PortfolioModel, PortfolioNeeds
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.holding import Unlock, ValueState
from wallet.domain.ids import TokenRef

SILENT = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
BOND = replace(ACME, ref=TokenRef(7, MARIE), name="Bond", symbol="BND", standard="ERC-1404")


class Desk:
    def __init__(self, *holdings, run=at_once, accounts=(ME,), coin="ETH", coins=None):
        self.shown = []
        self.portfolio = FakePortfolio(*holdings, coins=coins)
        self.tokens = FakeTokens(ACME)
        own = FakeAccounts(Account(ME, "Main", AccountKind.LOCAL))
        needs = PortfolioNeeds(
            self.portfolio,
            self.tokens,
            AddressBook(own, FakeContacts(own)),
            lambda: accounts,
            lambda: coin,
        )
        self.model = PortfolioModel(needs, run, self.shown.append)
        self.model.refresh()

    @property
    def view(self):
        return self.shown[-1]


def test_without_a_network_nothing_is_asked():
    desk = Desk(coin=None)
    assert desk.view.phase is Phase.NO_NETWORK
    assert desk.portfolio.asked == []


def test_without_an_account_nothing_is_asked():
    desk = Desk(accounts=())
    assert desk.view.phase is Phase.NO_ACCOUNT
    assert desk.portfolio.asked == []


def test_a_skeleton_stands_until_the_answer_is_there():
    run = Later()
    desk = Desk(holding(), run=run)
    assert desk.view.phase is Phase.LOADING
    run.answer_all()
    assert desk.view.phase is Phase.READY


def test_rows_stay_while_they_are_read_again():
    run = Later()
    desk = Desk(holding(), run=run)
    run.answer_all()
    desk.model.refresh()
    assert desk.view.phase is Phase.READY
    assert desk.view.rows


def test_the_answer_counts_security_tokens_apart_from_cash():
    assert Desk(holding()).view.answer == "You hold 1 security token"
    both = Desk(holding(), holding(BOND), holding(CASH, total=1, free=1, frozen=0, locked=0))
    assert both.view.answer == "You hold 2 security tokens and 1 other token"
    cash = Desk(holding(CASH, total=1, free=1, frozen=0, locked=0))
    assert cash.view.answer == "You hold 1 token"


def test_the_parts_are_told_with_their_dates():
    row = Desk(replace(holding(), unlocks=(Unlock(1_804_000_000, 200),))).view.rows[0]
    told = [part.text for part in row.legend]
    assert told[0] == "1,200 free to send"
    assert told[1].startswith("200 locked until ")
    assert told[2] == "100 frozen by the issuer"


def test_several_unlocks_are_listed_beside_the_locked_part():
    unlocks = (Unlock(1_804_000_000, 50), Unlock(1_805_000_000, 150))
    row = Desk(replace(holding(), unlocks=unlocks)).view.rows[0]
    assert [part.part for part in row.legend] == ["free", "locked", "", "", "frozen"]


def test_unknown_is_never_zero():
    row = replace(holding(), parts=None, state=ValueState.UNKNOWN)
    view = Desk(row).view
    assert view.rows[0].total is None
    assert view.rows[0].tone == "unknown"
    assert "cannot be read" in view.answer


@pytest.mark.parametrize("state", [ValueState.STALE, ValueState.DISPUTED])
def test_a_doubtful_value_has_a_look_of_its_own(state):
    row = Desk(replace(holding(), state=state, as_of_block=400)).view.rows[0]
    assert row.tone == "warn"
    assert row.state


def test_an_empty_holding_is_left_out_where_another_account_has_the_token():
    none = holding(account=MARIE, total=0, free=0, frozen=0, locked=0)
    rows = Desk(holding(), none, accounts=(ME, MARIE)).view.rows
    assert [row.account for row in rows] == [ME]
    assert "Main" in rows[0].subtitle


def test_a_token_nobody_holds_is_shown_once():
    mine = holding(total=0, free=0, frozen=0, locked=0)
    hers = holding(account=MARIE, total=0, free=0, frozen=0, locked=0)
    assert len(Desk(mine, hers, accounts=(ME, MARIE)).view.rows) == 1


def test_a_silent_network_at_first_is_a_page_of_its_own():
    desk = Desk()
    desk.portfolio.problem = SILENT
    run = Desk.__new__(Desk)
    run.shown = []
    model = PortfolioModel(desk.model._needs, at_once, run.shown.append)
    model.refresh()
    assert run.shown[-1].phase is Phase.FAILED
    assert run.shown[-1].problem


def test_a_silent_network_later_keeps_what_was_read():
    desk = Desk(holding())
    desk.portfolio.problem = SILENT
    desk.model.refresh()
    assert desk.view.phase is Phase.READY
    assert desk.view.problem
    desk.portfolio.problem = None
    desk.model.refresh()
    assert desk.view.problem == ""


def test_unknown_coin_is_unknown():
    view = Desk(holding(), coins={ME: None}).view
    assert view.coins[0].figure is None


def test_a_token_is_added_by_its_address():
    desk, told = Desk(), []
    desk.model.add_token(f" {MARIE} ", lambda: told.append("done"), told.append)
    assert told == ["done"]
    assert desk.tokens.all[-1].address == MARIE


@pytest.mark.parametrize("text", ["", "ACME", "0x12"])
def test_what_is_no_address_is_refused_with_a_sentence(text):
    desk, told = Desk(), []
    desk.model.add_token(text, lambda: told.append("done"), told.append)
    assert told
    assert "done" not in told


def test_what_is_no_token_is_refused_with_a_sentence():
    desk, told = Desk(), []
    desk.tokens.problem = BadInput("not_a_contract", address=MARIE)
    desk.model.add_token(MARIE, lambda: told.append("done"), told.append)
    assert told
    assert "done" not in told
