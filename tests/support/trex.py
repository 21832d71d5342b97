"""A T-REX 4.1.6 suite as an issuer deploys it: proxies, identities, signed claims, modules."""

import copy
from dataclasses import dataclass, field

from coincurve import PrivateKey

from tests.support.artifacts import trex
from tests.support.bench import OFF, ON
from wallet.domain.abi import encode, parse_type
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.keccak import keccak

KYC, AML = 1001, 1002
DECIMALS = 6
ECDSA = 1
MODULES = (
    "CountryAllowModule", "CountryRestrictModule", "MaxBalanceModule", "SupplyLimitModule",
    "TimeTransfersLimitsModule", "TimeExchangeLimitsModule", "ExchangeMonthlyLimitsModule",
    "TransferRestrictModule", "ConditionalTransferModule", "TransferFeesModule",
    "TokenListingRestrictionsModule",
)  # fmt: skip
INVESTORS = ("alice", "bob", "carol", "dave", "exchange", "collector")
COUNTRIES = {"alice": 756, "bob": 276, "carol": 250, "dave": 40, "exchange": 442, "collector": 756}
_SIGNED = tuple(parse_type(kind) for kind in ("address", "uint256", "bytes"))
_CLAIM_ID = tuple(parse_type(kind) for kind in ("address", "uint256"))
_WORD = (parse_type("address"),)
_REGISTER = "registerIdentity(address,address,uint16)"
_SUITE = ("Token", "ClaimTopicsRegistry", "IdentityRegistry", "IdentityRegistryStorage",
          "TrustedIssuersRegistry", "ModularCompliance")  # fmt: skip


@dataclass(frozen=True)
class ClaimMaker:
    """A claim issuer's contract and the key its claims are signed with."""

    contract: Address
    owner: Address
    key: bytes

    def sign(self, identity, topic, data, key=None):
        digest = keccak(encode(_SIGNED, (identity, topic, data)))
        digest = keccak(b"\x19Ethereum Signed Message:\n32" + digest)
        signature = PrivateKey(key or self.key).sign_recoverable(digest, hasher=None)
        return signature[:64] + bytes([27 + signature[64]])


def _key_of(word):
    return keccak(encode(_WORD, (word,)))


def _address_of(key):
    public = PrivateKey(key).public_key.format(compressed=False)
    return Address.from_bytes(keccak(public[1:])[12:])


