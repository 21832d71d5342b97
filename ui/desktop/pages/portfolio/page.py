"""Draws the portfolio."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.ask import AskDialog, Question
from ui.desktop.pages.portfolio.view_model import (
    CoinRow,
    HoldingRow,
    Phase,
    PortfolioModel,
    PortfolioNeeds,
    PortfolioPageView,
)
from ui.desktop.widgets.boxes import Card, Line, Message, Pill, Skeleton, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.holding_bar import HoldingBar, Swatch
from ui.desktop.widgets.labels import ElidedLabel, FigureLabel, Label, plain_tip, set_property
from ui.desktop.widgets.page import Page
from ui.text import sentence as words


class HoldingCard(QFrame):
    """One holding: name, figure, bar, parts. A click or Enter opens the page about it."""

    wanted = Signal()
    opened = Signal()

    def __init__(self, holding: HoldingRow, *, can_send: bool) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName(f"holding_{holding.token}_{holding.account}")
        self.setProperty("press", "true")
        self.setAccessibleName(holding.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = column(gap=8, margins=(20, 14, 20, 14))
        layout.addLayout(_head(holding))
        if holding.parts is None or holding.parts.total:
            layout.addWidget(HoldingBar(holding.parts, holding.spoken))
        layout.addLayout(self._foot(holding, can_send=can_send))
        self.setLayout(layout)

    def _foot(self, holding: HoldingRow, *, can_send: bool) -> QVBoxLayout:
        foot = column(gap=0)
        line = row(gap=16)
        for part in holding.legend:
            line.addWidget(_legend(part.part, part.text, part.full))
        line.addStretch(1)
        about = Button(
            words("window.portfolio.details"),
            f"details_{holding.token}_{holding.account}",
            kind="link",
            described=words("window.portfolio.details_named", name=holding.title),
        )
        line.addWidget(about.on_click(self.opened.emit))
        if can_send and holding.parts is not None and holding.parts.total:
            said = words("window.portfolio.send_named", name=holding.title)
            name = f"send_{holding.token}_{holding.account}"
            send = Button(words("window.portfolio.send"), name, icon="transfer", described=said)
            line.addWidget(send.on_click(self.wanted.emit))
        foot.addLayout(line)
        return foot

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pressed."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and space press it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Under the mouse."""
        super().enterEvent(event)
        set_property(self, "hover", "true")

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """No longer under the mouse."""
        super().leaveEvent(event)
        set_property(self, "hover", "false")


def _head(holding: HoldingRow) -> "QVBoxLayout":
    head = column(gap=0)
    line = row(gap=12)
    names = column(gap=0)
    names.addWidget(ElidedLabel(holding.title, "section"))
    names.addWidget(ElidedLabel(holding.subtitle, "label"))
    line.addLayout(names, 1)
    if holding.state:
        icon = "unknown" if holding.tone == "unknown" else "warning"
        line.addWidget(Pill(holding.state, holding.tone, icon))
    if holding.total is None:
        line.addWidget(Label("—", "answer", "unknown"))
    else:
        line.addWidget(FigureLabel(holding.total, "answer"))
        line.addWidget(Label(holding.total.unit, "body", "quiet"))
    head.addLayout(line)
    return head


def _legend(part: str, text: str, full: str) -> QWidget:
    holder = QWidget()
    line = row(gap=6)
    if part:
        line.addWidget(Swatch(part))
    line.addWidget(Label(text, "label", "" if part == "free" else "soft"))
    holder.setLayout(line)
    plain_tip(holder, full)
    return holder


