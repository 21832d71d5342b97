"""The whole story in the terminal: what one has, what is refused, what is sent and settles.

Every sentence is told after the thing has happened, and a step counts only if it was checked
against the network.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ui.cli.check_lines import check_lines
from ui.cli.context import Context, OpenDemo, Scenario, Services, name_in, tell
from ui.cli.portfolio_lines import portfolio_lines
from ui.offline.files import read_package, write_package
from ui.text import error, sentence, summary
from ui.text.formatting import grouped
from wallet.domain.amounts import Amount
from wallet.domain.compliance import TransferCheck, TransferIntent, Verdict
from wallet.domain.errors import ProgramFault, WalletError
from wallet.domain.governance import BallotIntent, Cast, Support
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry, OutboxState
from wallet.domain.vault import SecretInput
from wallet.services.proposals import ProposalView

SETTLE_TIMEOUT_S = 30.0


class Teller:
    """Collects the steps, and tells them as they happen."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.steps: list[dict[str, Any]] = []

    @property
    def all_ok(self) -> bool:
        """Whether there was a story and all of it happened."""
        return bool(self.steps) and all(step["ok"] for step in self.steps)

    def told(self, step_id: str, text: str, *, ok: bool) -> None:
        """A step that is over."""
        self.steps.append({"id": step_id, "ok": ok, "text": text})
        self.line(f"{'✓' if ok else '✗'} {text}")

    def line(self, text: str) -> None:
        """A line for a person; on standard error where a document is asked for."""
        if self._context.options.json:
            tell(text)
        else:
            self._context.show(text)


async def take_tour(context: Context, teller: Teller) -> None:
    """Tell the story on a fresh demo network; a step that fails ends it."""
    teller.line(sentence("tour_title"))
    demo = await context.roots.open_demo(context.options)
    try:
        passphrase = SecretInput.typed(context.roots.demo_passphrase())
        await _Story(demo, teller, passphrase).tell()
    except WalletError as problem:
        teller.told("failed", sentence("tour_failed", reason=error(problem)), ok=False)
    finally:
        await demo.close()


