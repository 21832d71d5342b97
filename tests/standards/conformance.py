"""The exam every token standard has to pass; each test file of a standard inherits it."""

from dataclasses import dataclass

import pytest

from tests.support.bench import OFF
from wallet.domain.chain import CallResult, CallState
from wallet.domain.compliance import RuleStatus, TransferIntent, Verdict, decide
from wallet.domain.holding import ValueState
from wallet.domain.ids import Address
from wallet.domain.review import decode_call
from wallet.domain.transaction import UnsignedTransaction

FAILED = CallResult(CallState.FAILED, message="the node was busy")


@dataclass(frozen=True)
class Specimen:
    """A token of the standard on the bench, and what holds there.

    Attributes:
        passes: Units that may go from holder to recipient.
        refused: Transfers that must fail: (units, recipient, id of a failing rule).
        burden: Makes one more transfer fail, or some of the balance not free.
        partition: Where all of this happens, for tokens that move nothing without one.
    """

    address: Address
    holder: Address
    recipient: Address
    spender: Address
    passes: int
    refused: tuple
    burden: object
    partition: bytes | None = None

    @property
    def more(self):
        """What every check of this specimen says besides."""
        return {} if self.partition is None else {"partition": self.partition}


class DeadReader:
    """A reader whose node answers no question."""

    grade = None
    round_trips = 0

    def __init__(self, reader):
        self.chain_id, self.block, self.context = reader.chain_id, reader.block, reader.context

    async def call(self, call):
        return FAILED

    async def balance(self, address):
        return None

    code = estimate_gas = logs = balance

    async def storage(self, address, slot):
        return None


