"""The rows of the list of votes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.core.format import address_groups
from ui.desktop.pages.votes.parts import ResultView
from ui.desktop.pages.votes.rows import AssemblyRow, PowerRow, ProposalRow
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import Pill, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidedLabel, Label, plain_tip
from ui.text import sentence as words


class ProposalCard(QFrame):
    """One proposal: title, state, times, bar, one's own part. Opens by click or Enter."""

    wanted = Signal()

    def __init__(self, proposal: ProposalRow, *, is_first: bool) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setProperty("press", "true")
        self.setObjectName(f"proposal_{proposal.number}")
        self.setAccessibleName(proposal.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = column(gap=6, margins=(20, 14, 20, 14))
        head = row(gap=12)
        head.addWidget(ElidedLabel(proposal.title.replace("\u200b", ""), "strong"), 1)
        state = proposal.state
        head.addWidget(Pill(state.text, state.tone, state.icon))
        layout.addLayout(head)
        where = row(gap=12)
        where.addWidget(ElidedLabel(proposal.assembly, "label"), 1)
        times = Label(proposal.times, "label")
        plain_tip(times, proposal.times_full)
        where.addWidget(times)
        layout.addLayout(where)
        if proposal.result.is_empty:
            code = "nobody_yet" if proposal.is_open else "nobody"
            layout.addWidget(Label(words(f"window.votes.{code}"), "hint", "quiet"))
        else:
            layout.addWidget(ResultView(proposal.result, slim=True))
        foot = row(gap=12)
        mine = column(gap=2)
        for text in proposal.mine:
            mine.addWidget(Label(text, "label", "" if proposal.waits else "soft", wrap=True))
        foot.addLayout(mine, 1)
        if proposal.waits:
            title = proposal.title.replace("\u200b", "")
            vote = Button(
                words("window.votes.open_one"),
                f"vote_{proposal.number}",
                kind="main" if is_first else "plain",
                described=words("window.votes.open_named", title=title),
            )
            foot.addWidget(vote.on_click(self.wanted.emit), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(foot)
        self.setLayout(layout)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click opens it."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and the space bar open it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.wanted.emit()
            return
        super().keyPressEvent(event)


class PowerLine(QWidget):
    """Who votes with one token of one account, and the way to change it."""

    def __init__(self, power: PowerRow) -> None:
        super().__init__()
        line = row(gap=16, margins=(0, 12, 0, 4))
        texts = column(gap=2)
        texts.addWidget(ElidedLabel(power.heading, "strong"))
        said = Label(power.text, "label", power.tone, wrap=True)
        said.setObjectName(f"power_{power.votes.token.address}_{power.account}")
        texts.addWidget(said)
        line.addLayout(texts, 1)
        self.change = Button(
            words("window.votes.change"),
            f"delegate_{power.votes.token.address}_{power.account}",
            described=words("window.votes.change_named", token=power.token, account=power.label),
        )
        self.change.setVisible(power.can_change)
        line.addWidget(self.change)
        self.setLayout(line)


class AssemblyLine(QWidget):
    """An assembly: name, whose votes count, address, and what can be done with it."""

    def __init__(self, assembly: AssemblyRow, *, is_followed: bool) -> None:
        super().__init__()
        line = row(gap=12, margins=(0, 8, 0, 0))
        texts = column(gap=2)
        head = row(gap=12)
        head.addWidget(ElidedLabel(assembly.name, "strong"), 1)
        texts.addLayout(head)
        texts.addWidget(Label(assembly.votes, "label"))
        address = row(gap=4)
        grouped = address_groups(assembly.address)
        address.addWidget(Label(grouped, "mono").selectable())
        copy = CopyButton(words("window.copy_address"), "assemblyCopy", str(assembly.address))
        address.addWidget(copy)
        address.addStretch(1)
        texts.addLayout(address)
        line.addLayout(texts, 1)
        code, kind = ("remove", "plain") if is_followed else ("follow", "plain")
        self.act = Button(
            words(f"window.votes.{code}"),
            f"{code}_{assembly.address}",
            kind=kind,
            described=words(f"window.votes.{code}_named", name=assembly.name),
        )
        line.addWidget(self.act)
        self.setLayout(line)
