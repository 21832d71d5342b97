"""From an answer that came back by file to a settled transaction. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.desktop.core.format import moment
from ui.desktop.core.names import AddressBook
from ui.desktop.core.notices import details_of
from ui.desktop.core.tasks import Run
from ui.desktop.dialogs.following import Follower
from ui.desktop.dialogs.review_model import Stage
from ui.text import action_summary, rule, summary
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.compliance import RuleStatus, TransferCheck, Verdict
from wallet.domain.errors import WalletError
from wallet.domain.network import Network
from wallet.domain.transfer import Acceptances, OutboxEntry, OutboxState
from wallet.domain.word_code import word_code

if TYPE_CHECKING:
    from wallet.services.offline import Offline, Outlook, Returned, Submission
    from wallet.services.offline_again import RuleChange
    from wallet.services.tracking import Tracking

_STAGES = {
    OutboxState.SIGNED: Stage.SENDING,
    OutboxState.SUBMITTED: Stage.SUBMITTED,
    OutboxState.MINED: Stage.MINED,
    OutboxState.SETTLED: Stage.SETTLED,
    OutboxState.REVERTED: Stage.FAILED,
    OutboxState.REPLACED: Stage.FAILED,
    OutboxState.DROPPED: Stage.FAILED,
}
_LOOKS = {
    RuleStatus.PASS: ("check", "ok"),
    RuleStatus.FAIL: ("cross", "bad"),
    RuleStatus.UNKNOWN: ("question", "unknown"),
    RuleStatus.NOT_APPLICABLE: ("skip", "text_3"),
}
_VERDICTS = {
    Verdict.ALLOWED: ("check", "ok"),
    Verdict.REFUSED: ("cross", "bad"),
    Verdict.UNKNOWN: ("question", "unknown"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was verified, or is being asked."""

    icon: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the dialog draws.

    Attributes:
        changes: What the rules say differently since the request was made.
        unchanged: Said instead, once the rules were asked and nothing changed.
        disagreement: Words of the tick that is needed; empty if none is.
        burn: The same for units that are destroyed.
        why_not: Why it cannot be sent now; empty when it can.
        is_busy: Whether it is being handed to the network this moment.
    """

    what: str
    steps: tuple[Step, ...]
    changes: tuple[Step, ...] = ()
    unchanged: str = ""
    disagreement: str = ""
    burn: str = ""
    can_send: bool = False
    can_ask: bool = False
    why_not: str = ""
    stage: Stage = Stage.REVIEW
    tx_hash: str = ""
    problem: str = ""
    details: str = ""
    confirmations: tuple[int, int] = (0, 1)
    block: int | None = None
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class AnswerNeeds:
    """What checks, sends and follows."""

    offline: "Offline"
    tracking: "Tracking"
    book: AddressBook
    network: Network
    now: Callable[[], int]


class AnswerModel:
    """One answer that fits one of our requests."""

    def __init__(
        self,
        raw: bytes,
        returned: "Returned",
        what: str,
        needs: AnswerNeeds,
        run: Run,
        render: Callable[[AnswerView], None],
    ) -> None:
        self._raw = raw
        self._returned = returned
        self._needs = needs
        self._run = run
        self._render = render
        self._accepted = Acceptances()
        self._looks = True
        self._follower = Follower(needs.tracking, run, self._take, self._silent)
        self._verified = _verified(returned, needs)
        signed = returned.answer.signed
        self.view = AnswerView(what, self._verified, tx_hash=str(signed.hash) if signed else "")

    def start(self) -> None:
        """Draw, and ask the rules again."""
        self.ask()

    def stop(self) -> None:
        """Nobody looks any more; what was sent is followed by the frame of the window."""
        self._looks = False
        self._follower.stop()

    def ask(self) -> None:
        """Ask the rules at the newest block."""
        if self.view.stage is not Stage.REVIEW:
            return
        asking = Step("clock", "text_2", words("window.answer.asking"))
        self._show(
            steps=(*self._verified, asking),
            can_send=False,
            can_ask=False,
            why_not=words("window.answer.asking"),
            problem="",
            details="",
        )
        self._run(
            lambda: self._needs.offline.look_ahead(self._returned, self._accepted),
            self._asked,
            self._not_asked,
            slot="look",
        )

    def accept(self, *, disagreement: bool, burn: bool) -> None:
        """Ticks beside the answer of the rules."""
        warnings = frozenset({"burn"}) if burn else frozenset[str]()
        self._accepted = Acceptances(disagreement, warnings)
        self.ask()

    def send(self) -> None:
        """Send exactly the bytes that came back."""
        if not self.view.can_send or self.view.stage is not Stage.REVIEW:
            return
        self._show(stage=Stage.SENDING, is_busy=True, can_send=False, problem="", details="")
        self._run(
            lambda: self._needs.offline.submit(self._raw, self._accepted),
            self._sent,
            self._not_sent,
            lane=f"account:{self._returned.request.account}",
        )

    # What comes back

    def _asked(self, ahead: "Outlook") -> None:
        check, problem = ahead.check, ahead.problem
        icon, tone = _VERDICTS[check.verdict]
        said = words("window.answer.rules", number=check.block.number, answer=self._summary(ahead))
        code = problem.code if problem else ""
        needs_tick = code == "disagreement" or _burns(problem)
        self._show(
            steps=(*self._verified, Step(icon, tone, said)),
            changes=tuple(self._change(one) for one in ahead.changes),
            unchanged="" if ahead.changes else words("window.answer.unchanged"),
            disagreement=self._tick("disagreement", needed=code == "disagreement"),
            burn=self._tick("burn", needed=_burns(problem)),
            can_send=problem is None,
            can_ask=problem is not None and not needs_tick,
            why_not=self._why_not(problem, needs_tick=needs_tick),
        )

    def _tick(self, name: str, *, needed: bool) -> str:
        before = self._accepted.disagreement if name == "disagreement" else None
        accepted = before if before is not None else name in self._accepted.warnings
        return words(f"window.verdict.accept_{name}") if needed or accepted else ""

    def _why_not(self, problem: WalletError | None, *, needs_tick: bool) -> str:
        if problem is None:
            return ""
        return words("window.answer.tick" if needs_tick else "window.answer.not_now")

    def _not_asked(self, error: WalletError) -> None:
        missing = Step("question", "unknown", words("window.answer.not_asked"))
        self._show(
            steps=(*self._verified, missing),
            problem=error_sentence(error, self._needs.book.shown),
            details=details_of(error),
            can_ask=True,
            why_not=words("window.answer.not_now"),
        )

    def _sent(self, submission: "Submission") -> None:
        self._follower.start(submission.entry)

    def _not_sent(self, error: WalletError) -> None:
        self._show(
            stage=Stage.REVIEW,
            is_busy=False,
            can_ask=True,
            why_not=words("window.answer.not_now"),
            problem=error_sentence(error, self._needs.book.shown),
            details=details_of(error),
        )

    def _take(self, entry: OutboxEntry) -> None:
        stage = _STAGES[entry.state]
        failed = stage is Stage.FAILED
        self._show(
            stage=stage,
            is_busy=False,
            tx_hash=str(entry.tx_hash),
            problem=words(f"window.review.{entry.state.value}") if failed else "",
            details=(entry.error or "") if failed else "",
            confirmations=(entry.confirmations, self._needs.network.confirmations),
            block=entry.block_number,
        )

    def _silent(self, error: WalletError) -> None:
        self._show(problem=error_sentence(error), details=details_of(error))

    # What is said

    def _summary(self, ahead: "Outlook") -> str:
        check, shown = ahead.check, self._needs.book.shown
        if isinstance(check, TransferCheck):
            return summary(check, shown)
        return action_summary(check, shown)

    def _change(self, change: "RuleChange") -> Step:
        said = rule(change.rule, self._needs.book.shown)
        if change.after is None:
            return Step("skip", "text_3", words("window.answer.change_gone", rule=said))
        icon, tone = _LOOKS[change.after]
        code = "window.answer.change_new" if change.before is None else "window.answer.change_now"
        return Step(icon, tone, words(code, rule=said))

    def _show(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]
        if self._looks:
            self._render(self.view)


def _burns(problem: WalletError | None) -> bool:
    return problem is not None and problem.params.get("why") == "acceptance"


def _verified(returned: "Returned", needs: AnswerNeeds) -> tuple[Step, ...]:
    pending, request = returned.pending, returned.request
    age = moment(pending.created, now=needs.now()).shown
    told = (
        words("window.answer.whole"),
        words("window.answer.ours", age=age, code=word_code(pending.digest)),
        words("window.answer.same_bytes"),
        words("window.answer.signer", name=needs.book.shown(request.account)),
    )
    return tuple(Step("check", "ok", text) for text in told)
