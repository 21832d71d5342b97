"""Decides what the settings show and do. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.desktop.core.tasks import Run
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.network import BUILT_IN_NETWORKS, Network
from wallet.domain.node_url import NodeUrl

if TYPE_CHECKING:
    from wallet.services.doctor import Doctor, Finding
    from wallet.services.networks import EndpointReport, Networks

Done = Callable[[], None]
Failed = Callable[[str], None]
OTHER = "other"
NOTHING_TO_DO = "remedy_keyring_missing"
_STATES = {"ok": ("ok", "allowed"), "warn": ("warn", "warning"), "fail": ("bad", "refused")}


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One network as drawn; ``tested`` is empty until it was tested."""

    name: str
    chain: str
    nodes: str
    current: bool
    tested: str = ""
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One finding about this machine."""

    text: str
    remedy: str
    word: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class SettingsPageView:
    """Everything the page draws; ``checks`` is ``None`` until asked for."""

    networks: tuple[NetworkRow, ...] = ()
    checks: tuple[CheckRow, ...] | None = None
    checking: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """A known network to start from."""

    key: str
    name: str
    chain_id: str


PRESETS = (
    *(Preset(n.name, n.name.capitalize(), str(n.chain_id)) for n in BUILT_IN_NETWORKS),
    Preset(OTHER, "", ""),
)


@dataclass(frozen=True, slots=True)
class NetworkForm:
    """What was typed."""

    name: str
    url: str
    chain_id: str


class SettingsModel:
    """Networks and what this machine offers."""

    def __init__(
        self,
        networks: "Networks",
        doctor: "Doctor",
        run: Run,
        render: Callable[[SettingsPageView], None],
    ) -> None:
        self._networks = networks
        self._doctor = doctor
        self._run = run
        self._render = render
        self._tested: dict[str, tuple[str, str]] = {}
        self._view = SettingsPageView()

    def refresh(self) -> None:
        """Read the networks."""
        try:
            current = self._networks.current().name
        except WalletError:
            current = ""
        rows = tuple(
            self._row(network, current) for network in self._networks.list() if network.rpc_urls
        )
        self._show(networks=rows)

    def add(self, form: NetworkForm, done: Done, failed: Failed) -> None:
        """Ask the node who it is, then keep it and use it."""
        if not form.url.strip():
            failed(words("window.networks.url_missing"))
            return
        text = form.chain_id.strip()
        if not (text.isascii() and text.isdigit() and len(text) < 20):
            failed(words("window.networks.chain_id_expected"))
            return

        def added(network: Network) -> None:
            self._networks.use(network.name)
            done()
            self.refresh()

        self._run(
            lambda: self._networks.add(form.name.strip(), [form.url.strip()], int(text)),
            added,
            lambda error: failed(error_sentence(error)),
            slot="add",
        )

    def use(self, name: str, failed: Failed) -> None:
        """Make it the current one."""
        self._do(lambda: self._networks.use(name), failed)

    def remove(self, name: str, done: Done, failed: Failed) -> None:
        """Forget it."""
        if self._do(lambda: self._networks.remove(name), failed):
            done()

    def test(self, name: str) -> None:
        """Ask its nodes now."""
        self._tested[name] = (words("window.networks.testing"), "info")
        self.refresh()

        def told(reports: "tuple[EndpointReport, ...]") -> None:
            self._tested[name] = _told(reports)
            self.refresh()

        def failed(error: WalletError) -> None:
            self._tested[name] = (error_sentence(error), "bad")
            self.refresh()

        self._run(lambda: self._networks.test(name), told, failed, slot=f"test {name}")

    def examine(self) -> None:
        """Look at this machine."""
        self._show(checking=True)

        def told(findings: "tuple[Finding, ...]") -> None:
            self._show(checks=tuple(_check(finding) for finding in findings), checking=False)

        def failed(error: WalletError) -> None:
            row = CheckRow(error_sentence(error), "", words("window.check.fail"), "bad", "refused")
            self._show(checks=(row,), checking=False)

        self._run(self._doctor.examine, told, failed, slot="examine")

    def _do(self, work: Callable[[], object], failed: Failed) -> bool:
        try:
            work()
        except WalletError as error:
            failed(error_sentence(error))
            return False
        self.refresh()
        return True

    def _row(self, network: Network, current: str) -> NetworkRow:
        tested, tone = self._tested.get(network.name, ("", "info"))
        nodes = ", ".join(NodeUrl.parse(url).shown for url in network.rpc_urls)
        chain = words("window.networks.chain", id=network.chain_id, coin=network.coin)
        return NetworkRow(network.name, chain, nodes, network.name == current, tested, tone)

    def _show(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]
        self._render(self._view)


def _told(reports: "tuple[EndpointReport, ...]") -> tuple[str, str]:
    bad = next((report for report in reports if not report.ok), None)
    if bad is not None:
        why = error_sentence(WalletError(bad.error or "node_unreachable", endpoint=bad.url))
        return why, "bad"
    slowest = max(report.latency_ms for report in reports)
    head = max(report.head or 0 for report in reports)
    return words("window.networks.answered", number=head, ms=slowest), "ok"


def _check(finding: "Finding") -> CheckRow:
    tone, icon = _STATES[finding.status.value]
    word = words(f"window.check.{finding.status.value}")
    if finding.remedy == NOTHING_TO_DO:
        # A fact about the computer that asks for nothing is no warning.
        tone, icon, word = "text_2", "info", words("window.rule.note")
    return CheckRow(
        words(finding.code, **finding.params),
        words(finding.remedy, **finding.params) if finding.remedy else "",
        word,
        tone,
        icon,
    )
