"""A Polymath token as its package has it, with the transfer managers of the package."""

from dataclasses import dataclass, field

from tests.support.artifacts import own, polymath
from wallet.domain.ids import ZERO_ADDRESS, Address

DECIMALS = 6
HELD = 1_000_000_000
LATE = 10**11
GENERAL, COUNT = "GeneralTransferManager", "CountTransferManager"
SHARE, MANUAL = "PercentageTransferManager", "ManualApprovalTransferManager"


@dataclass
class Polymath:
    """Steps are queued on the bench; the first account owns everything."""

    bench: object
    lot: int = 1
    token: Address = ZERO_ADDRESS
    surroundings: Address = ZERO_ADDRESS
    managers: dict = field(default_factory=dict)

    def __post_init__(self):
        names = ("issuer", "holder", "recipient", "spender", "stranger")
        for name, account in zip(names, self.bench.accounts[10:], strict=False):
            setattr(self, name, account)
        self.surroundings = self.bench.create(self.issuer, own("PolymathSurroundings"))
        setup = ("Polymath", "POLY", DECIMALS, self.lot, "ipfs://details", self.surroundings)
        self.token = self.bench.create(self.issuer, polymath("SecurityToken"), *setup)
        self.call("mint(address,uint256)", self.holder, HELD)

    @property
    def people(self):
        return (self.holder, self.recipient, self.spender, self.stranger)

    def call(self, signature, *args, sender=None, to=None):
        self.bench.call(sender or self.issuer, to or self.token, signature, *args)

    def add(self, name, made=None):
        """Attach a manager; one of the package if none is given."""
        if made is None:
            made = self.bench.create(self.issuer, polymath(name), self.token, self.surroundings)
        word = name.encode().ljust(32, b"\0")
        factory = self.bench.create(self.issuer, own("ReadyFactory"), word, made)
        self.call("addModule(address,bytes,uint256,uint256)", factory, b"", 0, 0)
        self.managers[name] = made
        return made

    def tell(self, name, signature, *args):
        """Queue a call to a manager."""
        self.call(signature, *args, to=self.managers[name])

    def list(self, account, *, send=1, receive=1, expires=LATE):
        """Put an account on the general manager's list."""
        call = "modifyWhitelist(address,uint256,uint256,uint256,bool)"
        self.tell(GENERAL, call, account, send, receive, expires, True)  # noqa: FBT003

    def list_usual(self):
        """The general manager, with holder and recipient listed."""
        self.add(GENERAL)
        self.list(self.holder)
        self.list(self.recipient)

    def limit_holders(self, most):
        self.add(COUNT)
        self.tell(COUNT, "configure(uint256)", most)

    def limit_share(self, percent):
        """At most so many hundredths of all units for one holder."""
        self.add(SHARE)
        self.tell(SHARE, "configure(uint256)", percent * 10**DECIMALS // 100)

    def approve_pair(self, units, expires=LATE):
        call = "addManualApproval(address,address,uint256,uint256)"
        self.tell(MANUAL, call, self.holder, self.recipient, units, expires)

    def block_pair(self, expires):
        call = "addManualBlocking(address,address,uint256)"
        self.tell(MANUAL, call, self.holder, self.recipient, expires)
