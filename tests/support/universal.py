"""A partitioned token with everything around it: registry, validator, checker, hooks."""

from dataclasses import dataclass, field

from tests.support.artifacts import own
from tests.support.bench import OFF, ON
from wallet.domain.compliance import Verdict
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.keccak import keccak

REGISTRY = Address("0x1820a4B7618BdE71Dce8cdc73aAB6C95905faD24")
ETHER = 10**18
VALIDATOR_KEY, CHECKER_KEY = keccak(b"ERC1400TokensValidator"), keccak(b"ERC1400TokensChecker")
SENDER_KEY, RECIPIENT_KEY = keccak(b"ERC1400TokensSender"), keccak(b"ERC1400TokensRecipient")


def named(text):
    """A partition's id from its name."""
    return text.encode().ljust(32, b"\0")


ISSUED, RESERVED, LOCKED = named("issued"), named("reserved"), named("locked")
HASHED = keccak(b"tranche 4")


def mine(bench, call, parties, at=None):
    """Mine exactly the call a verdict was about; ``parties`` are sender and recipient."""
    return bench.send_call(call.to, call.sender, call.data, parties[::-1], at=at)


async def judge(desk, world, units, to=None, *, at=None, **more):
    """Check, mine the very same call, compare; gives the check."""
    to = to or world.recipient
    check = await desk.check(world.token, world.holder, to, units, at=at, **more)
    sent = mine(world.bench, check.call, (world.holder, to), at)
    words = f"{[rule.id for rule in check.failing]} {check.simulation}"
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED), words
    if sent.mined and to != world.holder:
        assert (sent.left, sent.moved) == (units, units)
    return check


def ids(check):
    """What fails, in words to compare with."""
    return " ".join(f"{rule.id}/{rule.subject.value}" for rule in check.failing)


def held(units, partition=ISSUED):
    """Arranges a hold."""
    return lambda world: (world.watch(holds=True), world.hold(partition, units))


@dataclass
class Universal:
    """One token; steps are queued on the bench, who calls plays no role."""

    bench: object
    token: Address = ZERO_ADDRESS
    validator: Address = ZERO_ADDRESS
    people: list = field(default_factory=list)

    @classmethod
    def deploy(cls, bench, kind="UniversalToken", lot=1, defaults=(ISSUED, RESERVED)):
        """A token without extensions; the first account is issuer and controller."""
        world = cls(bench, people=bench.accounts[10:16])
        world._place_registry()
        world.token = bench.create(world.issuer, own(kind), lot, tuple(defaults), (world.issuer,))
        bench.flush()
        return world

    @property
    def issuer(self):
        return self.people[0]

    @property
    def holder(self):
        return self.people[1]

    @property
    def recipient(self):
        return self.people[2]

    @property
    def spender(self):
        return self.people[3]

    @property
    def stranger(self):
        return self.people[4]

    def _place_registry(self):
        rpc = self.bench.rpc
        made = self.bench.create(self.issuer, own("InterfaceRegistry"))
        self.bench.flush()
        rpc.call("anvil_setCode", REGISTRY, rpc.call("eth_getCode", made, "latest"))

    def call(self, signature, *args, sender=None, to=None):
        self.bench.call(sender or self.issuer, to or self.token, signature, *args)

    def issue(self, partition, units, to=None):
        call = "issueByPartition(bytes32,address,uint256,bytes)"
        self.call(call, partition, to or self.holder, units, b"")

    def watch(self, *, certificate=0, allow=False, block=False, lots=False, holds=False):
        """Put the validator before the token, or change what it looks at."""
        if self.validator == ZERO_ADDRESS:
            self.validator = self.bench.create(self.issuer, own("Validator"))
            self.call("setTokenExtension(address,bytes32)", self.validator, VALIDATOR_KEY)
        call = "registerTokenSetup(address,uint8,bool,bool,bool,bool,address[])"
        setup = (certificate, allow, block, lots, holds, (self.issuer,))
        self.call(call, self.token, *setup, to=self.validator)

    def check_by(self):
        """Register a checker, which alone gives status bytes."""
        checker = self.bench.create(self.issuer, own("Checker"))
        self.call("setTokenExtension(address,bytes32)", checker, CHECKER_KEY)

    def rule(self, signature, *args):
        """Queue a call to the validator about this token."""
        self.call(signature, self.token, *args, to=self.validator)

    def list_all(self, *accounts):
        for account in accounts or self.people:
            self.rule("allowlist(address,address,bool)", account, ON)

    def hold(self, partition, units, account=None):
        call = "hold(address,address,bytes32,uint256)"
        self.rule(call, account or self.holder, partition, units)

    def hook(self, account, key, *, is_open):
        """Put a program before an account."""
        made = self.bench.create(self.issuer, own("AccountHook"))
        if not is_open:
            self.call("set(bool)", OFF, to=made)
        call = "setInterfaceImplementer(address,bytes32,address)"
        self.call(call, account, key, made, to=REGISTRY)


def usual(bench):
    """1 500 units in three partitions, 1 300 of them where a plain transfer looks."""
    world = Universal.deploy(bench, "CertificateToken")
    for partition, units in {ISSUED: 500, RESERVED: 800, LOCKED: 200}.items():
        world.issue(partition, units)
    bench.flush()
    return world
