"""Votes pass the same stages as transfers: prepared, signed, asked again, sent."""

from dataclasses import replace

import pytest

from tests.fakes.actions import allowed
from tests.fakes.chain import FakeChain
from tests.fakes.meetings import MEETING
from tests.fakes.sending import PAYER, Desk, sign
from wallet.domain.chain import Call
from wallet.domain.errors import ChainProblem, ProgramFault, Refusal, Undecided
from wallet.domain.governance import BallotIntent, DelegationIntent, Support
from wallet.domain.ids import Address, TokenRef
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxState
from wallet.services.transfers import Outside, Transfers

CHAIN_ID = MEETING.chain_id
VOTE = BallotIntent(MEETING, 2**255, Support.AGAINST, PAYER, "Too much")
SHARES = SecurityToken(TokenRef(CHAIN_ID, MEETING.token), "Acme", "ACME", 2, "ERC-20")
HANDED = DelegationIntent(SHARES, PAYER, Address("0x" + "b2" * 20))


class VotingDesk(Desk):
    """A desk that is asked again about votes."""

    def __post_init__(self):
        super().__post_init__()
        self.again, self.asked = allowed(VOTE), []
        outside = Outside(self.recheck, self.lock, self.clock, self.told, self.recheck_action)
        self.transfers = Transfers(self.networks, self.outbox, outside)

    async def recheck_action(self, intent):
        self.asked.append(intent)
        if isinstance(self.again, Exception):
            raise self.again
        return self.again


@pytest.fixture
def chain():
    made = FakeChain(chain_id=CHAIN_ID)
    made.balances[PAYER] = 10**18
    return made


@pytest.fixture
def desk(chain):
    return VotingDesk(chain)


async def signed_vote(desk):
    return sign(await desk.transfers.prepare(allowed(VOTE)))


async def test_a_vote_is_sent_and_journalled_as_one(desk, chain):
    entry = await desk.transfers.submit(await signed_vote(desk))
    assert (entry.kind, entry.state) == ("vote", OutboxState.SUBMITTED)
    assert (entry.token, entry.recipient, entry.base_units) == (None, MEETING.address, None)
    assert chain.sent == [entry.raw]
    assert desk.asked == [VOTE]
    assert desk.rechecked == []


async def test_a_delegation_names_its_token_and_who_votes(desk):
    desk.again = allowed(HANDED)
    entry = await desk.transfers.submit(sign(await desk.transfers.prepare(allowed(HANDED))))
    assert (entry.kind, entry.token, entry.recipient) == (
        "delegation", MEETING.token, HANDED.delegatee,
    )  # fmt: skip


async def test_the_review_says_what_the_bytes_say(desk):
    reviewed = await desk.transfers.prepare(allowed(VOTE))
    call = reviewed.review.call
    assert (call.kind, call.recipient, call.token) == ("vote", MEETING.address, None)
    assert dict(call.args) == {
        "proposal_id": 2**255, "support": "against", "reason": "Too much",
    }  # fmt: skip
    assert reviewed.action is not None
    assert reviewed.check is None


async def test_a_vote_that_is_refused_meanwhile_is_not_sent(desk, chain):
    signed = await signed_vote(desk)
    desk.again = allowed(VOTE, ok=False)
    with pytest.raises(Refusal, match="refused_after_signing"):
        await desk.transfers.submit(signed)
    assert chain.sent == []


async def test_a_vote_that_would_be_another_call_meanwhile_is_not_sent(desk, chain):
    signed = await signed_vote(desk)
    other = allowed(VOTE)
    changed = Call(other.call.to, other.call.data + b"\x00", PAYER)
    desk.again = replace(other, call=changed)
    with pytest.raises(Undecided, match="undecided_after_signing"):
        await desk.transfers.submit(signed)
    assert chain.sent == []


async def test_a_vote_that_cannot_be_asked_about_again_is_not_sent(desk, chain):
    signed = await signed_vote(desk)
    desk.again = ChainProblem("node_unreachable", endpoint="")
    with pytest.raises(ChainProblem):
        await desk.transfers.submit(signed)
    assert chain.sent == []


async def test_without_anybody_to_ask_again_nothing_is_sent(chain):
    desk = Desk(chain)
    with pytest.raises(ProgramFault, match="internal"):
        await desk.transfers.submit(await signed_vote(desk))
    assert chain.sent == []


async def test_nothing_is_prepared_that_is_not_allowed_or_cannot_be_paid(desk, chain):
    with pytest.raises(ProgramFault, match="not_allowed"):
        await desk.transfers.prepare(allowed(VOTE, ok=False))
    chain.balances[PAYER] = 10
    with pytest.raises(Refusal, match="gas_funds"):
        await desk.transfers.prepare(allowed(VOTE))
