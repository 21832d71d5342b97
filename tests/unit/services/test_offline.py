"""From review to file, from file to network; and what stops in between."""

from dataclasses import replace

import pytest

from tests.fakes.actions import allowed
from tests.fakes.keys import PASS
from tests.fakes.meetings import MEETING
from tests.fakes.offline_pair import OTHER, PATH, PAYEE, PAYER, OfflineComputer, pair
from tests.fakes.sending import FAILS, share
from wallet.domain.account import Account, AccountKind
from wallet.domain.compliance import (
    Agreement,
    Effect,
    Rule,
    RuleStatus,
    Subject,
    Verdict,
)
from wallet.domain.errors import BadInput, ChainProblem, NotFound, Refusal, Undecided
from wallet.domain.governance import BallotIntent, DelegationIntent, Support
from wallet.domain.offline import LONGEST_LIFETIME_S, RequestState
from wallet.domain.offline_files import read_request, read_response
from wallet.domain.transfer import Acceptances, OutboxState

RULE = Rule("max_balance", Subject.RECIPIENT, RuleStatus.PASS)


async def carried(online, cold, **how):
    """The answer to a fresh request."""
    return await cold.sign(await online.export(**how))


async def test_a_transfer_goes_all_the_way():
    online, cold = pair()
    submission = await online.offline.submit(await carried(online, cold))
    assert submission.entry.state is OutboxState.SUBMITTED
    assert (submission.entry.recipient, submission.entry.base_units) == (PAYEE, 5)
    assert online.chain.sent == [submission.entry.raw]
    assert submission.changes == ()
    pending = online.offline.pending()[0]
    assert pending.state is RequestState.SUBMITTED
    assert pending.tx_hash == submission.entry.tx_hash
    # The rules were asked once more although the request carries an answer.
    assert len(online.desk.rechecked) >= 1


async def test_coin_goes_the_same_way():
    online, cold = pair()
    answer = await carried(online, cold, base_units=10**18, token=online.desk.coin())
    submission = await online.offline.submit(answer)
    assert (submission.entry.kind, submission.entry.base_units) == ("payment", 10**18)


async def test_the_same_answer_twice_pays_once():
    online, cold = pair()
    answer = await carried(online, cold)
    first = await online.offline.submit(answer)
    online.chain.nonces[PAYER] = 1
    online.desk.verdict = Verdict.REFUSED
    assert (await online.offline.submit(answer)).entry == first.entry
    assert len(online.chain.sent) == 1


async def test_votes_and_delegations_travel_too():
    online, cold = pair()
    meeting = replace(MEETING, chain_id=online.chain.chain_id)
    online.governors[meeting.address] = meeting
    token = share(online.chain.chain_id)
    intents = (
        BallotIntent(meeting, 7, Support.FOR, PAYER, "Weil es gut ist: größer"),
        BallotIntent(meeting, 7, Support.AGAINST, PAYER),
        DelegationIntent(token, PAYER, OTHER),
    )
    online.desk.transfers._outside = replace(
        online.desk.transfers._outside, recheck_action=online.recheck_action
    )
    for nonce, intent in enumerate(intents):
        online.chain.nonces[PAYER] = nonce
        block = (await online.chain.head()).block
        check = replace(allowed(intent), block=block)
        online.actions.append(check)
        reviewed = await online.desk.transfers.prepare(check)
        exported = online.offline.export(reviewed)
        answer = await cold.sign(exported.raw)
        submission = await online.offline.submit(answer)
        assert submission.reviewed.action.intent == intent
    assert len(online.chain.sent) == 3


async def test_an_acceptance_of_the_export_still_holds_on_return():
    online, cold = pair()
    online.desk.agreement = Agreement.DISAGREE
    check = await online.desk.check(agreement=Agreement.DISAGREE)
    reviewed = await online.desk.transfers.prepare(check, accepted=Acceptances(disagreement=True))
    answer = await cold.sign(online.offline.export(reviewed).raw)
    await online.offline.submit(answer)
    assert len(online.chain.sent) == 1


async def test_a_new_disagreement_needs_a_new_word():
    online, cold = pair()
    answer = await carried(online, cold)
    online.desk.agreement = Agreement.DISAGREE
    with pytest.raises(Undecided, match="disagreement"):
        await online.offline.submit(answer)
    assert online.chain.sent == []
    await online.offline.submit(answer, Acceptances(disagreement=True))
    assert len(online.chain.sent) == 1


