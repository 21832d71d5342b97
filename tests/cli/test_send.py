"""How `send` ends before and after the signature, on services that a test makes up."""

from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.cli.conftest import ANNA, BOB, FAILING, TOKEN, FakeCompliance, check_of, services_of
from wallet.domain.compliance import Agreement, Caution, Effect, Verdict
from wallet.domain.errors import BadInput, ChainProblem, Refusal
from wallet.domain.ids import TxHash
from wallet.domain.network import Network
from wallet.domain.transaction import FeeQuote
from wallet.domain.transfer import OutboxEntry, OutboxState

HASH = TxHash("0x" + "22" * 32)
ENTRY = OutboxEntry(
    HASH, 7, ANNA, 3, b"", OutboxState.SUBMITTED, "transfer", 0, TOKEN.address, BOB, 1_250, 0
)


class Sending:
    """Prepares, signs and sends; remembers how far it went."""

    def __init__(self, check, end=OutboxState.SETTLED, refuses=None, fails=None):
        self.check, self.end, self.refuses, self.fails = check, end, refuses, fails
        self.done = []

    @asynccontextmanager
    async def exclusive(self):
        self.done.append("locked")
        yield
        self.done.append("unlocked")

    async def prepare(self, check, **settings):
        if self.refuses:
            raise self.refuses
        return SimpleNamespace(fee=FeeQuote(50_000, 10**9, 10**8, 2 * 10**9), check=check)

    async def sign(self, reviewed, passphrase):
        self.done.append("signed")
        return SimpleNamespace(transaction=SimpleNamespace(hash=HASH))

    async def submit(self, signed):
        if self.fails:
            raise self.fails
        self.done.append("sent")
        return ENTRY

    async def wait(self, tx_hash, timeout_s):
        self.done.append(f"waited {timeout_s:g}")
        return replace(
            ENTRY, state=self.end, block_number=9, gas_used=40_000, effective_gas_price=10**9
        )


def services(sending):
    networks = SimpleNamespace(current=lambda: Network("local", 7))
    return services_of(
        compliance=FakeCompliance(sending.check),
        transfers=sending,
        signing=sending,
        tracking=sending,
        networks=networks,
    )


@pytest.fixture
def send(ask, tmp_path):
    def sent(sending, *more, passphrase=True):
        given = ["--passphrase-file", tmp_path / "any"] if passphrase else []
        words = ("send", "ACME", BOB, "12.5", *given, *more)
        return ask(*words, services=services(sending))

    return sent


@pytest.mark.parametrize(
    ("check", "code", "name"),
    [
        (check_of(Verdict.REFUSED, rules=[FAILING]), 3, "refused"),
        (check_of(Verdict.UNKNOWN), 4, "undecided"),
        (check_of(agreement=Agreement.DISAGREE), 4, "disagreement"),
        (check_of(effects=(Effect("burn"),)), 4, "undecided"),
        (check_of(cautions=(Caution("gas_funds", {}),)), 3, "gas_funds"),
    ],
)
def test_what_stops_before_signing_shows_the_check(send, check, code, name):
    sending = Sending(check)
    got, document = send(sending, "--yes", passphrase=False)
    assert (got, document["error"]["code"]) == (code, name)
    assert document["error"]["details"]["check"]["verdict"] == check.verdict.value
    assert sending.done == []


@pytest.mark.parametrize(
    ("check", "acceptance"),
    [
        (check_of(agreement=Agreement.DISAGREE), ["--accept-disagreement"]),
        (check_of(effects=(Effect("burn"),)), ["--accept-warning", "burn"]),
    ],
)
def test_an_acceptance_lets_it_go_on(send, check, acceptance):
    sending = Sending(check)
    assert send(sending, "--yes", *acceptance)[0] == 0
    assert sending.done[:3] == ["locked", "signed", "sent"]


def test_nothing_is_signed_without_a_yes_or_a_passphrase(send):
    sending = Sending(check_of())
    assert send(sending)[1]["error"]["code"] == "confirmation_needed"
    assert send(sending, "--yes", passphrase=False)[0] == 6
    assert "signed" not in sending.done


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (OutboxState.SETTLED, 0), (OutboxState.SUBMITTED, 0), (OutboxState.MINED, 0),
        (OutboxState.REVERTED, 8), (OutboxState.REPLACED, 8), (OutboxState.DROPPED, 8),
    ],
)  # fmt: skip
def test_the_exit_code_tells_what_became_of_it(send, end, code):
    sending = Sending(check_of(), end)
    got, document = send(sending, "--yes", "--timeout", "5")
    assert (got, document["status"]) == (code, end.value)
    assert document["tx_hash"] == HASH
    assert document["fee"]["paid"] == {"amount": "0.00004", "base_units": "40000000000000"}
    assert (document["fee"]["max_fee_gwei"], document["fee"]["gas_limit"]) == ("2", 50_000)
    assert document["check"]["verdict"] == "allowed"
    assert sending.done == ["locked", "signed", "sent", "unlocked", "waited 5"]


def test_it_need_not_be_waited_for(send):
    sending = Sending(check_of())
    got, document = send(sending, "--yes", "--no-wait")
    assert (got, document["status"], document["fee"]["paid"]) == (0, "submitted", None)
    assert sending.done[-1] == "unlocked"


def test_a_problem_while_preparing_keeps_its_code_and_shows_the_check(send):
    sending = Sending(check_of(), refuses=BadInput("max_fee_too_low", cap=1, base_fee=2))
    got, document = send(sending, "--yes", "--max-fee-gwei", "1.5")
    assert (got, document["error"]["code"]) == (2, "max_fee_too_low")
    assert document["error"]["details"]["check"]["verdict"] == "allowed"


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (Refusal("refused_after_signing", tx_hash=HASH, check=check_of()), 3),
        (ChainProblem("broadcast_refused", endpoint="x", reason="full"), 5),
    ],
)
def test_a_problem_after_signing_names_the_transaction(send, problem, code):
    got, document = send(Sending(check_of(), fails=problem), "--yes")
    assert (got, document["error"]["code"]) == (code, problem.code)
    assert document["error"]["details"]["tx_hash"] == HASH
