"""CMTAT tokens and rule engines on the bench."""

from tests.support.artifacts import own
from tests.support.bench import ON

HELD = 1_000
THIRD = ("CmtatStandard", "CmtatNext", "CmtatAllowlist", "CmtatLight")
VARIANTS = (*THIRD, "CmtatTwo")
WITH_ENGINE = ("CmtatStandard", "CmtatNext", "CmtatTwo")


def artifact(name):
    return own(name, "cmta")


class Cmta:
    """One token, with people who may trade it and an engine where it is wanted."""

    def __init__(self, bench, name):
        self.bench, self.name = bench, name
        people = bench.accounts[5:10]
        self.issuer, self.holder, self.recipient, self.spender, self.stranger = people
        self.token = bench.create(self.issuer, artifact(name), self.holder, HELD)
        self.engine = None
        if name == "CmtatAllowlist":
            for account in (self.holder, self.recipient, self.spender):
                self.call("setAddressAllowlist(address,bool)", account, ON)
        bench.flush()

    @property
    def second(self):
        return self.name == "CmtatTwo"

    def call(self, function, *args):
        self.bench.call(self.issuer, self.token, function, *args)

    def freeze(self, account):
        if self.second:
            self.call("freeze(address,string)", account, "why")
        else:
            self.call("setAddressFrozen(address,bool)", account, ON)

    def freeze_part(self, units):
        self.call("freezePartialTokens(address,uint256)", self.holder, units)

    def approve(self, units):
        self.bench.call(self.holder, self.token, "approve(address,uint256)", self.spender, units)

    def add_rule(self, name, *args):
        """Bind an engine if there is none, and put a rule into it."""
        if self.engine is None:
            self.engine = self.bench.create(self.issuer, artifact("CmtaRuleEngine"), self.token)
            self.call("setRuleEngine(address)", self.engine)
        rule = self.bench.create(self.issuer, artifact(name), *args)
        self.bench.call(self.issuer, self.engine, "addRule(address)", rule)
        return rule

    def list(self, rule, *accounts, on=ON):
        for account in accounts:
            self.bench.call(self.issuer, rule, "list(address,bool)", account, on)

    def send(self, units, recipient=None, spender=None):
        return self.bench.send_real(
            self.token, self.holder, recipient or self.recipient, units, spender=spender
        )


def told(check):
    """Failing rules with their subjects."""
    return " ".join(f"{rule.id}/{rule.subject.value}" for rule in check.failing)


def status_of(check, rule_id, subject):
    """What one rule said; ``None`` if it was not asked."""
    found = (
        rule.status.value
        for rule in check.rules
        if (rule.id, rule.subject.value) == (rule_id, subject)
    )
    return next(found, None)
