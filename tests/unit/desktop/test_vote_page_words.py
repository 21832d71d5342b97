"""Every word that the pages of votes put together is in the catalogue, and none is idle."""

import ast
from pathlib import Path

import pytest

import ui.desktop
from ui.text.catalogue import templates
from ui.text.window_votes import TEMPLATES
from wallet.domain.governance import ProposalState, Support

CHOICES = [one.word for one in Support]
SOURCES = sorted(Path(ui.desktop.__file__).parent.rglob("*.py"))
COMPOSED = [
    *(f"proposal_state_{state.value}" for state in ProposalState),
    "proposal_state_not_known",
    *(f"voted_{word}" for word in (*CHOICES, "unknown")),
    *(f"window.votes.part.{word}" for word in CHOICES),
    *(f"window.review.choice_{word}" for word in CHOICES),
    *(f"window.review.title_{kind}" for kind in ("vote", "delegation")),
    *(f"window.review.reverted_{kind}" for kind in ("vote", "delegation")),
    *(f"window.votes.quorum{end}" for end in ("", "_reached", "_missing")),
    *(
        f"window.votes.mine.{code}"
        for code in ("waits", "elsewhere", "later", "unused", "none", "none_yet")
    ),
    *(f"window.votes.{code}" for code in ("none_open", "none_at_all", "nobody", "nobody_yet")),
    *(f"window.votes.{code}" for code in ("result", "result_final", "follow", "remove")),
    *(f"window.votes.{code}_named" for code in ("follow", "remove")),
    *(f"window.proposal.{code}" for code in ("power_final", "power_later")),
    *(f"window.act.{code}" for code in ("refused", "unknown")),
]


def written():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("code", COMPOSED)
def test_composed_codes_have_words(code):
    assert code in templates("phrase")


def test_nothing_is_in_the_catalogue_that_nobody_says():
    said = {*written(), *COMPOSED}
    assert {code for code in TEMPLATES if not code.startswith("window.page.")} - said == set()
