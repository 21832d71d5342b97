"""Fields: a label above, the control, and one line beneath for a hint or what is wrong."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from ui.desktop.core import icons, theme
from ui.desktop.widgets.boxes import column, row
from ui.desktop.widgets.labels import Label, set_property


class Field(QWidget):
    """A labelled control with room for one line beneath, so that nothing jumps.

    Args:
        slim: Keep no room beneath; the line takes its place only when it is needed.
    """

    def __init__(self, label: str, control: QWidget, *, hint: str = "", slim: bool = False) -> None:
        super().__init__()
        self.control = control
        self._hint = hint
        self._slim = slim
        self._label = Label(label, "label")
        self._label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._below = Label(hint, "hint", "quiet", wrap=True)
        self._below.setMinimumHeight(18)
        self._head = row(gap=8)
        self._head.addWidget(self._label)
        self._head.addStretch(1)
        self._line = row(gap=8)
        self._line.addWidget(control, 1)
        layout = column(gap=4)
        layout.addLayout(self._head)
        layout.addLayout(self._line)
        layout.addWidget(self._below)
        self.setLayout(layout)
        self._below.setVisible(bool(hint) or not slim)

    def show_problem(self, text: str | None) -> None:
        """Say what is expected; ``None`` brings the hint back. What was typed stays."""
        self._say(text or self._hint, "bad" if text else "quiet")
        set_property(self.control, "invalid", "true" if text else "false")

    def show_hint(self, text: str, tone: str = "quiet") -> None:
        """Another hint."""
        self._hint = text
        self._say(text, tone)

    def show_address(self, text: str) -> None:
        """An address in groups beneath, instead of a hint."""
        self.show_problem(None)
        self.show_hint(text)
        set_property(self._below, "mono", "true" if text else "false")

    def _say(self, text: str, tone: str) -> None:
        self._below.setText(text)
        self._below.set_tone(tone)
        self._below.setVisible(bool(text) or not self._slim)
        self.control.setAccessibleDescription(text)

    def add_head(self, widget: QWidget) -> None:
        """Put something on the right of the label."""
        self._head.addWidget(widget)

    def add_beside(self, widget: QWidget) -> None:
        """Put something on the right of the control."""
        self._line.addWidget(widget)


def line_edit(name: str, *, placeholder: str = "", secret: bool = False) -> QLineEdit:
    """An input for one line."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(placeholder)
    made.setMaxLength(400)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return made


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a choice: what it stands for, and its words."""

    key: str
    text: str


class Choice(QComboBox):
    """A list to choose from; tells the key of what was chosen by a person."""

    chosen = Signal(str)

    def __init__(self, name: str, described: str, *, quiet: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(described)
        self.setProperty("quiet", "true" if quiet else "false")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._options: tuple[Option, ...] = ()
        self.view().setAccessibleName(described)
        self.activated.connect(self._tell)

    def offer(self, options: tuple[Option, ...], selected: str | None) -> None:
        """Show these, quietly."""
        if options != self._options:
            self._options = options
            self.blockSignals(True)  # noqa: FBT003  (Qt's signature)
            self.clear()
            for option in options:
                self.addItem(option.text, option.key)
            self.blockSignals(False)  # noqa: FBT003
        index = next((i for i, option in enumerate(options) if option.key == selected), -1)
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    @property
    def key(self) -> str | None:
        """What is chosen."""
        index = self.currentIndex()
        return self._options[index].key if 0 <= index < len(self._options) else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The box, and our own arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = 16
        where = QRectF(self.width() - size - 9, (self.height() - size) / 2, size, size)
        icons.paint(painter, "down", theme.current().text_3, where)
        painter.end()

    def _tell(self, index: int) -> None:
        if 0 <= index < len(self._options):
            self.chosen.emit(self._options[index].key)


class Names(QCompleter):
    """Completes names of the address book; what is taken over is the name."""

    def __init__(self, edit: QLineEdit) -> None:
        self._names = QStandardItemModel()
        super().__init__(self._names, edit)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(Qt.ItemDataRole.EditRole)
        if (popup := self.popup()) is not None:
            popup.setAccessibleName(edit.accessibleName() or edit.objectName())
        edit.setCompleter(self)

    def offer(self, names: tuple[tuple[str, str], ...]) -> None:
        """Names with what is shown beside them."""
        self._names.clear()
        for name, beside in names:
            item = QStandardItem(name)
            item.setData(f"{name}   {beside}", Qt.ItemDataRole.DisplayRole)
            item.setData(name, Qt.ItemDataRole.EditRole)
            self._names.appendRow(item)