class StandardConformance:
    """Inherit, name the ``standard``, and give a fixture ``specimen``."""

    standard = None

    @pytest.fixture
    def send(self, bench, specimen):
        def send(units, recipient=None, spender=None):
            s, to = specimen, recipient or specimen.recipient
            if s.partition is None:
                return bench.send_real(s.address, s.holder, to, units, spender=spender)
            parties = (s.holder, to)
            return bench.send_in_partition(s.address, parties, units, s.partition, spender=spender)

        return send

    async def test_detection_picks_exactly_this_standard(self, desk, specimen):
        token = await desk.tokens.recognise(specimen.address)
        assert token.standard == self.standard.name
        assert desk.tokens.standard_of(token).name == self.standard.name

    async def test_allowed_is_mined(self, desk, specimen, send):
        s = specimen
        check = await desk.check(s.address, s.holder, s.recipient, s.passes, **s.more)
        sent = send(s.passes)
        assert sent.mined
        assert sent.moved == sent.left == s.passes
        assert check.verdict is Verdict.ALLOWED
        assert check.failing == ()
        assert check.gas > 21_000

    async def test_refused_is_not_mined_and_says_why(self, desk, specimen, send):
        s = specimen
        for units, recipient, rule_id in s.refused:
            check = await desk.check(s.address, s.holder, recipient, units, **s.more)
            sent = send(units, recipient)
            assert not sent.mined, rule_id
            assert check.verdict is Verdict.REFUSED
            assert rule_id in [rule.id for rule in check.failing]
            assert check.gas is None

    async def test_spender_needs_an_allowance(self, bench, desk, specimen, send):
        s = specimen
        checks = []
        for allowed in (s.passes - 1, s.passes):
            bench.call(s.holder, s.address, "approve(address,uint256)", s.spender, allowed)
            bench.flush()
            check = await desk.check(s.address, s.holder, s.recipient, s.passes, spender=s.spender)
            checks.append([rule.id for rule in check.failing])
            assert check.call.sender == s.spender
            with bench.undone():
                sent = send(s.passes, spender=s.spender)
            assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED)
        assert checks == [["spender_allowance"], []]

    async def test_verdict_carries_its_block_and_context(self, bench, desk, specimen):
        s = specimen
        before = await desk.check(s.address, s.holder, s.recipient, s.passes, **s.more)
        s.burden()
        bench.flush()
        after = await desk.check(s.address, s.holder, s.recipient, s.passes, **s.more)
        newest = bench.rpc.call("eth_getBlockByNumber", "latest", OFF)
        assert (after.block.number, after.block.hash) == (
            int(newest["number"], 16), newest["hash"],
        )  # fmt: skip
        assert before.block.number < after.block.number
        assert {before.context, after.context} == {"next_block"}
        assert (before.verdict, after.verdict) == (Verdict.ALLOWED, Verdict.REFUSED)

    async def test_reads_stay_at_their_block(self, bench, desk, specimen, send):
        s = specimen
        snapshot = await desk.snapshot()
        token = await desk.tokens.recognise(s.address)
        first = await self.standard.read_holding(snapshot.reader, token, s.recipient)
        assert send(s.passes).mined
        again = await self.standard.read_holding(snapshot.reader, token, s.recipient)
        now = await desk.snapshot()
        later = await self.standard.read_holding(now.reader, token, s.recipient)
        assert first.parts == again.parts
        assert later.parts.total == first.parts.total + s.passes
        assert again.as_of_block == snapshot.block.number

    async def test_parts_of_a_holding_sum_to_the_balance(self, bench, desk, specimen):
        s = specimen
        for _ in range(2):
            holding = await desk.holding(s.address, s.holder)
            parts = holding.parts
            assert holding.state is ValueState.KNOWN
            assert parts.total == bench.balance(s.address, s.holder)
            assert parts.free + parts.frozen + parts.locked == parts.total
            s.burden()
            bench.flush()

    @pytest.mark.parametrize("spends", [False, True], ids=["transfer", "transferFrom"])
    async def test_built_call_reads_back_as_the_wish(self, desk, specimen, spends):
        s = specimen
        token = await desk.tokens.recognise(s.address)
        spender = s.spender if spends else None
        intent = TransferIntent(token, s.holder, s.recipient, s.passes, spender=spender, **s.more)
        call = self.standard.build_call(intent)
        transaction = UnsignedTransaction(
            chain_id=token.ref.chain_id, nonce=0, priority_fee=1, max_fee=2, gas=100_000,
            to=call.to, value=call.value, data=call.data,
        )  # fmt: skip
        said = decode_call(transaction, call.sender)
        kind = "transfer" if s.partition is None else "partition_transfer"
        assert said.kind == (f"{kind}_from" if spends else kind)
        assert (said.token, said.sender, said.recipient, said.base_units) == (
            s.address, s.holder, s.recipient, s.passes,
        )  # fmt: skip

    async def test_no_answer_is_unknown_and_never_zero(self, desk, specimen):
        s = specimen
        token = await desk.tokens.recognise(s.address)
        snapshot = await desk.snapshot()
        reader = DeadReader(snapshot.reader)
        holding = await self.standard.read_holding(reader, token, s.holder)
        assert holding.parts is None
        assert holding.state is ValueState.UNKNOWN
        assert await self.standard.matches(reader, s.address) is None
        intent = TransferIntent(token, s.holder, s.recipient, s.passes, **s.more)
        report = await self.standard.check(reader, intent)
        simulation = self.standard.explain(FAILED)
        decision = decide(simulation=simulation, answer=report.answer, rules=report.rules)
        assert (simulation.ran, simulation.ok) == (False, None)
        assert decision.verdict is Verdict.UNKNOWN
        assert RuleStatus.FAIL not in {rule.status for rule in report.rules}

    def test_revert_is_a_refusal_with_the_contract_s_words(self):
        said = bytes.fromhex("08c379a0") + b"".join(
            (part.to_bytes(32, "big") if isinstance(part, int) else part.ljust(32, b"\0"))
            for part in (32, 3, b"no!")
        )
        simulation = self.standard.explain(CallResult(CallState.REVERTED, said))
        assert (simulation.ran, simulation.ok) == (True, False)
        assert (simulation.error, simulation.args) == ("Error(string)", ("no!",))
        bare = self.standard.explain(CallResult(CallState.REVERTED))
        assert (bare.ran, bare.ok, bare.error) == (True, False, None)
