"""The person at a terminal: questions without echo, and the phrase where only they see it.

The terminal is opened by itself: standard input and output carry the frames.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ui.keyhost import words
from ui.keyhost.person import Question, require_same
from wallet.domain.errors import BadInput, KeyProblem

if sys.platform != "win32":
    import termios

_COLUMNS = 4
_LONGEST_LINE = 8192
_QUESTIONS = {
    Question.PASSPHRASE: words.PASSPHRASE,
    Question.NEW_PASSPHRASE: words.NEW_PASSPHRASE,
    Question.PHRASE: words.PHRASE,
    Question.KEY: words.KEY,
    Question.KEYSTORE_PASSWORD: words.KEYSTORE_PASSWORD,
    Question.NEW_KEYSTORE_PASSWORD: words.NEW_KEYSTORE_PASSWORD,
}
_TWICE = {Question.NEW_PASSPHRASE, Question.NEW_KEYSTORE_PASSWORD}


class TerminalPerson:
    """Somebody at the controlling terminal of this process."""

    @property
    def present(self) -> bool:
        """Whether there is a terminal."""
        try:
            with _terminal():
                return True
        except OSError:
            return False

    def ask(self, question: Question, minimum: int) -> str:
        """Ask without echo."""
        try:
            with _terminal() as tty:
                answer = tty.hidden_line(_QUESTIONS[question].format(minimum=minimum))
                if question in _TWICE:
                    require_same(answer, tty.hidden_line(words.REPEAT_PASSPHRASE))
                return answer
        except OSError:
            raise KeyProblem("vault_locked") from None

    def choose_keystore(self) -> str:
        """A command names its files."""
        raise BadInput("keystore_needs_file")

    def show_phrase(self, phrase: str) -> bool:
        """Write the words to the terminal; proves nothing."""
        try:
            with _terminal() as tty:
                tty.write(phrase_table(phrase))
        except OSError:
            raise BadInput("backup_needed") from None
        return False


def show_anywhere(phrase: str) -> None:
    """Write the words to the terminal, or without one to standard error."""
    try:
        with _terminal() as tty:
            tty.write(phrase_table(phrase))
    except OSError:
        sys.stderr.write(phrase + "\n")
        sys.stderr.flush()


def phrase_table(phrase: str) -> str:
    """Numbered words in columns, with the sentence about them."""
    listed = phrase.split()
    cells = [f"{place:2}. {word:<12}" for place, word in enumerate(listed, start=1)]
    rows = (cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS))
    table = "\n".join("".join(row).rstrip() for row in rows)
    return f"\n{words.SHOWN_TEXT.format(count=len(listed))}\n\n{table}\n\n"


class _Terminal:
    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, text: str) -> None:
        rest = text.encode()
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    def hidden_line(self, prompt: str) -> str:
        typed = (
            _windows_line(self.write, prompt)
            if sys.platform == "win32"
            else self._unix_line(prompt)
        )
        self.write("\n")
        return typed

    def _unix_line(self, prompt: str) -> str:
        before = termios.tcgetattr(self._handle)
        hidden = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
        try:
            # Flushing drops what was typed before the question, with echo.
            termios.tcsetattr(self._handle, termios.TCSAFLUSH, hidden)
            self.write(prompt)
            return self._line()
        finally:
            termios.tcsetattr(self._handle, termios.TCSAFLUSH, before)

    def _line(self) -> str:
        raw = b""
        while not raw.endswith(b"\n"):
            part = os.read(self._handle, 4096)
            if not part or len(raw) > _LONGEST_LINE:
                raise KeyProblem("person_declined")
            raw += part
        try:
            return raw.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise BadInput("text_malformed") from None


def _windows_line(write: Callable[[str], None], prompt: str) -> str:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  (exists on Windows only)

        write(prompt)
        typed = ""
        while (char := msvcrt.getwch()) not in "\r\n":
            if char == "\x03" or len(typed) > _LONGEST_LINE:
                raise KeyProblem("person_declined")
            typed = typed[:-1] if char == "\b" else typed + char
        return typed
    raise KeyProblem("vault_locked")


@contextmanager
def _terminal() -> Iterator[_Terminal]:
    name, extra = ("CONOUT$", 0) if sys.platform == "win32" else ("/dev/tty", os.O_NOCTTY)
    handle = os.open(name, os.O_RDWR | extra)
    try:
        yield _Terminal(handle)
    finally:
        os.close(handle)
