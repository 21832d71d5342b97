"""Draws one proposal: what is proposed and done on the left, result and vote on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.open_review import open_review
from ui.desktop.pages.votes.acting import ActNeeds
from ui.desktop.pages.votes.ballot_card import BallotCard
from ui.desktop.pages.votes.parts import ResultView
from ui.desktop.pages.votes.proposal_cards import CallsCard, TextCard
from ui.desktop.pages.votes.proposal_model import (
    Phase,
    ProposalModel,
    ProposalNeeds,
    ProposalPageView,
    Subject,
    Told,
)
from ui.desktop.widgets.boxes import Card, Message, Pill, Skeleton, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.labels import Label, plain_tip
from ui.desktop.widgets.page import Page
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken


class ProposalPage(Page):
    """One proposal whole, and the vote on it."""

    def __init__(self, context: Context) -> None:
        super().__init__("proposal")
        self._context = context
        self._told: Told | None = None
        self._back = Button(words("window.proposal.back"), "backToVotes", kind="link", icon="back")
        self._back.setProperty("fold", "true")
        self._back.on_click(lambda: context.go("votes", None))
        self._title = Label("", "answer", wrap=True)
        self._title.setObjectName("proposalTitle")
        self._state = Pill("", "info")
        self._by = Label("", "label", wrap=True)
        self._times = Label("", "label", wrap=True)
        self._times.setObjectName("proposalTimes")
        self._problem = Message("", "warn")
        self._result = column(gap=8)
        self._result_title = Label("", "section")
        self._text = TextCard()
        self._calls = CallsCard()
        services = context.services
        act = ActNeeds(services.governance, services.transfers, context.book)
        needs = ProposalNeeds(
            services.governance,
            act,
            context.book,
            services.accounts.list,
            lambda: _tokens(context),
            services.clock.now,
        )
        self.model = ProposalModel(
            needs,
            context.run,
            self.render_view,
            lambda reviewed: open_review(context, self.window(), reviewed, self.model.sent),
        )
        self._ballot = BallotCard(self.model, lambda: context.go("votes", None))
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head = row(gap=12)
        head.addWidget(self._title, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._lines = QWidget()
        lines = column(gap=2)
        lines.addWidget(self._by)
        lines.addWidget(self._times)
        self._lines.setLayout(lines)
        self.body.addWidget(self._lines)
        self.body.addWidget(self._problem)
        self._waiting = Card(padding=20)
        self._waiting.body.addWidget(Skeleton(4, 160))
        self._empty = EmptyState(
            "votes", words("window.proposal.missing"), words("window.votes.silent_text")
        )
        self._empty.add_step(words("window.try_again"), "tryAgain", self.refresh, main=True)
        self.body.addWidget(self._waiting)
        self.body.addWidget(self._empty)
        self._whole = QWidget()
        sides = row(gap=16)
        sides.addWidget(_side(self._text, self._calls), 11)
        sides.addWidget(_side(self._result_card(), self._ballot), 9)
        self._whole.setLayout(sides)
        self.body.addWidget(self._whole)
        self.body.addStretch(1)

    def _result_card(self) -> Card:
        card = Card(gap=10, padding=20)
        card.body.addWidget(self._result_title)
        card.body.addLayout(self._result)
        return card

    def activate(self, message: object) -> None:
        """A message is the assembly, the number, and whose vote."""
        if isinstance(message, tuple):
            governor, number, account = message
            self.model.open(Subject(Address(governor), number, account))
            return
        self.model.refresh()

    def refresh(self) -> None:
        """Read again."""
        self.model.refresh()

    def render_view(self, view: ProposalPageView) -> None:
        """Draw; what did not change is left alone, and so is what is being typed."""
        self._title.setText(view.answer)
        ready = view.told is not None and view.yours is not None
        self._whole.setVisible(ready)
        self._lines.setVisible(ready)
        self._state.setVisible(ready)
        self._waiting.setVisible(view.phase is Phase.LOADING)
        self._empty.setVisible(view.phase in {Phase.MISSING, Phase.FAILED})
        self._problem.setVisible(bool(view.problem))
        self._problem.say(view.problem, "warn")
        if view.told is None or view.yours is None:
            return
        if view.told != self._told:
            self._told = view.told
            self._draw(view.told)
        self._ballot.show_view(view.yours, view.reason_problem)

    def _draw(self, told: Told) -> None:
        self._state.show_state(told.state.text, told.state.tone, told.state.icon)
        self._by.setText(told.by)
        self._times.setText(told.times)
        plain_tip(self._times, told.times_full)
        self._text.show_text(told.description)
        self._calls.show_calls(told.calls, told.number)
        final = told.is_final
        self._result_title.setText(words(f"window.votes.{'result_final' if final else 'result'}"))
        clear(self._result)
        self._result.addWidget(ResultView(told.result, slim=False))


def _side(*cards: QWidget) -> QWidget:
    side = QWidget()
    # The share of the width is fixed, whatever stands in the cards.
    side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    inside = column(gap=16)
    for card in cards:
        inside.addWidget(card)
    inside.addStretch(1)
    side.setLayout(inside)
    return side


def _tokens(context: Context) -> tuple[SecurityToken, ...]:
    try:
        return context.services.tokens.tokens()
    except WalletError:
        return ()
