"""Widgets that the list, the proposal and the delegation share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.pages.votes.acting import ActView, AnswerLine
from ui.desktop.pages.votes.telling import Result
from ui.desktop.widgets.boxes import IconView, Message, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidedLabel, Label, plain_tip
from ui.desktop.widgets.vote_bar import QUORUM, VoteBar, VoteSwatch

_LONGEST_FIGURES = 42
_LONGEST_QUORUM = 52
_QUORUM_TONES = {True: "ok", False: "", None: "soft"}


class AnswerView(QWidget):
    """The answer to a wish: one sentence, then the rules and what to look at twice."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: ActView | None = None
        self._name = name
        self._body = column(gap=8)
        self.setLayout(self._body)

    def show_view(self, view: ActView) -> None:
        """Draw; nothing is rebuilt if the answer is the same."""
        if self._shown is not None and _said(self._shown) == _said(view):
            return
        self._shown = view
        clear(self._body)
        self.setVisible(bool(view.summary))
        if not view.summary:
            return
        summary = Message(view.summary, view.tone)
        summary.setObjectName(self._name)
        self._body.addWidget(summary)
        for text in view.cautions:
            self._body.addLayout(_note("warning", "warn", text))
        for line in view.lines:
            self._body.addWidget(RuleRow(line))


def _said(view: ActView) -> tuple[object, ...]:
    return view.summary, view.tone, view.lines, view.cautions


class RuleRow(QWidget):
    """One rule: icon, sentence, word; what would help beneath."""

    def __init__(self, line: AnswerLine) -> None:
        super().__init__()
        self.setAccessibleName(f"{line.word}: {line.text} {line.remedy}".strip())
        texts = column(gap=2)
        texts.addWidget(Label(line.text, "label", wrap=True))
        if line.remedy:
            texts.addWidget(Label(line.remedy, "body", wrap=True))
        whole = row(gap=10)
        whole.addWidget(IconView(line.icon, line.tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(texts, 1)
        self.setLayout(whole)


class ResultView(QWidget):
    """The bar with its legend; ``slim`` keeps the legend on one line."""

    def __init__(self, result: Result, *, slim: bool) -> None:
        super().__init__()
        lines = column(gap=2 if slim else 8)
        lines.addWidget(VoteBar(result.drawn, result.quorum, result.spoken))
        if result.parts is None:
            lines.addWidget(Label(result.spoken, "label", wrap=True))
        elif slim:
            lines.addLayout(_slim_legend(result))
        else:
            for part in result.parts:
                lines.addLayout(_legend(part.kind, part.label, part.figure.text, part.share))
            lines.addLayout(_quorum(result))
        self.setLayout(lines)


def _slim_legend(result: Result) -> QHBoxLayout:
    line = row(gap=16)
    # Amounts nobody can take in at a glance must not make the page wider than the window.
    shown_length = sum(len(part.figure.shown) for part in result.parts or ())
    for part in result.parts or ():
        entry = row(gap=6)
        entry.addWidget(VoteSwatch(part.kind))
        amount = f"{part.figure.shown} · " if shown_length <= _LONGEST_FIGURES else ""
        text = Label(f"{part.label} {amount}{part.share}", "hint", "soft")
        plain_tip(text, f"{part.figure.full} {part.figure.unit}")
        entry.addWidget(text)
        line.addLayout(entry)
    if result.quorum is None:
        line.addStretch(1)
        return line
    said = result.quorum_text
    if len(said) > _LONGEST_QUORUM:
        line.addWidget(VoteSwatch(QUORUM))
        line.addWidget(ElidedLabel(said, "hint", _QUORUM_TONES[result.reached]), 1)
        return line
    line.addStretch(1)
    entry = row(gap=6)
    entry.addWidget(VoteSwatch(QUORUM))
    entry.addWidget(Label(said, "hint", _QUORUM_TONES[result.reached]))
    line.addLayout(entry)
    return line


def _legend(kind: str, label: str, amount: str, share: str) -> QHBoxLayout:
    line = row(gap=10)
    line.addWidget(VoteSwatch(kind))
    line.addWidget(Label(label, "body"), 1)
    figure = Label(amount, "strong")
    figure.setAlignment(Qt.AlignmentFlag.AlignRight)
    line.addWidget(figure)
    percent = Label(share, "body", "soft")
    percent.setAlignment(Qt.AlignmentFlag.AlignRight)
    percent.setMinimumWidth(52)
    line.addWidget(percent)
    return line


def _quorum(result: Result) -> QHBoxLayout:
    line = row(gap=10)
    line.addWidget(VoteSwatch(QUORUM), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(result.quorum_text, "body", _QUORUM_TONES[result.reached], wrap=True), 1)
    return line


def _note(icon: str, tone: str, text: str) -> QHBoxLayout:
    line = row(gap=10)
    line.addWidget(IconView(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(text, "body", wrap=True), 1)
    return line


class OptionButton(Button):
    """One of several answers; the chosen one carries a tick, a border and a ground."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name)
        self.setCheckable(True)
        self.setProperty("option", "true")

    def show_chosen(self, *, chosen: bool) -> None:
        """Draw whether it is the chosen one."""
        self.setChecked(chosen)
        if chosen:
            self.set_icon("check")
        else:
            self._icon = ""
            self.setIcon(QIcon())
