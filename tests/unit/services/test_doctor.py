"""The doctor looks at everything and says what it found, whatever that is."""

from dataclasses import dataclass, field, replace

import pytest

from ui.text import sentence
from wallet.domain.errors import BadInput, ChainProblem, KeyProblem
from wallet.domain.network import Network
from wallet.domain.vault import SlotKind, VaultInfo
from wallet.ports.machine import HomeFolder
from wallet.services.doctor import Doctor, Health
from wallet.services.networks import EndpointReport

GOOD_HOME = HomeFolder("/somewhere", exists=True, writable=True, private=True)


@dataclass
class FakeMachine:
    folder: HomeFolder = GOOD_HOME
    config_is_bad: bool = False
    screen_found: str | None = "Wayland"
    missing: tuple[str, ...] = ()
    chain: str | None = "/bin/anvil"
    qt_version: str | None = "6.12.0"

    def home(self):
        return self.folder

    def check_config(self):
        if self.config_is_bad:
            raise BadInput("config_malformed", why="x")

    def screen(self):
        return self.screen_found

    def missing_libraries(self):
        return self.missing

    def demo_chain(self):
        return self.chain

    def python(self):
        return "3.12.1"

    def qt(self):
        return self.qt_version


@dataclass
class FakeShares:
    problem: str | None = None
    reading: str | None = None

    async def probe(self):
        if self.problem:
            raise KeyProblem(self.problem)
        return "Secret Service"

    async def read(self, vault_id, share_check):
        if self.reading:
            raise KeyProblem(self.reading)
        return b""


@dataclass
class FakeVault:
    found: VaultInfo | None = None
    damaged: bool = False

    def info(self):
        if self.damaged:
            raise KeyProblem("vault_damaged", why="x")
        return self.found


@dataclass
class FakeNetworks:
    reports: tuple[EndpointReport, ...] = ()
    problem: Exception | None = None
    network: Network = field(default_factory=lambda: Network("local", 7, ("http://127.0.0.1:1",)))

    def current(self):
        return self.network

    async def test(self, name):
        if self.problem:
            raise self.problem
        return self.reports


GOOD_NODE = EndpointReport(
    "http://127.0.0.1:1", ok=True, chain_id=7, head=9, latency_ms=1, error=None
)
BAD_NODE = replace(GOOD_NODE, ok=False, head=None, error="node_unreachable")
SHARED = VaultInfo("id", SlotKind.PASSPHRASE_KEYRING, "00")
ALONE = VaultInfo("id", SlotKind.PASSPHRASE)


async def examined(machine=None, shares=None, vault=None, networks=None):
    doctor = Doctor(
        machine or FakeMachine(),
        shares or FakeShares(),
        vault or FakeVault(),
        networks or FakeNetworks((GOOD_NODE,)),
    )
    findings = {finding.id: finding for finding in await doctor.examine()}
    for finding in findings.values():
        assert "no description" not in sentence(finding.code, **finding.params)
        if finding.remedy:
            assert "no description" not in sentence(finding.remedy, **finding.params)
        assert (finding.remedy is None) is (finding.status is Health.OK)
    return findings


async def test_a_good_machine_has_nothing_to_mend():
    findings = await examined()
    assert {finding.status for finding in findings.values()} == {Health.OK}
    assert set(findings) == {
        "home", "config", "vault", "keyring", "display", "libraries", "versions", "demo", "node",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "finding", "status"),
    [
        ({"folder": replace(GOOD_HOME, writable=False)}, "home", Health.FAIL),
        ({"folder": replace(GOOD_HOME, private=False)}, "home", Health.WARN),
        ({"folder": replace(GOOD_HOME, exists=False, private=None)}, "home", Health.OK),
        ({"config_is_bad": True}, "config", Health.FAIL),
        ({"screen_found": None}, "display", Health.WARN),
        ({"missing": ("libEGL.so.1",)}, "libraries", Health.WARN),
        ({"qt_version": None}, "versions", Health.WARN),
        ({"chain": None}, "demo", Health.WARN),
    ],
)
async def test_what_the_machine_lacks_is_found(changed, finding, status):
    findings = await examined(machine=FakeMachine(**changed))
    assert findings[finding].status is status


@pytest.mark.parametrize(
    ("shares", "vault", "status"),
    [
        (FakeShares("keyring_missing"), None, Health.WARN),
        (FakeShares("keyring_missing"), ALONE, Health.WARN),
        (FakeShares("keyring_missing"), SHARED, Health.FAIL),
        (FakeShares("keyring_locked"), None, Health.FAIL),
        (FakeShares("keyring_denied"), SHARED, Health.FAIL),
        (FakeShares("keyring_broken"), None, Health.FAIL),
        (FakeShares("keyring_timeout"), None, Health.FAIL),
        (FakeShares(reading="keyring_share_missing"), SHARED, Health.FAIL),
        (FakeShares(reading="keyring_altered"), SHARED, Health.FAIL),
        (FakeShares(reading="keyring_altered"), ALONE, Health.OK),
        (FakeShares(), SHARED, Health.OK),
    ],
)
async def test_a_key_store_matters_as_much_as_the_vault_needs_it(shares, vault, status):
    findings = await examined(shares=shares, vault=FakeVault(vault))
    assert findings["keyring"].status is status


async def test_a_damaged_vault_is_found():
    assert (await examined(vault=FakeVault(damaged=True)))["vault"].status is Health.FAIL


@pytest.mark.parametrize(
    ("networks", "finding", "status"),
    [
        (FakeNetworks((BAD_NODE,)), "node", Health.FAIL),
        (FakeNetworks(problem=BadInput("no_network")), "network", Health.WARN),
        (FakeNetworks(problem=ChainProblem("node_unreachable")), "network", Health.FAIL),
    ],
)
async def test_nodes_are_asked(networks, finding, status):
    assert (await examined(networks=networks))[finding].status is status
