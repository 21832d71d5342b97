"""Fields for secrets: no copy, no undo, no memory of the input method; labels in plain text."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

_KEPT_IN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
_NO_MEMORY = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretLine(QLineEdit):
    """One line for a secret word or a password."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(_NO_MEMORY)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Swallow the keys that would take the text out or bring old text back."""
        if not any(event.matches(key) for key in _KEPT_IN):
            super().keyPressEvent(event)


class SecretText(QPlainTextEdit):
    """Several lines for a recovery phrase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setInputMethodHints(_NO_MEMORY | Qt.InputMethodHint.ImhMultiLine)
        self.setTabChangesFocus(True)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  (Qt's name)
        """What copying and dragging would take away: nothing."""
        return QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Swallow copy and cut."""
        if not any(event.matches(key) for key in _KEPT_IN):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  (Qt's name)
        """No menu."""
        event.accept()


def plain_label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows text as it is and cannot be selected."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setWordWrap(role != "word")
    label.setProperty("role", role)
    label.setText(text)
    return label
