"""From an allowed check to sent bytes, with a chain in memory."""

from dataclasses import replace

import pytest

from tests.fakes.chain import FakeChain
from tests.fakes.sending import PAYEE, PAYER, Desk, sign
from wallet.domain.compliance import Agreement, Effect, Verdict
from wallet.domain.errors import (
    BadInput,
    ChainProblem,
    KeyProblem,
    NotFound,
    ProgramFault,
    Refusal,
    Undecided,
)
from wallet.domain.events import OutboxChanged
from wallet.domain.transaction import Speed
from wallet.domain.transfer import Acceptances, OutboxState

ETHER = 10**18
GWEI = 10**9


@pytest.fixture
def chain():
    made = FakeChain(chain_id=4242)
    made.balances[PAYER] = ETHER
    return made


@pytest.fixture
def desk(chain):
    return Desk(chain)


async def test_the_review_says_exactly_what_was_checked(desk, chain):
    chain.nonces[PAYER] = 3
    check = await desk.check(5)
    reviewed = await desk.transfers.prepare(check)
    tx = reviewed.review.transaction
    assert (tx.to, tx.data, tx.value) == (check.call.to, check.call.data, 0)
    assert (tx.chain_id, tx.nonce, tx.gas) == (4242, 3, 72_000)
    assert (tx.priority_fee, tx.max_fee) == (GWEI, 3 * GWEI)
    assert reviewed.review.call.recipient == PAYEE
    assert reviewed.review.call.base_units == 5


async def test_gas_of_the_check_is_taken_and_speed_and_cap_count(desk):
    check = replace(await desk.check(5), gas=100_000)
    reviewed = await desk.transfers.prepare(check, speed=Speed.FAST, max_fee_gwei="2.5")
    assert reviewed.fee.gas == 120_000
    assert reviewed.fee.max_fee == 25 * 10**8
    assert reviewed.fee.priority_fee == 2 * GWEI


async def test_unknown_gas_is_never_guessed(desk, chain):
    chain.gas = None
    with pytest.raises(Undecided, match="gas_unknown"):
        await desk.transfers.prepare(await desk.check())


async def test_an_unknown_balance_stops(desk, chain):
    chain.balances[PAYER] = None
    with pytest.raises(Undecided, match="balance_unknown"):
        await desk.transfers.prepare(await desk.check())


async def test_a_chain_without_base_fee_is_refused(desk, chain):
    chain.block = replace(chain.block, base_fee=None)
    with pytest.raises(ChainProblem, match="no_base_fee"):
        await desk.transfers.prepare(await desk.check())


async def test_too_little_coin_for_the_fee_stops_before_signing(desk, chain):
    chain.balances[PAYER] = 72_000 * 3 * GWEI - 1
    with pytest.raises(Refusal, match="gas_funds") as caught:
        await desk.transfers.prepare(await desk.check())
    assert caught.value.params["needed"].text == "0.000216"
    chain.balances[PAYER] += 1
    await desk.transfers.prepare(await desk.check())


async def test_a_payment_needs_its_value_too(desk, chain):
    chain.gas = 21_000
    chain.balances[PAYER] = ETHER + 21_000 * 3 * GWEI - 1
    with pytest.raises(Refusal, match="gas_funds"):
        await desk.transfers.prepare(await desk.check(ETHER, desk.coin()))
    chain.balances[PAYER] += 1
    reviewed = await desk.transfers.prepare(await desk.check(ETHER, desk.coin()))
    assert (reviewed.review.call.kind, reviewed.fee.gas) == ("payment", 21_000)


