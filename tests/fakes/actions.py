"""Checks and transactions of votes and delegations for tests."""

from wallet.domain.action import ActionCheck, decide_action
from wallet.domain.chain import Block, Call
from wallet.domain.compliance import Simulation
from wallet.domain.transaction import UnsignedTransaction
from wallet.domain.vote_calls import encode_action


def tx_of(intent):
    """The transaction a call of this intent becomes."""
    contract, data = encode_action(intent)
    return UnsignedTransaction(intent.chain_id, 0, 1, 2, 90_000, contract, 0, data)


def allowed(intent, *, ok=True, rules=()):
    """The answer to an intent."""
    contract, data = encode_action(intent)
    simulation = Simulation(ran=True, ok=ok)
    call, block = Call(contract, data, intent.caller), Block(1, "0x1", 1)
    return ActionCheck(
        intent, call, block, "next_block", decide_action(simulation, rules), simulation
    )
