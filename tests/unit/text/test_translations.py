"""Sentences in other languages."""

import pytest

from ui.text import catalogue, sentence, translations

GERMAN = """
# a comment
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "unknown"
msgstr "unbekannt"

msgid "Checked at block {number}."
msgstr ""
"Geprüft bei "
"Block {number}."

msgid "Valid: {name} signed this."
msgstr "Gültig: {someone} hat das unterschrieben."

msgid "Interrupted."
msgstr ""
"""


@pytest.fixture
def german(tmp_path, monkeypatch):
    (tmp_path / "de.po").write_text(GERMAN, "utf-8")
    monkeypatch.setattr(translations, "folder", lambda: tmp_path)
    monkeypatch.setattr(translations, "preferred_languages", lambda: ("de_CH", "de"))
    catalogue._translated.cache_clear()
    yield
    catalogue._translated.cache_clear()


def test_sentences_are_translated_whole(german):
    assert sentence("unknown") == "unbekannt"
    assert sentence("checked_at", number=412) == "Geprüft bei Block 412."


def test_a_translation_with_a_wrong_field_is_left_out(german):
    assert sentence("signature_valid", name="Anna") == "Valid: Anna signed this."


def test_what_is_not_translated_stays_english(german):
    assert sentence("interrupted") == "Interrupted."


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ()),
        ({"LANG": "de_CH.UTF-8"}, ("de_CH", "de")),
        ({"LANG": "de_DE", "LANGUAGE": "fr:it_CH"}, ("fr", "fr", "it_CH", "it")),
        ({"LC_ALL": "C"}, ("C", "C")),
    ],
)
def test_languages_are_asked_for_as_gettext_does(environ, expected):
    assert translations.preferred_languages(environ) == expected


def test_english_needs_no_file(tmp_path):
    (tmp_path / "de.po").write_text(GERMAN, "utf-8")
    assert translations.load(("en_GB", "en", "de"), tmp_path) == {}
    assert translations.load(("xx",), tmp_path) == {}
    assert "unknown" in translations.load(("xx", "de"), tmp_path)


def test_damaged_lines_are_passed_over():
    assert translations.parse('msgid "a\nmsgstr "b"\nmsgid "c"\nmsgstr "d"') == {"c": "d"}


def test_the_folder_is_beside_the_code():
    assert translations.folder().name == "translations"