async def test_a_new_burn_needs_a_new_word():
    online, cold = pair()
    answer = await carried(online, cold)
    online.desk.more = {"effects": (Effect("burn"),)}
    with pytest.raises(Undecided, match="undecided"):
        await online.offline.submit(answer)
    assert online.chain.sent == []


@pytest.mark.parametrize(
    ("verdict", "error", "code"),
    [
        (Verdict.REFUSED, Refusal, "refused_after_signing"),
        (Verdict.UNKNOWN, Undecided, "undecided_after_signing"),
    ],
)
@pytest.mark.parametrize("blocks", [0, 1])
async def test_rules_that_changed_meanwhile_stop_it(verdict, error, code, blocks):
    online, cold = pair()
    answer = await carried(online, cold)
    if blocks:
        online.chain.mine(blocks)
    online.desk.verdict = verdict
    with pytest.raises(error) as stopped:
        await online.offline.submit(answer)
    assert stopped.value.code == code
    assert stopped.value.params["check"].verdict is verdict
    assert online.chain.sent == []
    pending = online.offline.pending()[0]
    assert pending.state is RequestState.WAITING
    # Signed and unsent it stays listed.
    assert pending.tx_hash == read_response(answer).tx_hash


async def test_what_changed_since_the_request_is_told():
    online, cold = pair()
    check = await online.desk.check()
    check = replace(check, decision=replace(check.decision, rules=(RULE, FAILS_NOT)))
    raw = online.offline.export(await online.desk.transfers.prepare(check)).raw
    answer = await cold.sign(raw)
    doubted = replace(RULE, status=RuleStatus.UNKNOWN)

    async def recheck(intent):
        now = await online.desk.recheck(intent)
        return replace(now, decision=replace(now.decision, rules=(doubted, NEW)))

    online.offline._desk = replace(online.offline._desk, recheck=recheck)
    submission = await online.offline.submit(answer)
    told = {(one.rule.id, one.before, one.after) for one in submission.changes}
    assert told == {
        ("max_balance", RuleStatus.PASS, RuleStatus.UNKNOWN),
        ("recipient_verified", RuleStatus.PASS, None),
        ("token_paused", None, RuleStatus.PASS),
    }


FAILS_NOT = replace(FAILS, status=RuleStatus.PASS)
NEW = Rule("token_paused", Subject.TOKEN, RuleStatus.PASS)


async def test_a_used_nonce_is_told_before_anything_is_sent():
    online, cold = pair()
    answer = await carried(online, cold)
    online.chain.nonces[PAYER] = 1
    with pytest.raises(Refusal, match="offline_nonce_used"):
        await online.offline.submit(answer)
    assert online.chain.sent == []
    assert online.desk.outbox.entries() == ()


async def test_a_no_travels_back():
    online, cold = pair()
    raw = await online.export()
    with pytest.raises(Refusal, match="offline_declined"):
        await online.offline.submit(cold.signer.decline(raw))
    pending = online.offline.pending()[0]
    assert (pending.state, pending.reason) == (RequestState.DECLINED, "declined")
    # The person may think again.
    await online.offline.submit(await cold.sign(raw))


async def test_a_withdrawn_request_takes_no_answer():
    online, cold = pair()
    answer = await carried(online, cold)
    request_id = online.offline.pending()[0].id
    online.offline.withdraw(request_id)
    with pytest.raises(BadInput, match="offline_request_withdrawn"):
        await online.offline.submit(answer)
    with pytest.raises(NotFound):
        online.offline.withdraw("nobody's")


async def test_a_submitted_request_cannot_be_withdrawn():
    online, cold = pair()
    await online.offline.submit(await carried(online, cold))
    with pytest.raises(BadInput, match="offline_request_done"):
        online.offline.withdraw(online.offline.pending()[0].id)


async def test_a_dead_node_sends_nothing_and_forgets_nothing():
    online, cold = pair()
    answer = await carried(online, cold)
    online.chain.problem = ChainProblem("node_unreachable", endpoint="x")
    with pytest.raises(ChainProblem):
        await online.offline.submit(answer)
    online.chain.problem = None
    await online.offline.submit(answer)
    assert len(online.chain.sent) == 1


async def test_another_network_in_use_is_told():
    online, cold = pair()
    answer = await carried(online, cold)
    online.desk.networks.network = replace(online.desk.networks.network, chain_id=5)
    with pytest.raises(BadInput, match="offline_other_network"):
        await online.offline.submit(answer)


