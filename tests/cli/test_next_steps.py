"""What a person reads at the command line when something does not go on, and what comes next."""

from types import SimpleNamespace

import pytest

from tests.cli.conftest import (
    ANNA,
    BLOCK,
    BOB,
    FAILING,
    TOKEN,
    FakeCompliance,
    FakeRoots,
    check_of,
    services_of,
)
from ui import text
from ui.cli.check_lines import check_lines
from ui.cli.commands.proposals import _waiting
from ui.cli.failures import ending
from ui.cli.parser import build_parser
from ui.signer_app import SCRIP_OFFLINE
from wallet.domain.account import Contact
from wallet.domain.amounts import Amount
from wallet.domain.compliance import (
    AmountRange,
    Caution,
    Maximum,
    Rule,
    RuleStatus,
    Subject,
    Verdict,
)
from wallet.domain.errors import BadInput, NotFound
from wallet.domain.ids import TxHash
from wallet.domain.network import Network
from wallet.domain.transfer import OutboxEntry, OutboxState

IDS = [
    "sender_balance",
    "sender_free_balance",
    "sender_frozen",
    "recipient_frozen",
    "partial_freeze",
    "token_paused",
    "token_deactivated",
    "sender_verified",
    "recipient_verified",
    "claim_missing",
    "claim_invalid",
    "claim_expired",
    "country_allowed",
    "country_restricted",
    "max_balance",
    "min_balance",
    "holder_limit",
    "supply_limit",
    "daily_limit",
    "monthly_limit",
    "transfer_limit",
    "lockup",
    "vesting",
    "holding_period",
    "approval_required",
    "allowlisted",
    "denylisted",
    "sanctioned",
    "accredited_only",
    "full_transfer_only",
    "partition_balance",
    "partition_locked",
    "granularity",
    "spender_allowance",
    "spender_allowed",
    "recipient_is_zero",
    "amount_is_zero",
    "issuer_rule",
    "token_refused",
]


@pytest.mark.parametrize("status", RuleStatus)
@pytest.mark.parametrize("rule_id", IDS)
def test_no_rule_shows_its_id(rule_id, status):
    assert rule_id not in text.rule(Rule(rule_id, Subject.TOKEN, status))


def test_what_stands_against_it_is_read_first():
    passing = Rule("token_paused", Subject.TOKEN, RuleStatus.PASS)
    open_one = Rule("daily_limit", Subject.AMOUNT, RuleStatus.UNKNOWN)
    answer = check_of(Verdict.REFUSED, rules=[passing, open_one, FAILING])
    marks = [line.strip()[0] for line in check_lines(answer, text.plain_name)[1:-1]]
    assert marks == ["✗", "?", "✓"]


def test_a_refused_send_tells_its_reason_above_the_rules_only(run):
    services = services_of(compliance=FakeCompliance(check_of(Verdict.REFUSED, rules=[FAILING])))
    ran = run("send", "ACME", BOB, "12.5", services=services)
    lines = ran.err.splitlines()
    assert ran.code == 3
    assert lines[-1] == "Nothing was sent."
    assert not any(line.startswith("Not sent") for line in lines)


def test_an_unknown_fee_is_no_number():
    has_none = {"account": ANNA, "has": Amount(0, 18), "needs": Amount(0, 18)}
    said = text.caution(Caution("gas_funds", {**has_none, "why": "fee_unknown"}))
    assert "the fee is not known" in said
    assert "up to" not in said


@pytest.mark.parametrize(
    ("problem", "program", "step"),
    [
        (BadInput("no_network"), "scrip", "scrip network add NAME --rpc URL --chain-id N"),
        (BadInput("no_account"), "scrip-offline", "scrip-offline account create"),
        (BadInput("account_ambiguous", labels="A, B"), "scrip", "--from"),
        (NotFound("name_unknown", name="Bop"), "scrip", "scrip contact add"),
    ],
)
def test_a_problem_names_the_next_command(problem, program, step):
    told = ending(problem, program)
    assert step in told.lines[-1]
    assert step not in told.document["error"]["message"]


@pytest.mark.parametrize(
    ("typed", "decimals", "said"),
    [
        ("1,000", 0, "Write 1000, without commas."),
        ("1,234,567.5", 2, "Write 1234567.5, without commas."),
        ("12,5", 2, "Write decimals with a point, such as 12.5; a comma is not read."),
        ("1.5", 0, "This can only be sent whole: enter a number without decimals."),
    ],
)
def test_an_amount_that_cannot_be_read_says_how_to_write_it(typed, decimals, said):
    with pytest.raises(BadInput) as caught:
        Amount.parse(typed, decimals)
    assert text.error(caught.value) == said


def test_a_payment_is_listed_in_the_coin_of_its_network(run):
    paid = OutboxEntry(
        TxHash("0x" + "22" * 32), 7, ANNA, 3, b"", OutboxState.SETTLED, "payment", 0,
        None, BOB, 10**17, 0,
    )  # fmt: skip

    async def poll():
        return ()

    services = services_of(
        tracking=SimpleNamespace(poll=poll, entries=lambda: (paid,)),
        networks=SimpleNamespace(list=lambda: (Network("local", 7, coin="TST"),)),
    )
    ran = run("tx", "list", roots=FakeRoots(services))
    assert "0.1 TST" in ran.out
    assert "smallest units" not in ran.out


@pytest.mark.parametrize(
    ("words", "said", "step"),
    [
        (["portfolo"], "did you mean “portfolio”?", "See scrip --help."),
        (["nonsense"], "There is no command “nonsense”.", "See scrip --help."),
        (["contact", "ad"], "did you mean “add”?", "See scrip contact --help."),
    ],
)
def test_an_unknown_command_takes_two_short_lines(run, words, said, step):
    first, second = run(*words).err.splitlines()
    assert said in first
    assert second == step


def test_the_most_that_passes_says_what_sets_it(run):
    most = Maximum(TOKEN, (AmountRange(1, 1_250),), ("max_balance", "brand_new"), BLOCK)

    async def maximum(*_given):
        return most

    ran = run("max", "ACME", BOB, services=services_of(compliance=SimpleNamespace(maximum=maximum)))
    assert ran.out.splitlines()[-1] == (
        "What sets the limit: the most the recipient may hold, another rule of the token."
    )


def test_what_was_added_is_said_first(run):
    contacts = SimpleNamespace(add=lambda *_given: None, list=lambda: (Contact("Bob", BOB),))
    ran = run("contact", "add", "Bob", BOB, services=services_of(contacts=contacts))
    assert ran.out.splitlines()[0] == "Added Bob."


def test_the_offline_program_points_to_itself_and_lists_what_it_has():
    assert text.error(BadInput("no_screen", why="offline")).count("scrip-offline --help") == 1
    shown = build_parser(SCRIP_OFFLINE, ["--help"]).format_help()
    assert "--interface-up-ok" in shown
    assert "--network" not in shown
    assert "--accept-disagreement" not in shown


def test_the_accounts_that_can_still_vote_are_named():
    standing = SimpleNamespace(power=SimpleNamespace(counted=500, needs_delegation=False))
    governor = SimpleNamespace(amount=lambda units: Amount(units, 2))
    view = SimpleNamespace(standing=standing, waits_for_vote=True, governor=governor)
    assert _waiting(view, "Anna") == "Anna can still vote, with 5."
    view.waits_for_vote = False
    assert _waiting(view, "Anna") is None
