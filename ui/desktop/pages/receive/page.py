"""Draws the address to give away, and which tokens accept it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.desktop.context import Context
from ui.desktop.core.format import address_groups
from ui.desktop.core.names import network_name
from ui.desktop.pages.receive.view_model import (
    Receivable,
    ReceiveModel,
    ReceiveNeeds,
    ReceivePageView,
)
from ui.desktop.widgets.boxes import Card, Line, Message, Pill, Skeleton, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.fields import Choice, Field, Option
from ui.desktop.widgets.labels import ElidedLabel, Label
from ui.desktop.widgets.page import Page
from ui.desktop.widgets.qr_code import QrCode
from ui.text import sentence as words


class ReceivePage(Page):
    """One account's address: to scan, to read aloud, to copy."""

    def __init__(self, context: Context) -> None:
        super().__init__("receive")
        self._context = context
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("receiveAnswer")
        self._account = Choice("receiveAccount", words("window.receive.account"))
        self._field = Field(words("window.receive.account"), self._account, slim=True)
        self._code = QrCode("receiveQr", words("window.receive.qr"))
        self._address = Label("", "figure", wrap=True).selectable()
        self._address.setProperty("mono", "true")
        self._address.setObjectName("receiveAddress")
        self._copy = Button(words("window.receive.copy"), "receiveCopy", kind="main", icon="copy")
        self._copy.on_click(self._copy_address)
        self._network = Label("", "label", wrap=True)
        self._caution = Message("", "warn")
        self._tokens = column(gap=0)
        self._note = Label("", "body", "soft", wrap=True)
        self._drawn: tuple[Receivable, ...] | None = ()
        self._raw = ""
        self._lay_out()
        services = context.services
        needs = ReceiveNeeds(
            services.accounts,
            services.tokens,
            context.shell.chosen,
            lambda: _name(context),
            context.native,
        )
        self.model = ReceiveModel(needs, context.run, self.render_view)
        self._account.chosen.connect(self.model.choose)

    def _lay_out(self) -> None:
        self._card = self._address_card()
        self._what = Card(gap=8, padding=20)
        self._what.body.addWidget(Label(words("window.receive.what"), "section"))
        self._what.body.addWidget(self._note)
        self._what.body.addLayout(self._tokens)
        self._empty = EmptyState(
            "receive", words("window.receive.none"), words("window.receive.none_text")
        )
        self._empty.add_step(
            words("window.open_accounts"),
            "openAccounts",
            lambda: self._context.go("accounts", None),
            main=True,
        )
        self.body.addWidget(self._answer)
        self.body.addWidget(self._caution)
        self.body.addWidget(self._card)
        self.body.addWidget(self._what)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def _address_card(self) -> Card:
        card = Card(gap=0, padding=24)
        sides = row(gap=28)
        sides.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(gap=10)
        lines.addWidget(self._field)
        lines.addWidget(Label(words("window.receive.address"), "label"))
        lines.addWidget(self._address)
        buttons = row(gap=8)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addSpacing(8)
        lines.addWidget(Label(words("window.receive.compare"), "label", wrap=True))
        lines.addWidget(self._network)
        lines.addStretch(1)
        sides.addLayout(lines, 1)
        card.body.addLayout(sides)
        return card

    def activate(self, message: object) -> None:
        """A message is the account to receive into."""
        if isinstance(message, str):
            self.model.choose(message)
            return
        self.model.refresh()

    def refresh(self) -> None:
        """Accounts or the chain changed."""
        self.model.refresh()

    def render_view(self, view: ReceivePageView) -> None:
        """Draw."""
        self._answer.setText(view.answer)
        known = bool(view.address)
        self._answer.setVisible(known)
        self._card.setVisible(known)
        self._what.setVisible(known)
        self._empty.setVisible(not known)
        self._caution.setVisible(bool(view.caution))
        self._caution.say(view.caution, "warn")
        self._raw = view.address
        self._code.show_text(view.address)
        if not known:
            return
        self._account.offer(tuple(Option(*entry) for entry in view.accounts), view.account)
        self._field.setVisible(len(view.accounts) > 1)
        self._address.setText(address_groups(view.address))
        self._address.setAccessibleName(address_groups(view.address))
        text = words("window.receive.network", name=view.network) if view.network else ""
        self._network.setText(text)
        self._network.setVisible(bool(text))
        self._draw_tokens(view)

    def _draw_tokens(self, view: ReceivePageView) -> None:
        note = view.tokens_note or (words("window.receive.reading") if view.tokens is None else "")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if view.tokens == self._drawn:
            return
        self._drawn = view.tokens
        clear(self._tokens)
        if view.tokens is None:
            self._tokens.addWidget(Skeleton(3, 120))
        for at, token in enumerate(view.tokens or ()):
            if at:
                self._tokens.addWidget(Line())
            self._tokens.addWidget(_token_row(token))

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._raw)
        self._context.notices.said(words("window.copied"))


def _token_row(token: Receivable) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{token.name}: {token.word}. {token.why}")
    line = row(gap=16, margins=(0, 10, 0, 10))
    lines = column(gap=2)
    name = f"{token.name} · {token.symbol}" if token.symbol else token.name
    lines.addWidget(ElidedLabel(name, "strong"))
    lines.addWidget(Label(token.why, "label", wrap=True))
    line.addLayout(lines, 1)
    line.addWidget(Pill(token.word, token.tone, token.icon), 0, Qt.AlignmentFlag.AlignTop)
    holder.setLayout(line)
    return holder


def _name(context: Context) -> str:
    network = context.shell.network()
    return network_name(network.name) if network else ""