async def test_two_requests_with_one_nonce_know_of_each_other():
    online, _ = pair()
    first = online.offline.export(await online.reviewed())
    second = online.offline.export(await online.reviewed(6))
    assert first.rivals == ()
    assert [one.id for one in second.rivals] == [first.request.id]
    online.offline.withdraw(first.request.id)
    third = online.offline.export(await online.reviewed(7))
    assert [one.id for one in third.rivals] == [second.request.id]


async def test_a_second_signature_with_one_nonce_is_warned_of():
    online, cold = pair()
    first, second = await online.export(), await online.export(base_units=6)
    await cold.sign(first)
    again = cold.signer.open(first).examination
    other = cold.signer.open(second).examination
    assert again.cautions == again.signed_before == ()
    assert [caution.id for caution in other.cautions] == ["nonce_signed_before"]
    assert [one.unsigned for one in other.signed_before] == [read_request(first).unsigned]
    answered = read_response(await cold.sign(second))
    assert answered.shown.warnings == ("nonce_signed_before",)


async def test_the_same_request_gets_the_same_signature():
    online, cold = pair()
    raw = await online.export()
    assert read_response(await cold.sign(raw)).raw == read_response(await cold.sign(raw)).raw


async def test_what_this_computer_was_not_told_is_said():
    online, _ = pair()
    cold = OfflineComputer(online.chain.chain_id)
    cold.networks.remove_network("mine")
    cold.tokens.remove_token(share(online.chain.chain_id).ref)
    cold.accounts.remove_contact("Payee")
    cold.clock.time -= 3600
    opened = cold.signer.open(await online.export())
    assert [caution.id for caution in opened.examination.cautions] == [
        "clock_differs",
        "network_not_known",
        "token_not_pinned",
        "recipient_not_known",
    ]
    assert opened.examination.may_sign
    assert opened.network is None


async def test_a_watched_account_is_not_signed_for():
    online, cold = pair()
    cold.accounts.save_account(Account(PAYER, "Watched", AccountKind.WATCH))
    with pytest.raises(BadInput, match="account_cannot_sign"):
        await cold.sign(await online.export())


async def test_a_higher_fee_needs_a_persons_word():
    online, cold = pair()
    check = await online.desk.check(gas=10**7)
    online.chain.block = replace(online.chain.block, base_fee=10**11)
    reviewed = await online.desk.transfers.prepare(check)
    raw = online.offline.export(reviewed).raw
    with pytest.raises(BadInput, match="offline_fee_too_high"):
        await cold.sign(raw)
    cold.signer.allow_fee(10**19)
    assert read_response(await cold.signer.sign(raw, PASS)).raw is not None


async def test_a_request_ends():
    online, cold = pair()
    raw = online.offline.export(await online.reviewed(), lifetime_s=60).raw
    cold.clock.time += 61
    with pytest.raises(BadInput, match="offline_expired"):
        await cold.sign(raw)


@pytest.mark.parametrize("lifetime_s", [0, -1, LONGEST_LIFETIME_S + 1])
async def test_a_request_cannot_live_for_ever(lifetime_s):
    online, _ = pair()
    with pytest.raises(BadInput, match="offline_lifetime"):
        online.offline.export(await online.reviewed(), lifetime_s=lifetime_s)
    assert online.offline.pending() == ()


async def test_the_online_computer_names_the_path_and_the_other_side():
    online, cold = pair()
    online.accounts.save_account(Account(PAYER, "Cold", AccountKind.WATCH, PATH))
    online.accounts.save_account(Account(PAYEE, "Bob", AccountKind.WATCH))
    request = read_request(await online.export())
    assert (request.path, request.claims.counterparty) == (PATH, "Bob")
    assert cold.signer.open(await online.export()).examination.stops == ()


async def test_text_that_cannot_be_seen_does_not_travel():
    online, _ = pair()
    meeting = replace(MEETING, chain_id=online.chain.chain_id)
    # Not in the one form of these letters.
    intent = BallotIntent(meeting, 7, Support.FOR, PAYER, "gro\u0308ßer")
    check = replace(allowed(intent), block=(await online.chain.head()).block)
    reviewed = await online.desk.transfers.prepare(check)
    with pytest.raises(BadInput, match="package_malformed"):
        online.offline.export(reviewed)
