"""The card with one's own vote: power, answer, reason, and the way to the review."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.desktop.pages.votes.parts import AnswerView, OptionButton
from ui.desktop.pages.votes.proposal_model import ProposalModel, Yours
from ui.desktop.widgets.boxes import Card, Line, Message, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Choice, Field, Option, line_edit
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words
from wallet.domain.governance import REASON_LIMIT, Support

_ORDER = (Support.FOR, Support.AGAINST, Support.ABSTAIN)


class BallotCard(Card):
    """Asks how one votes; says why one cannot."""

    def __init__(self, model: ProposalModel, delegate: Callable[[], None]) -> None:
        super().__init__(gap=10, padding=20)
        self._account = Choice("ballotAccount", words("window.proposal.account"))
        self._account.chosen.connect(model.choose_account)
        self._account_field = Field(words("window.proposal.account"), self._account, slim=True)
        self._power = Label("", "figure")
        self._power.setObjectName("votingPower")
        self._note = Label("", "hint", "quiet", wrap=True)
        self._closed = Message("", "info")
        self._closed.setObjectName("voteClosed")
        self._delegate = Button(words("window.proposal.delegate"), "delegateInstead")
        self._delegate.on_click(delegate)
        self._options = {
            support: OptionButton(words(f"window.votes.part.{support.word}"), f"vote{support.name}")
            for support in _ORDER
        }
        self._reason = line_edit(
            "voteReason", placeholder=words("window.proposal.reason_placeholder")
        )
        self._reason.setMaxLength(REASON_LIMIT)
        self._reason_field = Field(words("window.proposal.reason"), self._reason, slim=True)
        self._answer = AnswerView("voteSummary")
        self._why_not = Label("", "label", wrap=True)
        self._why_not.setObjectName("voteWhyNot")
        self._review = Button(words("window.proposal.review"), "reviewVote", kind="main")
        self._lay_out()
        for support, button in self._options.items():
            button.on_click(partial(model.choose, support))
        self._reason.textChanged.connect(model.reason)
        self._review.on_click(model.review)

    def _lay_out(self) -> None:
        self.body.addWidget(Label(words("window.proposal.yours"), "section"))
        self.body.addWidget(self._account_field)
        self._power_part = QWidget()
        power = column(gap=0)
        power.addWidget(Label(words("window.proposal.power"), "label"))
        power.addWidget(self._power)
        power.addWidget(self._note)
        self._power_part.setLayout(power)
        self.body.addWidget(self._power_part)
        self.body.addWidget(self._closed)
        self.body.addWidget(self._delegate, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = QWidget()
        form = column(gap=10)
        choices = row(gap=8)
        for button in self._options.values():
            choices.addWidget(button, 1)
        form.addLayout(choices)
        form.addWidget(self._reason_field)
        form.addWidget(self._answer)
        form.addWidget(Line())
        last = row(gap=12)
        last.addWidget(self._why_not, 1)
        last.addWidget(self._review)
        form.addLayout(last)
        self._form.setLayout(form)
        self.body.addWidget(self._form)

    def show_view(self, yours: Yours, reason_problem: str) -> None:
        """Draw; what is being typed is left alone."""
        self._account.offer(tuple(Option(*entry) for entry in yours.accounts), yours.account)
        self._account_field.setVisible(len(yours.accounts) > 1)
        self._power.setText(yours.power)
        self._note.setText(yours.power_note)
        self._power_part.setVisible(bool(yours.power_note))
        self._closed.setVisible(bool(yours.closed))
        self._closed.say(yours.closed, yours.closed_tone or "info")
        self._delegate.setVisible(yours.needs_delegation)
        self._form.setVisible(not yours.closed)
        for support, button in self._options.items():
            button.show_chosen(chosen=yours.support is support)
        if self._reason.text() != yours.reason:
            self._reason.setText(yours.reason)
        self._reason_field.show_problem(reason_problem or None)
        self._answer.show_view(yours.act)
        self._why_not.setText(yours.act.why_not)
        self._review.setEnabled(yours.act.can_review)
        self._review.setAccessibleDescription(yours.act.why_not)
