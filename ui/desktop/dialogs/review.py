"""The review: what the bytes say, the passphrase, and the way to settled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desktop.dialogs.facts import draw_facts
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.dialogs.progress import ORDER, Progress
from ui.desktop.dialogs.review_model import ReviewModel, ReviewView, Stage
from ui.desktop.widgets.boxes import Fold, Message, column
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field, line_edit
from ui.desktop.widgets.labels import Label, plain_tip
from ui.desktop.widgets.scrolling import Scrolled, scroll_area
from ui.text import sentence as words


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
        self._paid = Label("", "label")
        self._paid.setObjectName("feePaid")
        self._paid.hide()
        self.body.addWidget(self._paid)
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
        area = scroll_area(holder)
        # No room is kept for a bar that is not there, so that all right edges agree.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area

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
        self._show_paid(view)
        self._send.setVisible(before or busy)
        self._send.setEnabled(before)
        self._send.set_words(words("window.review.sign" if not busy else "window.working"))
        self._activity.setVisible(bool(view.tx_hash) and not busy)
        self._cancel.setEnabled(not busy)
        self._cancel.set_words(words("window.cancel" if before or busy else "window.close"))
        self._title_for(view.stage, view.facts.kind)
        if ORDER.get(view.stage, 0) >= ORDER[Stage.SUBMITTED] and not self._told:
            self._told = True
            self.sent.emit()
        if view.stage is not Stage.REVIEW:
            self._passphrase.clear()
        elif view.problem:
            self._passphrase.setFocus()
        if not before and not busy:
            self._cancel.setFocus()

    def _title_for(self, stage: Stage, kind: str) -> None:
        code = stage.value if stage in {Stage.SETTLED, Stage.FAILED, Stage.STOPPED} else ""
        if stage is Stage.REVIEW:
            code = "title" if kind == "transfer" else f"title_{kind}"
        self.title.setText(words(f"window.review.{code or 'under_way'}"))

    def _show_paid(self, view: ReviewView) -> None:
        paid = view.paid if view.is_final else None
        self._paid.setVisible(paid is not None)
        if paid is not None:
            self._paid.setText(words("window.review.paid", fee=paid.text))
            plain_tip(self._paid, f"{paid.full} {paid.unit}")

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
