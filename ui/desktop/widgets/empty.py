"""An empty page: what will be here, and the step that fills it."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.desktop.widgets.boxes import Card, IconView, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label


class EmptyState(Card):
    """Icon, one sentence, one or two steps."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__(gap=8, padding=40)
        self.body.addWidget(IconView(icon, "accent", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(8)
        head = Label(title, "section")
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        said = Label(text, "body", "soft", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(head)
        self.body.addWidget(said)
        self.body.addSpacing(12)
        self._steps = row(gap=12)
        self._steps.addStretch(1)
        self._steps.addStretch(1)
        self.body.addLayout(self._steps)

    def add_step(
        self, text: str, name: str, step: Callable[[], object], *, main: bool = False
    ) -> "EmptyState":
        """Offer a step."""
        button = Button(text, name, kind="main" if main else "plain").on_click(step)
        self._steps.insertWidget(self._steps.count() - 1, button)
        return self