@dataclass
class Trex:
    """One token with everything around it; steps are queued on the bench."""

    bench: object
    token: Address = ZERO_ADDRESS
    registry: Address = ZERO_ADDRESS
    compliance: Address = ZERO_ADDRESS
    topics: Address = ZERO_ADDRESS
    issuers: Address = ZERO_ADDRESS
    modules: dict = field(default_factory=dict)
    identities: dict = field(default_factory=dict)
    signatures: dict = field(default_factory=dict)

    @classmethod
    def deploy(cls, bench):
        """Deploy all of it in two blocks; six investors are verified, alice has 1 000 tokens."""
        world = cls(bench)
        world.agent, world.kyc_owner = bench.accounts[:2]
        names = (*INVESTORS, "stranger", "spender")
        world.people = dict(zip(names, bench.accounts[2:], strict=False))
        world._deploy_suite()
        world._deploy_modules()
        world.kyc = world.claim_maker(b"\x11" * 32)
        world.aml = world.claim_maker(b"\x22" * 32)
        for topic, maker in ((KYC, world.kyc), (AML, world.aml)):
            bench.call(world.agent, world.topics, "addClaimTopic(uint256)", topic)
            world.trust(maker, topic)
        for name in INVESTORS:
            world.register(name)
            world.claim(name, KYC, world.kyc)
            world.claim(name, AML, world.aml)
        world.call("token", "unpause")
        world.mint("alice", 1_000_000_000)
        bench.flush()
        return world

    def copy(self):
        """The same contracts, with notes of its own."""
        twin = copy.copy(self)
        for name in ("modules", "identities", "signatures"):
            setattr(twin, name, dict(getattr(self, name)))
        return twin

    def __getattr__(self, name):
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)

    def _deploy_suite(self):
        bench, agent = self.bench, self.agent
        codes = [bench.create(agent, trex(name)) for name in _SUITE]
        authority = bench.create(
            agent, trex("TREXImplementationAuthority"), ON, ZERO_ADDRESS, ZERO_ADDRESS
        )
        use = trex("TREXImplementationAuthority").call("addAndUseTREXVersion", (4, 1, 6), codes)
        bench.call(agent, authority, use)
        self.topics = bench.create(agent, trex("ClaimTopicsRegistryProxy"), authority)
        self.issuers = bench.create(agent, trex("TrustedIssuersRegistryProxy"), authority)
        storage = bench.create(agent, trex("IdentityRegistryStorageProxy"), authority)
        self.registry = bench.create(
            agent, trex("IdentityRegistryProxy"), authority, self.issuers, self.topics, storage
        )
        self.compliance = bench.create(agent, trex("ModularComplianceProxy"), authority)
        setup = (authority, self.registry, self.compliance, "Acme shares", "ACME", DECIMALS,
                 bench.create(agent, trex("Identity"), agent, OFF))  # fmt: skip
        self.token = bench.create(agent, trex("TokenProxy"), *setup)
        bench.call(agent, storage, "bindIdentityRegistry(address)", self.registry)
        for contract, account in (
            (self.registry, agent), (self.registry, self.token), (self.token, agent),
        ):  # fmt: skip
            bench.call(agent, contract, "addAgent(address)", account)

    def _deploy_modules(self):
        for name in MODULES:
            code = self.bench.create(self.agent, trex(name))
            start = trex(name).call("initialize")
            self.modules[name] = self.bench.create(self.agent, trex("ModuleProxy"), code, start)

    # Who is who.

    def claim_maker(self, key):
        """Deploy a claim issuer whose claims are signed with ``key``."""
        owner = self.kyc_owner
        contract = self.bench.create(owner, trex("ClaimIssuer"), owner)
        signer = _key_of(_address_of(key))
        self.bench.call(owner, contract, "addKey(bytes32,uint256,uint256)", signer, 3, ECDSA)
        return ClaimMaker(contract, owner, key)

    def trust(self, maker, *topics):
        call = "addTrustedIssuer(address,uint256[])"
        self.bench.call(self.agent, self.issuers, call, maker.contract, topics)

    def distrust(self, maker):
        call = "removeTrustedIssuer(address)"
        self.bench.call(self.agent, self.issuers, call, maker.contract)

    def register(self, name, country=None, identity=None):
        """Give an account an identity (a new one if none is named) and register it."""
        account = self.people[name]
        if identity is None:
            identity = self.bench.create(self.agent, trex("Identity"), account, OFF)
        self.identities[name] = identity
        country = COUNTRIES.get(name, 756) if country is None else country
        self.bench.call(self.agent, self.registry, _REGISTER, account, identity, country)

    def unregister(self, name):
        self.bench.call(self.agent, self.registry, "deleteIdentity(address)", self.people[name])

    def set_country(self, name, country):
        call = "updateCountry(address,uint16)"
        self.bench.call(self.agent, self.registry, call, self.people[name], country)

    def claim(self, name, topic, maker, data=b"checked"):
        """File a really signed claim on the investor's identity."""
        identity = self.identities[name]
        signature = maker.sign(identity, topic, data)
        self.signatures[name, topic] = signature
        filed = (topic, ECDSA, maker.contract, signature, data, "")
        call = "addClaim(uint256,uint256,address,bytes,bytes,string)"
        self.bench.call(self.people[name], identity, call, *filed)

    def remove_claim(self, name, topic, maker):
        claim_id = keccak(encode(_CLAIM_ID, (maker.contract, topic)))
        self.bench.call(self.people[name], self.identities[name], "removeClaim(bytes32)", claim_id)

    def revoke(self, name, topic, maker):
        call = "revokeClaimBySignature(bytes)"
        self.bench.call(maker.owner, maker.contract, call, self.signatures[name, topic])

    # What issuer and agents do.

    def call(self, contract, function, *args, sender=None):
        """Queue a call by the agent on ``token``, ``registry`` or ``compliance``, by name."""
        contracts = {"token": "Token", "registry": "IdentityRegistry",
                     "compliance": "ModularCompliance"}  # fmt: skip
        data = trex(contracts[contract]).call(function, *args)
        self.bench.call(sender or self.agent, getattr(self, contract), data)

    def mint(self, name, units):
        self.call("token", "mint", self.people[name], units)

    def freeze(self, name, *, frozen=True):
        self.call("token", "setAddressFrozen", self.people[name], frozen)

    def freeze_part(self, name, units):
        self.call("token", "freezePartialTokens", self.people[name], units)

    def pause(self):
        self.call("token", "pause")

    def approve(self, owner, spender, units):
        self.call("token", "approve", self.people[spender], units, sender=self.people[owner])

    def add_module(self, name, *calls):
        """Bind a module and set it up: each call is a function's name and its arguments."""
        self.call("compliance", "addModule", self.modules[name])
        for function, *args in calls:
            self.set_module(name, function, *args)

    def set_module(self, name, function, *args):
        """Queue a call of the compliance contract to one of its modules."""
        data = trex(name).call(function, *args)
        self.call("compliance", "callModuleFunction", data, self.modules[name])

    def call_module(self, name, function, *args, sender=None):
        """Queue a call straight to a module."""
        data = trex(name).call(function, *args)
        self.bench.call(sender or self.agent, self.modules[name], data)

    def add_max_balance(self, limit):
        """Bind MaxBalance to a token that has holders: its counts are told beforehand."""
        name, held = "MaxBalanceModule", {}
        self.bench.flush()
        for investor, identity in self.identities.items():
            units = self.bench.balance(self.token, self.people[investor])
            held[identity] = held.get(identity, 0) + units
        balances = (self.compliance, tuple(held), tuple(held.values()))
        self.call_module(name, "batchPreSetModuleState", *balances)
        self.add_module(name, ("setMaxBalance", limit))

    def add_fee(self, rate, collector="collector"):
        """Bind the fee module, which has to be an agent of the token."""
        self.call("token", "addAgent", self.modules["TransferFeesModule"])
        self.add_module("TransferFeesModule", ("setFee", rate, self.people[collector]))

    def send_real(self, sender, recipient, units, **how):
        """Mine one transfer between people."""
        parties = (self.people.get(sender, sender), self.people.get(recipient, recipient))
        if how.get("spender"):
            how["spender"] = self.people[how["spender"]]
        return self.bench.send_real(self.token, *parties, units, **how)
