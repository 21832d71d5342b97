"""The cards that say what is proposed and what it would do."""

from ui.desktop.core.format import address_groups, breakable
from ui.desktop.pages.votes.telling import CallLine
from ui.desktop.widgets.address import CopyButton
from ui.desktop.widgets.boxes import Card, Fold, IconView, Line, Message, clear, column, row
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words


class TextCard(Card):
    """The proposer's text, as plain text."""

    def __init__(self) -> None:
        super().__init__(gap=10, padding=20)
        self._text = Label("", "body", wrap=True).selectable()
        self._text.setObjectName("proposalText")
        self._note = Label(words("window.proposal.description_note"), "hint", "quiet", wrap=True)
        self.body.addWidget(Label(words("window.proposal.description"), "section"))
        self.body.addWidget(self._text)
        self.body.addWidget(self._note)

    def show_text(self, text: str) -> None:
        """Another proposal's text."""
        self._text.setText(text or words("window.proposal.no_description"))
        self._text.set_tone("" if text else "soft")
        self._note.setVisible(bool(text))


class CallsCard(Card):
    """Every call in words; addresses and functions exactly one fold away."""

    def __init__(self) -> None:
        super().__init__(gap=10, padding=20)
        self._calls = column(gap=10)
        self._unreadable = Message(words("window.proposal.unreadable"), "warn")
        self._unreadable.setObjectName("unreadableCalls")
        self._fold = Fold(words("window.proposal.details"), "proposalDetails")
        self.body.addWidget(Label(words("window.proposal.calls"), "section"))
        self.body.addLayout(self._calls)
        self.body.addWidget(self._unreadable)
        self.body.addWidget(self._fold)

    def show_calls(self, calls: tuple[CallLine, ...], number: str) -> None:
        """Another proposal's calls."""
        clear(self._calls)
        clear(self._fold.body)
        if not calls:
            text = words("window.proposal.no_calls")
            self._calls.addWidget(Label(text, "body", "soft", wrap=True))
        for call in calls:
            line = row(gap=10)
            icon, tone = ("document", "text_2") if call.is_readable else ("unknown", "unknown")
            line.addWidget(IconView(icon, tone, 18))
            line.addWidget(Label(call.text, "body", wrap=True), 1)
            self._calls.addLayout(line)
            self._fold.body.addWidget(Label(address_groups(call.target), "mono", wrap=True))
            function = Label(breakable(call.function), "mono", wrap=True).selectable()
            function.setVisible(bool(call.function))
            self._fold.body.addWidget(function)
            self._fold.body.addWidget(Line())
        self._unreadable.setVisible(not all(call.is_readable for call in calls))
        line = row(gap=4)
        said = column(gap=0)
        said.addWidget(Label(words("window.proposal.number"), "hint", "quiet"))
        said.addWidget(Label(breakable(number), "mono", wrap=True).selectable())
        line.addLayout(said, 1)
        copy = words("window.proposal.copy_number")
        line.addWidget(CopyButton(copy, "proposalNumberCopy", number))
        self._fold.body.addLayout(line)
