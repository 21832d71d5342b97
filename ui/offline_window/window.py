"""One window with one request: what the bytes say, what was said, sign or refuse."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QMainWindow, QScrollArea, QWidget

from ui.desktop.widgets.boxes import Card, Message, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label, set_property
from ui.offline_window.view_model import OfflineServices, SignerModel, SignerView
from ui.text import sentence as words
from wallet.domain.vault import SecretInput

Start = Callable[[Coroutine[Any, Any, None]], object]

_LOOK_EVERY_MS: Final = 2_000
_WIDTH, _HEIGHT = 760, 820
_ANSWER: Final = "-answer.json"
# These are compared character by character.
_EXACT: Final = frozenset({"from", "to", "owner", "token", "delegatee", "governor", "function"})


class SignerWindow(QMainWindow):
    """The whole window."""

    closed = Signal()

    def __init__(
        self,
        services: OfflineServices,
        start: Start,
        passphrase: Callable[[], SecretInput] = SecretInput.window,
    ) -> None:
        """Draw the empty window.

        Args:
            services: The offline wallet.
            start: Puts work onto the loop.
            passphrase: Says who asks for the passphrase; the key host's own window if left out.
        """
        super().__init__()
        self._start = start
        self._file: Path | None = None
        self.model = SignerModel(services, self._draw, passphrase)
        self.setObjectName("signerWindow")
        self.setWindowTitle(words("window.signer"))
        self.resize(_WIDTH, _HEIGHT)
        self._build()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.model.refresh)
        self._timer.start(_LOOK_EVERY_MS)
        self.model.refresh()

    def load(self, path: Path) -> None:
        """Show a request's file."""
        self._file = path
        self.model.load(path)

    def sign_to(self, path: Path) -> None:
        """Sign what is shown, into this file."""
        self._start(self.model.sign(path))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Tell that it is over."""
        self._timer.stop()
        event.accept()
        self.closed.emit()

    def _build(self) -> None:
        self._network = Message()
        self._network.setObjectName("network")
        self._go_on = Button(words("window.signer.go_on"), "goOn", kind="danger")
        self._go_on.on_click(self.model.go_on)
        self._accounts = Label("", "label", wrap=True)
        self._accounts.setObjectName("accounts")
        open_ = Button(words("window.signer.open"), "openRequest", kind="main")
        open_.on_click(self._ask_request)
        head = row(gap=12)
        head.addWidget(open_)
        head.addWidget(self._accounts, 1)
        self._body = column(gap=12)
        inside = QWidget()
        inside.setObjectName("pageBody")
        inside.setLayout(self._body)
        scroll = QScrollArea()
        scroll.setObjectName("request")
        scroll.setAccessibleName(words("window.signer.bytes"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        page = column(gap=16, margins=(24, 24, 24, 24))
        page.addWidget(self._network)
        page.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignLeft)
        page.addLayout(head)
        page.addWidget(scroll, 1)
        page.addLayout(self._foot())
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setLayout(page)
        self.setCentralWidget(canvas)

    def _foot(self) -> QGridLayout:
        self._state = Message()
        self._state.setObjectName("state")
        self._decline = Button(words("window.signer.decline"), "decline")
        self._decline.on_click(self._ask_decline)
        self._sign = Button(words("window.signer.sign"), "sign", kind="main")
        self._sign.on_click(self._ask_sign)
        foot = QGridLayout()
        foot.setSpacing(12)
        foot.addWidget(self._state, 0, 0, 1, 3)
        foot.setColumnStretch(0, 1)
        foot.addWidget(self._decline, 1, 1)
        foot.addWidget(self._sign, 1, 2)
        return foot

    def _draw(self, view: SignerView) -> None:
        self._network.say(view.network.text, view.network.tone)
        self._go_on.setVisible(view.can_go_on)
        self._accounts.setText(view.accounts)
        self._state.setVisible(view.state is not None)
        if view.state is not None:
            self._state.say(view.state.text, view.state.tone)
        self._sign.setEnabled(view.can_sign)
        self._decline.setEnabled(view.can_decline)
        self._draw_request(view)

    def _draw_request(self, view: SignerView) -> None:
        clear(self._body)
        if not view.facts and not view.stops:
            self._body.addWidget(Label(words("window.signer.hint"), "body", "soft", wrap=True))
            self._body.addStretch(1)
            return
        for title, lines, tone in (
            (words("window.signer.stopped"), view.stops, "bad"),
            (words("window.signer.warnings"), view.warnings, "warn"),
        ):
            if lines:
                self._body.addWidget(Message("\n".join((f"{title}:", *lines)), tone))
        if view.facts:
            self._body.addWidget(_facts_card(view))
        self._body.addWidget(_said_card(view))
        self._body.addStretch(1)

    def _ask_request(self) -> None:
        self._ask_file("requestDialog", self.load, saving=False)

    def _ask_sign(self) -> None:
        self._ask_file("answerDialog", self.sign_to, saving=True)

    def _ask_decline(self) -> None:
        self._ask_file("declineDialog", self.model.decline, saving=True)

    def _ask_file(self, name: str, chosen: Callable[[Path], object], *, saving: bool) -> None:
        # Qt's own dialog: the desktop's would bring code of its own into this process.
        dialog = QFileDialog(self)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(words("window.signer.files"))
        if saving:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("json")
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._file is not None:
            dialog.setDirectory(str(self._file.parent))
        if saving and self._file is not None:
            dialog.selectFile(self._file.stem + _ANSWER)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()


def _facts_card(view: SignerView) -> Card:
    card = Card()
    card.setObjectName("facts")
    card.body.addWidget(Label(words("window.signer.bytes"), "section"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, fact in enumerate(view.facts):
        value = Label(fact.value, "strong", wrap=True).selectable()
        set_property(value, "mono", "true" if fact.code in _EXACT else "false")
        value.setObjectName(f"fact.{fact.code}")
        value.setAccessibleName(f"{fact.label}: {fact.value}")
        grid.addWidget(Label(fact.label, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, at, 1)
    card.body.addLayout(grid)
    return card


def _said_card(view: SignerView) -> Card:
    card = Card(gap=8)
    card.setObjectName("said")
    card.body.addWidget(Label(words("window.signer.said"), "section"))
    lines = view.said or (words("window.signer.nothing_said"),)
    for at, line in enumerate(lines):
        card.body.addWidget(Label(line, "body", "soft" if at else "unknown", wrap=True))
    return card
