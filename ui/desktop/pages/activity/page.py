"""Draws the activity."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.desktop.context import Context
from ui.desktop.pages.activity.table import COLUMNS, ActivityTable
from ui.desktop.pages.activity.view_model import ActivityModel, ActivityNeeds, ActivityPageView
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import ROW_HEIGHT, Card, Message, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.page import Page
from ui.text import sentence as words

HEADER_HEIGHT = 37
MOST_SHOWN = 400
_WIDTHS = (160, 205, 0, 170, 120)


class ActivityPage(Page):
    """What is under way on top, then what happened, newest first."""

    def __init__(self, context: Context) -> None:
        super().__init__("activity")
        services, shell = context.services, context.shell
        needs = ActivityNeeds(
            services.activity,
            services.tracking,
            context.book,
            shell.chosen,
            _chain_id(context),
            context.token,
            lambda: context.coin() or "",
            services.clock.now,
        )
        self._answer = Label("", "answer", wrap=True)
        self._answer.setObjectName("activityAnswer")
        self._beneath = Label("", "hint", "quiet")
        self._again = Button(words("window.activity.read_again"), "readAgain", icon="refresh")
        self._problem = Message("", "warn")
        self._problem.hide()
        self._table = QTableView()
        self._rows = ActivityTable(self)
        self._selected = Card(gap=4)
        self._lay_out(context)
        self.model = ActivityModel(needs, context.run, self.render_view)
        self._again.on_click(self.model.refresh)

    def _lay_out(self, context: Context) -> None:
        head = row(gap=16)
        texts = column(gap=2)
        texts.addWidget(self._answer)
        texts.addWidget(self._beneath)
        head.addLayout(texts, 1)
        head.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._problem)
        self._make_table()
        self.body.addWidget(self._table)
        self._make_selected()
        self.body.addWidget(self._selected)
        self._empty = EmptyState(
            "activity", words("window.activity.empty_title"), words("window.activity.empty_text")
        )
        self._empty.add_step(
            words("window.open_transfer"), "openTransfer", lambda: context.go("transfer", None)
        )
        self._empty.hide()
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

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
        table.selectionModel().currentRowChanged.connect(self._show_selected)

    def _make_selected(self) -> None:
        self._selected_text = Label("", "body", wrap=True)
        self._selected_hash = Label("", "mono", wrap=True).selectable()
        self._selected_copy = CopyButton(words("window.copy_hash"), "activityHashCopy")
        line = row(gap=8)
        line.addWidget(self._selected_hash, 1)
        line.addWidget(self._selected_copy)
        self._selected.body.addWidget(self._selected_text)
        self._selected.body.addWidget(Label(words("window.tx_hash"), "hint", "quiet"))
        self._selected.body.addLayout(line)
        self._selected.hide()

    def activate(self, message: object) -> None:  # noqa: ARG002
        """Read on when opened."""
        self.model.refresh()

    def refresh(self) -> None:
        """Something moved."""
        self.model.refresh()

    def search_field(self) -> QWidget:
        """Typing in the table jumps to a line."""
        return self._table

    def render_view(self, view: ActivityPageView) -> None:
        """Draw."""
        self._answer.setText(view.answer)
        self._beneath.setText(words("window.activity.reading") if view.loading else view.beneath)
        self._problem.setVisible(bool(view.problem))
        self._problem.say(view.problem, "warn")
        rows = view.rows[:MOST_SHOWN]
        self._rows.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._table.setFixedHeight(HEADER_HEIGHT + ROW_HEIGHT * len(rows) + 3)
        self._empty.setVisible(not rows and not view.loading)
        self._selected.setVisible(self._selected.isVisible() and bool(rows))

    def _show_selected(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid() or current.column() >= len(COLUMNS):
            self._selected.hide()
            return
        line = self._rows.row_at(current.row())
        told = (line.what, line.party, line.when.full, line.state, line.details)
        self._selected_text.setText(" · ".join(part for part in told if part))
        self._selected_hash.setText(line.tx_hash)
        self._selected_copy.set_text(line.tx_hash)
        self._selected.show()


def _chain_id(context: Context) -> Callable[[], int | None]:
    def chain_id() -> int | None:
        network = context.shell.network()
        return network.chain_id if network else None

    return chain_id
