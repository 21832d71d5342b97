"""In the tours of the demo: a second home on this machine plays the computer without a network.

Each of its commands is a program of its own, in an empty network namespace where the system
allows that. Its only key is the demo's published one.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

from wallet.bootstrap_demo import CHEAP_VAULT, DEMO_PASSPHRASE, DEMO_PHRASE
from wallet.bootstrap_home import program_command
from wallet.domain.errors import ProgramFault

_ALONE: Final = ("unshare", "--user", "--map-root-user", "--net", "--")
_PATIENCE_S: Final = 60


class OtherComputer:
    """A home with the demo's key; asked by command line only."""

    def __init__(self, folder: Path) -> None:
        """Nothing is written yet.

        Args:
            folder: An empty folder of one's own; also where files are carried through.
        """
        self._folder = folder
        self._home = folder / "home"
        self._passphrase = folder / "passphrase"
        self.has_no_network = _can_be_alone()

    def begin(self) -> None:
        """Make the home and bring the key in.

        Raises:
            ProgramFault: ``demo_step_failed``.
        """
        self._home.mkdir(mode=0o700)
        cost = json.dumps(CHEAP_VAULT)
        (self._home / "config.json").write_text(cost, encoding="utf-8")
        phrase = self._folder / "phrase"
        for file, text in ((phrase, DEMO_PHRASE), (self._passphrase, DEMO_PASSPHRASE)):
            file.touch(mode=0o600)
            file.write_text(f"{text}\n", encoding="utf-8")
        self._run("account", "import", "--phrase-file", str(phrase))

    def sign(self, request: Path, answer: Path) -> None:
        """Sign a request into the file of an answer.

        Raises:
            ProgramFault: ``demo_step_failed``.
        """
        self._run("offline", "sign", str(request), "--out", str(answer))

    def _run(self, *command: str) -> None:
        alone = _ALONE if self.has_no_network else ()
        home = ("--home", str(self._home), "--passphrase-file", str(self._passphrase))
        done = subprocess.run(  # noqa: S603  (this program, with words written here)
            [*alone, *program_command(), *command, *home, "--keyring", "none", "--yes", "--json"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
        if done.returncode != 0:
            why = f"{' '.join(command[:2])}: exit {done.returncode}"
            raise ProgramFault("demo_step_failed", step="offline", why=why)


def _can_be_alone() -> bool:
    """Whether this system gives a program an empty network namespace."""
    if shutil.which(_ALONE[0]) is None:
        return False
    tried = subprocess.run(  # noqa: S603
        [*_ALONE, "true"], capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return tried.returncode == 0
