"""Draws the offline page."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.answer import AnswerDialog
from ui.desktop.dialogs.answer_model import AnswerModel, AnswerNeeds
from ui.desktop.dialogs.ask import ConfirmDialog, Question
from ui.desktop.dialogs.files import ask_for_file, ask_where_to_save
from ui.desktop.pages.offline.rows import RequestView, how_it_goes
from ui.desktop.pages.offline.view_model import (
    OfflineModel,
    OfflineNeeds,
    OfflinePageView,
    RequestRow,
)
from ui.desktop.widgets.boxes import Card, Fold, Line, Message, clear, column
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.drop_zone import DropZone
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words
from wallet.domain.errors import WalletError

if TYPE_CHECKING:
    from wallet.services.offline import Returned


class OfflinePage(Page):
    """What waits, then the place to bring an answer to, then what was."""

    def __init__(self, context: Context) -> None:
        super().__init__("offline")
        self._context = context
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("offlineAnswer")
        self._problem = Message("", "bad")
        self._problem.setObjectName("offlineProblem")
        self._problem.hide()
        self._open = Button(words("window.offline.open"), "openAnswer", kind="main")
        self._zone = DropZone(
            "dropAnswer",
            words("window.offline.bring"),
            words("window.offline.bring_text"),
            self._open,
        )
        self._waiting, self._earlier = column(gap=0), column(gap=0)
        self._drawn: tuple[object, object] = ((), ())
        self._lay_out()
        services = context.services
        needs = OfflineNeeds(services.offline, context.book, services.clock.now)
        self.model = OfflineModel(needs, context.run, self.render_view, self._open_answer)
        self._open.on_click(self._choose_answer)
        self._zone.dropped.connect(lambda text: self.model.bring(Path(text)))

    def _lay_out(self) -> None:
        head = column(gap=4)
        head.addWidget(self._answer)
        head.addWidget(Label(words("window.offline.beneath"), "body", "soft", wrap=True))
        self._waiting_card = Card(gap=0, padding=20)
        self._waiting_card.body.addWidget(Label(words("window.offline.waiting"), "section"))
        self._waiting_card.body.addLayout(self._waiting)
        self._earlier_fold = Fold(words("window.offline.earlier"), "earlierRequests")
        holder = Card(gap=0, padding=20)
        holder.body.addLayout(self._earlier)
        self._earlier_fold.body.addWidget(holder)
        self.body.addLayout(head)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._zone)
        self.body.addWidget(self._waiting_card)
        transfer = Button(words("window.open_transfer"), "openTransfer")
        transfer.on_click(lambda: self._context.go("transfer", None))
        self.body.addWidget(how_it_goes(transfer))
        self.body.addWidget(self._earlier_fold)
        self.body.addStretch(1)

    def activate(self, message: object) -> None:  # noqa: ARG002
        """Read the list."""
        self.model.opened()

    def refresh(self) -> None:
        """Something was sent, or time went on."""
        self.model.refresh()

    def search_field(self) -> QWidget:
        """What one comes here for."""
        return self._open

    def render_view(self, view: OfflinePageView) -> None:
        """Draw."""
        self._answer.setText(view.answer)
        said = view.problem or (words("window.offline.reading") if view.reading else "")
        self._problem.say(said, "bad" if view.problem else "info")
        self._problem.setVisible(bool(said))
        self._waiting_card.setVisible(bool(view.waiting))
        self._earlier_fold.setVisible(bool(view.earlier))
        drawn = (view.waiting, view.earlier)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_rows(self._waiting, view.waiting)
            self._draw_rows(self._earlier, view.earlier)

    def _draw_rows(self, into: QVBoxLayout, rows: tuple[RequestRow, ...]) -> None:
        clear(into)
        for at, told in enumerate(rows):
            if at:
                into.addWidget(Line())
            into.addWidget(RequestView(told, self._save_again, self._withdraw))

    # What a person does

    def _choose_answer(self) -> None:
        ask_for_file(self.window(), words("window.offline.open"), self.model.bring)

    def _save_again(self, told: RequestRow) -> None:
        name = words("window.export.file_name", stamp=told.id[:8])
        title = words("window.export.save")
        ask_where_to_save(
            self.window(), title, name, lambda file: self.model.save_again(told.id, file)
        )

    def _withdraw(self, told: RequestRow) -> None:
        question = Question(
            words("window.offline.withdraw_title"),
            words("window.offline.withdraw_text", what=told.what),
            "",
            words("window.offline.withdraw_do"),
        )
        dialog = ConfirmDialog(question, "withdrawDialog", self.window())

        def confirmed() -> None:
            try:
                self.model.withdraw(told.id)
            except WalletError as error:
                self._context.notices.failed(error)
            dialog.accept()

        dialog.confirmed.connect(confirmed)
        dialog.open()

    def _open_answer(self, raw: bytes, returned: "Returned", what: str) -> None:
        context, services = self._context, self._context.services
        network = context.shell.network()
        if network is None:
            context.notices.said(words("window.portfolio.no_network"))
            return
        needs = AnswerNeeds(
            services.offline, services.tracking, context.book, network, services.clock.now
        )
        dialog = AnswerDialog(self.window())
        model = AnswerModel(raw, returned, what, needs, context.run, dialog.render_view)
        dialog.attach(model)
        dialog.finished.connect(lambda *_: self.model.refresh())
        dialog.sent.connect(self.model.refresh)
        dialog.activity_wanted.connect(lambda: context.go("activity", None))
        dialog.open()
