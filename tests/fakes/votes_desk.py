"""Governance, proposals and accounts in memory, for tests of the pages of votes."""

from dataclasses import dataclass, field, replace

from tests.fakes.desk_top import ACME, BLOCK, MARIE, ME, FakeAccounts, FakeContacts
from tests.fakes.meetings import MEETING, proposal
from ui.desktop.core.names import AddressBook
from wallet.domain.account import Account, AccountKind
from wallet.domain.action import ActionCheck, decide_action
from wallet.domain.chain import Call
from wallet.domain.compliance import Simulation
from wallet.domain.governance import (
    ProposalState,
    Standing,
    Tally,
    VotingPower,
)
from wallet.domain.known_calls import read_call
from wallet.domain.vote_calls import encode_action
from wallet.services.governance import TokenVotes
from wallet.services.governor_search import Discovery
from wallet.services.proposals import ProposalList, ProposalView

NOW = 1_700_000_500
MAIN = Account(ME, "Main", AccountKind.LOCAL)
HERS = Account(MARIE, "Hers", AccountKind.WATCH)
FULL = VotingPower(150_000, True, 150_000, 150_000, ME)  # noqa: FBT003
NONE = VotingPower(0, True, 0, 150_000, None)  # noqa: FBT003
OPEN = Standing(ProposalState.ACTIVE, 1_700_000_100, 1_700_000_900, Tally(100, 300, 0), 200, FULL)
TOKEN = replace(ACME, decimals=2)


def view_of(number=7, standing=OPEN, **changes):
    asked = proposal(number, **changes)
    calls = tuple(read_call(call) for call in asked.calls)
    return ProposalView(MEETING, asked, standing, calls, asked.snapshot, asked.deadline)


@dataclass
class FakeGovernance:
    views: dict = field(default_factory=dict)
    power: VotingPower | None = FULL
    followed: list = field(default_factory=lambda: [MEETING])
    found: Discovery = field(default_factory=lambda: Discovery((), 12, events_read=True))
    problem: Exception | None = None
    rules: tuple = ()
    complete: bool = True
    asked: list = field(default_factory=list)

    def governors(self):
        return tuple(self.followed)

    async def proposals(self, governors=None, account=None):
        self.asked.append(account)
        if self.problem:
            raise self.problem
        return ProposalList(BLOCK, tuple(self.views.get(account, ())), self.complete)

    async def delegations(self, account):
        return () if self.power is None else (TokenVotes(TOKEN, self.power),)

    async def resolve(self, text):
        return MEETING

    async def add(self, address):
        if self.problem:
            raise self.problem
        self.followed.append(replace(MEETING, address=address))
        return self.followed[-1]

    def remove(self, text):
        self.followed = [one for one in self.followed if str(one.address) != text]

    async def discover(self):
        if self.problem:
            raise self.problem
        return self.found

    async def check(self, intent):
        if self.problem:
            raise self.problem
        contract, data = encode_action(intent)
        call = Call(contract, data, intent.caller)
        simulation = Simulation(ran=True, ok=not any(rule.failed for rule in self.rules))
        decision = decide_action(simulation, self.rules)
        return ActionCheck(intent, call, BLOCK, "next_block", decision, simulation)


class FakeTransfers:
    def __init__(self):
        self.prepared = []
        self.problem = None

    async def prepare(self, check):
        if self.problem:
            raise self.problem
        self.prepared.append(check)
        return check


def book(*accounts):
    kept = FakeAccounts(*accounts)
    return AddressBook(kept, FakeContacts(kept))
