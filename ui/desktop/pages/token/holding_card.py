"""The holding as a stacked bar with its legend, and the dates on which more becomes free."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desktop.pages.token.held import ClassRow, HeldView, PartRow
from ui.desktop.widgets.boxes import Card, Line, Skeleton, clear, column, row
from ui.desktop.widgets.holding_bar import HoldingBar, Swatch
from ui.desktop.widgets.labels import FigureLabel, Label
from ui.desktop.widgets.time_line import Mark, TimeLine
from ui.text import sentence as words


class HoldingCard(Card):
    """What is held, in its parts."""

    def __init__(self) -> None:
        super().__init__(gap=12, padding=20)
        self.setObjectName("tokenHolding")
        self._drawn: tuple[HeldView | None, str] | None = None
        self._content = column(gap=12)
        self.body.addLayout(self._content)

    def show_held(self, held: HeldView | None, beneath: str, now: int) -> None:
        """Draw, if anything changed."""
        if (held, beneath) == self._drawn:
            return
        self._drawn = (held, beneath)
        clear(self._content)
        if held is None:
            self._content.addWidget(Skeleton(3, 96))
            return
        self.setAccessibleName(held.spoken)
        self._content.addLayout(_total(held, beneath))
        if held.parts is None or held.parts.total:
            self._content.addWidget(HoldingBar(held.parts, held.spoken))
        if held.rows:
            self._content.addLayout(_legend(held.rows))
        if held.on_hold:
            self._content.addWidget(Label(held.on_hold, "label", wrap=True))
        if held.unlocks:
            self._content.addWidget(Line())
            self._content.addWidget(_time_line(held, now))
        if held.classes:
            self._content.addWidget(Line())
            self._content.addWidget(_classes(held.classes))


def _total(held: HeldView, beneath: str) -> QGridLayout:
    head = QGridLayout()
    head.setHorizontalSpacing(8)
    head.addWidget(Label(words("window.token.total"), "label"), 0, 0)
    head.addWidget(Label(beneath, "hint", "quiet"), 0, 2, Qt.AlignmentFlag.AlignRight)
    line = row(gap=8)
    if held.total is None:
        line.addWidget(Label("—", "big", "unknown"))
    else:
        total = FigureLabel(held.total, "big")
        total.setObjectName("tokenTotal")
        line.addWidget(total)
        line.addWidget(Label(held.total.unit, "section", "quiet"))
    line.addStretch(1)
    head.addLayout(line, 1, 0, 1, 3)
    head.setColumnStretch(1, 1)
    return head


def _legend(rows: tuple[PartRow, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for at, part in enumerate(rows):
        grid.addWidget(Swatch(part.part), at, 0)
        grid.addWidget(Label(part.label, "body"), at, 1)
        amount = FigureLabel(part.amount, "strong")
        amount.setObjectName(f"part_{part.part}")
        grid.addWidget(amount, at, 2)
        grid.addWidget(Label(part.amount.unit, "label", "quiet"), at, 3)
        share = Label(part.share, "label")
        share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(share, at, 4)
    grid.setColumnMinimumWidth(1, 220)
    grid.setColumnMinimumWidth(4, 72)
    grid.setColumnStretch(5, 1)
    return grid


def _time_line(held: HeldView, now: int) -> QWidget:
    holder = QWidget()
    inside = column(gap=8)
    inside.addWidget(Label(words("window.token.unlocks"), "strong"))
    line = TimeLine("unlockLine")
    marks = tuple(Mark(one.at, one.amount, one.date, one.full) for one in held.unlocks)
    line.show_marks(marks, now=now, today=words("window.token.today"))
    inside.addWidget(line)
    if held.unlocks_more:
        inside.addWidget(Label(held.unlocks_more, "label", wrap=True))
    holder.setLayout(inside)
    return holder


def _classes(classes: tuple[ClassRow, ...]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.addWidget(Label(words("window.token.classes"), "strong"), 0, 0, 1, 2)
    for at, one in enumerate(classes, 1):
        grid.addWidget(Label(one.name, "body"), at, 0)
        grid.addWidget(Label(one.text, "label", wrap=True), at, 1)
    grid.setColumnStretch(1, 1)
    holder.setLayout(grid)
    return holder
