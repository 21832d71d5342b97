"""Draws one token: the holding, then what its contract says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.ask import ConfirmDialog, Question
from ui.desktop.pages.token.cards import (
    DocumentsCard,
    FactsCard,
    IdentityCard,
    PowersCard,
    RulesCard,
)
from ui.desktop.pages.token.holding_card import HoldingCard
from ui.desktop.pages.token.view_model import Phase, TokenModel, TokenNeeds, TokenPageView
from ui.desktop.widgets.boxes import Message, Pill, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.labels import ElidedLabel, Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words
from wallet.domain.ids import Address


class TokenPage(Page):
    """One holding whole, the rules it is under, and who has power over it."""

    def __init__(self, context: Context) -> None:
        super().__init__("token")
        self._context = context
        services = context.services
        needs = TokenNeeds(
            services.portfolio,
            services.tokens,
            context.book,
            lambda: _network(context),
            lambda account: _can_sign(context, account),
            services.clock.now,
        )
        self._make_head()
        self._problem = Message("", "warn")
        self._problem.hide()
        self._held = HoldingCard()
        self._rules = RulesCard()
        self._powers = PowersCard()
        self._identity = IdentityCard()
        self._documents = DocumentsCard()
        self._facts = FactsCard()
        self._lay_out()
        self.model = TokenModel(needs, context.run, self.render_view)

    def _make_head(self) -> None:
        self._back = Button(words("window.token.back"), "tokenBack", kind="link", icon="back")
        self._back.setProperty("fold", "true")
        self._back.on_click(lambda: self._context.go("portfolio", None))
        self._title = ElidedLabel("", "strong")
        self._title.setObjectName("tokenTitle")
        self._subtitle = ElidedLabel("", "label")
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("tokenAnswer")
        self._state = Pill("", "warn", "warning")
        self._send = Button(
            words("window.token.send"), "tokenSend", kind="main", icon="transfer"
        ).on_click(self._open_transfer)
        self._receive = Button(
            words("window.token.receive"), "tokenReceive", icon="receive"
        ).on_click(self._open_receive)
        self._remove = Button(words("window.token.remove"), "tokenRemove", icon="trash").on_click(
            self._ask_remove
        )

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "portfolio", words("window.token.gone_title"), words("window.token.gone_text")
        )
        self._empty.add_step(
            words("window.open_portfolio"),
            "openPortfolio",
            lambda: self._context.go("portfolio", None),
            main=True,
        )
        self._whole = QWidget()
        whole = column(gap=16)
        whole.addLayout(self._head())
        whole.addWidget(self._problem)
        whole.addWidget(self._held)
        sides = row(gap=16)
        cards: tuple[tuple[QWidget, ...], ...] = (
            (self._rules, self._powers),
            (self._identity, self._documents, self._facts),
        )
        for stacked in cards:
            side = QWidget()
            # Both sides are equally wide, whatever stands in them.
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            inside = column(gap=16)
            for card in stacked:
                inside.addWidget(card)
            inside.addStretch(1)
            side.setLayout(inside)
            sides.addWidget(side, 1)
        whole.addLayout(sides)
        self._whole.setLayout(whole)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def _head(self) -> QGridLayout:
        head = QGridLayout()
        head.setHorizontalSpacing(16)
        head.setVerticalSpacing(2)
        names = column(gap=2)
        names.addWidget(self._answer)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        head.addLayout(names, 0, 0)
        head.setColumnStretch(0, 1)
        steps = row(gap=8)
        for button in (self._state, self._remove, self._receive, self._send):
            steps.addWidget(button)
        head.addLayout(steps, 0, 1, Qt.AlignmentFlag.AlignTop)
        return head

    def activate(self, message: object) -> None:
        """A message is the token and the account; without one the last stays."""
        if isinstance(message, tuple):
            token, account = message
            self.model.open(token, account)
            return
        self.model.refresh()

    def refresh(self) -> None:
        """Something changed."""
        self.model.refresh()

    def render_view(self, view: TokenPageView) -> None:
        """Draw; each card draws itself only if it changed."""
        shown = view.phase is Phase.SHOWN
        self._whole.setVisible(shown)
        self._empty.setVisible(not shown)
        if not shown:
            return
        held = view.held
        self._title.set_whole(view.title)
        self._subtitle.set_whole(view.subtitle)
        self._answer.setText(
            held.answer if held else words("window.token.reading", name=view.title)
        )
        state = held.state if held else ""
        self._state.setVisible(bool(state))
        if held and state:
            icon = "unknown" if held.tone == "unknown" else "warning"
            self._state.show_state(state, held.tone, icon)
        self._send.setVisible(view.can_send)
        self._send.setEnabled(bool(held and held.parts and held.parts.free))
        problem = view.problem or view.told_problem
        self._problem.setVisible(bool(problem))
        self._problem.say(problem, "warn")
        self._held.show_held(held, view.beneath, view.now)
        told = view.told
        self._rules.show_rules(told.rules if told else None)
        self._powers.show_powers(told.powers if told else None)
        self._identity.show_identity(told)
        self._documents.show_documents(told.documents if told else ())
        self._facts.show_facts(view.address, view.facts)

    def _open_transfer(self) -> None:
        self._context.go("transfer", self.model.shown)

    def _open_receive(self) -> None:
        shown = self.model.shown
        self._context.go("receive", str(shown[1]) if shown else None)

    def _ask_remove(self) -> None:
        question = Question(
            words("window.token.remove_title", name=self._title.accessibleName()),
            words("window.token.remove_text"),
            "",
            words("window.token.remove"),
        )
        dialog = ConfirmDialog(question, "removeTokenDialog", self.window())
        dialog.confirmed.connect(lambda: self.model.remove(dialog.accept, dialog.show_problem))
        dialog.accepted.connect(lambda: self._context.go("portfolio", None))
        dialog.open()


def _network(context: Context) -> str:
    network = context.shell.network()
    return network.name if network else ""


def _can_sign(context: Context, account: Address) -> bool:
    own = context.services.accounts.list()
    return any(one.address == account and one.kind.can_sign for one in own)
