"""The top bar: title, account filter, network, and whether all is read."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.core import theme
from ui.desktop.shell_model import ShellView
from ui.desktop.widgets.boxes import column, row
from ui.desktop.widgets.fields import Choice, Option
from ui.desktop.widgets.labels import Label, plain_tip
from ui.text import sentence as words


class Dot(QWidget):
    """A small filled circle; words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = "text_3"
        self.setFixedSize(10, 10)

    def set_tone(self, tone: str) -> None:
        """Another colour."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw it; hollow unless all is well."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = theme.current().color(self._tone)
        painter.setPen(color)
        painter.setBrush(color if self._tone == "ok" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()


class TopBar(QFrame):
    """What is above every page."""

    account_chosen = Signal(str)
    network_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._title = Label("", "section")
        self._title.setObjectName("pageTitle")
        self._dot = Dot()
        self._sync = Label("", "hint", "soft")
        self._sync.setObjectName("syncState")
        self.accounts = Choice("accountFilter", words("window.account_filter"), quiet=True)
        self.accounts.setFixedWidth(190)
        self.accounts.chosen.connect(self.account_chosen)
        self.networks = Choice("networkFilter", words("window.network_filter"), quiet=True)
        self.networks.setFixedWidth(150)
        self.networks.chosen.connect(self.network_chosen)
        state = row(gap=6)
        state.addWidget(self._dot)
        state.addWidget(self._sync)
        left = column(gap=0)
        left.addWidget(self._title)
        layout = row(gap=12, margins=(32, 10, 32, 10))
        layout.addLayout(left)
        layout.addStretch(1)
        layout.addLayout(state)
        layout.addSpacing(4)
        layout.addWidget(self.accounts)
        layout.addWidget(self.networks)
        self.setLayout(layout)
        self.setFixedHeight(56)

    def set_title(self, text: str) -> None:
        """The open page."""
        self._title.setText(text)

    def show_view(self, view: ShellView) -> None:
        """Draw the frame's state."""
        self.accounts.offer(tuple(Option(*entry) for entry in view.accounts), view.account)
        self.networks.offer(tuple(Option(*entry) for entry in view.networks), view.network)
        self.accounts.setVisible(len(view.accounts) > 1)
        self.networks.setVisible(bool(view.networks))
        self._sync.setText(view.sync)
        self._dot.set_tone(view.tone)
        self._dot.setVisible(bool(view.sync))
        plain_tip(self._sync, view.sync_tip)