class _Story:
    def __init__(self, demo: OpenDemo, teller: Teller, passphrase: SecretInput) -> None:
        self._world = demo.world
        self._wallet: Services = demo.wallet
        self._teller = teller
        self._passphrase = passphrase
        self._holder = demo.wallet.accounts.list()[0].address

    async def tell(self) -> None:
        """From the first look to the transfer whose key is on another computer."""
        self._teller.told("network", sentence("tour_world", chain_id=self._world.chain_id), ok=True)
        await self._holdings()
        await self._refused(self._scenario(allowed=False))
        await self._sent(self._scenario(allowed=True))
        await self._voted()
        await self._signed_elsewhere(self._scenario(allowed=True))

    def _name(self, address: Address) -> str:
        return name_in(self._wallet, address)

    def _scenario(self, *, allowed: bool) -> Scenario:
        """The first one of the holder that is allowed, or that a rule about people refuses."""
        for scenario in self._world.scenarios:
            fits = (scenario.expected_rule is None) is allowed
            if fits and scenario.sender == self._holder:
                return scenario
        raise ProgramFault("demo_step_failed", step="scenario", why="none")

    async def _holdings(self) -> None:
        view = await self._wallet.portfolio.read([self._holder])
        known = [held for held in view.holdings if held.parts is not None and held.parts.total]
        text = sentence("tour_holdings", name=self._name(self._holder), count=len(known))
        self._teller.told("holdings", text, ok=bool(known) and len(known) == len(view.holdings))
        self._lines(portfolio_lines(view.holdings, self._name))

    async def _refused(self, scenario: Scenario) -> None:
        check = await self._check(scenario)
        ids = {rule.id for rule in check.failing}
        text = sentence("tour_refused", title=scenario.title, reason=summary(check, self._name))
        ok = check.verdict is Verdict.REFUSED and scenario.expected_rule in ids
        self._teller.told("refused", text, ok=ok)
        self._lines(check_lines(check, self._name))
        stopped = await self._cannot_be_prepared(check)
        untouched = not self._wallet.tracking.entries()
        self._teller.told("nothing_sent", sentence("tour_nothing_sent"), ok=stopped and untouched)

    async def _cannot_be_prepared(self, check: TransferCheck) -> bool:
        try:
            await self._wallet.transfers.prepare(check)
        except WalletError:
            return True
        return False

    async def _sent(self, scenario: Scenario) -> None:
        check = await self._check(scenario)
        text = sentence("tour_allowed", title=scenario.title)
        self._teller.told("allowed", text, ok=check.verdict is Verdict.ALLOWED)
        self._lines(check_lines(check, self._name))
        before = await self._balances(check.intent)
        reviewed = await self._wallet.transfers.prepare(check)
        signed = await self._wallet.signing.sign(reviewed, self._passphrase)
        text = sentence("tour_signed", hash=str(signed.transaction.hash))
        self._teller.told("signed", text, ok=signed.signer == self._holder)
        await self._wallet.transfers.submit(signed)
        entry = await self._wallet.tracking.wait(signed.transaction.hash, SETTLE_TIMEOUT_S)
        self._settled(entry)
        self._compared(check.intent, before, await self._balances(check.intent))

    async def _voted(self) -> None:
        """The vote that waits is given, and counts."""
        overview = await self._wallet.governance.overview(self._holder)
        title = overview.waiting[0].proposal.title if overview.waiting else None
        text = sentence("tour_waiting", count=len(overview.waiting), title=title)
        self._teller.told("proposals", text, ok=len(overview.waiting) == 1)
        if not overview.waiting:
            return
        view = overview.waiting[0]
        intent = BallotIntent(view.governor, view.proposal.id, Support.FOR, self._holder)
        check = await self._wallet.governance.check(intent)
        self._lines(check_lines(check, self._name))
        reviewed = await self._wallet.transfers.prepare(check)
        signed = await self._wallet.signing.sign(reviewed, self._passphrase)
        await self._wallet.transfers.submit(signed)
        entry = await self._wallet.tracking.wait(signed.transaction.hash, SETTLE_TIMEOUT_S)
        await self._counted(view, entry)

    async def _signed_elsewhere(self, scenario: Scenario) -> None:
        """The same transfer once more, signed by file in a home of its own."""
        offline = self._wallet.offline
        check = await self._check(scenario)
        made = offline.export(await self._wallet.transfers.prepare(check))
        waiting = any(one.id == made.request.id for one in offline.pending())
        self._teller.told("exported", sentence("tour_exported", words=made.words), ok=waiting)
        raw, alone = await asyncio.to_thread(_carried, made.raw)
        returned = offline.take_back(raw)
        shown = returned.answer.response.shown
        same = shown is not None and shown.words == made.words
        text = sentence("tour_signed_alone" if alone else "tour_signed_apart")
        self._teller.told(
            "signed_offline", text, ok=same and returned.answer.signer == self._holder
        )
        before = await self._balances(check.intent)
        submission = await offline.submit(raw)
        text = sentence("tour_returned", changed=len(submission.changes))
        self._teller.told("returned", text, ok=True)
        entry = await self._wallet.tracking.wait(submission.entry.tx_hash, SETTLE_TIMEOUT_S)
        self._settled(entry)
        self._compared(check.intent, before, await self._balances(check.intent))

    async def _counted(self, before: ProposalView, entry: OutboxEntry) -> None:
        known = await self._wallet.governance.proposals([before.governor], self._holder)
        now = next(one for one in known.views if one.proposal.id == before.proposal.id)
        gained = _in_favour(now) - _in_favour(before)
        text = sentence(
            "tour_voted",
            title=before.proposal.title,
            power=grouped(before.governor.amount(gained)),
            symbol=before.governor.symbol,
        )
        voted = now.standing is not None and now.standing.voted == Cast(Support.FOR)
        self._teller.told(
            "voted", text, ok=voted and gained > 0 and entry.state is OutboxState.SETTLED
        )

    def _settled(self, entry: OutboxEntry) -> None:
        settled = entry.state is OutboxState.SETTLED
        text = (
            sentence("tour_settled", block=entry.block_number)
            if settled
            else sentence("tour_failed", reason=entry.error or entry.state.value)
        )
        self._teller.told("settled", text, ok=settled)

    def _compared(
        self, intent: TransferIntent, before: Sequence[int], after: Sequence[int]
    ) -> None:
        given, taken = before[0] - after[0], after[1] - before[1]
        text = sentence(
            "tour_balances",
            sent=grouped(intent.token.amount(given)),
            received=grouped(intent.token.amount(taken)),
            symbol=intent.token.symbol,
        )
        self._teller.told("balances", text, ok=given == taken == intent.base_units)

    async def _check(self, scenario: Scenario) -> TransferCheck:
        token = await self._wallet.tokens.resolve(str(scenario.token))
        amount = Amount.parse(scenario.amount, token.decimals)
        intent = TransferIntent(token, scenario.sender, scenario.to, amount.base_units)
        return await self._wallet.compliance.check(intent)

    async def _balances(self, intent: TransferIntent) -> tuple[int, int]:
        view = await self._wallet.portfolio.read([intent.sender, intent.recipient])
        return (
            self._total(view.holdings, intent.sender, intent.token),
            self._total(view.holdings, intent.recipient, intent.token),
        )

    def _total(self, holdings: Sequence[Any], account: Address, token: SecurityToken) -> int:
        for held in holdings:
            if held.account == account and held.token.ref == token.ref and held.parts is not None:
                return int(held.parts.total)
        raise ProgramFault("demo_step_failed", step="balances", why="unknown")

    def _lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._teller.line(f"    {line}")


def _carried(request: bytes) -> tuple[bytes, bool]:
    """Take a request to the other computer and its answer back; whether that one was alone."""
    from ui.other_computer import OtherComputer  # noqa: PLC0415  (only the tour needs the demo)

    with TemporaryDirectory() as name:
        folder = Path(name)
        there, back = folder / "request.json", folder / "answer.json"
        write_package(there, request)
        other = OtherComputer(folder)
        other.begin()
        other.sign(there, back)
        return read_package(back), other.has_no_network


def _in_favour(view: ProposalView) -> int:
    tally = None if view.standing is None else view.standing.tally
    return 0 if tally is None else tally.in_favour
