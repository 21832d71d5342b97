"""Killed with -9 anywhere around the broadcast, each payment is on the chain exactly once."""

import itertools
import random

from tests.fakes.sending import PAYER

_units = itertools.count(1_000)


def _pay_after_kill(payer, base_units):
    """What a person does after a crash: start again, look, and pay only what is not there."""
    known = payer.order("resume")["known"]
    if base_units not in known:
        payer.order("pay", base_units)


def _settled(payer, node):
    node.mine()
    return payer.order("resume")["states"]


def test_every_step_of_a_payment_may_be_the_last(payer, node):
    steps = payer.order("pay", next(_units))["steps"]
    assert {"before chain.broadcast", "after chain.broadcast", "sql COMMIT"} <= set(steps)
    first_block = int(node.rpc("eth_blockNumber"), 16) + 1
    amounts = []
    for fatal in range(1, len(steps) + 1):
        amounts.append(next(_units))
        assert payer.order("pay", amounts[-1], fatal_step=fatal)["killed"], steps[fatal - 1]
        _pay_after_kill(payer, amounts[-1])
    assert _settled(payer, node) == ["settled"]
    assert payer.times_paid(first_block) == dict.fromkeys(amounts, 1)
    assert payer.kills >= 30


def test_any_moment_may_be_the_last_even_while_recovering(waiting_payer, waiting_node):
    payer, node = waiting_payer, waiting_node
    rng = random.Random(11)  # noqa: S311
    usual = payer.order("pay", next(_units))["took"]
    node.mine()
    first_block = int(node.rpc("eth_blockNumber"), 16) + 1
    amounts = []
    for _ in range(20):
        amounts.append(next(_units))
        payer.order("pay", amounts[-1], kill_after_s=rng.uniform(0.1, 1) * usual)
        happens = rng.choice(["forgotten", "mined", "nothing"])
        if happens == "forgotten":
            node.rpc("anvil_dropAllTransactions")
        elif happens == "mined":
            node.mine()
        payer.order("resume", kill_after_s=rng.uniform(0.1, 0.6) * usual)
        _pay_after_kill(payer, amounts[-1])
    assert _settled(payer, node) == ["settled"]
    assert payer.times_paid(first_block) == dict.fromkeys(amounts, 1)
    assert payer.kills >= 20


def test_the_journal_is_settled_and_in_step_with_the_chain(payer, node):
    before = int(node.rpc("eth_getTransactionCount", PAYER, "latest"), 16)
    for fatal in (12, 20, 28):
        payer.order("pay", next(_units), fatal_step=fatal)
        payer.order("resume")
    states, known = _settled(payer, node), payer.order("resume")["known"]
    assert states == ["settled"]
    after = int(node.rpc("eth_getTransactionCount", PAYER, "latest"), 16)
    assert after - before == len(known)


def _careless(payer, node, act):
    """How often each amount was paid by a program without a journal."""
    first_block = int(node.rpc("eth_blockNumber"), 16) + 1
    steps = payer.order(act, next(_units))["steps"]
    amounts = []
    for fatal in range(1, len(steps) + 1):
        amounts.append(next(_units))
        payer.order(act, amounts[-1], fatal_step=fatal)
        if amounts[-1] not in payer.order("resume")["known"]:
            payer.order(act, amounts[-1])
    paid = payer.times_paid(first_block)
    return [paid.get(amount, 0) for amount in amounts]


def test_control_without_a_journal_it_pays_twice(payer, node):
    assert 2 in _careless(payer, node, "pay_then_note")


def test_control_with_a_note_but_no_bytes_it_never_pays(payer, node):
    assert 0 in _careless(payer, node, "note_then_pay")
