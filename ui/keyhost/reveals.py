"""A new phrase on its way to the person: to a new file, the terminal, or the window."""

from ui.keyhost.person import People
from ui.keyhost.secret_files import require_new, write_secret_file
from ui.keyhost.terminal import show_anywhere
from wallet.domain.errors import BadInput, ProgramFault
from wallet.domain.vault import Ask, Reveal, RevealKind


def require_ready(reveal: Reveal, people: People) -> None:
    """Refuse before anything is made if nobody would see the phrase.

    Raises:
        BadInput: ``backup_needed``, ``file_exists``, ``folder_missing``.
    """
    if reveal.kind is RevealKind.FILE:
        require_new(_file(reveal))
    elif reveal.kind is RevealKind.TERMINAL and not people.at(Ask.TERMINAL).present:
        raise BadInput("backup_needed")


def reveal_phrase(reveal: Reveal, phrase: str, people: People) -> bool:
    """Give the phrase to the person; whether they proved to have written it down.

    Raises:
        BadInput: A file that cannot be written, ``backup_needed``.
        KeyProblem: ``person_declined``.
    """
    match reveal.kind:
        case RevealKind.FILE:
            write_secret_file(_file(reveal), phrase.encode() + b"\n")
            return False
        case RevealKind.SHOW:
            show_anywhere(phrase)
            return False
        case RevealKind.TERMINAL:
            return people.at(Ask.TERMINAL).show_phrase(phrase)
        case RevealKind.WINDOW:
            return people.at(Ask.WINDOW).show_phrase(phrase)


def _file(reveal: Reveal) -> str:
    if reveal.file is None:
        raise ProgramFault("reveal_file_missing")
    return reveal.file
