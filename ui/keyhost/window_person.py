"""The person in front of the key host's own window; Qt is loaded only when it is needed."""

import os
import sys
from collections.abc import Mapping

from ui.keyhost.person import Question
from wallet.domain.errors import KeyProblem


class WindowPerson:
    """Somebody who can see a window of this process."""

    def __init__(self, palette: Mapping[str, str]) -> None:
        self._palette = palette

    @property
    def present(self) -> bool:
        """Whether a window could be shown."""
        if sys.platform in {"win32", "darwin"}:
            return True
        # Without a screen Qt would end the process instead of saying so.
        screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        return any(os.environ.get(name) for name in screens)

    def ask(self, question: Question, minimum: int) -> str:
        """Ask in a dialog."""
        self._require_screen()
        from ui.keyhost.app import run_dialog  # noqa: PLC0415  (Qt only where it is used)
        from ui.keyhost.enter_dialog import EnterDialog  # noqa: PLC0415

        dialog = run_dialog(lambda: EnterDialog(question, minimum), self._palette)
        if dialog is None:
            raise KeyProblem("person_declined")
        return dialog.take()

    def choose_keystore(self) -> str:
        """Ask for a file in a dialog."""
        self._require_screen()
        from ui.keyhost.app import choose_file  # noqa: PLC0415  (Qt only where it is used)

        path = choose_file()
        if path is None:
            raise KeyProblem("person_declined")
        return path

    def show_phrase(self, phrase: str) -> bool:
        """Show the words; true after the person typed three of them back."""
        self._require_screen()
        from ui.keyhost.app import run_dialog  # noqa: PLC0415  (Qt only where it is used)
        from ui.keyhost.phrase_dialog import PhraseDialog, quiz_places  # noqa: PLC0415

        words = tuple(phrase.split())
        places = quiz_places(len(words))
        if run_dialog(lambda: PhraseDialog(words, places), self._palette) is None:
            raise KeyProblem("person_declined")
        return True

    def _require_screen(self) -> None:
        if not self.present:
            raise KeyProblem("vault_locked")
