"""Domain values as JSON: exact names, exact units, nothing invented."""

import json

import pytest

from tests.cli.conftest import ANNA, BLOCK, BOB, FAILING, TOKEN, check_of
from ui.cli import documents
from ui.text import plain_name
from wallet.domain.activity import ActivityEntry
from wallet.domain.amounts import Amount
from wallet.domain.compliance import (
    Actor,
    AmountRange,
    Caution,
    Effect,
    Maximum,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TokenAnswer,
    Verdict,
)
from wallet.domain.errors import BadInput, Refusal
from wallet.domain.holding import Holding, Partition, Parts, Unlock, ValueState
from wallet.domain.ids import TxHash
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry, OutboxState

HASH = TxHash("0x" + "11" * 32)


@pytest.mark.parametrize(
    ("timestamp", "shown"),
    [
        (None, None),
        (0, "1970-01-01T00:00:00Z"),
        (1_777_636_800, "2026-05-01T12:00:00Z"),
        (2**256 - 1, "9999-12-31T23:59:59Z"),
    ],
)
def test_times_are_utc_with_z(timestamp, shown):
    assert documents.iso(timestamp) == shown


def test_a_quantity_is_two_texts():
    assert documents.quantity(Amount(1_250, 2)) == {"amount": "12.5", "base_units": "1250"}
    assert documents.quantity(None) is None


def test_a_holding_shows_its_parts_and_dates():
    parts = Parts(total=1_500, free=1_200, frozen=100, locked=200)
    held = Holding(
        ANNA, TOKEN, parts, 100, (Partition("0x" + "00" * 32, "issued", 1_500, None),),
        (Unlock(1_777_636_800, 200),), as_of_block=412,
    )  # fmt: skip
    document = documents.holding(held)
    assert document["locked"] == {"amount": "2", "base_units": "200"}
    assert document["unlocks"] == [
        {"at": "2026-05-01T12:00:00Z", "amount": "2", "base_units": "200"}
    ]
    assert document["partitions"][0]["free"] is None
    assert document["token"]["standard"] == "ERC-3643"


def test_an_unknown_holding_is_null_not_zero():
    held = Holding(ANNA, TOKEN, None, state=ValueState.UNKNOWN)
    document = documents.holding(held)
    assert {document[part] for part in ("total", "free", "frozen", "locked")} == {None}
    assert document["state"] == "unknown"


def test_a_check_names_everything():
    remedy = Remedy(Actor.TIME, "wait_unlock", {"until": None}, 1_777_636_800)
    rule = Rule("lockup", Subject.SENDER, RuleStatus.FAIL, {}, "raw words", remedy)
    document = documents.check(
        check_of(
            Verdict.REFUSED,
            rules=[rule],
            answer=TokenAnswer("ask()", passed=None, raw=b"\x01"),
            effects=(Effect("transfer_fee", Amount(5, 2)),),
            cautions=(Caution("recipient_is_self"),),
        ),
        plain_name,
    )
    assert document["block"] == {
        "number": 412, "hash": BLOCK.hash, "timestamp": "2026-05-01T12:00:00Z",
    }  # fmt: skip
    assert document["rules"][0]["remedy"]["earliest"] == "2026-05-01T12:00:00Z"
    assert document["rules"][0]["raw"] == "raw words"
    assert document["token_answer"] == {"call": "ask()", "result": None, "raw": "0x01"}
    assert (document["amount"], document["base_units"]) == ("12.5", "1250")
    assert document["effects"][0]["base_units"] == "5"
    assert document["partition"] is document["spender"] is document["at"] is document["gas"] is None
    json.dumps(document)


def test_a_check_that_could_not_run_says_so():
    document = documents.check(check_of(Verdict.UNKNOWN), plain_name)
    assert document["simulation"]["ok"] is None
    assert document["simulation"]["raw"] is None
    assert document["summary"].startswith("Cannot tell")


def test_what_passes_is_ranges_or_null():
    most = Maximum(TOKEN, (AmountRange(1, 1_200),), ("lockup",), BLOCK)
    document = documents.maximum(most)
    assert document["ranges"][0]["max"] == {"amount": "12", "base_units": "1200"}
    assert document["limited_by"] == ["lockup"]
    assert documents.maximum(Maximum(TOKEN, None, (), BLOCK))["ranges"] is None


def entry(**fields):
    usual = {"token": TOKEN.address, "recipient": BOB, "base_units": 5, "submitted_at": 0}
    return OutboxEntry(
        HASH, 7, ANNA, 3, b"", OutboxState.SETTLED, "transfer", 0, **{**usual, **fields}
    )


def test_a_transaction_of_an_unknown_token_keeps_its_units():
    document = documents.transaction(entry(), lambda _: None)
    assert (document["amount"], document["base_units"]) == (None, "5")
    assert document["token"] == {"address": str(TOKEN.address), "symbol": None, "standard": None}


def test_a_payment_has_the_networks_coin():
    coin = SecurityToken.native(7, "ETH")
    document = documents.transaction(entry(token=None), lambda _: coin)
    assert document["token"] == {"address": None, "symbol": "ETH", "standard": "native"}
    assert document["submitted_at"] == "1970-01-01T00:00:00Z"


def test_a_line_of_history():
    line = ActivityEntry(
        7, ANNA, None, 9, "0x00", HASH, 2, "transfer_in", TOKEN.address, BOB, ANNA, 150
    )
    document = documents.history_entry(line, lambda _: TOKEN)
    assert (document["at"], document["block"], document["log_index"]) == (None, 9, 2)
    assert (document["from"], document["amount"]) == (str(BOB), "1.5")


def test_an_error_carries_its_values_but_no_key():
    key = "0x" + "ab" * 32
    document = documents.error(BadInput("address_malformed", text=key), plain_name, {})
    assert key[10:] not in json.dumps(document)
    assert document["error"]["code"] == "address_malformed"


def test_an_error_can_carry_a_check():
    problem = Refusal("refused_after_signing", tx_hash=HASH, check=check_of(rules=[FAILING]))
    details = documents.error(problem, plain_name, {})["error"]["details"]
    assert details["check"]["rules"][0]["id"] == "country_allowed"
    assert details["tx_hash"] == HASH


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (b"\x01", "0x01"),
        ((1, Amount(5, 1)), [1, {"amount": "0.5", "base_units": "5"}]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"key": ANNA}, {"key": str(ANNA)}),
        (Verdict.ALLOWED, "Verdict.ALLOWED"),
    ],
)
def test_plain_values(value, shown):
    assert documents.plain(value) == shown
