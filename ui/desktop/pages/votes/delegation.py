"""The dialog that asks who votes with somebody's units."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.context import Context
from ui.desktop.core.format import address_groups
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.pages.votes.acting import ActNeeds
from ui.desktop.pages.votes.delegation_model import (
    DelegationModel,
    DelegationNeeds,
    DelegationView,
)
from ui.desktop.pages.votes.parts import AnswerView, OptionButton
from ui.desktop.pages.votes.rows import PowerRow
from ui.desktop.widgets.boxes import row
from ui.desktop.widgets.fields import Field, Names, line_edit
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words
from wallet.domain.transfer import Reviewed


class DelegationDialog(Dialog):
    """Oneself or somebody else; tells the transaction to review."""

    reviewed = Signal(object)

    def __init__(self, context: Context, power: PowerRow, parent: QWidget | None) -> None:
        super().__init__(
            words("window.delegate.title", token=power.token),
            "delegationDialog",
            parent,
            width=560,
        )
        said = words("window.delegate.text", balance=power.balance, account=power.label)
        self.body.addWidget(Label(said, "body", "soft", wrap=True))
        self.body.addWidget(Label(power.text, "strong", wrap=True))
        self._self = OptionButton(words("window.delegate.self"), "delegateSelf")
        self._other = OptionButton(words("window.delegate.other"), "delegateOther")
        self._whom = line_edit("delegateWhom", placeholder=words("window.delegate.placeholder"))
        self._field = Field(words("window.delegate.whom"), self._whom)
        Names(self._whom).offer(context.book.offers())
        self._answer = AnswerView("delegationSummary")
        self._why_not = Label("", "label", wrap=True)
        self._why_not.setObjectName("delegationWhyNot")
        choices = row(gap=8)
        choices.addWidget(self._self, 1)
        choices.addWidget(self._other, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self._field)
        self.body.addWidget(self._answer)
        self.body.addStretch(1)
        self.body.addWidget(self._why_not)
        self.add_cancel()
        self._main = self.add_main(words("window.delegate.review"), "reviewDelegation")
        self._model = self._make_model(context, power)

    def _make_model(self, context: Context, power: PowerRow) -> DelegationModel:
        services = context.services
        needs = DelegationNeeds(
            power.votes.token,
            power.account,
            ActNeeds(services.governance, services.transfers, context.book),
            services.accounts.resolve,
            context.book,
        )
        run = context.tasks.scope()
        model = DelegationModel(needs, run, self._render_view, self._reviewed)
        self.finished.connect(lambda *_: run.cancel())
        self._self.on_click(lambda: model.choose(to_self=True))
        self._other.on_click(lambda: model.choose(to_self=False))
        self._whom.textChanged.connect(model.whom)
        self._main.on_click(model.review)
        return model

    def begin(self, *, to_self: bool) -> None:
        """Open, with the usual choice made or without."""
        self._model.start(to_self=to_self)
        self.open()

    def _render_view(self, view: DelegationView) -> None:
        self._self.show_chosen(chosen=view.to_self is True)
        self._other.show_chosen(chosen=view.to_self is False)
        self._field.setVisible(view.to_self is False)
        self._field.show_address(address_groups(view.whom) if view.whom else "")
        self._field.show_problem(view.whom_problem or None)
        self._answer.show_view(view.act)
        self._why_not.setText(view.act.why_not)
        self._main.setEnabled(view.act.can_review)
        self._main.setAccessibleDescription(view.act.why_not)

    def _reviewed(self, reviewed: Reviewed) -> None:
        self.accept()
        self.reviewed.emit(reviewed)
