"""Decides what the page of one proposal shows, and when a vote may be reviewed. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ui.desktop.core.format import breakable
from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.votes import telling
from ui.desktop.pages.votes.acting import ActModel, ActNeeds, ActView
from ui.desktop.pages.votes.telling import CallLine, Result, StateWord
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.account import Account
from wallet.domain.errors import WalletError
from wallet.domain.governance import BallotIntent, ProposalState, Standing, Support
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import Reviewed
from wallet.services.proposals import ProposalList, ProposalView

if TYPE_CHECKING:
    from wallet.services.governance import Governance


class Phase(Enum):
    """What the page is about at the moment."""

    LOADING = "loading"
    MISSING = "missing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Subject:
    """Which proposal, and whose vote; an empty account takes the first that can sign."""

    governor: Address
    number: int
    account: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the proposal says and how it stands."""

    title: str
    state: StateWord
    by: str
    times: str
    times_full: str
    description: str
    calls: tuple[CallLine, ...]
    number: str
    result: Result
    is_final: bool


@dataclass(frozen=True, slots=True)
class Yours:
    """The person's part.

    Attributes:
        power_note: When the power was counted.
        closed: Why there is nothing to vote; empty while one can vote.
        closed_tone: Its look.
        needs_delegation: Whether delegating first would help next time.
        support: Chosen answer, ``None`` before.
    """

    accounts: tuple[tuple[str, str], ...]
    account: str
    power: str
    power_note: str
    closed: str
    closed_tone: str
    needs_delegation: bool
    support: Support | None
    reason: str
    act: ActView


@dataclass(frozen=True, slots=True)
class ProposalPageView:
    """Everything the page draws; ``told`` and ``yours`` only when it is ready."""

    phase: Phase
    answer: str
    problem: str = ""
    told: Told | None = None
    yours: Yours | None = None
    reason_problem: str = ""


@dataclass(frozen=True, slots=True)
class ProposalNeeds:
    """What the page reads from.

    Attributes:
        accounts: All accounts of the wallet.
        tokens: Tracked tokens.
    """

    governance: "Governance"
    act: ActNeeds
    book: AddressBook
    accounts: Callable[[], tuple[Account, ...]]
    tokens: Callable[[], tuple[SecurityToken, ...]]
    now: Callable[[], int]


