"""Draws the settings."""

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.context import Context
from ui.desktop.core.names import network_name
from ui.desktop.core.theme import Look
from ui.desktop.dialogs.ask import ConfirmDialog, Question
from ui.desktop.pages.settings.add_network import AddNetworkDialog
from ui.desktop.pages.settings.view_model import (
    CheckRow,
    NetworkRow,
    SettingsModel,
    SettingsPageView,
)
from ui.desktop.widgets.boxes import Card, Fold, IconView, Line, Pill, clear, column, row
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.fields import Choice, Option
from ui.desktop.widgets.labels import ElidedLabel, Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words
from wallet.services.settings import Theme

IDLE_MINUTES = (1, 5, 10, 30, 60, 240)


class SettingsPage(Page):
    """Networks, look, lock, and what this machine offers."""

    def __init__(self, context: Context) -> None:
        super().__init__("settings")
        self._context = context
        self._networks = column(gap=0)
        self._found = Fold(words("window.details"), "computerDetails")
        self._checks = column(gap=10)
        self._found.body.addLayout(self._checks)
        self._look = Choice("look", words("window.look.title"))
        self._examine = Button(words("window.about.examine"), "examine")
        self._lay_out_networks()
        self._lay_out_look()
        self._lay_out_lock()
        self._lay_out_about()
        self.body.addStretch(1)
        services = context.services
        self.model = SettingsModel(
            services.networks, services.doctor, context.run, self.render_view
        )
        self._examine.on_click(self.model.examine)

    def _lay_out_networks(self) -> None:
        head = row(gap=8)
        head.addWidget(Label(words("window.networks.title"), "answer"), 1)
        add = Button(words("window.networks.add"), "addNetwork", kind="main", icon="plus")
        head.addWidget(add.on_click(self._add_network))
        self.body.addLayout(head)
        self.body.addWidget(Label(words("window.networks.text"), "body", "soft", wrap=True))
        card = Card(gap=0, padding=0)
        card.body.addLayout(self._networks)
        self.body.addWidget(card)
        self.body.addSpacing(12)

    def _lay_out_look(self) -> None:
        self.body.addWidget(Label(words("window.look.title"), "section"))
        card = Card()
        line = row(gap=12)
        line.addWidget(Label(words("window.look.text"), "body", "soft", wrap=True), 1)
        self._look.setFixedWidth(220)
        options = tuple(Option(look.value, words(f"window.look.{look.value}")) for look in Look)
        self._look.offer(options, self._context.services.settings.theme.value)
        self._look.chosen.connect(self._choose_look)
        line.addWidget(self._look)
        card.body.addLayout(line)
        self.body.addWidget(card)
        self.body.addSpacing(12)

    def _lay_out_lock(self) -> None:
        settings = self._context.services.settings
        title = words("window.lock.after")
        self.body.addWidget(Label(title, "section"))
        card = Card()
        line = row(gap=12)
        line.addWidget(Label(words("window.lock.after_text"), "body", "soft", wrap=True), 1)
        choice = Choice("idleMinutes", title)
        choice.setFixedWidth(220)
        choice.offer(idle_options(settings.idle_minutes), str(settings.idle_minutes))
        choice.chosen.connect(lambda key: settings.set("idle_minutes", key))
        line.addWidget(choice)
        card.body.addLayout(line)
        self.body.addWidget(card)
        self.body.addSpacing(12)

    def _lay_out_about(self) -> None:
        self.body.addWidget(Label(words("window.about.title"), "section"))
        card = Card()
        card.body.addWidget(Label(words("window.about.version", version=_version()), "strong"))
        details = Fold(words("window.details"), "aboutDetails")
        home = Label(words("window.about.home", path=self._context.home), "body", "soft", wrap=True)
        details.body.addWidget(home.selectable())
        card.body.addWidget(details)
        card.body.addWidget(Line())
        line = row(gap=12)
        line.addWidget(Label(words("window.about.doctor"), "body", "soft", wrap=True), 1)
        line.addWidget(self._examine)
        card.body.addLayout(line)
        card.body.addWidget(self._found)
        self._found.hide()
        self.body.addWidget(card)

    def activate(self, message: object) -> None:
        """``add_network`` opens its dialog at once."""
        self.model.refresh()
        if message == "add_network":
            self._add_network()

    def refresh(self) -> None:
        """Networks changed."""
        self.model.refresh()

    def render_view(self, view: SettingsPageView) -> None:
        """Draw the networks, and the findings if there are any."""
        clear(self._networks)
        for at, network in enumerate(view.networks):
            if at:
                self._networks.addWidget(Line())
            self._networks.addWidget(self._network_row(network))
        if not view.networks:
            self._networks.addWidget(_hint(words("window.networks.empty")))
        self._examine.setEnabled(not view.checking)
        self._examine.set_words(
            words("window.about.examining" if view.checking else "window.about.examine")
        )
        self._found.setVisible(bool(view.checks))
        if any(finding.tone == "bad" for finding in view.checks or ()):
            self._found.open(opened=True)
        clear(self._checks)
        for finding in view.checks or ():
            self._checks.addWidget(_finding(finding))

    def _network_row(self, network: NetworkRow) -> QWidget:
        holder = QFrame()
        line = row(gap=12, margins=(20, 12, 12, 12))
        line.addWidget(IconView("network", "text_2"))
        lines = column(gap=2)
        head = row(gap=8)
        head.addWidget(Label(network_name(network.name), "strong"))
        if network.current:
            head.addWidget(Pill(words("window.networks.current"), "ok", "check"))
        head.addStretch(1)
        lines.addLayout(head)
        lines.addWidget(ElidedLabel(f"{network.chain} · {network.nodes}", "label"))
        if network.tested:
            tone = network.tone if network.tone != "info" else "soft"
            lines.addWidget(Label(network.tested, "label", tone, wrap=True))
        line.addLayout(lines, 1)
        if not network.current:
            use = Button(words("window.networks.use"), f"use_{network.name}")
            line.addWidget(use.on_click(self._user(network.name)))
        test = Button(words("window.networks.test"), f"test_{network.name}")
        line.addWidget(test.on_click(lambda: self.model.test(network.name)))
        removes = words("window.accounts.remove_named", name=network.name)
        remove = IconButton("trash", removes, f"remove_{network.name}")
        line.addWidget(remove.on_click(lambda: self._remove(network.name)))
        holder.setLayout(line)
        return holder

    def _user(self, name: str) -> Callable[[], None]:
        return lambda: self._context.shell.choose_network(name)

    def _remove(self, name: str) -> None:
        question = Question(
            words("window.networks.remove_title", name=name),
            words("window.networks.remove_text"),
            "",
            words("window.accounts.remove"),
        )
        dialog = ConfirmDialog(question, "removeNetworkDialog", self.window())
        dialog.confirmed.connect(
            lambda: self.model.remove(name, dialog.accept, dialog.show_problem)
        )
        dialog.open()

    def _add_network(self) -> None:
        dialog = AddNetworkDialog(self.window())
        dialog.answered.connect(
            lambda form: self.model.add(form, dialog.accept, dialog.show_problem)
        )
        dialog.open()

    def _choose_look(self, key: str) -> None:
        self._context.services.settings.theme = Theme(key)
        self._context.set_look(Look(key))


