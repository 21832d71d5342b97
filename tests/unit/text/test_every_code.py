"""Every code that the sources use has a sentence, and every field of it gets a value."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from ui.text import catalogue
from ui.text.translations import fields

ROOT = Path(__file__).resolve().parents[3]
FAMILIES = {
    "WalletError",
    "BadInput",
    "Refusal",
    "Undecided",
    "ChainProblem",
    "KeyProblem",
    "NotFound",
    "ProgramFault",
}
# What every error has, whoever raises it.
ALWAYS_GIVEN = {"detail"}
# `--help` and similar codes that are made outside of an error family.
USED_ELSEWHERE = {"usage"}


@cache
def trees():
    paths = [*ROOT.glob("wallet/**/*.py"), *ROOT.glob("ui/**/*.py")]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def calls():
    for where, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield where, node


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def literals(node):
    """Every text a code argument can be: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return set()


@cache
def raised():
    """Code -> one set of given params per place that makes it; ``None`` where it cannot be told."""
    found = defaultdict(list)
    for where, node in calls():
        is_family = called(node) in FAMILIES
        is_own_class = ast.unparse(node.func) == "super().__init__"
        if not node.args or not (is_family or is_own_class):
            continue
        names = {keyword.arg for keyword in node.keywords}
        params = None if None in names else frozenset(names)
        for code in literals(node.args[0]):
            exact = f"{code}.{reason(node)}"
            shown = exact if exact in catalogue.templates("error") else code
            if is_family or code in catalogue.templates("error"):
                found[shown].append((f"{where}:{node.lineno}", params))
    return found


def reason(node):
    """The literal ``why`` of an error; some have a sentence of their own for it."""
    said = (keyword.value for keyword in node.keywords if keyword.arg == "why")
    return next((why.value for why in said if isinstance(why, ast.Constant)), None)


def test_the_sources_are_searched():
    assert len(raised()) > 100
    assert "amount_too_precise" in raised()


def test_every_error_has_a_sentence():
    known = catalogue.templates("error")
    missing = {code: places[0][0] for code, places in raised().items() if code not in known}
    assert missing == {}


def test_every_field_of_an_error_is_given_wherever_it_is_raised():
    known = catalogue.templates("error")
    unfilled = [
        f"{code}: {sorted(needed)} at {place}"
        for code, places in raised().items()
        if code in known
        for place, params in places
        if params is not None and (needed := fields(known[code]) - params - ALWAYS_GIVEN)
    ]
    assert unfilled == []


def test_no_sentence_is_left_over():
    used = {node.value for _, node in strings()} | USED_ELSEWHERE
    unused = [code for code in catalogue.templates("error") if code.partition(".")[0] not in used]
    assert unused == []


def strings():
    for where, tree in trees().items():
        if where.startswith("ui/text/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield where, node


def phrases_used():
    """Codes given to ``sentence``, with the params given beside them."""
    for where, node in calls():
        if called(node) in {"sentence", "words"} and node.args:
            names = {keyword.arg for keyword in node.keywords}
            for code in literals(node.args[0]):
                yield code, names, f"{where}:{node.lineno}"


def test_every_phrase_exists_and_is_filled():
    known = {**catalogue.templates("error"), **catalogue.templates("phrase")}
    wrong = []
    for code, names, place in phrases_used():
        if code not in known:
            wrong.append(f"{code} is missing, {place}")
        elif None not in names and not fields(known[code]) <= names:
            wrong.append(f"{code} lacks {sorted(fields(known[code]) - names)}, {place}")
    assert wrong == []


@pytest.mark.parametrize("section", catalogue.SECTIONS)
def test_templates_are_well_formed(section):
    bad = [
        code for code, text in catalogue.templates(section).items() if "(malformed)" in fields(text)
    ]
    assert bad == []


@pytest.mark.parametrize("section", catalogue.SECTIONS)
def test_sentences_keep_to_the_tone(section):
    shouting = [text for text in catalogue.templates(section).values() if "!" in text]
    assert shouting == []
    loose = [text for text in catalogue.templates(section).values() if text != text.strip()]
    assert loose == []


def test_a_code_stands_in_one_module_of_its_section():
    for section, modules in catalogue.SECTIONS.items():
        total = sum(
            len(__import__(f"ui.text.{name}", fromlist=["x"]).TEMPLATES) for name in modules
        )
        assert total == len(catalogue.templates(section)), section


def test_findings_of_the_doctor_have_sentences():
    known = catalogue.templates("phrase")
    tree = trees()["wallet/services/doctor.py"]
    codes = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("doctor_", "remedy_"))
        and not node.value.endswith("_")
    }
    assert codes
    assert codes <= set(known)


def test_powers_and_rules_in_force_have_sentences():
    known = catalogue.templates("token")
    for where, node in calls():
        if not where.startswith("wallet/standards/") or called(node) not in {
            "Power",
            "RuleInForce",
        }:
            continue
        prefix = "power" if called(node) == "Power" else "rule"
        for code in literals(node.args[0]):
            assert f"{prefix}.{code}" in known, f"{where}:{node.lineno}"
