"""Who is asked, and how the answers become secrets: typed, from a file, or from the person."""

# ruff: noqa: S105  (sentences and names about passwords, no passwords)

from enum import Enum
from typing import Protocol

from ui.keyhost.secret_files import first_line, read_secret_text
from wallet.domain.errors import BadInput, ProgramFault
from wallet.domain.vault import Ask, SecretInput


class Question(Enum):
    """What can be asked for."""

    PASSPHRASE = "passphrase"
    NEW_PASSPHRASE = "new_passphrase"
    PHRASE = "phrase"
    KEY = "key"
    KEYSTORE_PASSWORD = "keystore_password"
    NEW_KEYSTORE_PASSWORD = "new_keystore_password"

    @property
    def is_line(self) -> bool:
        """Whether only the first line of a file counts."""
        return self not in {Question.PHRASE, Question.KEY}


class Person(Protocol):
    """Somebody at a terminal or in front of a window."""

    def ask(self, question: Question, minimum: int) -> str:
        """Ask for a secret; a new passphrase twice.

        Raises:
            KeyProblem: ``vault_locked`` where nobody can be asked, ``person_declined``.
            BadInput: ``passphrases_differ``.
        """

    def choose_keystore(self) -> str:
        """Ask for the path of a keystore file.

        Raises:
            BadInput: ``keystore_needs_file`` where files cannot be chosen.
            KeyProblem: As :meth:`ask`.
        """

    def show_phrase(self, phrase: str) -> bool:
        """Show a new phrase; whether the person proved to have written it down.

        Raises:
            BadInput: ``backup_needed`` where nobody can see it.
            KeyProblem: ``person_declined``.
        """

    @property
    def present(self) -> bool:
        """Whether there is anybody to ask."""


class People:
    """The ways to a person, by the way that was asked for."""

    def __init__(self, terminal: Person, window: Person) -> None:
        self._ways = {Ask.TERMINAL: terminal, Ask.WINDOW: window}

    def at(self, ask: Ask) -> Person:
        """The person there."""
        return self._ways[ask]

    def obtain(self, source: SecretInput, question: Question, minimum: int = 0) -> str:
        """The text of one secret.

        Raises:
            BadInput: A file that cannot be used, or as :meth:`Person.ask`.
            KeyProblem: As :meth:`Person.ask`.
        """
        if source.text is not None:
            return source.text
        if source.file is not None:
            text = read_secret_text(source.file)
            return first_line(text) if question.is_line else text
        if source.ask is None:
            raise ProgramFault("secret_source_missing")
        return self.at(source.ask).ask(question, minimum)


def require_same(first: str, second: str) -> str:
    """The text, if it was typed twice alike.

    Raises:
        BadInput: ``passphrases_differ``.
    """
    if first != second:
        raise BadInput("passphrases_differ")
    return first
