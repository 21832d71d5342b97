"""The verdict panel: the answer, rule by rule, and how it was found."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.desktop.core.format import ago
from ui.desktop.pages.transfer.view import Fact, RuleLine, TransferPageView, VerdictView
from ui.desktop.widgets.boxes import (
    Fold,
    IconView,
    Line,
    Skeleton,
    clear,
    column,
    row,
)
from ui.desktop.widgets.labels import Label, set_property
from ui.text import sentence as words

FRESH_MS = 5_000
_DAY = 86_399


class VerdictPanel(QFrame):
    """Idle, checking, or a verdict. Keeps its place while answers come and go."""

    accepted = Signal(bool, bool)

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.setObjectName("verdictPanel")
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._now = now
        self._shown: VerdictView | None = None
        self._seen_at = 0
        self._band = QFrame()
        self._icon = IconView("info", "text_2", 24)
        self._title = Label("", "section")
        self._title.setObjectName("verdictTitle")
        head = row(gap=12, margins=(16, 12, 16, 12))
        self._summary = Label("", "body", wrap=True)
        self._summary.setObjectName("verdictSummary")
        said = column(gap=2)
        said.addWidget(self._title)
        said.addWidget(self._summary)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        self._band.setLayout(head)
        self._body = column(gap=10, margins=(16, 14, 16, 14))
        self._age = Label("", "hint", "quiet")
        self._how = Fold(words("window.how"), "howWeKnow")
        layout = column(gap=0, margins=(1, 1, 1, 1))
        layout.addWidget(self._band)
        layout.addLayout(self._body)
        self.setLayout(layout)
        self._tick = QTimer(self)
        self._tick.setInterval(FRESH_MS)
        self._tick.timeout.connect(self._show_age)

    def show_view(self, view: TransferPageView) -> None:
        """Draw the state of the check."""
        if view.verdict is not None:
            self._show_answer(view.verdict)
            return
        self._shown = None
        self._tick.stop()
        clear(self._body)
        if view.checking:
            self._head(words("window.verdict.checking"), "info", "refresh")
            for _ in range(4):
                self._body.addWidget(Skeleton(1, 24))
        elif view.trouble:
            self._head(words("window.verdict.no_answer"), "unknown", "unknown")
            self._body.addWidget(Label(view.trouble, "body", wrap=True))
        else:
            self._head(words("window.verdict.idle"), "info", "info")
            self._body.addWidget(
                Label(words("window.verdict.idle_text"), "body", "soft", wrap=True)
            )

    def _show_answer(self, verdict: VerdictView) -> None:
        before = self._shown
        if before is None or _said(before) != _said(verdict):
            self._show_verdict(verdict)
        elif before != verdict:
            # The same answer at a newer block: ticks and folds stay as they are.
            self._shown, self._seen_at = verdict, self._now()
            self._show_age()
            self._fill_how(verdict)

    def _fill_how(self, verdict: VerdictView) -> None:
        clear(self._how.body)
        for fact in verdict.how:
            self._how.body.addWidget(_fact(fact))

    def _head(self, title: str, tone: str, icon: str, summary: str = "") -> None:
        set_property(self._band, "band", tone)
        self._icon.show_icon(icon, tone if tone != "info" else "text_2")
        self._title.setText(title)
        self._title.set_tone(tone if tone != "info" else "")
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))

    def _show_verdict(self, verdict: VerdictView) -> None:
        self._shown = verdict
        self._seen_at = self._now()
        clear(self._body)
        self._head(verdict.title, verdict.tone, verdict.icon, verdict.summary)
        for text in verdict.effects:
            self._body.addLayout(_note("info", "text_2", text))
        for text in verdict.cautions:
            self._body.addLayout(_note("warning", "warn", text))
        self._add_ticks(verdict)
        if verdict.rules and self._body.count():
            self._body.addWidget(Line())
        self._add_rules(verdict)
        if self._body.count():
            self._body.addWidget(Line())
        self._age = Label("", "hint", "quiet")
        self._age.setObjectName("verdictAge")
        self._body.addWidget(self._age)
        self._show_age()
        self._tick.start()
        self._how = Fold(words("window.how"), "howWeKnow")
        self._fill_how(verdict)
        self._body.addWidget(self._how)

    def _add_rules(self, verdict: VerdictView) -> None:
        """What stands against it in full; the rest under one line, open if nothing does."""
        against = [asked for asked in verdict.rules if not asked.met]
        for asked in against:
            if asked.text != verdict.summary:
                self._body.addWidget(RuleView(asked))
            elif asked.remedy:
                # The head has said the reason; what is left to say is what would help.
                self._body.addLayout(_note("info", "text_2", asked.remedy))
        if not verdict.met:
            for asked in verdict.rules[len(against) :]:
                self._body.addWidget(RuleView(asked))
            return
        fold = Fold(verdict.met, "rulesMet")
        for asked in verdict.rules[len(against) :]:
            fold.body.addWidget(RuleView(asked))
        fold.open(opened=not against)
        self._body.addWidget(fold)

    def _add_ticks(self, verdict: VerdictView) -> None:
        disagreement = self._tick_box(verdict.disagreement, "acceptDisagreement")
        burn = self._tick_box(verdict.burn, "acceptBurn")

        def tell() -> None:
            self.accepted.emit(
                disagreement is not None and disagreement.isChecked(),
                burn is not None and burn.isChecked(),
            )

        for box in (disagreement, burn):
            if box is not None:
                box.toggled.connect(lambda *_: tell())

    def _tick_box(self, text: str, name: str) -> QCheckBox | None:
        if not text:
            return None
        box = QCheckBox()
        box.setObjectName(name)
        box.setAccessibleName(text)
        line = row(gap=4)
        line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        said = Label(text, "body", wrap=True)
        line.addWidget(said, 1)
        self._body.addLayout(line)
        return box

    def _show_age(self) -> None:
        if self._shown is None:
            return
        since = max(0, min(_DAY, self._now() - self._seen_at))
        text = words("window.verdict.age", number=self._shown.block, since=ago(since))
        self._age.setText(text)


class RuleView(QWidget):
    """One rule: icon, sentence, and a word where the icon does not say it; help beneath."""

    def __init__(self, asked: RuleLine) -> None:
        super().__init__()
        self.setAccessibleName(f"{asked.word}: {asked.text} {asked.remedy}".strip())
        lines = column(gap=2)
        lines.addWidget(Label(asked.text, "body", wrap=True))
        if asked.remedy:
            lines.addWidget(Label(asked.remedy, "label", wrap=True))
        word = Label(asked.word, "hint", asked.tone if asked.tone != "text_3" else "quiet")
        word.setMinimumHeight(20)
        line = row(gap=10)
        line.addWidget(IconView(asked.icon, asked.tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        line.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
        word.setVisible(not asked.met)
        self.setLayout(line)


def _said(verdict: VerdictView) -> VerdictView:
    return replace(verdict, block=0, block_time=0, how=())


def _note(icon: str, tone: str, text: str) -> QHBoxLayout:
    line = row(gap=10)
    line.addWidget(IconView(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(text, "body", wrap=True), 1)
    return line


def _fact(fact: Fact) -> QWidget:
    holder = QWidget()
    lines = column(gap=0)
    lines.addWidget(Label(fact.label, "hint", "quiet"))
    # A hash has no place to break a line at; groups give it some.
    lines.addWidget(Label(_breakable(fact.text), "mono", wrap=True).selectable())
    holder.setLayout(lines)
    return holder


def _breakable(text: str) -> str:
    parts = []
    for word in text.split(" "):
        pieces = [word[start : start + 16] for start in range(0, len(word), 16)]
        parts.append("\u200b".join(pieces))
    return " ".join(parts)
