"""From the reviewed bytes to settled, without a window."""

from dataclasses import dataclass, field, replace

import pytest

from tests.fakes.desk_top import (
    ACME,
    MARIE,
    ME,
    NETWORK,
    FakeAccounts,
    FakeContacts,
    FakeTracking,
    FakeTransfers,
    at_once,
    check_of,
    reviewed_of,
)
from ui.desktop.core.names import AddressBook
from ui.desktop.dialogs.review_model import ReviewModel, ReviewNeeds, Stage
from wallet.domain.account import Account, AccountKind
from wallet.domain.compliance import TransferIntent
from wallet.domain.errors import ChainProblem, KeyProblem, Refusal
from wallet.domain.ids import TxHash
from wallet.domain.transfer import OutboxEntry, OutboxState

HASH = TxHash("0x" + "ef" * 32)
ENTRY = OutboxEntry(HASH, 7, ME, 3, b"raw", OutboxState.SUBMITTED, "transfer", 1, ACME.address)


@dataclass(frozen=True)
class Transaction:
    hash: TxHash = HASH


@dataclass
class SignedAnswer:
    entry: OutboxEntry = ENTRY
    transaction: Transaction = field(default_factory=Transaction)


class FakeSigning:
    def __init__(self):
        self.secrets = []
        self.problem = None

    async def sign(self, reviewed, passphrase):
        self.secrets.append(passphrase.text)
        if self.problem:
            raise self.problem
        return SignedAnswer()


def state(which, **more):
    return replace(ENTRY, state=which, block_number=413, **more)


class Desk:
    def __init__(self, *later, token=ACME):
        self.shown = []
        self.signing = FakeSigning()
        self.transfers = FakeTransfers()
        self.tracking = FakeTracking(*later)
        accounts = FakeAccounts(Account(ME, "Main", AccountKind.LOCAL))
        needs = ReviewNeeds(
            self.signing,
            self.transfers,
            self.tracking,
            AddressBook(accounts, FakeContacts(accounts)),
            NETWORK,
            lambda _: token,
        )
        check = check_of(TransferIntent(ACME, ME, MARIE, 100))
        self.model = ReviewModel(reviewed_of(check), needs, at_once, self.shown.append)
        self.model.start()

    @property
    def stages(self):
        return [view.stage for view in self.shown]


def test_the_facts_come_from_the_bytes():
    facts = Desk().model.view.facts
    assert (facts.sender.name, facts.recipient.name) == ("Main", "Marie Laurent")
    assert (facts.recipient.address, facts.token) == (MARIE, ACME.address)
    assert facts.amount.text == "100 ACME"
    assert facts.call == "transfer(address,uint256)"
    assert "7" in facts.network
    assert facts.fee_most.exact == "0.00012"


def test_a_token_that_is_not_tracked_is_shown_in_base_units():
    facts = Desk(token=None).model.view.facts
    assert facts.amount.shown == "100"
    assert "base units" in facts.amount.unit


def test_signed_sent_mined_settled_in_order():
    desk = Desk(state(OutboxState.MINED), state(OutboxState.SETTLED, confirmations=1))
    desk.model.send("a passphrase")
    wanted = [Stage.SIGNING, Stage.SENDING, Stage.SUBMITTED, Stage.MINED, Stage.SETTLED]
    assert [stage for stage in dict.fromkeys(desk.stages) if stage in wanted] == wanted
    assert desk.model.view.tx_hash == HASH
    assert desk.model.view.is_final


def test_the_passphrase_goes_to_the_signer_and_stays_nowhere():
    desk = Desk(state(OutboxState.SETTLED))
    desk.model.send("correct horse battery")
    assert desk.signing.secrets == ["correct horse battery"]
    assert "correct horse" not in repr(desk.shown)
    assert not any("correct horse" in repr(value) for value in vars(desk.model).values())


def test_a_wrong_passphrase_can_be_tried_again():
    desk = Desk(state(OutboxState.SETTLED))
    desk.signing.problem = KeyProblem("passphrase_wrong")
    desk.model.send("wrong")
    assert desk.model.view.stage is Stage.REVIEW
    assert desk.model.view.problem
    desk.signing.problem = None
    desk.model.send("right")
    assert desk.model.view.stage is Stage.SETTLED
    assert desk.model.view.problem == ""


def test_nothing_is_signed_without_a_passphrase():
    desk = Desk()
    desk.model.send("")
    assert desk.signing.secrets == []
    assert desk.model.view.problem


def test_a_verdict_that_turned_stops_it_after_the_signature():
    desk = Desk()
    desk.transfers.problem = Refusal("refused_after_signing")
    desk.model.send("a passphrase")
    assert desk.model.view.stage is Stage.STOPPED
    desk.model.send("a passphrase")
    assert len(desk.signing.secrets) == 1


@pytest.mark.parametrize("end", [OutboxState.REVERTED, OutboxState.REPLACED, OutboxState.DROPPED])
def test_a_bad_end_is_one_sentence_with_details(end):
    desk = Desk(state(end, error="Error(string): paused"))
    desk.model.send("a passphrase")
    assert desk.model.view.stage is Stage.FAILED
    assert desk.model.view.problem
    assert desk.model.view.details == "Error(string): paused"


def test_a_silent_network_after_sending_is_asked_again():
    desk = Desk(state(OutboxState.SETTLED))
    desk.tracking.problem = ChainProblem("node_unreachable", endpoint="http://127.0.0.1:1")
    desk.model.send("a passphrase")
    assert any(view.problem for view in desk.shown)
    assert desk.model.view.stage is Stage.SETTLED


def test_nobody_is_told_after_the_dialog_is_closed():
    desk = Desk(state(OutboxState.SETTLED))
    desk.model.stop()
    told = len(desk.shown)
    desk.model.send("a passphrase")
    assert len(desk.shown) == told
