"""Services and runners in memory, for tests of view-models and pages."""

import asyncio
from dataclasses import dataclass, field, replace

from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.chain import Block, Call, Head
from wallet.domain.compliance import (
    Agreement,
    AmountRange,
    Decision,
    Maximum,
    Rule,
    RuleStatus,
    Simulation,
    Subject,
    TransferCheck,
    TransferIntent,
    Verdict,
)
from wallet.domain.errors import BadInput, NotFound, WalletError
from wallet.domain.holding import Holding, Parts
from wallet.domain.ids import Address, TokenRef
from wallet.domain.network import Network
from wallet.domain.review import review
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import FeeQuote, UnsignedTransaction
from wallet.domain.transfer import Acceptances, Reviewed

CHAIN = 7
ME = Address("0x" + "11" * 20)
MARIE = Address("0x" + "22" * 20)
STRANGER = Address("0x" + "33" * 20)
ACME = SecurityToken(
    TokenRef(CHAIN, Address("0x" + "aa" * 20)), "ACME Holdings", "ACME", 0, "ERC-3643"
)
CASH = SecurityToken(TokenRef(CHAIN, Address("0x" + "bb" * 20)), "Euro cash", "EURX", 6, "ERC-20")
COIN = SecurityToken.native(CHAIN, "ETH")
BLOCK = Block(412, "0x" + "cd" * 32, 1_770_000_000, 10**9)
NOW = 1_770_000_003
NETWORK = Network("testnet", CHAIN, ("http://127.0.0.1:8545",))


def drive(work):
    """Run a coroutine that never really waits."""
    return asyncio.run(_awaited(work))


async def _awaited(work):
    return await work()


def at_once(work, done, failed, *, slot="", lane="", delay_s=0.0):
    """A runner that has the answer before it returns."""
    try:
        answer = drive(work)
    except WalletError as error:
        failed(error)
    else:
        done(answer)


class Later:
    """A runner that answers when told; a newer work of a slot does not stop the older one."""

    def __init__(self):
        self.pending = []
        self.options = []

    def __call__(self, work, done, failed, **options):
        self.pending.append(lambda: at_once(work, done, failed))
        self.options.append(options)

    def answer_all(self):
        waiting, self.pending = self.pending, []
        for answer in waiting:
            answer()


class FakeAccounts:
    def __init__(self, *accounts):
        self.all = list(accounts)
        self.contacts = [Contact("Marie Laurent", MARIE)]
        self.has_vault = True
        self.made = []
        self.same_words = True
        self.problem = None

    def list(self):
        return tuple(self.all)

    def resolve(self, text):
        if text[:2] == "0x":
            return Address(text)
        for contact in self.contacts:
            if contact.name.casefold() == text.casefold():
                return contact.address
        raise NotFound("name_unknown", name=text)

    def watch(self, address, label=""):
        self.all.append(Account(address, label or "Account 1", AccountKind.WATCH))

    async def create(self, label, *, words=24, passphrase, reveal):
        if self.problem:
            raise self.problem
        self.made.append((label, words, passphrase.text, reveal))
        self.all.append(
            Account(ME, label or "Account 1", AccountKind.LOCAL, None, "s", backup_confirmed=False)
        )
        self.has_vault = True

    async def import_(self, source, *, passphrase, label="", path=None):
        self.made.append((source, label, passphrase.text))
        self.all.append(Account(ME, label or "Account 1", AccountKind.LOCAL))

    async def confirm_backup(self, phrase, passphrase):
        self.made.append((phrase, passphrase.text))
        return self.same_words

    def rename(self, address, label):
        self.all = [replace(a, label=label) if a.address == address else a for a in self.all]

    def remove(self, address):
        self.all = [a for a in self.all if a.address != address]


class FakeContacts:
    def __init__(self, accounts):
        self._accounts = accounts

    def list(self):
        return tuple(self._accounts.contacts)

    def add(self, name, address):
        self._accounts.contacts.append(Contact(name, Address(address)))

    def remove(self, name):
        kept = [c for c in self._accounts.contacts if c.name != name]
        if len(kept) == len(self._accounts.contacts):
            raise NotFound("name_unknown", name=name)
        self._accounts.contacts = kept


class FakeTokens:
    def __init__(self, *tokens):
        self.all = list(tokens)
        self.problem = None

    def tokens(self):
        return tuple(self.all)

    async def add(self, address):
        if self.problem:
            raise self.problem
        token = replace(ACME, ref=TokenRef(CHAIN, address))
        self.all.append(token)
        return token


