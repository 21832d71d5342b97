"""An answer came back: what was verified, what changed, then sending with progress."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.dialogs.answer_model import AnswerModel, AnswerView, Step
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.dialogs.progress import Progress
from ui.desktop.dialogs.review_model import Stage
from ui.desktop.widgets.boxes import Fold, IconView, Line, Message, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scrolling import Scrolled, scroll_area
from ui.text import sentence as words

_UNDER_WAY = {Stage.SUBMITTED, Stage.MINED}
_ENDS = {Stage.SETTLED: "window.review.settled", Stage.FAILED: "window.review.failed"}


class AnswerDialog(Dialog):
    """One answer until its end; closing it does not stop what was sent."""

    sent = Signal()
    activity_wanted = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(words("window.answer.title"), "answerDialog", parent, width=620)
        self._model: AnswerModel | None = None
        self._drawn: tuple[object, ...] = ()
        self._told = False
        self._what = Label("", "section", wrap=True)
        self._what.setObjectName("answerWhat")
        self._steps = column(gap=8)
        self._disagreement = Tick("acceptDisagreement")
        self._burn = Tick("acceptBurn")
        self._progress = Progress()
        self._progress.hide()
        self._message = Message("", "bad")
        self._message.setObjectName("answerProblem")
        self._message.hide()
        self._more = Fold(words("window.details"), "answerDetails")
        self._more_text = Label("", "mono", wrap=True).selectable()
        self._more.body.addWidget(self._more_text)
        self._more.hide()
        self._why_not = Label("", "label", wrap=True)
        self._lay_out()
        self._make_buttons()
        self.setMinimumHeight(560)

    def _lay_out(self) -> None:
        holder, inside = Scrolled(), column(gap=12)
        inside.addLayout(self._steps)
        inside.addLayout(self._ticks())
        inside.addStretch(1)
        holder.setLayout(inside)
        self.body.addWidget(self._what)
        self.body.addWidget(Line())
        self.body.addWidget(scroll_area(holder), 1)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._message)
        self.body.addWidget(self._more)
        self.body.addWidget(self._why_not)

    def _ticks(self) -> QVBoxLayout:
        ticks = column(gap=4)
        for tick in (self._disagreement, self._burn):
            tick.box.toggled.connect(lambda *_: self._accept())
            ticks.addWidget(tick)
        return ticks

    def _make_buttons(self) -> None:
        self._cancel = self.add_cancel(words("window.answer.later"))
        self._activity = Button(words("window.review.see_activity"), "seeActivity")
        self._activity.on_click(self._see_activity).hide()
        self._again = Button(words("window.answer.ask_again"), "askAgain", icon="refresh")
        self._again.hide()
        self.buttons.insertWidget(1, self._activity)
        self.buttons.insertWidget(1, self._again)
        self._send = self.add_main(words("window.answer.send"), "sendAnswer")

    def attach(self, model: AnswerModel) -> None:
        """Take what decides, and draw."""
        self._model = model
        self.finished.connect(lambda *_: model.stop())
        self._send.on_click(model.send)
        self._again.on_click(model.ask)
        model.start()

    def render_view(self, view: AnswerView) -> None:
        """Draw the stage."""
        before = view.stage is Stage.REVIEW
        self._what.setText(view.what)
        self._draw_steps(view)
        self._disagreement.show_words(view.disagreement if before else "")
        self._burn.show_words(view.burn if before else "")
        self._progress.setVisible(not before)
        self._progress.show_view(view)
        self._message.say(view.problem, "warn" if view.stage in _UNDER_WAY else "bad")
        self._message.setVisible(bool(view.problem))
        self._more_text.setText(view.details)
        self._more.setVisible(bool(view.problem and view.details))
        self._why_not.setText(view.why_not if before else "")
        self._why_not.setVisible(before and bool(view.why_not))
        self._show_buttons(view)
        self.title.setText(words(_title(view.stage)))
        if not before and not view.is_busy and not self._told:
            self._told = True
            self.sent.emit()

    def _show_buttons(self, view: AnswerView) -> None:
        before = view.stage is Stage.REVIEW
        came = view.can_send and not self._send.isEnabled()
        self._send.setVisible(before or view.is_busy)
        self._send.setEnabled(view.can_send)
        if came and not (self._disagreement.box.hasFocus() or self._burn.box.hasFocus()):
            self._send.setFocus()
        self._send.setAccessibleDescription(view.why_not)
        self._send.set_words(words("window.working" if view.is_busy else "window.answer.send"))
        self._again.setVisible(before and view.can_ask)
        self._activity.setVisible(not before and not view.is_busy)
        self._cancel.setEnabled(not view.is_busy)
        later = before or view.is_busy
        self._cancel.set_words(words("window.answer.later" if later else "window.close"))

    def _draw_steps(self, view: AnswerView) -> None:
        drawn = (view.steps, view.changes, view.unchanged)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        clear(self._steps)
        for step in view.steps:
            self._steps.addLayout(_line(step))
        if view.changes:
            self._steps.addSpacing(4)
            self._steps.addWidget(Label(words("window.answer.changes"), "strong", wrap=True))
            for step in view.changes:
                self._steps.addLayout(_line(step))
        elif view.unchanged:
            self._steps.addLayout(_line(Step("check", "ok", view.unchanged)))

    def reject(self) -> None:
        """Close, unless it is being handed over this moment."""
        if self._model is None or not self._model.view.is_busy:
            super().reject()

    def _accept(self) -> None:
        if self._model is not None:
            self._model.accept(
                disagreement=self._disagreement.box.isChecked(), burn=self._burn.box.isChecked()
            )

    def _see_activity(self) -> None:
        self.activity_wanted.emit()
        self.reject()


class Tick(QWidget):
    """A box to tick, with words that may need several lines."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setObjectName(name)
        self.words = Label("", "body", wrap=True)
        line = row(gap=4)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.setLayout(line)
        self.hide()

    def show_words(self, text: str) -> None:
        """What is accepted by it; nothing hides it."""
        self.words.setText(text)
        self.box.setAccessibleName(text)
        self.setVisible(bool(text))


def _title(stage: Stage) -> str:
    usual = "window.review.under_way" if stage in _UNDER_WAY else "window.answer.title"
    return _ENDS.get(stage, usual)


def _line(step: Step) -> QHBoxLayout:
    line = row(gap=12)
    line.addWidget(IconView(step.icon, step.tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(step.text, "body", wrap=True), 1)
    return line
