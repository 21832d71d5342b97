"""One token whole: the holding in parts, what the contract says, and when it is asked again."""

from dataclasses import dataclass, field, replace

import pytest

from tests.fakes.desk_top import (
    ACME,
    MARIE,
    ME,
    NOW,
    STRANGER,
    FakeAccounts,
    FakeClock,
    FakeContacts,
    FakePortfolio,
    Later,
    at_once,
    holding,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.pages.token.held import held_view
from ui.desktop.pages.token.told import document_rows, identity_rows, power_groups, rule_rows
from ui.desktop.pages.token.view_model import TOLD_AGAIN_S, Phase, TokenModel, TokenNeeds
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import ChainProblem, NotFound
from wallet.domain.holding import Partition, Unlock, ValueState
from wallet.domain.identity import ClaimStatus, IdentityClaim, InvestorStatus
from wallet.domain.security_token import Power, RuleInForce, TokenDocument

SILENT = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
DAY = 86_400


@dataclass(frozen=True)
class Details:
    rules: tuple = ()
    powers: tuple = ()
    identity: InvestorStatus | None = None
    documents: tuple = ()


@dataclass
class FakeTokens:
    all: list = field(default_factory=lambda: [ACME])
    told: Details = Details(rules=(RuleInForce("token_paused"),))
    problem: object = None
    asked: int = 0

    def tokens(self):
        return tuple(self.all)

    async def details(self, token, account):
        self.asked += 1
        if self.problem:
            raise self.problem
        return self.told

    def remove(self, text):
        if not self.all:
            raise NotFound("token_unknown", text=text)
        return self.all.pop()


def book():
    accounts = FakeAccounts(Account(ME, "Main", AccountKind.LOCAL))
    return AddressBook(accounts, FakeContacts(accounts))


class Desk:
    def __init__(self, *holdings, run=at_once, network="testnet"):
        self.shown = []
        self.tokens = FakeTokens()
        self.portfolio = FakePortfolio(*(holdings or (holding(),)))
        self.clock = FakeClock()
        needs = TokenNeeds(
            self.portfolio, self.tokens, book(), lambda: network, lambda a: a == ME, self.clock.now
        )
        self.model = TokenModel(needs, run, self.shown.append)

    def open(self):
        self.model.open(ACME.address, ME)
        return self.shown[-1]


# The page


def test_the_answer_is_what_can_be_sent():
    view = Desk().open()
    assert view.held.answer == "1,200 ACME are free to send"
    assert view.subtitle == "ACME · ERC-3643 · held by Main"
    assert view.can_send
    assert [rule.text for rule in view.told.rules] == [
        "Nothing moves while the issuer has paused trading."
    ]


def test_what_was_read_of_another_token_is_not_shown_for_this_one():
    later = Later()
    desk = Desk(run=later)
    desk.open()
    later.answer_all()
    assert desk.shown[-1].held
    desk.model.open(ACME.address, MARIE)
    assert desk.shown[-1].held is None
    assert desk.shown[-1].told is None


def test_the_contract_is_asked_again_only_after_a_while():
    desk = Desk()
    desk.open()
    desk.model.refresh()
    assert (desk.tokens.asked, len(desk.portfolio.asked)) == (1, 2)
    desk.clock.at += TOLD_AGAIN_S
    desk.model.refresh()
    assert desk.tokens.asked == 2


def test_silence_keeps_what_is_shown_and_says_so():
    desk = Desk()
    desk.open()
    desk.portfolio.problem = SILENT
    desk.model.refresh()
    assert desk.shown[-1].problem
    assert desk.shown[-1].held.answer == "1,200 ACME are free to send"


def test_a_contract_that_is_silent_is_asked_again_at_once():
    desk = Desk()
    desk.tokens.problem = SILENT
    assert "could not be read" in desk.open().told_problem
    desk.tokens.problem = None
    desk.model.refresh()
    assert desk.shown[-1].told_problem == ""
    assert desk.shown[-1].told


def test_without_network_or_token_there_is_nothing_to_read():
    desk = Desk(network="")
    assert desk.open().phase is Phase.NO_NETWORK
    gone = Desk()
    gone.tokens.all = []
    assert gone.open().phase is Phase.GONE
    assert gone.portfolio.asked == []


def test_removing_takes_it_off_the_list_and_a_second_time_says_why_not():
    desk = Desk()
    desk.open()
    told, done = [], []
    desk.model.remove(lambda: done.append(1), told.append)
    assert (done, told, desk.tokens.all) == ([1], [], [])
    desk.model.refresh()
    assert desk.shown[-1].phase is Phase.GONE
    desk.open()
    desk.model.remove(lambda: done.append(1), told.append)
    assert len(told) == 1


# The holding


def test_the_parts_are_named_with_their_shares():
    rows = held_view(holding(), "Main").rows
    assert [(row.part, row.amount.text, row.share) for row in rows] == [
        ("free", "1,200 ACME", "80 %"),
        ("locked", "200 ACME", "13 %"),
        ("frozen", "100 ACME", "7 %"),
    ]
    tiny = holding(total=10_000, free=9_999, locked=1, frozen=0)
    assert held_view(tiny, "Main").rows[1].share == "under 1 %"


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        ({"total": 0, "free": 0, "frozen": 0, "locked": 0}, "Main holds no ACME"),
        (
            {"total": 5, "free": 0, "frozen": 5, "locked": 0},
            "Nothing of it is free to send at the moment",
        ),
    ],
)
def test_nothing_to_send_is_said(parts, answer):
    assert held_view(holding(**parts), "Main").answer == answer


