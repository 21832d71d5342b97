"""Draws one entry of the history whole."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.core.format import address_groups
from ui.desktop.dialogs.frame import Dialog
from ui.desktop.pages.activity.detail import DetailView, Person
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import Line, Message, Pill, clear, column, row
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.life_line import LifeLine, Stop
from ui.text import sentence as words

LABEL_WIDTH = 130
_GROUP = 8


class DetailDialog(Dialog):
    """Stays open while the transaction goes on; closing it stops nothing."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("", "activityDetail", parent, width=660)
        self._drawn: DetailView | None = None
        self._state = Pill("", "info")
        self._life = LifeLine("lifeLine")
        self._problem = Message("", "bad")
        self._problem.setObjectName("entryProblem")
        self._content: QVBoxLayout = column(gap=8)
        self.body.addWidget(self._state)
        self.body.addSpacing(4)
        self.body.addWidget(self._life)
        self.body.addWidget(self._problem)
        self.body.addWidget(Line())
        self.body.addLayout(self._content)
        self.body.addStretch(1)
        self.add_main(words("window.close"), "closeDetail").on_click(self.accept)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the text needs; the usual size reckons it at its narrowest."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def render_view(self, view: DetailView) -> None:
        """Draw; nothing is rebuilt if nothing changed."""
        if view == self._drawn:
            return
        self._drawn = view
        self.title.setText(view.title)
        self.setWindowTitle(view.title)
        self.setAccessibleName(view.title)
        self._state.show_state(view.state, view.tone, view.state_icon)
        self._life.show_stops(
            tuple(Stop(one.word, one.pace.value, one.when, one.full) for one in view.steps)
        )
        self._problem.setVisible(bool(view.problem))
        self._problem.say(view.problem, "bad" if view.tone == "bad" else "warn")
        clear(self._content)
        for person in view.people:
            self._add(person.label, _person(person))
        for name, value in view.facts:
            self._add(name, Label(value, "body", wrap=True).selectable())
        number = _copied(_hash_groups(view.tx_hash), view.tx_hash, "entryHash", "window.copy_hash")
        self._add(words("window.tx_hash"), number)
        if view.explorer:
            link = _copied(
                view.explorer, view.explorer, "entryExplorer", "window.entry.copy_explorer"
            )
            self._add(words("window.entry.explorer"), link)

    def _add(self, name: str, value: QWidget) -> None:
        line = row(gap=12)
        label = Label(name, "label", wrap=True)
        label.setFixedWidth(LABEL_WIDTH)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(value, 1)
        self._content.addLayout(line)


def _person(person: Person) -> QWidget:
    name = person.name or words("window.nameless")
    head = Label(name, "strong", "" if person.name else "quiet")
    address = Label(address_groups(person.address), "mono", wrap=True).selectable()
    address.setObjectName(f"entry_{person.address}")
    copy = CopyButton(
        words("window.copy_address"), f"entry_{person.address}Copy", str(person.address)
    )
    return _beside((head, address), copy)


def _copied(shown: str, exact: str, name: str, code: str) -> QWidget:
    text = Label(shown, "mono", wrap=True).selectable()
    text.setObjectName(name)
    return _beside((text,), CopyButton(words(code), f"{name}Copy", exact))


def _beside(lines: tuple[Label, ...], copy: CopyButton) -> QWidget:
    holder = QWidget()
    line = row(gap=8)
    stacked = column(gap=2)
    for one in lines:
        stacked.addWidget(one)
    stacked.addStretch(1)
    line.addLayout(stacked, 1)
    line.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
    holder.setLayout(line)
    return holder


def _hash_groups(text: str) -> str:
    body = text[2:]
    return "0x" + " ".join(body[at : at + _GROUP] for at in range(0, len(body), _GROUP))
