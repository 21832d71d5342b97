"""What came back signed is held against the newest block before anything is sent."""

from dataclasses import replace

import pytest

from tests.fakes.offline_pair import PAYER, pair
from wallet.domain.compliance import Agreement, Verdict
from wallet.domain.errors import BadInput, ChainProblem, Refusal
from wallet.domain.offline import RequestState
from wallet.domain.transfer import Acceptances


async def returned():
    """Both computers, and an answer that fits."""
    online, cold = pair()
    return online, online.offline.take_back(await cold.sign(await online.export()))


async def test_an_unchanged_answer_would_be_sent_and_looking_sends_nothing():
    online, back = await returned()
    ahead = await online.offline.look_ahead(back)
    assert (ahead.problem, ahead.changes) == (None, ())
    assert ahead.check.verdict is Verdict.ALLOWED
    assert online.chain.sent == []
    assert online.offline.pending()[0].state is RequestState.WAITING
    assert online.offline.pending()[0].tx_hash is None


@pytest.mark.parametrize("verdict", [Verdict.REFUSED, Verdict.UNKNOWN])
async def test_what_would_stop_it_is_told_with_the_check(verdict):
    online, back = await returned()
    online.desk.verdict = verdict
    ahead = await online.offline.look_ahead(back)
    assert ahead.problem is not None
    assert ahead.check.verdict is verdict
    assert online.chain.sent == []


async def test_a_new_disagreement_would_stop_it_until_it_is_accepted():
    online, back = await returned()

    async def recheck(intent):
        now = await online.desk.recheck(intent)
        return replace(now, decision=replace(now.decision, agreement=Agreement.DISAGREE))

    online.offline._desk = replace(online.offline._desk, recheck=recheck)
    assert (await online.offline.look_ahead(back)).problem.code == "disagreement"
    ahead = await online.offline.look_ahead(back, Acceptances(disagreement=True))
    assert ahead.problem is None


async def test_a_used_number_another_network_and_a_silent_one_are_told():
    online, back = await returned()
    online.chain.nonces[PAYER] = 5
    with pytest.raises(Refusal) as used:
        await online.offline.look_ahead(back)
    assert used.value.code == "offline_nonce_used"
    online.chain.problem = ChainProblem("node_unreachable", endpoint="x")
    with pytest.raises(ChainProblem):
        await online.offline.look_ahead(back)
    online.desk.networks.network = replace(online.desk.networks.network, chain_id=99)
    with pytest.raises(BadInput) as other:
        await online.offline.look_ahead(back)
    assert other.value.code == "offline_other_network"


async def test_a_no_cannot_be_looked_ahead_of():
    online, cold = pair()
    back = online.offline.take_back(cold.signer.decline(await online.export()))
    with pytest.raises(Refusal) as declined:
        await online.offline.look_ahead(back)
    assert declined.value.code == "offline_declined"
