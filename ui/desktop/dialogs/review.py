"""The review: what the bytes say, the passphrase, and the way to settled."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desktop.dialogs.facts import draw_facts
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.dialogs.review_model import STEPS, ReviewModel, ReviewView, Stage
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import Fold, IconView, Line, Message, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field, line_edit
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scrolling import Scrolled, scroll_area
from ui.text import sentence as words

_ORDER = {
    Stage.REVIEW: -1,
    Stage.SIGNING: 0,
    Stage.SENDING: 1,
    Stage.SUBMITTED: 2,
    Stage.MINED: 3,
    Stage.SETTLED: 4,
}


class ReviewDialog(Dialog):
    """Shows one reviewed transaction until its end; closing it does not stop what was sent."""

    sent = Signal()
    activity_wanted = Signal()

    def __init__(self, parent: QWidget | None, *, passphrase_hint: str = "") -> None:
        super().__init__(words("window.review.title"), "reviewDialog", parent, width=620)
        self._model: ReviewModel | None = None
        self._drawn = False
        self._told = False
        self._facts = column(gap=8)
        self._progress = Progress()
        self._progress.hide()
        self._message = Message("", "bad")
        self._message.hide()
        self._more = Fold(words("window.details"), "failureDetails")
        self._more_text = Label("", "mono", wrap=True).selectable()
        self._more.body.addWidget(self._more_text)
        self._more.hide()
        self._passphrase = line_edit("passphrase", secret=True)
        self._field = Field(
            words("window.review.passphrase"),
            self._passphrase,
            hint=passphrase_hint or words("window.review.passphrase_hint"),
        )
        self.body.addWidget(self._scrolled(), 1)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._message)
        self.body.addWidget(self._more)
        self.body.addWidget(self._field)
        self._cancel = self.add_cancel()
        self._activity = Button(words("window.review.see_activity"), "seeActivity")
        self._activity.on_click(self._see_activity).hide()
        self.buttons.insertWidget(1, self._activity)
        self._send = self.add_main(words("window.review.sign"), "signAndSend")
        self._send.on_click(self._sign)
        self.setMinimumHeight(600)

    def _scrolled(self) -> QScrollArea:
        holder = Scrolled()
        inside = column(gap=0)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        holder.setLayout(inside)
        return scroll_area(holder)

    def attach(self, model: ReviewModel) -> None:
        """Take what decides, and draw."""
        self._model = model
        self.finished.connect(lambda *_: model.stop())
        model.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start where the person types."""
        super().showEvent(event)
        self._passphrase.setFocus()

    def render_view(self, view: ReviewView) -> None:
        """Draw the stage; the facts are drawn once, they never change."""
        if not self._drawn:
            self._drawn = True
            draw_facts(self._facts, view.facts)
        before = view.stage is Stage.REVIEW
        busy = view.is_busy
        self._field.setVisible(before)
        self._passphrase.setEnabled(before)
        self._progress.setVisible(not before)
        self._progress.show_view(view)
        self._show_problem(view)
        self._send.setVisible(before or busy)
        self._send.setEnabled(before)
        self._send.set_words(words("window.review.sign" if not busy else "window.working"))
        self._activity.setVisible(bool(view.tx_hash) and not busy)
        self._cancel.setEnabled(not busy)
        self._cancel.set_words(words("window.cancel" if before or busy else "window.close"))
        self._title_for(view.stage)
        if _ORDER.get(view.stage, 0) >= _ORDER[Stage.SUBMITTED] and not self._told:
            self._told = True
            self.sent.emit()
        if view.stage is not Stage.REVIEW:
            self._passphrase.clear()
        elif view.problem:
            self._passphrase.setFocus()
        if not before and not busy:
            self._cancel.setFocus()

    def _title_for(self, stage: Stage) -> None:
        code = stage.value if stage in {Stage.SETTLED, Stage.FAILED, Stage.STOPPED} else ""
        if not code:
            code = "title" if _ORDER[stage] < _ORDER[Stage.SUBMITTED] else "under_way"
        self.title.setText(words(f"window.review.{code}"))

    def _show_problem(self, view: ReviewView) -> None:
        self._message.setVisible(bool(view.problem))
        tone = "warn" if view.stage in {Stage.SUBMITTED, Stage.MINED} else "bad"
        self._message.say(view.problem, tone)
        self._more.setVisible(bool(view.problem and view.details))
        self._more_text.setText(view.details)

    def reject(self) -> None:
        """Close, unless keys or nodes are at work."""
        if self._model is None or not self._model.view.is_busy:
            self._passphrase.clear()
            super().reject()

    def _sign(self) -> None:
        if self._model is not None:
            passphrase = self._passphrase.text()
            self._passphrase.clear()
            self._model.send(passphrase)

    def _see_activity(self) -> None:
        self.activity_wanted.emit()
        self.reject()


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

    def show_view(self, view: ReviewView) -> None:
        """Draw how far it is."""
        reached = _ORDER.get(view.stage, 0)
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
