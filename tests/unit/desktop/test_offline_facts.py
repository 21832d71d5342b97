"""What a request says, line by line: transfers, coin, votes, delegations, and what is unknown."""

from dataclasses import replace

import pytest

from tests.fakes.actions import allowed
from tests.fakes.meetings import MEETING
from tests.fakes.offline_pair import OTHER, PAYEE, PAYER, pair, with_json, with_transaction
from tests.fakes.sending import share
from ui.offline.facts import cautions, facts, said, stops
from ui.text import plain_name
from wallet.domain.errors import BadInput
from wallet.domain.governance import BallotIntent, DelegationIntent, Support
from wallet.domain.offline_files import read_request
from wallet.domain.review import TRANSFER_FROM


async def exported(online, intent):
    """A request of a vote or a delegation."""
    check = replace(allowed(intent), block=(await online.chain.head()).block)
    return online.offline.export(await online.desk.transfers.prepare(check)).raw


def told(cold, raw):
    opened = cold.signer.look(raw)
    return opened, {fact.code: fact.value for fact in facts(opened, plain_name)}


async def test_a_vote_is_told_with_its_reason():
    online, cold = pair()
    meeting = replace(MEETING, chain_id=online.chain.chain_id)
    intent = BallotIntent(meeting, 2**255, Support.AGAINST, PAYER, "Too early.")
    opened, lines = told(cold, await exported(online, intent))
    assert lines["what"] == "Vote"
    assert (lines["support"], lines["reason"]) == ("against", "Too early.")
    assert lines["proposal_id"] == str(2**255)
    assert "amount" not in lines
    assert opened.examination.may_sign


async def test_a_delegation_is_told_with_its_token():
    online, cold = pair()
    intent = DelegationIntent(share(online.chain.chain_id), PAYER, OTHER)
    _, lines = told(cold, await exported(online, intent))
    assert lines["what"] == "Delegation of votes"
    assert lines["delegatee"].replace(" ", "").lower() == OTHER.lower()
    assert "c3c3" in lines["token"].lower()


async def test_coin_is_told_in_coin():
    online, cold = pair()
    raw = await online.export(base_units=15 * 10**17, token=online.desk.coin())
    _, lines = told(cold, raw)
    assert lines["what"] == "Payment of the network's coin"
    assert lines["amount"] == "1.5 ETH"
    assert "token" not in lines


async def test_somebody_elses_tokens_are_told_apart():
    online, cold = pair()
    raw = await online.export()
    _, lines = told(cold, with_transaction(raw, data=TRANSFER_FROM.encode(OTHER, PAYEE, 5)))
    assert lines["owner"].replace(" ", "").lower() == OTHER.lower()


async def test_what_nobody_can_read_says_so():
    online, cold = pair()
    opened, lines = told(cold, with_transaction(await online.export(), data=b"\x01\x02\x03\x04"))
    assert lines["what"] == "Something Scrip cannot read"
    assert stops(opened, plain_name)[0].endswith("does something Scrip cannot read.")
    gone = with_transaction(await online.export(), chain_id=1)
    assert any("unknown here" in line for line in stops(told(cold, gone)[0], plain_name))


async def test_without_a_pin_the_amount_stays_in_smallest_units():
    online, cold = pair()
    cold.tokens.remove_token(share(online.chain.chain_id).ref)
    _, lines = told(cold, await online.export())
    assert lines["amount"].startswith("5 smallest units")


async def test_an_earlier_signature_is_told_with_what_it_did():
    online, cold = pair()
    first, second = await online.export(), await online.export(base_units=6)
    await cold.sign(first)
    lines = cautions(cold.signer.open(second), plain_name)
    assert any("Transfer of tokens, 5 to" in line for line in lines)


async def test_what_was_left_out_is_not_made_up():
    online, cold = pair()
    raw = with_json(await online.export(), lambda found: found.update(evidence=None))
    opened = cold.signer.open(raw)
    assert said(opened, plain_name) == ()
    assert "does not say whether" in cautions(opened, plain_name)[0]


RULE = {
    "id": "max_balance",
    "subject": "recipient",
    "status": "pass",
    "params": {},
    "raw": None,
    "remedy": None,
}


@pytest.mark.parametrize(
    "change",
    [
        {"params": []},
        {"params": {"limit": {"amount": ["1"]}}},
        {"params": {"limit": {"amount": ["x", "2"]}}},
        {"params": {"limit": {"amounts": ["1"]}}},
        {"params": {"limit": {"integer": "-1"}}},
        {"params": {"limit": {"float": "1"}}},
        {"params": {"limit": {"integer": "1", "text": "2"}}},
        {"params": {"limit": "1"}},
        {"status": "fine"},
        {"subject": "weather"},
        {"remedy": {"actor": "issuer"}},
        {"proof": "0x00"},
    ],
)
async def test_evidence_of_another_shape_is_refused(change):
    online, _ = pair()
    wrong = {**RULE, **change}
    raw = with_json(await online.export(), lambda found: found["evidence"]["rules"].append(wrong))
    with pytest.raises(BadInput, match="package_malformed"):
        read_request(raw)
