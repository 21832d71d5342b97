"""Services that only read, over a chain in memory."""

from dataclasses import dataclass, field

from tests.fakes.chain import FakeChain
from tests.fakes.sending import FakeClock
from tests.fakes.stores import MemorySettings, MemoryTokens
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.services.compliance import Compliance
from wallet.services.foresight import Foresight
from wallet.services.portfolio import Portfolio
from wallet.services.tokens import Tokens
from wallet.standards.registry import STANDARDS

ISSUER, ALICE, BOB, EVE = (Address("0x" + digits * 20) for digits in ("1a", "2b", "3c", "4d"))
TOKEN = Address("0x" + "70" * 20)
TRUE = (1).to_bytes(32, "big")


@dataclass
class OneNetwork:
    """A ``ChainSource`` with a single network."""

    opened: FakeChain

    def current(self):
        return Network("test", self.opened.chain_id, ("http://127.0.0.1:1",), coin="TST")

    def list(self):
        return (self.current(),)

    def chain(self, name=None):
        return self.opened


@dataclass
class Told:
    """An event sink that remembers."""

    events: list = field(default_factory=list)

    def publish(self, event):
        self.events.append(event)


@dataclass
class Reading:
    """Everything that needs no key."""

    chain: FakeChain = field(default_factory=FakeChain)
    known: set = field(default_factory=set)
    told: Told = field(default_factory=Told)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self):
        networks = OneNetwork(self.chain)
        foresight = Foresight(MemorySettings())
        store = MemoryTokens()
        self.tokens = Tokens(store, networks, STANDARDS, self.clock, self.told)
        self.portfolio = Portfolio(self.tokens, networks, self.clock, foresight)
        self.compliance = Compliance(
            self.tokens, networks, self.clock, foresight, lambda: self.known
        )

    def put_token(self, address=TOKEN, *, symbol="TOK", balance=100, decimals=0):
        """A plain token whose transfers pass up to the balance."""
        chain = self.chain
        chain.codes[address] = b"\x60"
        for name, outputs, value in (
            ("totalSupply", "uint256", 10**6), ("name", "string", "A token"),
            ("symbol", "string", symbol), ("decimals", "uint8", decimals),
        ):  # fmt: skip
            chain.answer(address, f"{name}()({outputs})", value)
        chain.answer(address, "balanceOf(address)(uint256)", balance)
        chain.answer(address, "transfer(address,uint256)(bool)", True)  # noqa: FBT003
        return address
