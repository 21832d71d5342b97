"""Shareholders' meetings on a test's chain: real governors of both generations and clocks."""

from dataclasses import dataclass

from tests.fakes.stores import MemoryGovernors
from tests.support.artifacts import voting
from tests.support.desk import Ignored
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.adapters.system import SystemClock
from wallet.domain.abi import Function, encode, parse_type
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.services.governance import Governance, Voting
from wallet.services.vote_checks import Language
from wallet.standards.governors import Governors
from wallet.standards.votes import Votes

_PROPOSAL = tuple(map(parse_type, ("address[]", "uint256[]", "bytes[]", "bytes32")))
_LISTS = "address[],uint256[],bytes[]"
DELAY = {"blocks": 5, "seconds": 500}
PERIOD = {"blocks": 20, "seconds": 2_000}
MINT = Function.parse("mint(address,uint256)")


@dataclass(frozen=True)
class Motion:
    """Something to vote on: issue units to somebody."""

    target: Address
    data: bytes
    description: str
    number: int


@dataclass
class Meeting:
    """One governor with its voting token; everybody holds 1,000.00."""

    bench: object
    generation: int
    clock: str
    token: Address
    governor: Address
    maker: Address

    @classmethod
    def deploy(cls, bench, generation, clock):
        maker = bench.accounts[9]
        unit = "Blocks" if clock == "blocks" else "Seconds"
        token = bench.create(maker, voting(f"SharesIn{unit}{generation}"))
        governor = bench.create(
            maker, voting(f"Governor{generation}"), token, DELAY[clock], PERIOD[clock]
        )
        meeting = cls(bench, generation, clock, token, governor, maker)
        for holder in bench.accounts[:4]:
            bench.call(maker, token, "mint(address,uint256)", holder, 100_000)
        for holder in bench.accounts[:3]:
            bench.call(holder, token, "delegate(address)", holder)
        bench.flush()
        meeting.wait(1)
        return meeting

    def motion(self, text="# Issue more\n\nFor **growth**."):
        data = MINT.encode(self.bench.accounts[0], 500)
        lists = ((self.token,), (0,), (data,))
        digest = keccak(text.encode())
        number = int.from_bytes(keccak(encode(_PROPOSAL, (*lists, digest))))
        return Motion(self.token, data, text, number)

    def propose(self, motion, by=None):
        lists = ((motion.target,), (0,), (motion.data,))
        who = by or self.bench.accounts[0]
        self.bench.call(who, self.governor, f"propose({_LISTS},string)", *lists, motion.description)
        self.bench.flush()

    def close(self, motion, how, by=None):
        lists = ((motion.target,), (0,), (motion.data,))
        digest = keccak(motion.description.encode())
        who = by or self.bench.accounts[0]
        self.bench.call(who, self.governor, f"{how}({_LISTS},bytes32)", *lists, digest)
        self.bench.flush()

    def vote(self, motion, who, support):
        cast = "castVote(uint256,uint8)"
        self.bench.call(who, self.governor, cast, motion.number, support)
        self.bench.flush()

    def wait(self, count):
        """Let so many ticks of the clock pass."""
        if self.clock == "blocks":
            self.bench.rpc.call("anvil_mine", hex(count), hex(12))
        else:
            self.bench.rpc.call("evm_mine", self.bench.time() + count)

    def open_vote(self):
        self.wait(DELAY[self.clock] + 1)

    def end_vote(self):
        self.wait(PERIOD[self.clock] + 1)

    def send(self, call):
        """Really send a checked call; whether it was mined as a success."""
        self.bench.flush()
        step = ("call", call.sender, call.to, call.data, self.bench._nonce(call.sender))
        (mined,) = self.bench._mine([step])
        return mined


def open_governance(desk, own=()):
    """The service over a real chain."""
    voting_parts = Voting(
        MemoryGovernors(),
        Language(Governors(), Votes()),
        SystemClock(),
        Ignored(),
        Secp256k1Recovery(),
        lambda: own,
    )
    return Governance(desk.networks, desk.tokens, voting_parts)