async def test_coin_already_on_its_way_is_not_counted_twice(desk, chain):
    chain.gas = 21_000
    entry = await desk.pay(ETHER // 2, desk.coin())
    assert entry.kind == "payment"
    with pytest.raises(Refusal, match="gas_funds"):
        await desk.signed(ETHER // 2, desk.coin())


@pytest.mark.parametrize("verdict", [Verdict.REFUSED, Verdict.UNKNOWN])
async def test_nothing_is_prepared_without_an_allowed_check(desk, verdict):
    with pytest.raises(ProgramFault, match="not_allowed"):
        await desk.transfers.prepare(await desk.check(5, verdict=verdict))


async def test_a_disagreement_needs_acceptance(desk):
    check = await desk.check(5, agreement=Agreement.DISAGREE)
    with pytest.raises(ProgramFault, match="acceptance_missing"):
        await desk.transfers.prepare(check)
    await desk.transfers.prepare(check, accepted=Acceptances(disagreement=True))


async def test_zero_and_a_foreign_chain_are_refused(desk, chain):
    with pytest.raises(BadInput, match="amount_is_zero"):
        await desk.transfers.prepare(await desk.check(0))
    check = await desk.check()
    chain_less = Desk(FakeChain(chain_id=1))
    with pytest.raises(NotFound, match="network_unknown"):
        await chain_less.transfers.prepare(check)


async def test_the_nonce_is_the_highest_of_chain_and_journal(desk, chain):
    chain.nonces[PAYER] = 7
    nonces = [(await desk.pay()).nonce for _ in range(3)]
    assert nonces == [7, 8, 9]
    chain.nonces[PAYER] = 12
    assert (await desk.pay()).nonce == 12


async def test_a_gap_in_the_journal_is_filled(desk, chain):
    first, second = await desk.pay(1), await desk.pay(2)
    desk.outbox.update(replace(first, state=OutboxState.DROPPED))
    assert (await desk.pay(3)).nonce == first.nonce == second.nonce - 1
    assert (await desk.pay(4)).nonce == second.nonce + 1


async def test_submitting_journals_sends_and_tells(desk, chain):
    signed = await desk.signed(5)
    entry = await desk.transfers.submit(signed)
    assert entry.state is OutboxState.SUBMITTED
    assert entry.submitted_at == desk.clock.now()
    assert chain.sent == [signed.transaction.raw] == [entry.raw]
    assert desk.outbox.entry(entry.tx_hash) == entry
    assert desk.told.events == [OutboxChanged(entry.tx_hash)] * 2
    assert (entry.token, entry.recipient, entry.base_units) == (
        signed.reviewed.check.intent.token.address,
        PAYEE,
        5,
    )


async def test_the_journal_is_written_before_the_bytes_leave(desk, chain):
    seen = []

    async def broadcast(raw):
        seen.extend(desk.outbox.entries())
        raise ChainProblem("node_unreachable")

    chain.broadcast = broadcast
    signed = await desk.signed()
    entry = await desk.transfers.submit(signed)
    assert [e.tx_hash for e in seen] == [signed.transaction.hash]
    assert (entry.state, entry.error) == (OutboxState.SIGNED, "broadcast_unconfirmed")


async def test_submitting_twice_sends_once(desk, chain):
    signed = await desk.signed()
    first = await desk.transfers.submit(signed)
    assert await desk.transfers.submit(signed) == first
    assert len(chain.sent) == 1


async def test_two_signed_with_one_nonce_only_the_first_goes(desk, chain):
    first, second = await desk.signed(1), await desk.signed(2)
    await desk.transfers.submit(first)
    with pytest.raises(KeyProblem, match="nonce_taken"):
        await desk.transfers.submit(second)
    assert len(chain.sent) == 1


async def test_an_unmoved_head_needs_no_second_check(desk, chain):
    await desk.pay()
    assert desk.rechecked == []
    signed = await desk.signed()
    chain.mine()
    await desk.transfers.submit(signed)
    assert desk.rechecked == [signed.reviewed.check.intent]
    assert len(chain.sent) == 2


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"verdict": Verdict.REFUSED}, Refusal, "refused_after_signing"),
        ({"verdict": Verdict.UNKNOWN}, Undecided, "undecided_after_signing"),
        ({"agreement": Agreement.DISAGREE}, Undecided, "undecided_after_signing"),
        ({"more": {"effects": (Effect("burn"),)}}, Undecided, "undecided_after_signing"),
    ],
)
async def test_a_changed_answer_stops_and_frees_the_nonce(desk, chain, change, error, code):
    signed = await desk.signed()
    chain.mine()
    for name, value in change.items():
        setattr(desk, name, value)
    with pytest.raises(error, match=code) as caught:
        await desk.transfers.submit(signed)
    assert caught.value.params["check"].intent == signed.reviewed.check.intent
    entry = desk.outbox.entry(signed.transaction.hash)
    assert (entry.state, entry.error) == (OutboxState.SIGNED, code)
    assert await desk.tracking.resume() == ()
    assert chain.sent == []


