"""Activity as a Qt table over the rows of the view."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.desktop.core import icons, theme
from ui.desktop.pages.activity.rows import ActivityRow
from ui.desktop.widgets.labels import safe_tip
from ui.text import sentence as words

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("when", "what", "party", "account", "amount", "state")
ACCOUNT = COLUMNS.index("account")
AMOUNT = COLUMNS.index("amount")
STATE = COLUMNS.index("state")
SORT_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class ActivityTable(QAbstractTableModel):
    """Six columns; the raw value is under :data:`SORT_ROLE`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[ActivityRow, ...] = ()

    def show_rows(self, rows: tuple[ActivityRow, ...]) -> None:
        """Other rows; nothing happens if they are the same."""
        if rows == self._rows:
            return
        if [row.key for row in rows] == [row.key for row in self._rows]:
            # The same entries, a little later: what is selected stays selected.
            self._rows = rows
            last = self.index(len(rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, number: int) -> ActivityRow:
        """One row."""
        return self._rows[number]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  (Qt takes any value)
        """Words above the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words(f"window.activity.column.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell in one role."""
        line, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                drawn = role == Qt.ItemDataRole.DisplayRole
                return "" if drawn and column == STATE and _usual(line) else _text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return safe_tip(_tip(line, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.DecorationRole:
                return _picture(line, column)
            case Qt.ItemDataRole.ForegroundRole:
                return _ink(line, column)
            case _:
                return line.at if role == SORT_ROLE else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == AMOUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _usual(line: ActivityRow) -> bool:
    """Settled, as nearly every line is: only what differs is drawn; readers are told all."""
    return line.state_icon == "allowed"


def _text(line: ActivityRow, column: int) -> str:
    amount = f"{line.sign}{line.amount.text}" if line.amount else ""
    return (line.when.shown, line.what, line.party, line.account, amount, line.state)[column]


def _tip(line: ActivityRow, column: int) -> str:
    amount = f"{line.amount.full} {line.amount.unit}" if line.amount else ""
    state = line.details or line.tx_hash
    return (line.when.full, line.tx_hash, line.party, line.account, amount, state)[column]


def _picture(line: ActivityRow, column: int) -> Any:  # noqa: ANN401
    tokens = theme.current()
    if column == 1:
        return icons.icon(line.icon, tokens.text_2, 18)
    if column == STATE and not _usual(line):
        return icons.icon(line.state_icon, tokens.color(line.tone).name(), 18)
    return None


def _ink(line: ActivityRow, column: int) -> Any:  # noqa: ANN401
    tokens = theme.current()
    if column == STATE:
        return tokens.color(line.tone)
    if column == 0:
        return tokens.color("text_2")
    return None
