"""What reviewed bytes say, drawn line by line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.core.format import address_groups, breakable
from ui.desktop.dialogs.review_model import BallotFacts, Party, ReviewFacts
from ui.desktop.widgets.boxes import Fold, Line, column, row
from ui.desktop.widgets.labels import FigureLabel, Label, plain_tip
from ui.text import sentence as words

LABEL_WIDTH = 110
_RECIPIENTS = {"vote": "window.review.assembly", "delegation": "window.review.delegate"}
_TOKENS = {"delegation": "window.review.units_of"}


def draw_facts(into: QVBoxLayout, facts: ReviewFacts, *, word_code: bool = True) -> None:
    """Draw what the bytes say.

    Args:
        into: Empty layout for the lines.
        facts: What was read back from the bytes.
        word_code: With the transaction's own word code; a file has another one.
    """
    if facts.amount is not None:
        line = row(gap=8)
        amount = FigureLabel(facts.amount, "big")
        amount.setObjectName("reviewAmount")
        line.addWidget(amount)
        line.addWidget(Label(facts.amount.unit, "section", "quiet"))
        line.addStretch(1)
        into.addLayout(line)
    if facts.ballot is not None:
        choice = Label(words(f"window.review.choice_{facts.ballot.choice}"), "big")
        choice.setObjectName("reviewChoice")
        into.addWidget(choice)
    into.addWidget(Line())
    into.addLayout(party_line(words("window.review.from"), facts.sender, "reviewFrom"))
    if facts.recipient is not None:
        code = _RECIPIENTS.get(facts.kind, "window.review.to")
        into.addLayout(party_line(words(code), facts.recipient, "reviewTo"))
    if facts.token is not None:
        token = Party(facts.token, facts.token_name or None)
        code = _TOKENS.get(facts.kind, "window.review.token")
        into.addLayout(party_line(words(code), token, "reviewToken"))
    if facts.partition:
        shown = breakable(facts.partition)
        into.addLayout(plain_line(words("window.review.class"), shown, "reviewClass"))
    if facts.ballot is not None:
        _draw_ballot(into, facts.ballot)
    into.addWidget(Line())
    into.addLayout(plain_line(words("window.review.network"), facts.network))
    fee = words("window.review.fee_line", likely=facts.fee_likely.text, most=facts.fee_most.text)
    whole = words(
        "window.review.fee_line",
        likely=f"{facts.fee_likely.full} {facts.fee_likely.unit}",
        most=f"{facts.fee_most.full} {facts.fee_most.unit}",
    )
    into.addLayout(plain_line(words("window.review.fee"), fee, "reviewFee", tip=whole))
    if word_code:
        into.addLayout(_word_code(facts.code))
    into.addWidget(_bytes(facts))


def _draw_ballot(into: QVBoxLayout, ballot: BallotFacts) -> None:
    """A vote's proposal, by its number and, where that is known, its title."""
    line = row(gap=12)
    line.addWidget(_label(words("window.review.proposal")), 0, Qt.AlignmentFlag.AlignTop)
    lines: QVBoxLayout = column(gap=0)
    said = breakable(ballot.title) or words("window.review.unlisted")
    title = Label(said, "strong", "" if ballot.title else "warn", wrap=True)
    title.setObjectName("reviewProposal")
    number = Label(breakable(ballot.number), "mono", wrap=True).selectable()
    number.setObjectName("reviewProposalNumber")
    lines.addWidget(title)
    lines.addWidget(number)
    line.addLayout(lines, 1)
    into.addLayout(line)
    if ballot.reason:
        reason = breakable(ballot.reason)
        into.addLayout(plain_line(words("window.review.reason"), reason, "reviewReason"))
    if ballot.voter is not None:
        into.addLayout(party_line(words("window.review.voter"), ballot.voter, "reviewVoter"))


def _word_code(code: str) -> QHBoxLayout:
    holder = QWidget()
    lines = column(gap=0)
    said = Label(code, wrap=True).selectable()
    said.setObjectName("wordCode")
    lines.addWidget(said)
    lines.addWidget(Label(words("window.review.code_hint"), "hint", "quiet", wrap=True))
    holder.setLayout(lines)
    return labelled(words("window.review.code"), holder)


def _bytes(facts: ReviewFacts) -> Fold:
    fold = Fold(words("window.review.bytes"), "reviewDetails")
    for label, text in (
        ("window.review.call", facts.call),
        ("window.review.digest", facts.digest),
        ("window.review.nonce", str(facts.nonce)),
        ("window.review.gas", f"{facts.gas:,}"),
        ("window.review.fee_exact", f"{facts.fee_most.full} {facts.fee_most.unit}"),
    ):
        fold.body.addLayout(plain_line(words(label), text, mono=True))
    return fold


def party_line(label: str, party: Party, name: str) -> QHBoxLayout:
    """A name and, beneath, the address in full."""
    line = row(gap=12)
    line.addWidget(_label(label), 0, Qt.AlignmentFlag.AlignTop)
    lines: QVBoxLayout = column(gap=0)
    known = Label(party.name or words("window.nameless"), "strong", "" if party.name else "warn")
    address = Label(address_groups(party.address), "mono", wrap=True).selectable()
    address.setObjectName(name)
    lines.addWidget(known)
    lines.addWidget(address)
    line.addLayout(lines, 1)
    return line


def plain_line(
    label: str, text: str, name: str = "", *, mono: bool = False, tip: str = ""
) -> QHBoxLayout:
    """What it is, and what is said of it."""
    said = Label(text, "mono" if mono else "body", wrap=True).selectable()
    if name:
        said.setObjectName(name)
    plain_tip(said, tip)
    return labelled(label, said)


def labelled(label: str, said: QWidget) -> QHBoxLayout:
    """What it is, beside what is said of it."""
    line = row(gap=12)
    line.addWidget(_label(label), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return line


def _label(text: str) -> Label:
    label = Label(text, "label")
    label.setFixedWidth(LABEL_WIDTH)
    return label
