"""The first page of a new wallet: four ways to begin."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from ui.desktop.context import Context
from ui.desktop.widgets.boxes import IconView, column, row
from ui.desktop.widgets.labels import Label, set_property
from ui.desktop.widgets.page import Page
from ui.desktop.wizards.add_account import AddAccountDialog
from ui.desktop.wizards.add_account_model import AddAccountModel, Way
from ui.text import sentence as words


class ChoiceCard(QFrame):
    """A card that is a button: icon, what it does, for whom."""

    chosen = Signal()

    def __init__(self, key: str, icon: str) -> None:
        super().__init__()
        self.setObjectName(f"choice_{key}")
        self.setProperty("card", "true")
        self.setProperty("press", "true")
        title, text = words(f"window.welcome.{key}"), words(f"window.welcome.{key}_text")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        lines = column(gap=4)
        lines.addWidget(Label(title, "section"))
        lines.addWidget(Label(text, "body", "soft", wrap=True))
        lines.addStretch(1)
        line = row(gap=16, margins=(20, 18, 20, 18))
        line.addWidget(IconView(icon, "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        self.setLayout(line)
        self.setMinimumHeight(96)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pressed."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and space press it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
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


class WelcomePage(Page):
    """Create, import, watch, or try the demo."""

    def __init__(self, context: Context, begun: Callable[[], None]) -> None:
        super().__init__("welcome", width=820)
        self._context = context
        self._begun = begun
        self._model = AddAccountModel(context.services.accounts, context.book, context.run)
        self.body.addSpacing(24)
        self.body.addWidget(IconView("mark", "accent", 44), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Label(words("window.welcome.title"), "big", wrap=True))
        self.body.addWidget(Label(words("window.welcome.text"), "body", "soft", wrap=True))
        self.body.addSpacing(8)
        grid = QGridLayout()
        grid.setSpacing(16)
        for place, (key, icon, step) in enumerate(self._steps()):
            card = ChoiceCard(key, icon)
            card.chosen.connect(step)
            grid.addWidget(card, place // 2, place % 2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self.body.addLayout(grid)
        self.body.addSpacing(8)
        self.body.addWidget(Label(words("window.welcome.foot"), "label", "quiet", wrap=True))
        self.body.addStretch(1)

    def _steps(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        steps: list[tuple[str, str, Callable[[], object]]] = [
            ("create", "plus", lambda: self._open(Way.CREATE)),
            ("import", "import", lambda: self._open(Way.PHRASE)),
            ("watch", "eye", lambda: self._open(Way.WATCH)),
        ]
        if self._context.try_demo is not None:
            steps.append(("demo", "demo", self._context.try_demo))
        return tuple(steps)

    def _open(self, way: Way) -> None:
        dialog = AddAccountDialog(way, self._model, self.window())
        dialog.added.connect(self._begun)
        dialog.open()