def test_unknown_is_no_number():
    unread = replace(holding(), parts=None, state=ValueState.UNKNOWN)
    view = held_view(unread, "Main")
    assert (view.total, view.rows, view.tone) == (None, (), "unknown")
    assert "cannot be read" in view.answer


def test_dates_come_in_order_and_only_so_many():
    dated = tuple(Unlock(NOW + n * DAY, n + 1) for n in reversed(range(7)))
    view = held_view(replace(holding(), unlocks=dated), "Main")
    assert [point.at for point in view.unlocks] == [NOW + n * DAY for n in range(5)]
    assert view.unlocks_more.startswith("2 more dates")


def test_a_contracts_never_is_a_date_in_words():
    view = held_view(replace(holding(), unlocks=(Unlock(2**256 - 1, 200),)), "Main")
    assert view.unlocks[0].date == "the end of time"


def test_classes_and_holds_are_told():
    classes = (
        Partition("0x" + "ab" * 32, "A", 100, 40),
        Partition("0x" + "cd" * 32, None, 9, None),
    )
    view = held_view(replace(holding(), partitions=classes, on_hold=12), "Main")
    assert view.classes[0].text == "100 in all, 40 free to send"
    assert "cannot tell" in view.classes[1].text
    assert view.on_hold.startswith("12 ACME")


# What the contract says


def test_powers_are_told_by_who_has_them():
    powers = (
        Power("pause", (MARIE,)),
        Power("upgrade"),
        Power("mint", (MARIE,)),
        Power("burn", (MARIE, ACME.address)),
    )
    groups = power_groups(powers, book(), ACME.address)
    assert [group.title for group in groups] == [
        "Marie Laurent can",
        "Somebody the contract does not name can",
        "Marie Laurent and the token's own contract can",
    ]
    assert groups[0].lines == ("Stop all transfers and open them again", "Create new units")


def test_rules_are_told_once_with_their_figures_and_where_they_stand():
    limit = RuleInForce(
        "max_balance", {"limit": ACME.amount(5000), "module": "MaxBalanceModule", "contract": MARIE}
    )
    rows = rule_rows((limit, limit, RuleInForce("sender_frozen")), book())
    assert [row.text for row in rows] == [
        "Nobody may hold more than 5,000.",
        "A frozen holder cannot send.",
    ]
    assert rows[0].where == f"MaxBalanceModule at {MARIE}"
    assert rows[1].where == ""


def test_an_identity_shows_each_claim_with_issuer_and_end():
    claims = (
        IdentityClaim(7, "KYC", MARIE, ClaimStatus.VALID, 1_803_859_200),
        IdentityClaim(8, None, STRANGER, ClaimStatus.REVOKED),
        IdentityClaim(9, "AML", None, ClaimStatus.MISSING),
    )
    status = InvestorStatus(registered=True, verified=False, country=756, claims=claims)
    rows = identity_rows(status, book())
    assert (rows.word, rows.tone) == ("not verified", "bad")
    assert rows.facts == (("Registered", "yes"), ("Country", "Switzerland"))
    first, second, third = rows.claims
    assert (first.by, first.word, first.until[:6]) == ("by Marie Laurent", "valid", "until ")
    assert (second.name, second.word, second.until) == ("Topic 8", "taken back", "")
    assert (third.by, third.issuer) == ("nobody has confirmed it", "")


def test_an_identity_that_cannot_be_read_is_neither_yes_nor_no():
    rows = identity_rows(InvestorStatus(registered=None, verified=None), book())
    assert rows.tone == "unknown"
    assert rows.facts == (("Registered", "unknown"),)
    assert identity_rows(None, book()) is None


def test_documents_keep_their_address_as_text():
    paper = TokenDocument("Prospectus", "https://example.com/p.pdf", "0x" + "ab" * 32, NOW)
    nameless = TokenDocument("", "", "0x" + "cd" * 32, None)
    first, second = document_rows((paper, nameless))
    assert first.uri == "https://example.com/p.pdf"
    assert "Fingerprint 0xabab" in first.beneath
    assert second.name == "Unnamed document"
