"""What the transfer page draws, as frozen values."""

from dataclasses import dataclass

from ui.desktop.core.format import Figure


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: what it stands for, and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, with what would help beside it.

    Attributes:
        met: Whether nothing has to be done about it; such rules can be folded away.
    """

    icon: str
    tone: str
    word: str
    text: str
    remedy: str = ""
    met: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the details: what it is, and what was said."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The answer to the transfer as typed.

    Attributes:
        met: How many rules are met, in words; empty if none are.
        disagreement: Words of the tick that is needed; empty if none is.
        burn: Words of the tick for units that are destroyed; empty if none are.
    """

    tone: str
    icon: str
    title: str
    summary: str
    rules: tuple[RuleLine, ...]
    effects: tuple[str, ...]
    cautions: tuple[str, ...]
    block: int
    block_time: int
    how: tuple[Fact, ...]
    met: str = ""
    disagreement: str = ""
    burn: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of the text in the recipient field."""

    address: str = ""
    name: str = ""
    note: str = ""
    tone: str = "quiet"


@dataclass(frozen=True, slots=True)
class TransferPageView:
    """Everything the page draws.

    Attributes:
        problems: What is wrong with a field, by field: ``token sender recipient amount``.
        why_not: Why the review cannot be opened now; empty when it can.
        coin: Native coin of the network, also offered as a token.
        key_elsewhere: Whether only a file can get the signature.
        can_export: Whether it can be written to a file now.
    """

    title: str
    tokens: tuple[Entry, ...] = ()
    token: str = ""
    senders: tuple[Entry, ...] = ()
    sender: str = ""
    free: Figure | None = None
    free_note: str = ""
    recipient: Recipient = Recipient()
    amount: str = ""
    symbol: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    checking: bool = False
    verdict: VerdictView | None = None
    trouble: str = ""
    preparing: bool = False
    can_review: bool = False
    why_not: str = ""
    key_elsewhere: bool = False
    can_export: bool = False
    maximum_note: str = ""

    def problem(self, field: str) -> str | None:
        """What is wrong with one field."""
        return next((text for name, text in self.problems if name == field), None)
