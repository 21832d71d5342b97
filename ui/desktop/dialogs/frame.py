"""What dialogs share: a title, a body, buttons at the bottom right, Esc closes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.widgets.boxes import column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words


class Dialog(QDialog):
    """A modal part of the window; deleted when closed."""

    def __init__(self, title: str, name: str, parent: QWidget | None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.title = Label(title, "answer", wrap=True)
        self.body: QVBoxLayout = column(gap=12)
        self.buttons: QHBoxLayout = row(gap=8)
        self.buttons.addStretch(1)
        layout = column(gap=12, margins=(28, 24, 28, 24))
        layout.addWidget(self.title)
        layout.addLayout(self.body, 1)
        layout.addSpacing(4)
        layout.addLayout(self.buttons)
        self.setLayout(layout)

    def add_cancel(self, text: str = "") -> Button:
        """The way out."""
        cancel = Button(text or words("window.cancel"), "cancel").on_click(self.reject)
        self.buttons.addWidget(cancel)
        return cancel

    def add_main(self, text: str, name: str = "confirm") -> Button:
        """The one main action; Enter presses it."""
        main = Button(text, name, kind="main")
        main.setDefault(True)
        self.buttons.addWidget(main)
        return main
