"""One request as it is drawn: the words to compare, what the bytes say, what was said."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from ui.desktop.widgets.boxes import Card, Fold, IconView, column, row
from ui.desktop.widgets.labels import Label, set_property
from ui.offline.facts import Fact
from ui.offline_window.view_model import SignerView
from ui.text import sentence as words

LABEL_WIDTH: Final = 110
# These are compared character by character.
_EXACT: Final = frozenset({"from", "to", "owner", "token", "delegatee", "governor", "function"})
# What a person decides by; the rest is folded away.
_FIRST: Final = frozenset(
    {
        *("what", "from", "owner", "to", "amount", "token", "partition"),
        *("delegatee", "governor", "proposal_id", "support", "reason"),
        *("network", "fee", "expires"),
    }
)


def facts_card(view: SignerView) -> Card:
    """What the bytes say, under the words that have to be the same on both screens."""
    card = Card(gap=12, padding=20)
    card.setObjectName("facts")
    head = row(gap=16)
    head.addWidget(Label(words("window.signer.bytes"), "section"), 1, Qt.AlignmentFlag.AlignTop)
    head.addLayout(_code(view))
    card.body.addLayout(head)
    card.body.addLayout(_grid([one for one in view.facts if one.code in _FIRST]))
    fold = Fold(words("window.details"), "factDetails")
    rest = [one for one in view.facts if one.code not in _FIRST and one.code != "words"]
    fold.body.addLayout(_grid(rest))
    card.body.addWidget(fold)
    return card


def lines_card(name: str, title: str, lines: tuple[str, ...], tone: str) -> QFrame:
    """Sentences one below the other, each with its own mark."""
    card = QFrame()
    card.setObjectName(name)
    card.setAccessibleName(" ".join((title, *lines)))
    set_property(card, "box", tone)
    icon = {"bad": "refused", "warn": "warning"}[tone]
    inside = column(gap=8, margins=(20, 14, 20, 14))
    inside.addWidget(Label(title, "strong", tone))
    for text in lines:
        line = row(gap=12)
        line.addWidget(IconView(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(text, "body", wrap=True), 1)
        inside.addLayout(line)
    card.setLayout(inside)
    return card


def said_card(view: SignerView) -> Card:
    """What the online computer found out, by its own word."""
    card = Card(gap=8, padding=20)
    card.setObjectName("said")
    card.body.addWidget(Label(words("window.signer.said"), "section"))
    lines = view.said or (words("window.signer.nothing_said"),)
    for at, text in enumerate(lines):
        card.body.addWidget(Label(text, "body", "soft" if at else "unknown", wrap=True))
    return card


def how_card() -> Card:
    """What happens here, while no request is open."""
    card = Card(gap=16, padding=24)
    card.setObjectName("how")
    for number, step in enumerate(("open", "compare", "carry"), 1):
        line = row(gap=16)
        line.addWidget(Label(f"{number}", "section", "quiet"), 0, Qt.AlignmentFlag.AlignTop)
        lines = column(gap=2)
        lines.addWidget(Label(words(f"window.signer.step.{step}"), "strong"))
        text = words(f"window.signer.step.{step}_text")
        lines.addWidget(Label(text, "body", "soft", wrap=True))
        line.addLayout(lines, 1)
        card.body.addLayout(line)
    return card


def _code(view: SignerView) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(0)
    right = Qt.AlignmentFlag.AlignRight
    grid.addWidget(Label(words("window.signer.words"), "label"), 0, 0, right)
    code = Label(view.words, "section", "").selectable()
    code.setObjectName("fact.words")
    code.setAccessibleName(words("window.signer.words_named", words=view.words))
    grid.addWidget(code, 1, 0, right)
    return grid


def _grid(facts: list[Fact]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    for at, fact in enumerate(facts):
        exact = fact.code in _EXACT
        value = Label(fact.value, "mono" if exact else "strong", wrap=True).selectable()
        value.setObjectName(f"fact.{fact.code}")
        value.setAccessibleName(f"{fact.label}: {fact.value}")
        grid.addWidget(Label(fact.label, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, at, 1)
    return grid
