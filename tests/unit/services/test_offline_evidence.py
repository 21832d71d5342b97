"""What the check found travels with the request, whatever the contract's words are."""

from dataclasses import replace

from tests.fakes.offline_pair import PAYEE, pair
from wallet.domain.amounts import Amount
from wallet.domain.compliance import (
    Actor,
    Agreement,
    At,
    Effect,
    Remedy,
    Rule,
    RuleStatus,
    Simulation,
    Subject,
    TokenAnswer,
)
from wallet.domain.offline import EvidenceGrade
from wallet.domain.offline_files import read_request, read_response
from wallet.domain.transfer import Acceptances

RULE = Rule(
    "max_balance",
    Subject.RECIPIENT,
    RuleStatus.PASS,
    {
        "limit": Amount(10**20, 18),
        "left": Amount(5, 18),
        "at": At(1_800_000_000),
        "who": PAYEE,
        "count": 3,
        "flag": True,
        "none": None,
        "word": "two\u202e words",
        "lots": (Amount(1, 0), Amount(2, 0)),
    },
    raw="ok",
    remedy=Remedy(Actor.TIME, "wait", {"at": At(5)}, earliest=9),
)


async def test_the_request_carries_what_the_check_found():
    online, cold = pair()
    block = (await online.chain.head()).block
    check = await online.desk.check()
    rich = replace(
        check,
        decision=replace(check.decision, rules=(RULE,), agreement=Agreement.DISAGREE),
        simulation=Simulation(ran=True, ok=True, raw=b"\x01" * 2000, message="fine"),
        answer=TokenAnswer("canTransfer", passed=False, raw=b"\x00"),
        effects=(Effect("transfer_fee", Amount(1, 18)), Effect("burn", None)),
    )
    accepted = Acceptances(disagreement=True, warnings=frozenset({"burn", "unrelated"}))
    reviewed = await online.desk.transfers.prepare(rich, accepted=accepted)
    request = read_request(online.offline.export(reviewed).raw)
    evidence = request.evidence
    assert evidence.block == block
    assert evidence.decision.rules == (replace(RULE, params={**RULE.params, "word": "two words"}),)
    assert evidence.answer.passed is False
    assert evidence.effects == rich.effects
    assert evidence.accepted == ("disagreement", "burn")
    assert evidence.nodes == ("http://127.0.0.1:8545",)
    found = cold.signer.open(online.offline.export(reviewed).raw).examination
    assert found.grade is EvidenceGrade.SAID
    assert "accepted_before" in {caution.id for caution in found.cautions}
    assert found.may_sign


async def test_strange_figures_and_words_of_a_contract_do_not_stop_a_request():
    online, cold = pair()
    strange = {
        "never": At(2**256 - 1),
        "less": Amount(-5, 18),
        "count": -1,
        "lots": (Amount(-1, 0),),
        "word": "e\u200d\u0301 \u202ehidden\x00" + "x" * 5000,
    }
    rule = replace(RULE, params=strange, raw="e\u200b\u0301" * 3000, remedy=None)
    check = await online.desk.check()
    check = replace(
        check,
        decision=replace(check.decision, rules=(rule,)),
        simulation=Simulation(ran=True, ok=True, args=("\u2066" * 400 + "a",), message="\ud800"),
    )
    raw = online.offline.export(await online.desk.transfers.prepare(check)).raw
    told = read_request(raw).evidence.decision.rules[0].params
    assert told["never"] == At(2**256 - 1)
    assert told["less"] is told["count"] is told["lots"] is None
    assert told["word"].startswith("\u00e9 hidden")
    assert read_response(await cold.sign(raw)).raw is not None
