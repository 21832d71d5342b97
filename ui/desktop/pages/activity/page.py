"""Draws the activity."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableView, QWidget

from ui.desktop.context import Context
from ui.desktop.pages.activity.detail_dialog import DetailDialog
from ui.desktop.pages.activity.filters import kind_options
from ui.desktop.pages.activity.table import ACCOUNT, COLUMNS, ActivityTable
from ui.desktop.pages.activity.view_model import ActivityModel, ActivityNeeds, ActivityPageView
from ui.desktop.widgets.boxes import ROW_HEIGHT, Card, Message, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.fields import Choice, Option, line_edit
from ui.desktop.widgets.labels import Label, plain_tip
from ui.desktop.widgets.page import Page
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.security_token import SecurityToken

HEADER_HEIGHT = 37
MOST_SHOWN = 400
_WIDTHS = (176, 196, 0, 134, 156, 116)


class ActivityPage(Page):
    """What is under way on top, then what happened, newest first; each entry opens whole."""

    def __init__(self, context: Context) -> None:
        super().__init__("activity")
        services, shell = context.services, context.shell
        self._context = context
        needs = ActivityNeeds(
            services.activity,
            services.tracking,
            context.book,
            shell.chosen,
            shell.network,
            context.token,
            _tokens(context),
            services.clock.now,
        )
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("activityAnswer")
        self._beneath = Label("", "hint", "quiet")
        self._export = Button(words("window.activity.export"), "exportCsv", icon="document")
        plain_tip(self._export, words("window.activity.export_hint"))
        self._again = Button(words("window.activity.read_again"), "readAgain", icon="refresh")
        self._problem = Message("", "warn")
        self._problem.hide()
        self._make_filters()
        self._table = QTableView()
        self._rows = ActivityTable(self)
        self._more = Label("", "label", wrap=True)
        self._detail: DetailDialog | None = None
        self._lay_out(context)
        self.model = ActivityModel(needs, context.run, self.render_view)
        self._connect()

    def _make_filters(self) -> None:
        self._search = line_edit(
            "activitySearch", placeholder=words("window.activity.search_placeholder")
        )
        self._search.setClearButtonEnabled(False)
        self._search.setAccessibleName(words("window.activity.search"))
        self._by_token = Choice("activityToken", words("window.activity.by_token"))
        self._by_kind = Choice("activityKind", words("window.activity.by_kind"))
        for choice in (self._by_token, self._by_kind):
            choice.setFixedWidth(190)

    def _connect(self) -> None:
        self._again.on_click(self.model.refresh)
        self._export.on_click(self._ask_where)
        self._search.textChanged.connect(lambda text: self.model.look_for(text=text))
        self._by_token.chosen.connect(lambda key: self.model.look_for(token=key))
        self._by_kind.chosen.connect(lambda key: self.model.look_for(kind=key))
        self._table.clicked.connect(self._open_row)
        self._table.activated.connect(self._open_row)

    def _lay_out(self, context: Context) -> None:
        head = row(gap=8)
        texts = column(gap=2)
        texts.addWidget(self._answer)
        texts.addWidget(self._beneath)
        head.addLayout(texts, 1)
        head.addWidget(self._export, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._problem)
        self._filters = QWidget()
        line = row(gap=8)
        line.addWidget(self._search, 1)
        line.addWidget(self._by_token)
        line.addWidget(self._by_kind)
        self._filters.setLayout(line)
        self.body.addWidget(self._filters)
        self._make_table()
        self.body.addWidget(self._table)
        self.body.addWidget(self._more)
        self._none_fits = self._make_none_fits()
        self.body.addWidget(self._none_fits)
        self._empty = EmptyState(
            "activity", words("window.activity.empty_title"), words("window.activity.empty_text")
        )
        self._empty.add_step(
            words("window.open_transfer"), "openTransfer", lambda: context.go("transfer", None)
        )
        self._no_network = EmptyState(
            "network", words("window.network_title"), words("window.activity.no_network_text")
        )
        self._no_network.add_step(
            words("window.connect_network"),
            "connectNetwork",
            lambda: context.go("settings", "add_network"),
            main=True,
        )
        for state in (self._none_fits, self._empty, self._no_network):
            state.hide()
            self.body.addWidget(state)
        self.body.addStretch(1)

    def _make_none_fits(self) -> Card:
        card = Card(gap=12, padding=24)
        line = row(gap=12)
        line.addWidget(Label(words("window.activity.no_match"), "body", "soft", wrap=True), 1)
        show_all = Button(words("window.activity.show_all"), "showEverything")
        line.addWidget(show_all.on_click(self._show_everything))
        card.body.addLayout(line)
        return card

    def _make_table(self) -> None:
        table = self._table
        table.setObjectName("activityTable")
        table.setAccessibleName(words("window.activity.table"))
        table.setModel(self._rows)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().setAccessibleName(words("window.activity.table"))
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setAccessibleDescription(words("window.activity.open_hint"))
        table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        header = table.horizontalHeader()
        header.setAccessibleName(words("window.activity.table"))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(HEADER_HEIGHT)
        for at, width in enumerate(_WIDTHS):
            fixed = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(at, fixed)
            if width:
                table.setColumnWidth(at, width)

    def activate(self, message: object) -> None:
        """Read on when opened; a message is the search to begin with."""
        if isinstance(message, str):
            self._search.setText(message)
        self.model.refresh()

    def refresh(self) -> None:
        """Something moved."""
        self.model.refresh()

    def search_field(self) -> QWidget:
        """What Ctrl+F goes to."""
        return self._search

    def render_view(self, view: ActivityPageView) -> None:
        """Draw."""
        self._answer.setText(view.answer)
        self._beneath.setText(words("window.activity.reading") if view.loading else view.beneath)
        self._problem.setVisible(bool(view.problem))
        self._problem.say(view.problem, "warn")
        rows = view.rows[:MOST_SHOWN]
        self._rows.show_rows(rows)
        self._table.setColumnHidden(ACCOUNT, not view.several)
        self._table.setVisible(bool(rows))
        self._table.setFixedHeight(HEADER_HEIGHT + ROW_HEIGHT * len(rows) + 3)
        left_out = len(view.rows) > MOST_SHOWN
        self._more.setVisible(left_out)
        counted = words("window.activity.first_of", shown=len(rows), count=len(view.rows))
        self._more.setText(counted if left_out else "")
        self._show_filters(view)
        self._none_fits.setVisible(not rows and not view.is_empty)
        self._empty.setVisible(view.is_empty and not view.loading and not view.no_network)
        self._no_network.setVisible(view.no_network)
        for button in (self._export, self._again):
            button.setVisible(not view.no_network)

    def _show_filters(self, view: ActivityPageView) -> None:
        self._filters.setVisible(not view.is_empty)
        self._export.setEnabled(not view.is_empty)
        every = Option("", words("window.activity.all_tokens"))
        tokens = (every, *(Option(*entry) for entry in view.tokens))
        self._by_token.offer(tokens, view.wanted.token)
        kinds = tuple(Option(*entry) for entry in kind_options())
        self._by_kind.offer(kinds, view.wanted.kind)

    def _show_everything(self) -> None:
        self._search.clear()
        self.model.show_everything()

    def _open_row(self, index: QModelIndex) -> None:
        if not index.isValid() or index.column() >= len(COLUMNS) or self._detail is not None:
            return
        dialog = DetailDialog(self.window())
        if not self.model.open(self._rows.row_at(index.row()).key, dialog.render_view):
            dialog.deleteLater()
            return
        self._detail = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        self._detail = None
        self.model.close()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), words("window.activity.export_title"))
        dialog.setObjectName("exportDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words("window.activity.export_filter"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(words("window.activity.export_name"))
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, file: str) -> None:
        """Write the table and say so."""
        notices = self._context.notices
        self.model.export(Path(file), notices.said, notices.failed)


def _tokens(context: Context) -> Callable[[], tuple[SecurityToken, ...]]:
    def tokens() -> tuple[SecurityToken, ...]:
        try:
            return context.services.tokens.tokens()
        except WalletError:
            return ()

    return tokens
