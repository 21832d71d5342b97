"""Signing with a key that is elsewhere: what goes into the file, then how it is carried."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.dialogs.export_model import ExportModel, ExportView, Written
from ui.desktop.dialogs.facts import draw_facts, labelled, plain_line
from ui.desktop.dialogs.files import ask_where_to_save
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.widgets.boxes import Fold, Line, Message, clear, column
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Choice, Field, Option
from ui.desktop.widgets.labels import ElidedLabel, Label
from ui.desktop.widgets.scrolling import Scrolled, scroll_area
from ui.text import sentence as words


class ExportDialog(Dialog):
    """Shows what the bytes say, writes the request, then shows the words to compare."""

    written = Signal()
    waiting_wanted = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(words("window.export.title"), "exportDialog", parent, width=620)
        self._model: ExportModel | None = None
        self._shown: Written | None = None
        self._drawn = False
        self._lead = Label(words("window.export.text"), "body", "soft", wrap=True)
        self._facts = column(gap=8)
        self._lifetime = Choice("lifetime", words("window.export.lifetime"))
        self._field = Field(
            words("window.export.lifetime"),
            self._lifetime,
            hint=words("window.export.lifetime_hint"),
        )
        self._problem = Message("", "bad")
        self._problem.setObjectName("exportProblem")
        self._problem.hide()
        holder, inside = Scrolled(), column(gap=0)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        holder.setLayout(inside)
        self.body.addWidget(self._lead)
        self.body.addWidget(scroll_area(holder), 1)
        self.body.addWidget(self._field)
        self.body.addWidget(self._problem)
        self._cancel = self.add_cancel()
        self._waiting = Button(words("window.export.see_waiting"), "seeWaiting", kind="main")
        self._waiting.on_click(self._see_waiting).hide()
        self.buttons.addWidget(self._waiting)
        self._save = self.add_main(words("window.export.save"), "saveRequest")
        self._save.on_click(self._ask_where)
        self.setMinimumHeight(560)

    def attach(self, model: ExportModel) -> None:
        """Take what decides, and draw."""
        self._model = model
        self._lifetime.chosen.connect(model.choose)
        model.start()

    def render_view(self, view: ExportView) -> None:
        """Draw; the facts are drawn once, they never change."""
        if not self._drawn:
            self._drawn = True
            draw_facts(self._facts, view.facts, word_code=False)
        self._lifetime.offer(tuple(Option(*entry) for entry in view.lifetimes), view.lifetime)
        self._problem.say(view.problem, "bad")
        self._problem.setVisible(bool(view.problem))
        if view.written is not None and view.written != self._shown:
            self._shown = view.written
            self._draw_written(view.written)

    def _ask_where(self) -> None:
        if self._model is not None:
            model = self._model
            ask_where_to_save(self, words("window.export.save"), model.file_name(), model.save)

    def _draw_written(self, written: Written) -> None:
        self.title.setText(words("window.export.written"))
        self._lead.setText(words("window.export.written_text"))
        clear(self._facts)
        code = Label(written.code, "answer").selectable()
        code.setObjectName("requestWords")
        code.setAccessibleName(words("window.export.code_named", code=written.code))
        self._facts.addWidget(Label(words("window.export.code"), "label"))
        self._facts.addWidget(code)
        self._facts.addWidget(Label(words("window.export.code_hint"), "hint", "quiet", wrap=True))
        self._facts.addSpacing(8)
        self._facts.addWidget(Line())
        self._facts.addSpacing(4)
        self._facts.addLayout(
            plain_line(words("window.export.file"), Path(written.file).name, "requestFile")
        )
        folder = ElidedLabel("", "mono")
        folder.set_whole(str(Path(written.file).parent))
        self._facts.addLayout(labelled(words("window.export.folder"), folder))
        self._facts.addLayout(
            plain_line(words("window.export.expires"), written.expires, "requestExpires")
        )
        if written.rival:
            self._facts.addWidget(Message(written.rival, "warn"))
        fold = Fold(words("window.details"), "requestDetails")
        fold.body.addLayout(
            plain_line(words("window.export.digest"), written.digest, "requestDigest", mono=True)
        )
        self._facts.addWidget(fold)
        self._field.hide()
        self._save.hide()
        self._waiting.show()
        self._waiting.setDefault(True)
        self._waiting.setFocus()
        self._cancel.set_words(words("window.close"))
        self.written.emit()

    def _see_waiting(self) -> None:
        self.waiting_wanted.emit()
        self.accept()
