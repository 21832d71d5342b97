"""Addresses as people: the name first, the address beneath in groups, with copy."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.desktop.core.format import address_groups
from ui.desktop.widgets.boxes import column, row
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words

COPIED_MS = 1_500


class CopyButton(IconButton):
    """Puts a text on the clipboard and says so for a moment."""

    def __init__(self, described: str, name: str, text: str = "") -> None:
        super().__init__("copy", described, name)
        self._described = described
        self._text = text
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(COPIED_MS)
        self._back.timeout.connect(self._ready)
        self.on_click(self._copy)

    def set_text(self, text: str) -> None:
        """What will be copied."""
        self._text = text
        self.setEnabled(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.set_icon("check")
        self.describe(words("window.copied"))
        self._back.start()

    def _ready(self) -> None:
        self.set_icon("copy")
        self.describe(self._described)


class AddressView(QWidget):
    """Name, address in full, copy button."""

    def __init__(self, name: str, *, headed: bool = True, wrap: bool = True) -> None:
        super().__init__()
        self._name = Label("", "strong")
        self._name.setVisible(headed)
        self._headed = headed
        self._address = Label("", "mono", wrap=wrap).selectable()
        self._copy = CopyButton(words("window.copy_address"), f"{name}Copy")
        self._address.setObjectName(name)
        line = row(gap=8)
        line.addWidget(self._address, 1 if wrap else 0)
        line.addWidget(self._copy)
        if not wrap:
            line.addStretch(1)
        layout = column(gap=2)
        layout.addWidget(self._name)
        layout.addLayout(line)
        self.setLayout(layout)

    def show_address(self, address: str, name: str | None = None) -> None:
        """Show this one."""
        self._name.setText(name or words("window.nameless"))
        self._name.set_tone("" if name else "quiet")
        grouped = address_groups(address)
        self._address.setText(grouped)
        self._address.setAccessibleName(grouped)
        self._copy.set_text(address)
