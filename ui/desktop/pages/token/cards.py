"""What the contract says, card by card: rules, powers, identity, documents, facts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.desktop.core.format import address_groups
from ui.desktop.pages.token.told import ClaimRow, DocumentRow, IdentityRows, PowerGroup, RuleRow
from ui.desktop.pages.token.view_model import ToldView
from ui.desktop.widgets.address import AddressView, CopyButton
from ui.desktop.widgets.boxes import Card, Fold, IconView, Line, Pill, Skeleton, clear, column, row
from ui.desktop.widgets.labels import ElidedLabel, Label, plain_tip
from ui.text import sentence as words

_NOTHING = object()


class Section(Card):
    """A titled card that draws anew only what changed."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(gap=10, padding=20)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._shown: object = _NOTHING
        self.head = row(gap=8)
        self.head.addWidget(Label(title, "section"), 1)
        self.body.addLayout(self.head)
        self.inside: QVBoxLayout = column(gap=8)
        self.body.addLayout(self.inside)

    def begin(self, content: object) -> bool:
        """Empty the card for other content; ``False`` if it is the same."""
        if content == self._shown:
            return False
        self._shown = content
        clear(self.inside)
        if content is None:
            self.inside.addWidget(Skeleton(3, 90))
        return content is not None


class RulesCard(Section):
    """The rules every transfer meets, as sentences."""

    def __init__(self) -> None:
        super().__init__(words("window.token.rules"), "tokenRules")

    def show_rules(self, rules: tuple[RuleRow, ...] | None) -> None:
        """Draw; ``None`` while they are read."""
        if not self.begin(rules) or rules is None:
            return
        if not rules:
            self.inside.addWidget(
                Label(words("window.token.rules_none"), "body", "soft", wrap=True)
            )
        for rule in rules:
            self.inside.addLayout(_point(rule.text))
        places = list(dict.fromkeys(rule.where for rule in rules if rule.where))
        if places:
            fold = Fold(words("window.token.how"), "tokenRulesHow")
            for place in places:
                fold.body.addWidget(Label(place, "mono", wrap=True).selectable())
            self.inside.addWidget(fold)


class PowersCard(Section):
    """Who has power over the holding, by holder of the power."""

    def __init__(self) -> None:
        super().__init__(words("window.token.powers"), "tokenPowers")

    def show_powers(self, groups: tuple[PowerGroup, ...] | None) -> None:
        """Draw; ``None`` while they are read."""
        if not self.begin(groups) or groups is None:
            return
        if not groups:
            none = Label(words("window.token.powers_none"), "body", "soft", wrap=True)
            self.inside.addWidget(none)
        for at, group in enumerate(groups):
            if at:
                self.inside.addSpacing(4)
            title = Label(group.title, "strong", wrap=True)
            plain_tip(title, "\n".join(address_groups(one) for one in group.holders))
            self.inside.addWidget(title)
            for line in group.lines:
                self.inside.addLayout(_point(line))


class IdentityCard(Section):
    """The account in the eyes of the issuer, with what was confirmed about it."""

    def __init__(self) -> None:
        super().__init__(words("window.token.identity"), "tokenIdentity")
        self._pill = Pill("", "info")
        self._pill.hide()
        self.head.addWidget(self._pill)

    def show_identity(self, told: ToldView | None) -> None:
        """Draw; without a register the card says so."""
        content = None if told is None else (told.identity,)
        if not self.begin(content):
            return
        identity = told.identity if told else None
        self._pill.setVisible(identity is not None)
        if identity is None:
            none = Label(words("window.token.identity_none"), "body", "soft", wrap=True)
            self.inside.addWidget(none)
            return
        self._pill.show_state(identity.word, identity.tone, identity.icon)
        self.inside.addLayout(_pairs(identity.facts))
        if identity.claims:
            self.inside.addWidget(Line())
            self.inside.addWidget(Label(words("window.token.claims"), "label"))
        for claim in identity.claims:
            self.inside.addWidget(_claim(claim))
        if identity.contract:
            self.inside.addWidget(_contract(identity))


class DocumentsCard(Section):
    """Papers the contract names; hidden where it names none."""

    def __init__(self) -> None:
        super().__init__(words("window.token.documents"), "tokenDocuments")
        self.hide()

    def show_documents(self, documents: tuple[DocumentRow, ...]) -> None:
        """Draw."""
        self.setVisible(bool(documents))
        if not self.begin(documents):
            return
        for paper in documents:
            self.inside.addWidget(_document(paper))
        hint = words("window.token.document_hint")
        self.inside.addWidget(Label(hint, "hint", "quiet", wrap=True))


class FactsCard(Section):
    """The contract itself."""

    def __init__(self) -> None:
        super().__init__(words("window.token.facts"), "tokenFacts")

    def show_facts(self, address: str, facts: tuple[tuple[str, str], ...]) -> None:
        """Draw."""
        if not self.begin((address, facts)):
            return
        self.inside.addWidget(Label(words("window.token.address"), "label"))
        view = AddressView("tokenAddress", headed=False)
        view.show_address(address)
        self.inside.addWidget(view)
        self.inside.addLayout(_pairs(facts))


def _point(text: str) -> QVBoxLayout:
    holder = column(gap=0)
    line = row(gap=8)
    line.addWidget(IconView("point", "text_3", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(text, "body", wrap=True), 1)
    holder.addLayout(line)
    return holder


def _pairs(pairs: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for at, (name, value) in enumerate(pairs):
        grid.addWidget(Label(name, "label"), at, 0)
        grid.addWidget(Label(value, "body", wrap=True).selectable(), at, 1)
    grid.setColumnMinimumWidth(0, 110)
    grid.setColumnStretch(1, 1)
    return grid


def _claim(claim: ClaimRow) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(", ".join((claim.name, claim.word, claim.by, claim.until)))
    line = row(gap=12, margins=(0, 4, 0, 4))
    lines = column(gap=0)
    lines.addWidget(ElidedLabel(claim.name, "strong"))
    beneath = " · ".join(part for part in (claim.by, claim.until) if part)
    said = ElidedLabel(beneath, "label")
    lines.addWidget(said)
    line.addLayout(lines, 1)
    if claim.issuer:
        copy = CopyButton(words("window.copy_address"), f"copyIssuer_{claim.issuer}", claim.issuer)
        line.addWidget(copy)
    line.addWidget(Pill(claim.word, claim.tone, claim.icon), 0, Qt.AlignmentFlag.AlignVCenter)
    holder.setLayout(line)
    return holder


def _contract(identity: IdentityRows) -> Fold:
    fold = Fold(words("window.token.identity_contract"), "tokenIdentityContract")
    view = AddressView("identityContract", headed=False)
    view.show_address(identity.contract)
    fold.body.addWidget(view)
    return fold


def _document(paper: DocumentRow) -> QWidget:
    holder = QWidget()
    line = row(gap=8)
    lines = column(gap=0)
    lines.addWidget(ElidedLabel(paper.name, "strong"))
    lines.addWidget(ElidedLabel(paper.uri, "mono"))
    if paper.beneath:
        lines.addWidget(ElidedLabel(paper.beneath, "label"))
    line.addLayout(lines, 1)
    described = words("window.token.document_copy", name=paper.name)
    line.addWidget(CopyButton(described, "copyDocument", paper.uri))
    holder.setLayout(line)
    return holder
