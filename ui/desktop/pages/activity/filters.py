"""Which rows of the history are looked for. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from ui.desktop.pages.activity.rows import ActivityRow
from ui.text import sentence as words

ALL = "all"
_GROUPS: dict[str, frozenset[str]] = {
    "moves": frozenset({"transfer_in", "transfer_out", "transfer", "payment", "mint", "burn"}),
    "votes": frozenset({"vote", "delegation"}),
    "income": frozenset({"distribution", "redemption", "claim"}),
    "issuer": frozenset(
        {"freeze", "unfreeze", "forced_transfer", "recovery", "pause", "rules_changed"}
    ),
}
GROUPS = (ALL, *_GROUPS, "other")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person looks for; the accounts are chosen in the top bar.

    Attributes:
        token: Address of a token, empty for all.
        kind: One of :data:`GROUPS`.
    """

    token: str = ""
    kind: str = ALL
    text: str = ""

    def passes(self, rows: Iterable[ActivityRow]) -> tuple[ActivityRow, ...]:
        """The rows that fit; every word of the search must be found."""
        wanted = self.text.casefold().split()
        return tuple(
            row
            for row in rows
            if (not self.token or str(row.token) == self.token)
            and self.kind in {ALL, group_of(row.kind)}
            and all(word in row.searched for word in wanted)
        )


def group_of(kind: str) -> str:
    """The group a kind belongs to."""
    return next((group for group, kinds in _GROUPS.items() if kind in kinds), "other")


def kind_options() -> tuple[tuple[str, str], ...]:
    """All groups with their words."""
    return tuple((group, words(f"window.activity.kinds.{group}")) for group in GROUPS)
