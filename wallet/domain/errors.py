"""What can go wrong, as codes with parameters.

A code is a stable snake_case name; the sentence for it lives in ``ui/text``. Families follow
the exit codes of the command line, so that a caller can react to the kind of trouble without
knowing every code.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class WalletError(Exception):
    """Something the person has to know about.

    Attributes:
        code: Stable name, the key of the sentence.
        params: Values for the sentence. Never a secret, never raw text of a node.
        detail: Technical text for the folded part of a notice; cleaned, may be empty.
    """

    def __init__(self, code: str, *, detail: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params
        self.detail = detail

    def __str__(self) -> str:
        given = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({given})"


class BadInput(WalletError):  # noqa: N818
    """The person or the file said something that cannot be used."""


class Refusal(WalletError):  # noqa: N818
    """The token's rules say no, or the wallet stopped before signing."""


class Undecided(WalletError):  # noqa: N818
    """No answer can be given, or an explicit acceptance is missing."""


class ChainProblem(WalletError):  # noqa: N818
    """The node cannot be reached, is on another chain, or answers nonsense."""


class KeyProblem(WalletError):  # noqa: N818
    """Vault, keyring or signer: locked, wrong, missing or denied."""


class NotFound(WalletError):  # noqa: N818
    """There is no such thing."""


class ProgramFault(WalletError):  # noqa: N818
    """A promise inside the program is broken; should not happen."""
