"""One window with one request: what the bytes say, what was said, sign or refuse."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QWidget

from ui.desktop.widgets.boxes import Message, clear, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.drop_zone import dropped_file
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scrolling import Scrolled, scroll_area
from ui.offline_window.request_view import facts_card, how_card, lines_card, said_card
from ui.offline_window.view_model import OfflineServices, SignerModel, SignerView
from ui.text import sentence as words
from wallet.domain.vault import SecretInput

Start = Callable[[Coroutine[Any, Any, None]], object]

_LOOK_EVERY_MS: Final = 2_000
_WIDTH, _HEIGHT = 760, 820
_ANSWER: Final = "-answer.json"


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
        self._drawn: tuple[object, ...] | None = None
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one file, nothing else."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """A request was dropped on the window."""
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.load(file)

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self._title = Label("", "answer", wrap=True)
        self._title.setObjectName("title")
        self._body = column(gap=12)
        inside = Scrolled()
        inside.setLayout(self._body)
        self._scroll = scroll_area(inside)
        self._scroll.setObjectName("request")
        self._scroll.setAccessibleName(words("window.signer.bytes"))
        page = column(gap=16, margins=(24, 20, 24, 20))
        page.addLayout(self._network_line())
        page.addLayout(self._head())
        page.addWidget(self._scroll, 1)
        page.addLayout(self._foot())
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setLayout(page)
        self.setCentralWidget(canvas)

    def _network_line(self) -> QHBoxLayout:
        self._network = Message()
        self._network.setObjectName("network")
        self._go_on = Button(words("window.signer.go_on"), "goOn", kind="danger")
        self._go_on.on_click(self.model.go_on)
        line = row(gap=12)
        line.addWidget(self._network, 1)
        line.addWidget(self._go_on)
        return line

    def _head(self) -> QHBoxLayout:
        self._accounts = Label("", "label", wrap=True)
        self._accounts.setObjectName("accounts")
        self._open = Button(words("window.signer.open"), "openRequest", kind="main")
        self._open.on_click(self._ask_request)
        texts = column(gap=4)
        texts.addWidget(self._title)
        texts.addWidget(self._accounts)
        head = row(gap=16)
        head.addLayout(texts, 1)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _foot(self) -> QHBoxLayout:
        self._state = Message()
        self._state.setObjectName("state")
        self._decline = Button(words("window.signer.decline"), "decline")
        self._decline.on_click(self._ask_decline)
        self._sign = Button(words("window.signer.sign"), "sign", kind="main")
        self._sign.on_click(self._ask_sign)
        foot = row(gap=12)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._decline)
        foot.addWidget(self._sign)
        return foot

    def _draw(self, view: SignerView) -> None:
        is_open = bool(view.facts or view.stops)
        self._network.say(view.network.text, view.network.tone)
        self._go_on.setVisible(view.can_go_on)
        self._title.setText(view.title)
        self._accounts.setText(view.accounts)
        self._open.set_kind("plain" if is_open else "main")
        self._state.setVisible(view.state is not None)
        if view.state is not None:
            self._state.say(view.state.text, view.state.tone)
        self._sign.setVisible(is_open)
        self._sign.setEnabled(view.can_sign)
        self._decline.setVisible(is_open)
        self._decline.setEnabled(view.can_decline)
        drawn = (view.facts, view.stops, view.warnings, view.said, view.words)
        if drawn != self._drawn:
            # What is read stays where it was scrolled to while only the state changes.
            self._drawn = drawn
            self._draw_request(view)

    def _draw_request(self, view: SignerView) -> None:
        clear(self._body)
        self._scroll.verticalScrollBar().setValue(0)
        if not view.facts and not view.stops:
            self._body.addWidget(how_card())
            self._body.addStretch(1)
            return
        if view.stops:
            title = words("window.signer.stopped")
            self._body.addWidget(lines_card("stops", title, view.stops, "bad"))
        if view.facts:
            self._body.addWidget(facts_card(view))
        if view.warnings:
            title = words("window.signer.warnings")
            self._body.addWidget(lines_card("warnings", title, view.warnings, "warn"))
        self._body.addWidget(said_card(view))
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
