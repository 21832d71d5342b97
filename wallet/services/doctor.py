"""What this machine offers: key store, screen, folders, nodes. Looks, changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from wallet.domain.errors import BadInput, KeyProblem, WalletError
from wallet.domain.vault import VaultInfo
from wallet.ports.machine import Machine
from wallet.ports.vault import DeviceShares, VaultHeader
from wallet.services.networks import Networks


class Health(Enum):
    """How good a finding is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        id: Stable name of what was looked at.
        code: Key of the sentence that says what was found.
        remedy: Key of the sentence that says what to do; ``None`` if nothing is needed.
    """

    id: str
    status: Health
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    remedy: str | None = None


class MachineDoctor:
    """Examines the machine; never raises for a bad finding."""

    def __init__(self, machine: Machine, shares: DeviceShares, vault: VaultHeader) -> None:
        self._machine = machine
        self._shares = shares
        self._vault = vault

    def examine_folders(self) -> tuple[Finding, ...]:
        """The wallet's folder and what is in it."""
        return (self._examine_home(), self._examine_config(), self._examine_vault()[1])

    def examine_programs(self) -> tuple[Finding, ...]:
        """Screen, libraries, versions."""
        return (self._examine_screen(), self._examine_libraries(), self._examine_versions())

    def _examine_home(self) -> Finding:
        folder = self._machine.home()
        params = {"path": folder.path}
        if not folder.writable:
            return Finding("home", Health.FAIL, "doctor_home_read_only", params, "remedy_home")
        if not folder.exists:
            return Finding("home", Health.OK, "doctor_home_new", params)
        if folder.private is False:
            return Finding("home", Health.WARN, "doctor_home_open", params, "remedy_home_open")
        return Finding("home", Health.OK, "doctor_home_ok", params)

    def _examine_config(self) -> Finding:
        try:
            self._machine.check_config()
        except BadInput:
            return Finding("config", Health.FAIL, "doctor_config_bad", remedy="remedy_config")
        return Finding("config", Health.OK, "doctor_config_ok")

    def _examine_vault(self) -> tuple[VaultInfo | None, Finding]:
        try:
            info = self._vault.info()
        except KeyProblem:
            damaged = Finding("vault", Health.FAIL, "doctor_vault_bad", remedy="remedy_vault")
            return None, damaged
        if info is None:
            return None, Finding("vault", Health.OK, "doctor_vault_none")
        code = "doctor_vault_shared" if info.slot.needs_share else "doctor_vault_passphrase"
        return info, Finding("vault", Health.OK, code)

    async def _examine_keyring(self, info: VaultInfo | None) -> Finding:
        needed = info is not None and info.slot.needs_share
        try:
            name = await self._shares.probe()
            if info is not None and needed:
                await self._shares.read(info.vault_id, info.share_check)
        except KeyProblem as problem:
            harmless = problem.code == "keyring_missing" and not needed
            state = Health.WARN if harmless else Health.FAIL
            remedy = "remedy_keyring_missing" if harmless else "remedy_keyring"
            return Finding("keyring", state, f"doctor_{problem.code}", remedy=remedy)
        return Finding("keyring", Health.OK, "doctor_keyring_ok", {"name": name})

    def _examine_screen(self) -> Finding:
        screen = self._machine.screen()
        if screen is None:
            return Finding("display", Health.WARN, "doctor_no_screen", remedy="remedy_screen")
        return Finding("display", Health.OK, "doctor_screen_ok", {"screen": screen})

    def _examine_libraries(self) -> Finding:
        missing = self._machine.missing_libraries()
        if missing:
            params = {"names": missing}
            return Finding(
                "libraries", Health.WARN, "doctor_libraries_missing", params, "remedy_libraries"
            )
        return Finding("libraries", Health.OK, "doctor_libraries_ok")

    def _examine_versions(self) -> Finding:
        python, qt = self._machine.python(), self._machine.qt()
        params = {"python": python, "qt": qt}
        if qt is None:
            return Finding("versions", Health.WARN, "doctor_no_qt", params, "remedy_qt")
        return Finding("versions", Health.OK, "doctor_versions", params)


class Doctor(MachineDoctor):
    """Examines what Scrip depends on."""

    def __init__(
        self, machine: Machine, shares: DeviceShares, vault: VaultHeader, networks: Networks
    ) -> None:
        super().__init__(machine, shares, vault)
        self._networks = networks

    async def examine(self) -> tuple[Finding, ...]:
        """Everything, whatever state it is in; never raises for a bad finding."""
        info = self._examine_vault()[0]
        return (
            *self.examine_folders(),
            await self._examine_keyring(info),
            *self.examine_programs(),
            self._examine_demo(),
            *await self._examine_nodes(),
        )

    def _examine_demo(self) -> Finding:
        path = self._machine.demo_chain()
        if path is None:
            return Finding("demo", Health.WARN, "doctor_no_demo", remedy="remedy_demo")
        return Finding("demo", Health.OK, "doctor_demo_ok", {"path": path})

    async def _examine_nodes(self) -> tuple[Finding, ...]:
        try:
            network = self._networks.current()
            reports = await self._networks.test(network.name)
        except BadInput:
            none = Finding("network", Health.WARN, "doctor_no_network", remedy="remedy_network")
            return (none,)
        except WalletError as problem:
            params = {"error": problem.code}
            return (Finding("network", Health.FAIL, "doctor_network_bad", params, "remedy_node"),)
        return tuple(
            Finding("node", Health.OK, "doctor_node_ok", {"url": report.url, "head": report.head})
            if report.ok
            else Finding("node", Health.FAIL, "doctor_node_bad", {"url": report.url}, "remedy_node")
            for report in reports
        )
