"""Signed, sent, mined, settled: how far a transaction is."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.desktop.dialogs.review_model import STEPS, Stage
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import IconView, Line, column, row
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words

ORDER = {
    Stage.REVIEW: -1,
    Stage.SIGNING: 0,
    Stage.SENDING: 1,
    Stage.SUBMITTED: 2,
    Stage.MINED: 3,
    Stage.SETTLED: 4,
}


class UnderWay(Protocol):
    """What is drawn of a transaction under way."""

    @property
    def stage(self) -> Stage:
        """How far it is."""

    @property
    def tx_hash(self) -> str:
        """Its hash; empty before it is signed."""

    @property
    def block(self) -> int | None:
        """The block it is in."""

    @property
    def confirmations(self) -> tuple[int, int]:
        """Blocks seen on top, and how many are asked for."""


class Progress(QWidget):
    """Signed, sent, mined, settled: in place, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._icons = [IconView("clock", "text_3") for _ in STEPS]
        self._words = [
            Label(words(f"window.step.{step.value}"), "label", "quiet") for step in STEPS
        ]
        self._hash = Label("", "mono", wrap=True).selectable()
        self._hash.setObjectName("txHash")
        self._copy = CopyButton(words("window.copy_hash"), "txHashCopy")
        self._where = Label("", "hint", "quiet")
        steps = row(gap=8)
        for icon, word in zip(self._icons, self._words, strict=True):
            steps.addWidget(icon)
            steps.addWidget(word)
            steps.addStretch(1)
        line = row(gap=8)
        line.addWidget(self._hash, 1)
        line.addWidget(self._copy)
        layout = column(gap=6)
        layout.addWidget(Line())
        layout.addLayout(steps)
        layout.addLayout(line)
        layout.addWidget(self._where)
        self.setLayout(layout)

    def show_view(self, view: UnderWay) -> None:
        """Draw how far it is."""
        reached = ORDER.get(view.stage, 0)
        failed = view.stage in {Stage.FAILED, Stage.STOPPED}
        for at, (icon, word) in enumerate(zip(self._icons, self._words, strict=True)):
            name, tone = _step_look(at, reached, failed=failed)
            icon.show_icon(name, tone)
            word.set_tone({"text_3": "quiet", "text": ""}.get(tone, tone))
            now = ".now" if at == reached and not failed else ""
            word.setText(words(f"window.step.{STEPS[at].value}{now}"))
        self._hash.setText(_hash_groups(view.tx_hash))
        self._copy.set_text(view.tx_hash)
        self._copy.setVisible(bool(view.tx_hash))
        seen, wanted = view.confirmations
        where = ""
        if view.block is not None:
            where = words("window.review.where", number=view.block, seen=seen, wanted=wanted)
        self._where.setText(where)


def _step_look(at: int, reached: int, *, failed: bool) -> tuple[str, str]:
    if failed:
        return "skip", "text_3"
    if at < reached:
        return "allowed", "ok"
    return ("clock", "text") if at == reached else ("clock", "text_3")


def _hash_groups(text: str) -> str:
    body = text[2:]
    return "0x" + " ".join(body[at : at + 8] for at in range(0, len(body), 8)) if text else ""