async def test_the_next_transfer_takes_the_place_of_a_stopped_one(desk, chain):
    signed = await desk.signed(1)
    chain.mine()
    desk.verdict = Verdict.REFUSED
    with pytest.raises(Refusal):
        await desk.transfers.submit(signed)
    entry = await desk.pay(2)
    stopped = desk.outbox.entry(signed.transaction.hash)
    assert entry.nonce == stopped.nonce
    assert (stopped.state, stopped.replaced_by) == (OutboxState.REPLACED, entry.tx_hash)
    assert chain.sent == [entry.raw]


async def test_a_stopped_one_goes_out_when_it_is_submitted_again_and_allowed(desk, chain):
    signed = await desk.signed()
    chain.mine()
    desk.verdict = Verdict.REFUSED
    with pytest.raises(Refusal):
        await desk.transfers.submit(signed)
    desk.verdict = Verdict.ALLOWED
    entry = await desk.transfers.submit(signed)
    assert (entry.state, entry.error) == (OutboxState.SUBMITTED, None)


async def test_a_node_that_fails_before_sending_leaves_nothing_to_send(desk, chain):
    signed = await desk.signed()
    chain.mine()
    desk.recheck_problem = ChainProblem("node_unreachable")
    with pytest.raises(ChainProblem, match="node_unreachable"):
        await desk.transfers.submit(signed)
    assert desk.outbox.entry(signed.transaction.hash).error == "not_checked_after_signing"
    await desk.tracking.resume()
    assert chain.sent == []


async def test_a_node_of_another_chain_gets_nothing(desk, chain):
    chain.refusal = ChainProblem("wrong_chain")
    signed = await desk.signed()
    with pytest.raises(ChainProblem, match="wrong_chain"):
        await desk.transfers.submit(signed)
    chain.refusal = None
    await desk.tracking.resume()
    assert chain.sent == []


async def test_a_refusing_node_ends_it(desk, chain):
    chain.refusal = ChainProblem("broadcast_refused", reason="fee too low")
    signed = await desk.signed()
    with pytest.raises(ChainProblem, match="broadcast_refused"):
        await desk.transfers.submit(signed)
    entry = desk.outbox.entry(signed.transaction.hash)
    assert (entry.state, entry.error) == (OutboxState.DROPPED, "broadcast_refused")


async def test_submit_takes_the_lock_once_even_inside_exclusive(desk):
    async with desk.transfers.exclusive():
        await desk.pay()
    assert desk.lock.taken == 1
    await desk.pay()
    assert desk.lock.taken == 2


async def test_another_program_on_the_home_stops_the_journal(desk, chain):
    signed = await desk.signed()
    desk.lock.busy = True
    with pytest.raises(BadInput, match="home_in_use"):
        await desk.transfers.submit(signed)
    assert desk.outbox.entries() == ()


async def test_the_signature_belongs_to_the_reviewed_account(desk):
    reviewed = await desk.transfers.prepare(await desk.check())
    signed = sign(reviewed)
    with pytest.raises(ProgramFault, match="signed_by_other_account"):
        replace(signed, signer=PAYEE)
