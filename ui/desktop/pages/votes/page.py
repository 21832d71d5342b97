"""Draws the list of votes: what needs one's vote first."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.context import Context
from ui.desktop.core.notices import Notice
from ui.desktop.dialogs.ask import AskDialog, ConfirmDialog, Question
from ui.desktop.dialogs.open_review import open_review
from ui.desktop.pages.votes.delegation import DelegationDialog
from ui.desktop.pages.votes.list_cards import AssemblyLine, PowerLine, ProposalCard
from ui.desktop.pages.votes.rows import AssemblyRow, PowerRow, ProposalRow
from ui.desktop.pages.votes.view_model import Phase, VotesModel, VotesNeeds, VotesPageView
from ui.desktop.widgets.boxes import Card, Line, Message, Skeleton, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words
from wallet.domain.account import Account


class VotesPage(Page):
    """Proposals of the followed assemblies, and who votes with one's units."""

    def __init__(self, context: Context) -> None:
        super().__init__("votes")
        self._context = context
        self._shown: VotesPageView | None = None
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("votesAnswer")
        self._beneath = Label("", "hint", "quiet")
        self._search = Button(words("window.votes.search"), "searchAssemblies", icon="search")
        self._add = Button(words("window.votes.add"), "addAssembly", icon="plus")
        self._add.on_click(self._ask_for_assembly)
        self._problem = Message("", "warn")
        self._problem.setObjectName("votesProblem")
        self._list: QVBoxLayout = column(gap=16)
        self._lay_out()
        services = context.services
        needs = VotesNeeds(
            services.governance,
            context.book,
            lambda: _chosen(context),
            lambda: context.shell.network() is not None,
            services.clock.now,
            lambda count: context.count("votes", count),
        )
        self.model = VotesModel(needs, context.run, self.render_view)
        self._search.on_click(self.model.search)
        # The number in the rail is there before the page is opened.
        self.model.noticed()

    def _lay_out(self) -> None:
        head = row(gap=12)
        texts = column(gap=2)
        texts.addWidget(self._answer)
        texts.addWidget(self._beneath)
        head.addLayout(texts, 1)
        head.addWidget(self._search, 0, Qt.AlignmentFlag.AlignTop)
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

    def noticed(self) -> None:
        """Keep the number in the rail right while another page is open."""
        self.model.noticed()

    def render_view(self, view: VotesPageView) -> None:
        """Draw; nothing is rebuilt if nothing changed."""
        self._answer.setText(view.answer)
        self._beneath.setText(view.beneath)
        self._beneath.setVisible(bool(view.beneath))
        ready = view.phase is Phase.READY
        self._add.setVisible(ready)
        self._search.setVisible(ready)
        self._search.setEnabled(not view.is_searching)
        self._search.set_words(
            words("window.votes.searching" if view.is_searching else "window.votes.search")
        )
        self._problem.setVisible(bool(view.problem))
        self._problem.say(view.problem, "warn")
        shown, self._shown = self._shown, view
        if shown is not None and _drawn(shown) == _drawn(view):
            return
        clear(self._list)
        self._fill(view)

    def _fill(self, view: VotesPageView) -> None:
        match view.phase:
            case Phase.LOADING:
                for _ in range(3):
                    card = Card(padding=20)
                    card.body.addWidget(Skeleton(2, 72))
                    self._list.addWidget(card)
            case Phase.READY:
                self._fill_ready(view)
            case Phase.EMPTY:
                self._list.addWidget(self._no_assembly(view))
                self._fill_found(view)
            case Phase.NO_NETWORK:
                self._list.addWidget(self._no_network())
            case Phase.FAILED:
                self._list.addWidget(self._silent())

    def _fill_ready(self, view: VotesPageView) -> None:
        self._fill_found(view)
        for power in view.powers:
            if power.hint:
                self._list.addWidget(self._hint(power))
        self._section(words("window.votes.waiting"), view.waiting)
        for note in view.notes:
            self._list.addWidget(Label(note, "label", "warn", wrap=True))
        self._section(words("window.votes.open"), view.open)
        if not view.waiting and not view.open:
            code = "none_open" if view.past else "none_at_all"
            self._list.addWidget(Label(words(f"window.votes.{code}"), "body", "soft", wrap=True))
        self._section(words("window.votes.past"), view.past)
        if view.powers:
            self._list.addWidget(self._powers(view.powers))
        self._list.addWidget(self._assemblies(view.assemblies))

    def _section(self, title: str, rows: Sequence[ProposalRow]) -> None:
        if not rows:
            return
        part = column(gap=8)
        part.addWidget(Label(title, "section"))
        for at, proposal in enumerate(rows):
            card = ProposalCard(proposal, is_first=at == 0)
            card.wanted.connect(self._opens(proposal))
            part.addWidget(card)
        self._list.addLayout(part)

    def _opens(self, proposal: ProposalRow) -> Callable[[], None]:
        message = (str(proposal.governor), proposal.number, proposal.account)
        return lambda: self._context.go("proposal", message)

    def _hint(self, power: PowerRow) -> QWidget:
        message = Message(power.hint, "warn")
        message.setObjectName(f"hint_{power.votes.token.address}_{power.account}")
        delegate = Button(words("window.votes.delegate_self"), f"delegateFirst_{power.account}")
        delegate.on_click(lambda: self._delegate(power, to_self=True))
        message.add_action(delegate)
        return message

    def _powers(self, powers: Sequence[PowerRow]) -> Card:
        card = Card(gap=0, padding=20)
        card.body.addWidget(Label(words("window.votes.power"), "section"))
        card.body.addWidget(Label(words("window.votes.power_text"), "label", wrap=True))
        for power in powers:
            card.body.addSpacing(8)
            card.body.addWidget(Line())
            line = PowerLine(power)
            line.change.on_click(partial(self._delegate, power, to_self=False))
            card.body.addWidget(line)
        return card

    def _assemblies(self, assemblies: Sequence[AssemblyRow]) -> Card:
        card = Card(gap=0, padding=20)
        card.body.addWidget(Label(words("window.votes.assemblies"), "section"))
        for assembly in assemblies:
            card.body.addSpacing(8)
            card.body.addWidget(Line())
            line = AssemblyLine(assembly, is_followed=True)
            line.act.on_click(partial(self._ask_remove, assembly))
            card.body.addWidget(line)
        return card

    def _fill_found(self, view: VotesPageView) -> None:
        if not view.search_note:
            return
        card = Card(gap=8, padding=20)
        said = Label(view.search_note, "strong" if view.found else "body", wrap=True)
        said.setObjectName("searchNote")
        card.body.addWidget(said)
        for assembly in view.found:
            card.body.addWidget(Line())
            line = AssemblyLine(assembly, is_followed=False)
            line.act.on_click(partial(self._follow, assembly))
            card.body.addWidget(line)
        self._list.addWidget(card)

    # States without proposals

    def _no_assembly(self, view: VotesPageView) -> EmptyState:
        empty = EmptyState(
            "votes", words("window.votes.empty_title"), words("window.votes.empty_text")
        )
        text = words("window.votes.searching" if view.is_searching else "window.votes.search")
        empty.add_step(text, "searchFirst", self.model.search, main=True)
        return empty.add_step(words("window.votes.add"), "addFirst", self._ask_for_assembly)

    def _no_network(self) -> EmptyState:
        empty = EmptyState("network", words("window.network_title"), words("window.network_text"))
        go = self._context.go
        connect = words("window.connect_network")
        return empty.add_step(
            connect, "connectNetwork", lambda: go("settings", "add_network"), main=True
        )

    def _silent(self) -> EmptyState:
        silent = EmptyState(
            "network", words("window.votes.silent_title"), words("window.votes.silent_text")
        )
        return silent.add_step(words("window.try_again"), "tryAgain", self.refresh, main=True)

    # What a person does

    def _ask_for_assembly(self) -> None:
        question = Question(
            words("window.votes.add"),
            words("window.votes.add_text"),
            words("window.votes.add_field"),
            words("window.votes.follow"),
        )
        dialog = AskDialog(question, "addAssemblyDialog", self.window())
        dialog.answered.connect(
            lambda text: self.model.add(text, dialog.accept, dialog.show_problem)
        )
        dialog.open()

    def _follow(self, assembly: AssemblyRow) -> None:
        notices = self._context.notices
        said = words("governor_added", name=assembly.name, address=str(assembly.address))
        self.model.add(
            str(assembly.address),
            lambda: notices.said(said),
            lambda text: notices.post(Notice(text, "bad")),
        )

    def _ask_remove(self, assembly: AssemblyRow) -> None:
        question = Question(
            words("window.votes.remove_title", name=assembly.name),
            words("window.votes.remove_text"),
            "",
            words("window.votes.remove"),
        )
        dialog = ConfirmDialog(question, "removeAssemblyDialog", self.window())

        def confirmed() -> None:
            dialog.accept()
            self.model.remove(assembly.address)

        dialog.confirmed.connect(confirmed)
        dialog.open()

    def _delegate(self, power: PowerRow, *, to_self: bool) -> None:
        dialog = DelegationDialog(self._context, power, self.window())
        dialog.reviewed.connect(
            lambda reviewed: open_review(self._context, self.window(), reviewed, self.model.refresh)
        )
        dialog.begin(to_self=to_self)


def _drawn(view: VotesPageView) -> tuple[object, ...]:
    """What the list is made of; the head is drawn anyway."""
    return (
        view.phase, view.waiting, view.open, view.past, view.powers, view.assemblies, view.notes,
        view.is_searching and view.phase is Phase.EMPTY, view.found, view.search_note,
    )  # fmt: skip


def _chosen(context: Context) -> tuple[Account, ...]:
    chosen = context.shell.chosen()
    return tuple(one for one in context.services.accounts.list() if one.address in chosen)
