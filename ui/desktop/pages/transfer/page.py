"""Draws the transfer: the form on the left, the verdict on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.desktop.context import Context
from ui.desktop.core.format import address_groups
from ui.desktop.dialogs.open_export import open_export
from ui.desktop.dialogs.review import ReviewDialog
from ui.desktop.dialogs.review_model import ReviewModel, ReviewNeeds
from ui.desktop.pages.transfer.panel import VerdictPanel
from ui.desktop.pages.transfer.view import Entry, TransferPageView
from ui.desktop.pages.transfer.view_model import TransferModel, TransferNeeds
from ui.desktop.widgets.boxes import Card, Line, Message, Pill, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.fields import Choice, Field, Names, Option, line_edit
from ui.desktop.widgets.labels import Label, plain_tip
from ui.desktop.widgets.page import Page
from ui.text import sentence as words

if TYPE_CHECKING:
    from wallet.domain.transfer import Reviewed


class TransferPage(Page):
    """From, to, amount; the answer appears while one types."""

    def __init__(self, context: Context) -> None:
        super().__init__("transfer")
        self._context = context
        self._title = Label("", "answer", wrap=True)
        self._title.setObjectName("transferTitle")
        self._make_controls()
        self._panel = VerdictPanel(context.services.clock.now)
        self._lay_out()
        services = context.services
        needs = TransferNeeds(
            services.accounts,
            services.tokens,
            services.portfolio,
            services.compliance,
            services.transfers,
            context.book,
            context.native,
        )
        self.model = TransferModel(
            needs, context.run, self.render_view, self._open_review, self._open_export
        )
        self._connect()

    def _make_controls(self) -> None:
        self._token = Choice("token", words("window.transfer.token"))
        self._sender = Choice("sender", words("window.transfer.from"))
        self._recipient = line_edit(
            "recipient", placeholder=words("window.transfer.recipient_placeholder")
        )
        self._amount = line_edit("amount", placeholder="0")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._token_field = Field(words("window.transfer.token"), self._token, slim=True)
        self._sender_field = Field(words("window.transfer.from"), self._sender)
        self._recipient_field = Field(words("window.transfer.to"), self._recipient)
        self._amount_field = Field(words("window.transfer.amount"), self._amount)
        self._names = Names(self._recipient)
        self._known = Pill("", "ok", "check")
        self._symbol = Label("", "body", "quiet")
        self._most = Button(words("window.transfer.most"), "mostPossible")
        self._review = Button(words("window.transfer.review"), "reviewTransfer", kind="main")
        self._offline = Button(words("window.transfer.sign_offline"), "signOffline")
        plain_tip(self._offline, words("window.transfer.sign_offline_tip"))
        self._stopped = Message("", "bad")
        self._stopped.setObjectName("stopped")
        self._stopped.hide()
        self._why_not = Label("", "label", wrap=True)
        self._why_not.setObjectName("whyNot")
        self._why_not.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        self.body.addWidget(self._title)
        self._form = QWidget()
        sides = row(gap=24)
        sides.addWidget(self._form_card(), 10, Qt.AlignmentFlag.AlignTop)
        sides.addWidget(self._panel, 11, Qt.AlignmentFlag.AlignTop)
        self._form.setLayout(sides)
        self._empty = EmptyState(
            "transfer", words("window.transfer.empty_title"), words("window.transfer.empty_text")
        )
        self._empty.add_step(
            words("window.open_portfolio"),
            "openPortfolio",
            lambda: self._context.go("portfolio", None),
            main=True,
        )
        self._empty.hide()
        self.body.addWidget(self._form)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def _form_card(self) -> Card:
        card = Card(gap=10, padding=20)
        card.body.addWidget(self._token_field)
        card.body.addWidget(self._sender_field)
        card.body.addWidget(self._recipient_field)
        self._recipient_field.add_head(self._known)
        card.body.addWidget(self._amount_field)
        self._amount_field.add_beside(self._symbol)
        self._amount_field.add_beside(self._most)
        card.body.addWidget(self._stopped)
        card.body.addWidget(Line())
        card.body.addSpacing(4)
        last = row(gap=8)
        last.addWidget(self._why_not, 1)
        last.addSpacing(4)
        last.addWidget(self._offline)
        last.addWidget(self._review)
        card.body.addLayout(last)
        return card

    def _connect(self) -> None:
        self._token.chosen.connect(lambda key: self.model.edit(token=key))
        self._sender.chosen.connect(lambda key: self.model.edit(sender=key))
        self._recipient.textChanged.connect(lambda text: self.model.edit(recipient=text))
        self._amount.textChanged.connect(lambda text: self.model.edit(amount=text))
        self._most.on_click(self.model.most_possible)
        self._review.on_click(self.model.review)
        self._offline.on_click(self.model.sign_offline)
        self._amount.returnPressed.connect(self._go_on)
        self._panel.accepted.connect(
            lambda disagreement, burn: self.model.accept(disagreement=disagreement, burn=burn)
        )

    # Opened and changed

    def activate(self, message: object) -> None:
        """A message is the token and the account to send from."""
        self._names.offer(self._context.book.offers())
        if isinstance(message, tuple):
            token, sender = message
            self.model.edit(token=str(token), sender=str(sender))
        self.model.refresh()
        if isinstance(message, tuple):
            self._recipient.setFocus()

    def refresh(self) -> None:
        """Holdings may have changed; the verdict is asked anew."""
        self._names.offer(self._context.book.offers())
        self.model.refresh()

    def search_field(self) -> QWidget:
        """The recipient is what one looks up here."""
        return self._recipient

    # Drawn

    def render_view(self, view: TransferPageView) -> None:
        """Draw; what is being typed is left alone."""
        usable = bool(view.tokens and view.senders)
        self._form.setVisible(usable)
        self._empty.setVisible(not usable)
        self._title.setText(view.title)
        self._title.setVisible(usable)
        self._token.offer(_options(view.tokens), view.token)
        self._sender.offer(_options(view.senders), view.sender)
        self._sender_field.show_hint(view.free_note)
        self._render_fields(view)
        self._panel.show_view(view)
        self._stopped.setVisible(view.verdict is not None and bool(view.trouble))
        self._stopped.say(view.trouble, "bad")
        self._review.setVisible(not view.key_elsewhere)
        self._review.setEnabled(view.can_review)
        self._offline.set_kind("main" if view.key_elsewhere else "plain")
        self._offline.setEnabled(view.can_export)
        self._why_not.setText(view.why_not)
        self._review.setAccessibleDescription(view.why_not)

    def _render_fields(self, view: TransferPageView) -> None:
        recipient = view.recipient
        address = address_groups(recipient.address) if recipient.address else ""
        self._recipient_field.show_address(address)
        self._known.setVisible(bool(recipient.note))
        icon = "check" if recipient.tone == "ok" else "warning"
        self._known.show_state(recipient.note, recipient.tone, icon)
        if problem := view.problem("recipient"):
            self._recipient_field.show_problem(problem)
        if self._amount.text() != view.amount:
            self._amount.setText(view.amount)
        self._symbol.setText(view.symbol)
        self._amount_field.show_problem(view.problem("amount"))
        if not view.problem("amount"):
            self._amount_field.show_hint(view.maximum_note)
        if view.free is not None:
            plain_tip(self._sender_field, f"{view.free.full} {view.free.unit}")

    def _go_on(self) -> None:
        """Enter presses the main button, whichever it is."""
        main = self._offline if self._review.isHidden() else self._review
        main.click()

    def _open_export(self, reviewed: "Reviewed") -> None:
        open_export(self._context, self.window(), reviewed, self.model.sent)

    def _open_review(self, reviewed: "Reviewed") -> None:
        context, services = self._context, self._context.services
        network = context.shell.network()
        if network is None:
            return
        needs = ReviewNeeds(
            services.signing,
            services.transfers,
            services.tracking,
            context.book,
            network,
            context.token,
        )
        dialog = ReviewDialog(self.window(), passphrase_hint=context.passphrase_hint())
        model = ReviewModel(reviewed, needs, context.run, dialog.render_view)
        dialog.attach(model)
        dialog.sent.connect(self.model.sent)
        dialog.activity_wanted.connect(lambda: context.go("activity", None))
        dialog.open()


def _options(entries: tuple[Entry, ...]) -> tuple[Option, ...]:
    return tuple(Option(entry.key, entry.text) for entry in entries)
