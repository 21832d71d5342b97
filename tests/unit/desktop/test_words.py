"""Every word the window can ask for is in the catalogue."""

import ast
from pathlib import Path

import pytest

import ui.desktop
from ui.desktop.core.theme import DARK, LIGHT, Look
from ui.desktop.dialogs.export_model import LIFETIMES
from ui.desktop.dialogs.review_model import STEPS, Stage
from ui.desktop.pages.activity.detail import NOTES
from ui.desktop.pages.activity.filters import GROUPS
from ui.desktop.pages.activity.table import COLUMNS
from ui.desktop.wizards.add_account_model import Way
from ui.text import window
from ui.text.catalogue import templates
from wallet.domain.account import AccountKind
from wallet.domain.compliance import Agreement, RuleStatus, Verdict
from wallet.domain.governance import Support
from wallet.domain.identity import ClaimStatus
from wallet.domain.offline import RequestState
from wallet.domain.transfer import OutboxState
from wallet.services.contacts import Alike
from wallet.services.doctor import Health

SOURCES = sorted(Path(ui.desktop.__file__).parent.rglob("*.py"))
KINDS = [
    "transfer_in",
    "transfer_out",
    "mint",
    "burn",
    "freeze",
    "unfreeze",
    "forced_transfer",
    "recovery",
    "distribution",
    "redemption",
    "vote",
    "delegation",
    "approval",
    "pause",
    "rules_changed",
    "transfer",
    "payment",
    "claim",
    "cancel",
]


def made_of(pattern, values):
    return [pattern.format(getattr(value, "value", value)) for value in values]


COMPOSED = [
    *made_of("window.rule.{}", RuleStatus),
    *made_of("window.verdict.{}", Verdict),
    *made_of("window.how.agreement.{}", Agreement),
    *made_of("window.how.answer.{}", ("yes", "no", "none")),
    *made_of("window.how.simulation.{}", ("passed", "failed", "unclear", "not_run")),
    *made_of("window.how.context.{}", ("next_block", "block")),
    *made_of("window.outbox.{}", OutboxState),
    *made_of("window.activity.{}", KINDS),
    *made_of("window.activity.column.{}", COLUMNS),
    *made_of("window.step.{}", STEPS),
    *made_of("window.step.{}.now", STEPS),
    *made_of("window.review.{}", (Stage.SETTLED, Stage.FAILED, Stage.STOPPED, "under_way")),
    *made_of("window.review.{}", ("reverted", "replaced", "dropped")),
    *made_of("window.add.waiting.{}", (way for way in Way if way.needs_vault)),
    *made_of("window.add.{}.title", ("create", "import", "watch")),
    *made_of("window.add.{}.text", ("create", "import", "watch")),
    *made_of("window.add.{}.do", ("create", "import", "watch")),
    *made_of("window.add.kind.{}", (Way.PHRASE, Way.KEY, Way.KEYSTORE)),
    *made_of("window.accounts.{}", ("create", "import", "watch", "remove_key", "remove_watch")),
    *made_of("window.welcome.{}", ("create", "import", "watch", "demo")),
    *made_of("window.welcome.{}_text", ("create", "import", "watch", "demo")),
    *made_of("window.kind.{}", AccountKind),
    *made_of("window.look.{}", Look),
    *made_of("window.check.{}", Health),
    *made_of("window.part.{}", ("free", "locked", "frozen")),
    *made_of("window.portfolio.plain_{}", ("one", "many")),
    *made_of("window.portfolio.answer_{}", ("one", "many")),
    *made_of("window.activity.kinds.{}", GROUPS),
    *made_of("window.contacts.warn.{}", Alike),
    *made_of("window.activity.{}", ("exported", "exported_one")),
    *made_of("window.entry.{}", ("from", "to", "account", "replaced", "dropped")),
    *made_of("window.entry.note.{}", NOTES),
    *made_of("window.token.{}", ("yes", "no", "unknown")),
    *made_of("window.token.part.{}", ("free", "locked", "frozen")),
    *made_of("window.token.claim.{}", ClaimStatus),
    *made_of("window.receive.word.{}", ("yes", "no", "depends", "unknown")),
    *made_of("window.offline.state.{}", RequestState),
    *made_of("window.offline.state.{}", ("unsent", "expired")),
    *made_of("window.offline.choice.{}", (support.word for support in Support)),
    *made_of("window.offline.step.{}", ("export", "sign", "return")),
    *made_of("window.offline.step.{}_text", ("export", "sign", "return")),
    *made_of("window.export.lifetime.{}", (key for key, _ in LIFETIMES)),
    *made_of("window.verdict.accept_{}", ("disagreement", "burn")),
    *made_of("window.transfer.why_not.{}", ("refused", "unknown", "zero", "disagreement", "burn")),
]


def written_codes():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and said.startswith("window.") and said[-1] not in "._":
                yield said


def test_codes_that_are_written_out_have_words():
    known = templates("phrase")
    files = {"window.json", "window.lock", "window.locked", "window.qss"}
    assert {c for c in written_codes() if c not in known and c not in files} == {
        # Prefixes of composed codes, each tested below.
        "window.portfolio.plain",
        "window.portfolio.answer",
    }


@pytest.mark.parametrize("code", COMPOSED)
def test_composed_codes_have_words(code):
    assert code in templates("phrase")


def test_nothing_is_in_the_catalogue_that_nobody_says():
    used = {*written_codes(), *COMPOSED, "window.verdict.disagree"}
    assert {
        code for code in window.TEMPLATES if not code.startswith("window.page.")
    } - used == set()


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_can_be_read_on_its_ground(tokens):
    pairs = [
        (ink, ground)
        for ink in ("text", "text_2", "text_3", "accent", "ok", "bad", "warn", "unknown")
        for ground in ("bg", "surface")
    ]
    pairs += [("text", "raised"), ("text_2", "raised"), ("on_accent", "accent")]
    pairs += [("on_accent", "accent_hover"), ("accent", "accent_soft")]
    pairs += [(tone, f"{tone}_bg") for tone in ("ok", "bad", "warn", "unknown")]
    low = {
        pair: round(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in pairs
        if contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < 4.5
    }
    assert low == {}
