"""Draws the address to give away."""

from PySide6.QtCore import Qt

from ui.desktop.context import Context
from ui.desktop.core.format import address_groups
from ui.desktop.pages.receive.view_model import ReceiveModel, ReceivePageView
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import Card, Message, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Choice, Field, Option
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words


class ReceivePage(Page):
    """One account's address, large enough to read aloud."""

    def __init__(self, context: Context) -> None:
        super().__init__("receive", width=760)
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("receiveAnswer")
        self._account = Choice("receiveAccount", words("window.receive.account"))
        self._field = Field(words("window.receive.account"), self._account)
        self._address = Label("", "figure").selectable()
        self._address.setProperty("mono", "true")
        self._address.setObjectName("receiveAddress")
        self._copy = CopyButton(words("window.copy_address"), "receiveCopy")
        self._network = Label("", "label", wrap=True)
        self._caution = Message("", "warn")
        self._card = Card(gap=12, padding=24)
        line = row(gap=12)
        line.addWidget(self._address)
        line.addWidget(self._copy)
        line.addStretch(1)
        self._card.body.addWidget(self._field)
        self._card.body.addWidget(Label(words("window.receive.address"), "label"))
        self._card.body.addLayout(line)
        self._card.body.addWidget(self._network)
        self._open = Button(words("window.open_accounts"), "openAccounts", kind="main")
        self._open.on_click(lambda: context.go("accounts", None))
        self.body.addWidget(self._answer)
        self.body.addWidget(self._caution)
        self.body.addWidget(self._card)
        self.body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.model = ReceiveModel(
            context.services.accounts,
            context.shell.chosen,
            lambda: _name(context),
            self.render_view,
        )
        self._account.chosen.connect(self.model.choose)

    def activate(self, message: object) -> None:  # noqa: ARG002
        """Read when opened."""
        self.model.refresh()

    def refresh(self) -> None:
        """Accounts changed."""
        self.model.refresh()

    def render_view(self, view: ReceivePageView) -> None:
        """Draw."""
        self._answer.setText(view.answer)
        known = bool(view.address)
        self._card.setVisible(known)
        self._open.setVisible(not known)
        self._caution.setVisible(bool(view.caution))
        self._caution.say(view.caution, "warn")
        if not known:
            return
        self._account.offer(tuple(Option(*entry) for entry in view.accounts), view.account)
        self._field.setVisible(len(view.accounts) > 1)
        self._address.setText(address_groups(view.address))
        self._copy.set_text(view.address)
        text = words("window.receive.network", name=view.network) if view.network else ""
        self._network.setText(text)


def _name(context: Context) -> str:
    network = context.shell.network()
    return network.name if network else ""