class ProposalModel:
    """One proposal, one account, one choice."""

    def __init__(
        self,
        needs: ProposalNeeds,
        run: Run,
        render: Callable[[ProposalPageView], None],
        reviewed: Callable[[Reviewed], None],
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._subject: Subject | None = None
        self._view: ProposalView | None = None
        self._phase = Phase.LOADING
        self._problem = ""
        self._support: Support | None = None
        self._reason = ""
        self._reason_problem = ""
        self._act = ActModel(needs.act, run, self._show, reviewed, "window.proposal.choose")

    def open(self, subject: Subject) -> None:
        """Show this proposal; a choice made for another one is forgotten."""
        before = self._subject
        self._subject = replace(subject, account=subject.account or self._first_account())
        if before != self._subject:
            same = before is not None and (before.governor, before.number) == (
                subject.governor,
                subject.number,
            )
            self._forget(keep_view=same)
        self.refresh()

    def refresh(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        subject = self._subject
        if subject is None:
            return
        self._show()
        self._run(
            lambda: self._read(subject),
            lambda found: self._answered(subject, found),
            self._failed,
            slot="proposal",
        )
        self._act.again()

    def choose_account(self, key: str) -> None:
        """Vote from another account."""
        if self._subject is not None and key != self._subject.account:
            self._subject = replace(self._subject, account=key)
            self._forget(keep_view=False)
            self.refresh()

    def choose(self, support: Support) -> None:
        """For, against, abstain."""
        self._support = support
        self._wish(typed=False)

    def reason(self, text: str) -> None:
        """A reason that everybody can read."""
        if text != self._reason:
            self._reason = text
            self._wish(typed=True)

    def review(self) -> None:
        """Have the bytes made and read back."""
        self._act.review()

    def sent(self) -> None:
        """The vote went out."""
        self._support = None
        self._reason = ""
        self._act.wish(None)
        self.refresh()

    # What comes back

    async def _read(self, subject: Subject) -> ProposalList:
        governor = await self._needs.governance.resolve(str(subject.governor))
        account = Address(subject.account) if subject.account else None
        return await self._needs.governance.proposals([governor], account)

    def _answered(self, subject: Subject, found: ProposalList) -> None:
        if subject != self._subject:
            return
        self._view = next((v for v in found.views if v.proposal.id == subject.number), None)
        self._phase = Phase.READY if self._view is not None else Phase.MISSING
        self._problem = ""
        self._show()

    def _failed(self, error: WalletError) -> None:
        self._problem = error_sentence(error, self._needs.book.shown)
        if self._view is None:
            self._phase = Phase.FAILED
        self._show()

    # The choice

    def _wish(self, *, typed: bool) -> None:
        view, subject = self._view, self._subject
        if view is None or subject is None or self._support is None:
            self._show()
            return
        self._reason_problem = ""
        try:
            intent = BallotIntent(
                view.governor,
                view.proposal.id,
                self._support,
                Address(subject.account),
                self._reason.strip(),
            )
        except WalletError as error:
            self._reason_problem = error_sentence(error)
            self._act.wish(None)
            self._show()
            return
        self._act.wish(intent, typed=typed)
        self._show()

    def _forget(self, *, keep_view: bool) -> None:
        self._support, self._reason, self._reason_problem = None, "", ""
        if not keep_view:
            self._view, self._phase, self._problem = None, Phase.LOADING, ""
        self._act.wish(None)

    def _first_account(self) -> str:
        accounts = self._needs.accounts()
        signing = [account for account in accounts if account.kind.can_sign]
        return next((str(account.address) for account in (*signing, *accounts)), "")

    # What is shown

    def _show(self) -> None:
        view = self._view
        if view is None or self._subject is None:
            codes = {
                Phase.MISSING: "window.proposal.missing",
                Phase.FAILED: "window.votes.cannot_read",
            }
            answer = words(codes.get(self._phase, "window.proposal.reading"))
            self._render(ProposalPageView(self._phase, answer, self._problem))
            return
        told = self._told(view)
        self._render(
            ProposalPageView(
                Phase.READY,
                told.title,
                self._problem,
                told,
                self._yours(view, self._subject),
                self._reason_problem,
            )
        )

    def _told(self, view: ProposalView) -> Told:
        needs, proposal = self._needs, view.proposal
        tokens = needs.tokens()
        names = telling.names_of(needs.book, tokens, (view.governor,))
        shown, full = telling.times(view, needs.now())
        return Told(
            breakable(proposal.title) or words("window.proposal.no_description"),
            telling.state_word(view),
            words("window.proposal.by", assembly=view.governor.name, who=names(proposal.proposer)),
            shown,
            full,
            breakable(_without_title(proposal.description, proposal.title)),
            telling.calls(view, tokens, names),
            str(proposal.id),
            telling.result(view.governor, view.standing),
            is_final=telling.is_final(view.standing),
        )

    def _yours(self, view: ProposalView, subject: Subject) -> Yours:
        accounts = self._needs.accounts()
        account = next((a for a in accounts if str(a.address) == subject.account), None)
        standing = view.standing
        power = None if standing is None else standing.power
        closed, tone = _closed(view, account, self._needs.book)
        note = ""
        if power is not None and power.counted is not None:
            code = "power_final" if power.is_final else "power_later"
            note = words(f"window.proposal.{code}")
        return Yours(
            tuple((str(a.address), self._needs.book.shown(a.address)) for a in accounts),
            subject.account,
            telling.power_text(view.governor, power),
            note,
            closed,
            tone,
            power is not None and power.needs_delegation,
            self._support,
            self._reason,
            self._act.view,
        )


def _closed(view: ProposalView, account: Account | None, book: AddressBook) -> tuple[str, str]:
    """Why there is nothing to vote, and how that looks; empty while one can vote."""
    if account is None:
        return words("window.proposal.no_account"), "info"
    standing, who = view.standing, book.shown(account.address)
    if standing is None or standing.state is None:
        return words("window.proposal.unread"), "unknown"
    if standing.voted is not None:
        power = telling.power_text(view.governor, standing.power)
        voted = words(f"voted_{standing.voted.word}")
        return words("window.proposal.voted", who=who, voted=voted, power=power), "ok"
    if telling.is_final(standing):
        return words("window.proposal.over"), "info"
    return _no_part(account, standing, who)


def _no_part(account: Account, standing: Standing, who: str) -> tuple[str, str]:
    """Why this account has no part in a vote that is open, or about to open."""
    powerless = standing.power is not None and standing.power.counted == 0
    if standing.state is ProposalState.PENDING and powerless:
        return words("window.proposal.not_open_powerless", who=who), "warn"
    if standing.state is ProposalState.PENDING:
        return words("window.proposal.not_open"), "info"
    if powerless:
        return words("window.proposal.no_power", who=who), "warn"
    if not account.kind.can_sign:
        return words("window.proposal.elsewhere", who=who), "info"
    return "", ""


def _without_title(description: str, title: str) -> str:
    """The text without its first line where that is the title already."""
    first, _, rest = description.partition("\n")
    return rest.strip() if first.strip() == title else description