def idle_options(chosen: int) -> tuple[Option, ...]:
    """Minutes to choose from, and the one that is set."""
    return tuple(Option(str(each), _idle(each)) for each in sorted({*IDLE_MINUTES, chosen}))


def _idle(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        one, many, count = "window.lock.hours_one", "window.lock.hours", hours
    else:
        one, many, count = "window.lock.minutes_one", "window.lock.minutes", minutes
    return words(one) if count == 1 else words(many, count=count)


def _finding(finding: CheckRow) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{finding.word}: {finding.text}")
    line = row(gap=10)
    line.addWidget(IconView(finding.icon, finding.tone, 18), 0, Qt.AlignmentFlag.AlignTop)
    lines = column(gap=2)
    lines.addWidget(Label(finding.text, "body", wrap=True))
    if finding.remedy:
        lines.addWidget(Label(finding.remedy, "label", wrap=True))
    line.addLayout(lines, 1)
    line.addWidget(Label(finding.word, "hint", finding.tone), 0, Qt.AlignmentFlag.AlignTop)
    holder.setLayout(line)
    return holder


def _hint(text: str) -> QWidget:
    holder = QWidget()
    inside = column(margins=(20, 20, 20, 20))
    inside.addWidget(Label(text, "body", "soft", wrap=True))
    holder.setLayout(inside)
    return holder


def _version() -> str:
    try:
        return version("scrip-wallet")
    except PackageNotFoundError:
        return words("window.about.unpackaged")
