"""One request as a row, and how signing by file goes, in three steps."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.core.format import bytes_groups
from ui.desktop.pages.offline.view_model import RequestRow
from ui.desktop.widgets.boxes import Card, Fold, Pill, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidedLabel, Label, MomentLabel
from ui.text import sentence as words

LABEL_WIDTH = 130


class RequestView(QWidget):
    """What it does, whose key, how old, the words to compare, and what can be done."""

    def __init__(
        self,
        told: RequestRow,
        save_again: Callable[[RequestRow], object],
        withdraw: Callable[[RequestRow], object],
    ) -> None:
        super().__init__()
        self.setObjectName(f"request_{told.id}")
        self.setAccessibleName(f"{told.what}. {told.state}. {told.expires}")
        layout = column(gap=4, margins=(0, 12, 0, 8))
        head = row(gap=12)
        head.addWidget(ElidedLabel(told.what, "strong"), 1)
        head.addWidget(Pill(told.state, told.tone, told.icon))
        layout.addLayout(head)
        layout.addWidget(
            Label(
                words("window.offline.from", name=told.sender, network=told.network),
                "label",
                wrap=True,
            )
        )
        layout.addLayout(self._times(told))
        if told.is_waiting:
            layout.addLayout(self._actions(told, save_again, withdraw))
        layout.addWidget(_details(told))
        self.setLayout(layout)

    def _times(self, told: RequestRow) -> QHBoxLayout:
        line = row(gap=6)
        made = MomentLabel("", "label", "quiet")
        made.set_moment(told.made)
        made.setText(words("window.offline.made", age=told.made.shown))
        line.addWidget(made)
        if told.is_waiting:
            line.addWidget(Label("·", "label", "quiet"))
            line.addWidget(Label(told.expires, "label", "quiet"))
        line.addStretch(1)
        return line

    def _actions(
        self,
        told: RequestRow,
        save_again: Callable[[RequestRow], object],
        withdraw: Callable[[RequestRow], object],
    ) -> QHBoxLayout:
        line = row(gap=8)
        line.addWidget(Label(words("window.offline.code"), "label"))
        code = Label(told.code, "strong").selectable()
        code.setObjectName(f"words_{told.id}")
        code.setAccessibleName(words("window.offline.code_named", code=told.code))
        line.addWidget(code)
        line.addStretch(1)
        again = Button(
            words("window.offline.save_again"),
            f"saveAgain_{told.id}",
            described=words("window.offline.save_again_named", what=told.what),
        )
        away = Button(
            words("window.offline.withdraw"),
            f"withdraw_{told.id}",
            described=words("window.offline.withdraw_named", what=told.what),
        )
        line.addWidget(again.on_click(lambda: save_again(told)))
        line.addWidget(away.on_click(lambda: withdraw(told)))
        return line


def _details(told: RequestRow) -> Fold:
    fold = Fold(words("window.details"), f"details_{told.id}")
    lines = [(words("window.offline.digest"), bytes_groups(bytes.fromhex(told.digest)))]
    if not told.is_waiting:
        lines.insert(0, (words("window.offline.code"), told.code))
    if told.tx_hash:
        lines.append((words("window.offline.tx"), bytes_groups(bytes.fromhex(told.tx_hash[2:]))))
    for label, text in lines:
        line = row(gap=12)
        head = Label(label, "label")
        head.setFixedWidth(LABEL_WIDTH)
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(text, "mono", wrap=True).selectable(), 1)
        fold.body.addLayout(line)
    return fold


def how_it_goes(first: Button) -> Card:
    """Three steps, side by side; ``first`` begins the first one."""
    card = Card(gap=12, padding=20)
    card.body.addWidget(Label(words("window.offline.how"), "section"))
    steps = row(gap=24)
    for number, step in enumerate(("export", "sign", "return"), 1):
        lines = column(gap=4)
        lines.addWidget(Label(f"{number}", "section", "quiet"))
        lines.addWidget(Label(words(f"window.offline.step.{step}"), "strong"))
        lines.addWidget(Label(words(f"window.offline.step.{step}_text"), "label", wrap=True))
        if number == 1:
            lines.addSpacing(8)
            lines.addWidget(first, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        steps.addLayout(lines, 1)
    card.body.addLayout(steps)
    return card