class PortfolioPage(Page):
    """What is held, and which part of it can be sent."""

    def __init__(self, context: Context) -> None:
        super().__init__("portfolio")
        self._context = context
        services = context.services
        needs = PortfolioNeeds(
            services.portfolio,
            services.tokens,
            context.book,
            context.shell.chosen,
            context.coin,
        )
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("portfolioAnswer")
        self._beneath = Label("", "hint", "quiet")
        self._add = Button(words("window.portfolio.add_token"), "addToken", icon="plus")
        self._add.on_click(self._ask_for_token)
        self._problem = Message("", "warn")
        self._list = column(gap=12)
        self._shown: PortfolioPageView | None = None
        self._lay_out()
        self.model = PortfolioModel(needs, context.run, self.render_view)

    def _lay_out(self) -> None:
        head = row(gap=16)
        texts = column(gap=2)
        texts.addWidget(self._answer)
        texts.addWidget(self._beneath)
        head.addLayout(texts, 1)
        head.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._problem)
        self._problem.hide()
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def activate(self, message: object) -> None:  # noqa: ARG002
        """Read when opened."""
        self.model.refresh()

    def refresh(self) -> None:
        """Read again."""
        self.model.refresh()

    def render_view(self, view: PortfolioPageView) -> None:
        """Draw; nothing is rebuilt if nothing changed."""
        self._answer.setText(view.answer)
        self._beneath.setText(view.beneath)
        self._beneath.setVisible(bool(view.beneath))
        self._add.setVisible(view.phase is Phase.READY)
        self._problem.setVisible(bool(view.problem))
        self._problem.say(view.problem, "warn")
        shown, self._shown = self._shown, view
        if shown and (shown.phase, shown.rows, shown.coins) == (view.phase, view.rows, view.coins):
            return
        clear(self._list)
        self._fill(view)

    def _fill(self, view: PortfolioPageView) -> None:
        match view.phase:
            case Phase.LOADING:
                for _ in range(3):
                    card = Card(padding=20)
                    card.body.addWidget(Skeleton(2, 64))
                    self._list.addWidget(card)
            case Phase.READY:
                self._fill_rows(view)
            case Phase.EMPTY:
                self._list.addWidget(self._no_tokens())
            case Phase.NO_NETWORK:
                self._list.addWidget(self._no_network())
            case Phase.NO_ACCOUNT:
                self._list.addWidget(self._no_account())
            case Phase.FAILED:
                again = EmptyState(
                    "network",
                    words("window.portfolio.silent_title"),
                    words("window.portfolio.silent_text"),
                )
                again.add_step(words("window.try_again"), "tryAgain", self.refresh, main=True)
                open_settings = self._opens("settings", None)
                again.add_step(words("window.open_settings"), "openSettings", open_settings)
                self._list.addWidget(again)

    def _fill_rows(self, view: PortfolioPageView) -> None:
        signing = {a.address for a in self._context.services.accounts.list() if a.kind.can_sign}
        for holding in view.rows:
            card = HoldingCard(holding, can_send=holding.account in signing)
            card.wanted.connect(self._opens("transfer", (holding.token, holding.account)))
            card.opened.connect(self._opens("token", (holding.token, holding.account)))
            self._list.addWidget(card)
        if view.coins:
            self._list.addSpacing(4)
            self._list.addWidget(_coins(view.coins))

    def _opens(self, page: str, message: object) -> Callable[[], None]:
        return lambda *_: self._context.go(page, message)

    def _no_tokens(self) -> EmptyState:
        empty = EmptyState(
            "portfolio", words("window.portfolio.empty_title"), words("window.portfolio.empty_text")
        )
        name = words("window.portfolio.add_token")
        return empty.add_step(name, "addFirstToken", self._ask_for_token, main=True)

    def _no_network(self) -> EmptyState:
        empty = EmptyState("network", words("window.network_title"), words("window.network_text"))
        connect = self._opens("settings", "add_network")
        empty.add_step(words("window.connect_network"), "connectNetwork", connect, main=True)
        if self._context.try_demo is not None:
            demo = self._context.try_demo
            empty.add_step(words("window.try_demo"), "tryDemo", demo)
        return empty

    def _no_account(self) -> EmptyState:
        empty = EmptyState("accounts", words("window.account_title"), words("window.account_text"))
        step = self._opens("accounts", None)
        return empty.add_step(words("window.open_accounts"), "openAccounts", step, main=True)

    def _ask_for_token(self) -> None:
        question = Question(
            words("window.add_token.title"),
            words("window.add_token.text"),
            words("window.add_token.field"),
            words("window.add_token.do"),
        )
        dialog = AskDialog(question, "addTokenDialog", self.window())
        dialog.answered.connect(
            lambda text: self.model.add_token(text, dialog.accept, dialog.show_problem)
        )
        dialog.open()


def _coins(coins: tuple[CoinRow, ...]) -> Card:
    card = Card(gap=6, padding=20)
    card.body.addWidget(Label(words("window.portfolio.coins"), "label"))
    card.body.addWidget(Line())
    for coin in coins:
        line = row(gap=8)
        line.addWidget(ElidedLabel(coin.account), 1)
        if coin.figure is None:
            line.addWidget(Pill(words("window.state.unknown"), "unknown", "unknown"))
        else:
            line.addWidget(FigureLabel(coin.figure, "strong"))
            unit = Label(coin.figure.unit, "label", "quiet")
            unit.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            line.addWidget(unit)
        card.body.addLayout(line)
    return card
