"""The key host's own window, driven by its widgets' names."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ui.keyhost import words
from ui.keyhost.app import run_dialog, style
from ui.keyhost.enter_dialog import EnterDialog
from ui.keyhost.person import Question
from ui.keyhost.phrase_dialog import PhraseDialog, quiz_places
from ui.keyhost.secret_fields import SecretLine, SecretText, plain_label
from ui.keyhost.window_person import WindowPerson
from wallet.domain.errors import KeyProblem

pytestmark = [
    pytest.mark.gui,
    # What the screenless platform cannot do, and says each time.
    pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)"),
]
PHRASE = "zoo " * 11 + "wrong"
WORDS = tuple(f"word{number}" for number in range(1, 25))


def press(dialog, name):
    dialog.findChild(QPushButton, name).click()


def say(dialog, name, text):
    field = dialog.findChild(QWidget, name)
    field.setPlainText(text) if isinstance(field, QPlainTextEdit) else field.setText(text)


def quiz(dialog, answers):
    for place, word in answers.items():
        dialog.findChild(QLineEdit, f"quiz-{place}").setText(word)
    press(dialog, "check")


@pytest.fixture
def phrase_dialog(qtbot):
    dialog = PhraseDialog(WORDS, (2, 7, 24))
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_all_words_are_shown_with_their_numbers(phrase_dialog):
    shown = [phrase_dialog.findChild(QLabel, f"word-{place}").text() for place in range(1, 25)]
    assert shown == [f"{place}. word{place}" for place in range(1, 25)]


def test_three_right_words_finish(phrase_dialog):
    press(phrase_dialog, "written-down")
    quiz(phrase_dialog, {2: "word2", 7: " WORD7 ", 24: "word24"})
    assert phrase_dialog.result() == PhraseDialog.DialogCode.Accepted


def test_a_wrong_word_does_not_finish_and_the_words_can_be_seen_again(phrase_dialog):
    press(phrase_dialog, "written-down")
    quiz(phrase_dialog, {2: "word2", 7: "word8", 24: "word24"})
    assert phrase_dialog.isVisible()
    assert phrase_dialog.findChild(QLabel, "quiz-wrong").text() == words.QUIZ_WRONG
    press(phrase_dialog, "back")
    assert phrase_dialog.findChild(QLabel, "word-1").isVisible()
    assert phrase_dialog.findChild(QLineEdit, "quiz-2").text() == ""


def test_return_checks_the_words_and_does_not_skip_them(phrase_dialog):
    press(phrase_dialog, "written-down")
    QTest.keyClick(phrase_dialog.findChild(QLineEdit, "quiz-2"), Qt.Key.Key_Return)
    assert phrase_dialog.isVisible()
    assert phrase_dialog.findChild(QLabel, "quiz-wrong").text() == words.QUIZ_WRONG


def test_cancelling_is_no_backup(phrase_dialog):
    press(phrase_dialog, "cancel")
    assert phrase_dialog.result() == PhraseDialog.DialogCode.Rejected


def test_the_places_asked_for_are_drawn_anew_and_in_range():
    drawn = [quiz_places(12) for _ in range(300)]
    assert all(len(set(places)) == 3 and 1 <= min(places) <= max(places) <= 12 for places in drawn)
    assert len(set(drawn)) > 50


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        (Question.PHRASE, "zoo " * 12, PHRASE),
        (Question.PHRASE, "zoo", PHRASE),
        (Question.PHRASE, "zoo " * 11 + "zzz", PHRASE),
        (Question.KEY, "1234", "11" * 32),
    ],
)
def test_only_what_can_be_the_secret_is_taken(qtbot, question, wrong, right):
    dialog = EnterDialog(question, 0)
    qtbot.addWidget(dialog)
    dialog.open()
    say(dialog, "secret", wrong)
    press(dialog, "continue")
    sentence = dialog.findChild(QLabel, "wrong").text()
    assert dialog.isVisible()
    assert sentence
    assert "{" not in sentence
    say(dialog, "secret", right)
    press(dialog, "continue")
    assert dialog.result() == EnterDialog.DialogCode.Accepted
    assert dialog.take() == right
    assert dialog.take() == ""


@pytest.mark.parametrize("question", [Question.NEW_PASSPHRASE, Question.NEW_KEYSTORE_PASSWORD])
def test_a_new_passphrase_is_typed_twice_and_strong(qtbot, question):
    dialog = EnterDialog(question, 15)
    qtbot.addWidget(dialog)
    dialog.open()
    for first, second in (("long enough, surely", "long enough, surelx"), ("short", "short")):
        say(dialog, "secret", first)
        say(dialog, "again", second)
        press(dialog, "continue")
        assert dialog.isVisible()
        assert dialog.findChild(QLabel, "wrong").text()
    say(dialog, "secret", "long enough, surely")
    say(dialog, "again", "long enough, surely")
    press(dialog, "continue")
    assert dialog.take() == "long enough, surely"


def test_the_vaults_passphrase_is_taken_as_it_is(qtbot):
    dialog = EnterDialog(Question.PASSPHRASE, 0)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.findChild(SecretLine, "secret").echoMode() == QLineEdit.EchoMode.Password
    say(dialog, "secret", " as it is ")
    press(dialog, "continue")
    assert dialog.take() == " as it is "


@pytest.mark.parametrize("kind", [SecretLine, SecretText])
def test_a_secret_field_gives_nothing_to_the_clipboard_and_forgets(qtbot, kind):
    field = kind()
    qtbot.addWidget(field)
    field.show()
    QGuiApplication.clipboard().setText("before")
    QTest.keyClicks(field, "secret")
    field.selectAll()
    for keys in ("Copy", "Cut", "Undo", "Redo"):
        QTest.keySequence(field, QKeySequence(getattr(QKeySequence.StandardKey, keys)))
    assert QGuiApplication.clipboard().text() == "before"
    text = field.toPlainText() if kind is SecretText else field.text()
    assert text == "secret"


def test_copying_by_program_gives_nothing_either(qtbot):
    field = SecretText()
    qtbot.addWidget(field)
    field.setPlainText(PHRASE)
    field.selectAll()
    QGuiApplication.clipboard().setText("before")
    field.copy()
    assert "zoo" not in QGuiApplication.clipboard().text()
    assert not field.isUndoRedoEnabled()


def test_labels_show_text_as_it_is(qtbot):
    label = plain_label("<b>word</b>", "word")
    qtbot.addWidget(label)
    assert label.text() == "<b>word</b>"
    assert label.textFormat().name == "PlainText"
    assert not label.textInteractionFlags()


def test_only_colours_get_into_the_style():
    found = style({"accent": "#ABCDEF", "surface": "red; } * { image: url(x)", "other": "#000000"})
    assert "#ABCDEF" in found
    assert "url" not in found
    assert "@" not in found


def act_on(kind, act):
    """Do something as soon as the dialog is there."""
    tops = QApplication.topLevelWidgets()
    dialogs = [top for top in tops if isinstance(top, kind) and top.isVisible()]
    if not dialogs:
        QTimer.singleShot(10, lambda: act_on(kind, act))
        return
    try:
        act(dialogs[0])
    finally:
        dialogs[0].reject() if dialogs[0].isVisible() else None


def test_a_dialog_runs_until_it_is_answered(qtbot):
    def answer(dialog):
        say(dialog, "secret", PHRASE)
        press(dialog, "continue")

    QTimer.singleShot(0, lambda: act_on(EnterDialog, answer))
    assert WindowPerson({"accent": "#123456"}).ask(Question.PHRASE, 0) == PHRASE


def test_a_closed_dialog_is_a_no(qtbot):
    QTimer.singleShot(0, lambda: act_on(EnterDialog, lambda dialog: dialog.close()))
    with pytest.raises(KeyProblem, match="person_declined"):
        WindowPerson({}).ask(Question.KEY, 0)


def test_a_keystore_file_is_chosen_or_not(qtbot, tmp_path):
    file = tmp_path / "keystore.json"
    file.write_text("{}")

    def choose(dialog):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(str(file))
        QFileDialog.accept(dialog)

    QTimer.singleShot(0, lambda: act_on(QFileDialog, choose))
    assert WindowPerson({}).choose_keystore() == str(file)
    QTimer.singleShot(0, lambda: act_on(QFileDialog, lambda dialog: dialog.reject()))
    with pytest.raises(KeyProblem, match="person_declined"):
        WindowPerson({}).choose_keystore()


def test_a_phrase_shown_and_typed_back_is_written_down(qtbot):
    def write_down(dialog):
        press(dialog, "written-down")
        quiz(dialog, {place: WORDS[place - 1] for place in dialog._fields})

    QTimer.singleShot(0, lambda: act_on(PhraseDialog, write_down))
    assert WindowPerson({}).show_phrase(" ".join(WORDS)) is True
    QTimer.singleShot(0, lambda: act_on(PhraseDialog, lambda dialog: dialog.reject()))
    with pytest.raises(KeyProblem, match="person_declined"):
        WindowPerson({}).show_phrase(" ".join(WORDS))


def test_without_a_screen_nobody_is_asked(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("ui.keyhost.window_person.sys.platform", "linux")
    with pytest.raises(KeyProblem, match="vault_locked"):
        WindowPerson({}).show_phrase("a b c")


def test_both_dialogs_use_the_colours_they_are_given(qtbot):
    def look(dialog):
        assert "#0A1428" in dialog.styleSheet()
        dialog.reject()

    QTimer.singleShot(0, lambda: act_on(EnterDialog, look))
    assert run_dialog(lambda: EnterDialog(Question.KEY, 0), {"on-accent": "#0A1428"}) is None
