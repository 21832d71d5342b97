"""The command line inside the test process, on services that a test makes up."""

import json
from types import SimpleNamespace

import pytest

from ui.cli.main import main
from wallet.domain.account import Account, AccountKind
from wallet.domain.chain import Block, Call
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
from wallet.domain.ids import Address, TokenRef
from wallet.domain.security_token import SecurityToken

ANNA = Address("0x" + "a1" * 20)
BOB = Address("0x" + "b0" * 20)
TOKEN = SecurityToken(TokenRef(7, Address("0x" + "70" * 20)), "Acme", "ACME", 2, "ERC-3643")
BLOCK = Block(412, "0x" + "4b" * 32, 1_777_636_800, 10**9)
FAILING = Rule(
    "country_allowed", Subject.RECIPIENT, RuleStatus.FAIL, {"account": BOB, "country": 250}
)


def check_of(verdict=Verdict.ALLOWED, agreement=Agreement.AGREE, rules=(), **fields):
    intent = fields.pop("intent", TransferIntent(TOKEN, ANNA, BOB, 1_250))
    ran = verdict is not Verdict.UNKNOWN
    simulation = Simulation(ran=ran, ok=(verdict is Verdict.ALLOWED) if ran else None)
    return TransferCheck(
        intent,
        Call(TOKEN.address, b"\x01", ANNA),
        BLOCK,
        "next_block",
        Decision(verdict, agreement, tuple(rules)),
        simulation,
        **fields,
    )


class FakeAccounts:
    def __init__(self, *accounts):
        self.known = list(accounts)

    def list(self):
        return tuple(self.known)

    def resolve(self, text):
        return Address(text)

    def default_sender(self, text=None):
        return self.known[0]


class FakeTokens:
    def tokens(self):
        return (TOKEN,)

    async def resolve(self, text):
        return TOKEN


class FakeCompliance:
    def __init__(self, check):
        self.check_given = check

    async def check(self, intent):
        return self.check_given


class FakeRoots:
    """Gives the services of the test, and remembers what was opened."""

    def __init__(self, services):
        self._services = services
        self.windows = []
        self.options = None

    def services(self, options):
        self.options = options
        return self._services

    def open_window(self, options, *, demo):
        self.windows.append(demo)
        return 0


class FakeContacts:
    def name_of(self, address):
        return "Bob" if address == BOB else None

    def list(self):
        return ()


def services_of(**parts):
    async def close():
        parts["closed"] = True

    usual = {
        "accounts": FakeAccounts(Account(ANNA, "Anna", AccountKind.LOCAL)),
        "contacts": FakeContacts(),
        "tokens": FakeTokens(),
        "close": close,
    }
    return SimpleNamespace(**{**usual, **parts})


@pytest.fixture
def run(capsys):
    """Run a command line; gives exit code and JSON document, or the texts without --json."""

    def run_words(*words, services=None, roots=None):
        used = roots or FakeRoots(services or services_of())
        code = main([str(word) for word in words], used)
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err, roots=used)

    return run_words


@pytest.fixture
def ask(run):
    """Like ``run`` with ``--json``; gives exit code and document."""

    def ask_words(*words, **settings):
        ran = run("--json", *words, **settings)
        return ran.code, json.loads(ran.out)

    return ask_words
