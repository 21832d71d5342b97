"""From a wish to a reviewed transaction: asks whether it will pass, then has the bytes made.

Plain Python; a vote and a delegation both go this way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.text import action_summary, caution, remedy, rule
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.action import ActionCheck
from wallet.domain.compliance import Rule, RuleStatus, Verdict
from wallet.domain.errors import WalletError
from wallet.domain.governance import ActionIntent
from wallet.domain.transfer import Reviewed

if TYPE_CHECKING:
    from wallet.services.governance import Governance
    from wallet.services.transfers import Transfers

TYPING_PAUSE_S = 0.25
_LOOKS = {
    Verdict.ALLOWED: ("ok", "allowed"),
    Verdict.REFUSED: ("bad", "refused"),
    Verdict.UNKNOWN: ("unknown", "unknown"),
}
_RULE_LOOKS = {
    RuleStatus.PASS: ("check", "ok"),
    RuleStatus.FAIL: ("cross", "bad"),
    RuleStatus.UNKNOWN: ("question", "unknown"),
    RuleStatus.NOT_APPLICABLE: ("skip", "text_3"),
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One rule in words, with what would help."""

    icon: str
    tone: str
    word: str
    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ActView:
    """The answer to a wish.

    Attributes:
        tone: Of the summary; empty while there is none.
        why_not: Why it cannot be reviewed; empty if it can.
    """

    summary: str = ""
    tone: str = ""
    icon: str = ""
    lines: tuple[AnswerLine, ...] = ()
    cautions: tuple[str, ...] = ()
    can_review: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ActNeeds:
    """Who answers and who makes the bytes."""

    governance: "Governance"
    transfers: "Transfers"
    book: AddressBook


class ActModel:
    """Holds one wish; a changed wish drops the answer to the old one.

    Args:
        missing: Code of the sentence shown while nothing is wished.
        changed: Called when :attr:`view` changed.
        reviewed: Gets the transaction, ready to be shown and signed.
    """

    def __init__(
        self,
        needs: ActNeeds,
        run: Run,
        changed: Callable[[], None],
        reviewed: Callable[[Reviewed], None],
        missing: str,
    ) -> None:
        self._needs = needs
        self._run = run
        self._changed = changed
        self._reviewed = reviewed
        self._missing = missing
        self._intent: ActionIntent | None = None
        self._check: ActionCheck | None = None
        self._trouble = ""
        self._preparing = False

    @property
    def view(self) -> ActView:
        """What is known of the wish."""
        if self._trouble:
            why = words("window.act.trouble")
            return ActView(self._trouble, "bad", "warning", why_not=why)
        check = self._check
        if check is None:
            asked = words(self._missing if self._intent is None else "window.act.checking")
            return ActView(why_not=asked)
        names = self._needs.book.shown
        why_not = ""
        if self._preparing:
            why_not = words("window.act.preparing")
        elif check.verdict is not Verdict.ALLOWED:
            why_not = words(f"window.act.{check.verdict.value}")
        summary = action_summary(check, names)
        lines = tuple(_line(asked, self._needs.book) for asked in check.rules)
        return ActView(
            summary,
            *_LOOKS[check.verdict],
            # The summary of a refusal is its first failing rule; only its remedy is new.
            tuple(line for line in lines if line.text != summary or line.remedy),
            tuple(caution(warning, names) for warning in check.cautions),
            can_review=not why_not,
            why_not=why_not,
        )

    def wish(self, intent: ActionIntent | None, *, typed: bool = False) -> None:
        """Ask about this; ``None`` forgets."""
        if intent == self._intent and not self._trouble:
            self.again()
            return
        self._intent, self._check, self._trouble = intent, None, ""
        self._preparing = False
        self._changed()
        self._ask(TYPING_PAUSE_S if typed else 0.0)

    def again(self) -> None:
        """The same at a newer block; the last answer stays until the new one is there."""
        if self._intent is not None and not self._preparing:
            self._ask(0.0)

    def review(self) -> None:
        """Have the bytes made and read back."""
        check = self._check
        if check is None or check.verdict is not Verdict.ALLOWED or self._preparing:
            return
        self._preparing = True
        self._changed()
        self._run(
            lambda: self._needs.transfers.prepare(check),
            self._prepared,
            self._failed,
            slot="prepare",
        )

    def _ask(self, delay_s: float) -> None:
        intent = self._intent
        if intent is None:
            # The newest work of the slot wins: this takes the place of an older question.
            self._run(_nothing, lambda _none: None, self._failed, slot="act")
            return
        self._run(
            lambda: self._needs.governance.check(intent),
            self._answered,
            lambda error: self._not_answered(intent, error),
            slot="act",
            delay_s=delay_s,
        )

    def _answered(self, check: ActionCheck) -> None:
        if check.intent == self._intent:
            self._check, self._trouble = check, ""
            self._changed()

    def _not_answered(self, intent: ActionIntent, error: WalletError) -> None:
        if intent == self._intent:
            self._failed(error)

    def _prepared(self, reviewed: Reviewed) -> None:
        self._preparing = False
        self._changed()
        self._reviewed(reviewed)

    def _failed(self, error: WalletError) -> None:
        self._preparing = False
        self._trouble = error_sentence(error, self._needs.book.shown)
        self._changed()


async def _nothing() -> None:
    """Work that takes a slot and asks nobody."""


def _line(asked: Rule, book: AddressBook) -> AnswerLine:
    icon, tone = _RULE_LOOKS[asked.status]
    help_ = remedy(asked.remedy, book.shown) if asked.remedy and asked.failed else ""
    word = words(f"window.rule.{asked.status.value}")
    return AnswerLine(icon, tone, word, rule(asked, book.shown), help_)
