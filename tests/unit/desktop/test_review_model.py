"""From the reviewed bytes to settled, without a window."""

from dataclasses import dataclass, field, replace

import pytest

from tests.fakes.desk_top import (
    ACME,
    BLOCK,
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
from tests.fakes.meetings import MEETING
from ui.desktop.core.names import AddressBook
from ui.desktop.dialogs.review_model import BallotFacts, ReviewModel, ReviewNeeds, Stage
from wallet.domain.account import Account, AccountKind
from wallet.domain.action import ActionCheck
from wallet.domain.chain import Call
from wallet.domain.compliance import (
    Agreement,
    Decision,
    Simulation,
    TransferIntent,
    Verdict,
)
from wallet.domain.errors import ChainProblem, KeyProblem, Refusal
from wallet.domain.governance import (
    BallotIntent,
    DelegationIntent,
    SignedBallot,
    SubmissionIntent,
    Support,
)
from wallet.domain.ids import TxHash
from wallet.domain.review import review
from wallet.domain.transaction import FeeQuote, UnsignedTransaction
from wallet.domain.transfer import OutboxEntry, OutboxState, Reviewed
from wallet.domain.vote_calls import encode_action

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


MEETING_AT = replace(MEETING, chain_id=7)
VOTE = BallotIntent(MEETING_AT, 7, Support.AGAINST, ME, "Too dear")
HANDED = DelegationIntent(ACME, ME, MARIE)


def of_action(intent, *later, titles=None):
    """The review of a vote or a delegation, as the bytes have it."""
    contract, data = encode_action(intent)
    call = Call(contract, data, ME)
    decision = Decision(Verdict.ALLOWED, Agreement.NO_CHECK, ())
    check = ActionCheck(intent, call, BLOCK, "next_block", decision, Simulation(ran=True, ok=True))
    unsigned = UnsignedTransaction(7, 3, 1, 2 * 10**9, 60_000, contract, 0, data)
    fee = FeeQuote(60_000, 10**9, 1, 2 * 10**9)
    reviewed = Reviewed(review(unsigned, ME, intent), fee, None, action=check)
    desk = Desk(*later)
    needs = replace(
        desk.model._needs,
        assembly=lambda address: MEETING.name if address == MEETING.address else "",
        proposal_title=lambda address, number: (titles or {}).get((address, number), ""),
    )
    desk.model = ReviewModel(reviewed, needs, at_once, desk.shown.append)
    return desk


def test_a_vote_is_told_from_its_bytes():
    facts = of_action(VOTE, titles={(MEETING.address, 7): "Elect Clara"}).model.view.facts
    assert facts.kind == "vote"
    assert facts.ballot == BallotFacts("against", "7", "Elect Clara", "Too dear", None)
    assert (facts.recipient.address, facts.recipient.name) == (MEETING.address, "Acme meeting")
    assert (facts.token, facts.amount) == (None, None)
    assert facts.call == "castVoteWithReason(uint256,uint8,string)"


def test_a_proposal_that_is_not_in_the_list_has_no_title():
    assert of_action(VOTE).model.view.facts.ballot.title == ""


def test_a_ballot_of_somebody_else_names_the_voter():
    signed = SignedBallot(MEETING_AT, 7, Support.FOR, MARIE, 3, bytes(64) + b"\x1b")
    facts = of_action(SubmissionIntent(signed, ME)).model.view.facts
    assert facts.sender.address == ME
    assert (facts.ballot.choice, facts.ballot.voter.name) == ("for", "Marie Laurent")


def test_a_delegation_names_who_votes_and_with_what():
    facts = of_action(HANDED).model.view.facts
    assert (facts.kind, facts.ballot) == ("delegation", None)
    assert (facts.recipient.address, facts.token) == (MARIE, ACME.address)


@pytest.mark.parametrize(("intent", "said"), [(VOTE, "the vote"), (HANDED, "the delegation")])
def test_an_undone_action_says_what_it_was(intent, said):
    desk = of_action(intent, state(OutboxState.REVERTED))
    desk.model.start()
    desk.model.send("a passphrase")
    assert desk.stages[-1] is Stage.FAILED
    assert said in desk.shown[-1].problem


def test_the_fee_paid_is_told_once_the_network_tells_it():
    paid = state(OutboxState.SETTLED, gas_used=50_000, effective_gas_price=10**9 + 1)
    desk = Desk(paid)
    desk.model.send("a passphrase")
    assert desk.model.view.paid.shown == "0.000051"
    assert desk.model.view.paid.full == "0.00005000000005"
