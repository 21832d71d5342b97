"""A person with a key, an allowed check, and everything sending needs around it."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from eth_keys import keys

from tests.fakes.stores import MemoryOutbox
from wallet.domain.chain import Call
from wallet.domain.compliance import (
    Agreement,
    Decision,
    Rule,
    RuleStatus,
    Simulation,
    Subject,
    TransferCheck,
    TransferIntent,
    Verdict,
)
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address, TokenRef
from wallet.domain.network import Network
from wallet.domain.review import TRANSFER
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import SignedTransaction
from wallet.domain.transfer import Signed
from wallet.services.tracking import Tracking
from wallet.services.transfers import Outside, Transfers

# Published test key of local chains; nothing else.
KEY = keys.PrivateKey(
    bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
)
PAYER = Address(KEY.public_key.to_checksum_address())
PAYEE = Address("0x" + "b2" * 20)
FAILS = Rule("recipient_verified", Subject.RECIPIENT, RuleStatus.FAIL)


def share(chain_id):
    return SecurityToken(
        TokenRef(chain_id, Address("0x" + "c3" * 20)), "Acme", "ACME", 18, "ERC-20"
    )


def check_of(intent, block, verdict=Verdict.ALLOWED, agreement=Agreement.AGREE, **more):
    """The answer to an intent, with the call a standard would build."""
    if intent.token.is_native:
        call = Call(intent.recipient, b"", intent.sender, intent.base_units)
    else:
        data = TRANSFER.encode(intent.recipient, intent.base_units)
        call = Call(intent.token.address, data, intent.sender)
    ok = {Verdict.ALLOWED: True, Verdict.REFUSED: False, Verdict.UNKNOWN: None}[verdict]
    rules = (FAILS,) if verdict is Verdict.REFUSED else ()
    return TransferCheck(
        intent,
        call,
        block,
        "next_block",
        Decision(verdict, agreement, rules),
        Simulation(ran=ok is not None, ok=ok),
        **more,
    )


def sign(reviewed, key=KEY):
    """The reviewed bytes, signed."""
    unsigned = reviewed.review.transaction
    signature = key.sign_msg_hash(unsigned.digest)
    raw = unsigned.with_signature(signature.v, signature.r, signature.s)
    return Signed(reviewed, SignedTransaction.decode(raw), reviewed.review.account)


class FakeClock:
    def __init__(self, now=1_700_000_000):
        self.time = float(now)

    def now(self):
        return int(self.time)

    def monotonic(self):
        return self.time


class Told:
    """An event sink that remembers."""

    def __init__(self):
        self.events = []

    def publish(self, event):
        self.events.append(event)


class OneNetwork:
    """A chain source with a single network."""

    def __init__(self, chain, **changes):
        base = Network("demo", chain.chain_id, ("http://127.0.0.1:8545",))
        self.network = replace(base, **changes)
        self._chain = chain

    def current(self):
        return self.network

    def list(self):
        return (self.network,)

    def chain(self, name=None):
        assert name in {None, self.network.name}
        return self._chain


class Lock:
    """A signing lock that notes how often it was taken, and can be taken by somebody else."""

    def __init__(self):
        self.taken, self.busy = 0, False

    @asynccontextmanager
    async def __call__(self):
        if self.busy:
            raise BadInput("home_in_use")
        self.taken, self.busy = self.taken + 1, True
        try:
            yield
        finally:
            self.busy = False


@dataclass
class Desk:
    """Transfers and tracking over one chain, with a re-check that can be told its answer."""

    chain: object
    outbox: object = field(default_factory=MemoryOutbox)
    lock: Lock = field(default_factory=Lock)
    clock: FakeClock = field(default_factory=FakeClock)
    told: Told = field(default_factory=Told)
    network: dict = field(default_factory=dict)
    verdict: Verdict = Verdict.ALLOWED
    agreement: Agreement = Agreement.AGREE
    recheck_problem: Exception | None = None
    more: dict = field(default_factory=dict)
    reason: str | None = None

    def __post_init__(self):
        self.networks = OneNetwork(self.chain, **self.network)
        self.rechecked = []
        self.transfers = Transfers(
            self.networks, self.outbox, Outside(self.recheck, self.lock, self.clock, self.told)
        )
        self.tracking = Tracking(
            self.networks,
            self.outbox,
            explain=self.explain,
            lock=self.lock,
            clock=self.clock,
            events=self.told,
        )

    def intent(self, base_units=5, token=None, **changes):
        token = token or share(self.chain.chain_id)
        return replace(TransferIntent(token, PAYER, PAYEE, base_units), **changes)

    def coin(self):
        return SecurityToken.native(self.chain.chain_id, "ETH")

    async def check(self, base_units=5, token=None, **more):
        block = (await self.chain.head()).block
        return check_of(self.intent(base_units, token), block, **more)

    async def recheck(self, intent):
        self.rechecked.append(intent)
        if self.recheck_problem:
            raise self.recheck_problem
        block = (await self.chain.head()).block
        return check_of(intent, block, self.verdict, self.agreement, **self.more)

    async def explain(self, entry):
        return self.reason

    async def signed(self, base_units=5, token=None, **how):
        return sign(await self.transfers.prepare(await self.check(base_units, token), **how))

    async def pay(self, base_units=5, token=None):
        return await self.transfers.submit(await self.signed(base_units, token))