@dataclass
class Read:
    block: Block
    holdings: tuple
    coins: dict
    round_trips: int = 1


class FakePortfolio:
    def __init__(self, *holdings, coins=None):
        self.holdings = holdings
        self.coins = coins if coins is not None else {ME: 10**18}
        self.problem = None
        self.asked = []

    async def read(self, accounts):
        self.asked.append(tuple(accounts))
        if self.problem:
            raise self.problem
        return Read(BLOCK, tuple(self.holdings), self.coins)


def holding(token=ACME, account=ME, **parts):
    given = parts or {"total": 1500, "free": 1200, "frozen": 100, "locked": 200}
    return Holding(account, token, Parts(**given))


def check_of(
    intent, verdict=Verdict.ALLOWED, *, rules=(), agreement=Agreement.AGREE, effects=(), block=BLOCK
):
    ran = verdict is not Verdict.UNKNOWN
    data = bytes.fromhex("a9059cbb") + intent.recipient.raw.rjust(32, b"\0")
    data += intent.base_units.to_bytes(32, "big")
    call = Call(intent.token.address, data, intent.sender)
    simulation = Simulation(ran, verdict is Verdict.ALLOWED if ran else None)
    decision = Decision(verdict, agreement, tuple(rules))
    return TransferCheck(
        intent, call, block, "next_block", decision, simulation, None, tuple(effects), (), 60_000
    )


REFUSAL = Rule("token_paused", Subject.TOKEN, RuleStatus.FAIL)


class FakeCompliance:
    """Allows; refuses amounts above ``most``."""

    def __init__(self, most=1200):
        self.most = most
        self.asked = []
        self.problem = None
        self.agreement = Agreement.AGREE
        self.effects = ()

    async def check(self, intent: TransferIntent):
        self.asked.append(intent)
        if self.problem:
            raise self.problem
        if intent.base_units > self.most:
            return check_of(intent, Verdict.REFUSED, rules=(REFUSAL,))
        return check_of(intent, agreement=self.agreement, effects=self.effects)

    async def maximum(self, token, sender, recipient, partition=None):
        ranges = (AmountRange(1, self.most),) if self.most else ()
        return Maximum(token, ranges, ("sender_free_balance",), BLOCK)


class FakeTransfers:
    def __init__(self):
        self.prepared = []
        self.submitted = []
        self.problem = None

    async def prepare(self, check, *, accepted=None):
        if self.problem:
            raise self.problem
        self.prepared.append((check, accepted))
        return reviewed_of(check, accepted or Acceptances())

    async def submit(self, signed):
        if self.problem:
            raise self.problem
        self.submitted.append(signed)
        return signed.entry


def reviewed_of(check, accepted=Acceptances()):  # noqa: B008  (a frozen value)
    call = check.call
    unsigned = UnsignedTransaction(CHAIN, 3, 1, 2 * 10**9, 60_000, call.to, 0, call.data)
    fee = FeeQuote(60_000, 10**9, 1, 2 * 10**9)
    return Reviewed(review(unsigned, call.sender, check.intent), fee, check, accepted)


@dataclass
class FakeNetworks:
    all: list = field(default_factory=lambda: [NETWORK])
    used: str = "testnet"
    problem: WalletError | None = None
    number: int = 412
    reports: tuple = ()

    def list(self):
        return tuple(self.all)

    def current(self):
        for network in self.all:
            if network.name == self.used:
                return network
        raise BadInput("no_network")

    def use(self, name):
        self.used = name

    def remove(self, name):
        self.all = [n for n in self.all if n.name != name]

    def chain(self):
        return self

    async def head(self):
        if self.problem:
            raise self.problem
        return Head(replace(BLOCK, number=self.number))

    async def add(self, name, urls, chain_id):
        if self.problem:
            raise self.problem
        network = Network(name, chain_id, tuple(urls))
        self.all.append(network)
        return network

    async def test(self, name):
        return self.reports


class FakeTracking:
    """Each poll takes one state further."""

    def __init__(self, *entries):
        self.queue = list(entries)
        self.current = ()
        self.polls = 0
        self.problem = None

    def entries(self):
        return self.current

    async def poll(self):
        self.polls += 1
        if self.problem:
            problem, self.problem = self.problem, None
            raise problem
        if self.queue:
            self.current = (self.queue.pop(0),)
        return self.current


class FakeClock:
    def __init__(self, now=NOW):
        self.at = now

    def now(self):
        return self.at

    def monotonic(self):
        return float(self.at)
